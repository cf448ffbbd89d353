"""Every problem with its remedy, and every kind of remark, read from the sources."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ilium import errors
from ilium.errors import IliumError
from ilium.findings.words import catalogue
from ilium.vision.gravity import WORDS as GRAVITY

KINDS = {
    name: each
    for name, each in vars(errors).items()
    if isinstance(each, type) and issubclass(each, IliumError)
}
GAP = "…"
TEXTS = catalogue()
REMARKS = Path(__file__).resolve().parent / "remarks.toml"
AREAS = {
    "recording": "The recording",
    "body": "Body and model",
    "movement": "The movement",
    "forces": "Forces and muscles",
    "exchange": "Going to other programs",
}
WHEN = {
    "InputError": "What was given cannot be used.",
    "FileFormatError": "A file does not follow its format.",
    "UnknownNameError": "A name does not exist; the nearest one is offered.",
    "SignalError": "An array has wrong dimensions, unit, labels, magnitude or clock.",
    "InsufficientDataError": "Too short, too few repetitions or too many gaps.",
    "ComputationError": "The input is sound, but the method could not finish.",
    "StoreError": "The store of clients could not be opened, read or written.",
    "ConsentError": "The person has not agreed to it, or has withdrawn.",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One place that raises an error: what it says, with … for what it fills in.

    Parameters
    ----------
    where
        Module.
    kind
        Class of the error.
    problem, remedy
        Its two sentences; ``…`` where another function makes them.
    """

    where: str
    kind: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Source:
    """A module's tree with the function around each node."""

    name: str
    tree: ast.Module

    def calls(self) -> Iterator[tuple[ast.Call, Function | None]]:
        """Every call, with the innermost function around it."""
        yield from _calls(self.tree, None)


def sources(folder: Path) -> list[Source]:
    """Every module of a package, in the order of their names."""
    return [
        Source(
            ".".join(path.relative_to(folder.parent).with_suffix("").parts),
            ast.parse(path.read_text(encoding="utf-8")),
        )
        for path in sorted(folder.rglob("*.py"))
    ]


def messages(every: Iterable[Source]) -> list[Message]:
    """What every error of the package says."""
    return [
        message
        for source in every
        for call, around in source.calls()
        if (message := _message(source.name, call, around)) is not None
    ]


def issue_kinds(every: Iterable[Source]) -> set[str]:
    """Kinds of all remarks that the package makes, however the name reaches them."""
    known = list(every)
    found = {f"gravity-{each}" for each in GRAVITY}
    for source in known:
        for call, around in source.calls():
            made = _name(call.func) in ("Issue", "during")
            if made and source.name != "ilium.core.issue":
                found |= _texts(_argument(call, "kind", 0), source, around, known)
    return found


def _calls(
    node: ast.AST, around: Function | None
) -> Iterator[tuple[ast.Call, Function | None]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, around
        yield from _calls(child, child if isinstance(child, Function) else around)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _message(where: str, call: ast.Call, around: Function | None) -> Message | None:
    kind = _name(call.func)
    if kind in KINDS:
        said = [_sentence(each, around) for each in (*call.args, *_keywords(call))][:2]
        problem, remedy = (*said, GAP, GAP)[:2]
        return Message(where=where, kind=kind, problem=problem, remedy=remedy)
    among = isinstance(call.func, ast.Attribute) and call.func.attr == "among"
    if among and _name(call.func.value) in KINDS and call.args:  # type: ignore[attr-defined]
        return Message(
            where=where,
            kind="UnknownNameError",
            problem=f"There is no {_sentence(call.args[0], around)} named {GAP}.",
            remedy=f"Did you mean {GAP}?",
        )
    return None


def _keywords(call: ast.Call) -> list[ast.expr]:
    return [each.value for each in call.keywords if each.arg in ("problem", "remedy")]


def _sentence(node: ast.expr, around: Function | None) -> str:  # noqa: PLR0911
    """Text of an expression, … for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_sentence(each, around) for each in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _sentence(node.left, around) + _sentence(node.right, around)
    if isinstance(node, ast.Name) and around is not None:
        before = [e for e in _assigned(around, node.id) if e.lineno <= node.lineno]
        return _sentence(before[-1], None) if before else GAP
    if isinstance(node, ast.IfExp):
        return f"{_sentence(node.body, around)} / {_sentence(node.orelse, around)}"
    if isinstance(node, ast.Call) and _name(node.func) == "say" and node.args:
        return _said(node.args[0])
    return GAP


def _said(key: ast.expr) -> str:
    """English text of a key, … for what it fills in."""
    text = TEXTS.get(str(key.value)) if isinstance(key, ast.Constant) else None
    return re.sub(r"\{[^}]*\}", GAP, text) if isinstance(text, str) else GAP


def _assigned(around: ast.AST, name: str) -> list[ast.expr]:
    found: list[ast.expr] = []
    for node in ast.walk(around):
        if isinstance(node, ast.AnnAssign) and _name(node.target) == name:
            found += [node.value] if node.value else []
        elif isinstance(node, ast.For) and name in map(_name, _parts(node.target)):
            rows = [e for e in _rows(around, node.iter) if isinstance(e, ast.Tuple)]
            pairs = [pair for row in rows for pair in _pairs(node.target, row)]
            found += [value for target, value in pairs if target == name]
        elif isinstance(node, ast.Assign):
            found += [v for t, v in _pairs(node.targets[0], node.value) if t == name]
    return found


def _rows(around: ast.AST, loop: ast.expr) -> list[ast.expr]:
    """What a loop goes through, where it is written out."""
    if isinstance(loop, ast.Name):
        return [row for e in _assigned(around, loop.id) for row in _parts(e)]
    return _parts(loop)


def _parts(several: ast.expr) -> list[ast.expr]:
    return several.elts if isinstance(several, ast.Tuple | ast.List) else []


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, each in zip(target.elts, value.elts, strict=False):
            yield _name(one), each
    else:
        yield _name(target), value


def _argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    named = [each.value for each in call.keywords if each.arg == name]
    return (*named, *call.args[place : place + 1], None)[0]


def _texts(
    node: ast.expr | None,
    source: Source,
    around: Function | None,
    every: list[Source],
) -> set[str]:
    """Every text that an expression can be, followed to whoever gives it."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        ends = (node.body, node.orelse)
        return {x for each in ends for x in _texts(each, source, around, every)}
    if isinstance(node, ast.JoinedStr):
        texts = {""}
        for part in node.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            ends_ = _texts(inner, source, around, every)
            texts = {start + end for start in texts for end in ends_}
        return texts
    if isinstance(node, ast.Name):
        return _named(node.id, source, around, every)
    return set()


def _named(
    name: str, source: Source, around: Function | None, every: list[Source]
) -> set[str]:
    """Texts of a name: set here, set by the callers, or set at the module's top."""
    if around is not None:
        places = [each.arg for each in around.args.args]
        keywords = [each.arg for each in around.args.kwonlyargs]
        if name in (*places, *keywords):
            place = places.index(name) if name in places else len(places) + 99
            return {
                text
                for other in ([source] if around.name.startswith("_") else every)
                for call, outside in other.calls()
                if _name(call.func) == around.name
                for text in _texts(_argument(call, name, place), other, outside, every)
            }
        here = [
            text
            for each in _assigned(around, name)
            for text in _texts(each, source, around, every)
        ]
        if here:
            return set(here)
    return {
        text
        for each in _assigned(source.tree, name)
        for text in _texts(each, source, None, every)
    }


def remarks() -> dict[str, dict[str, tuple[str, str]]]:
    """Area to kind of remark to when it is made and what to do."""
    table = tomllib.loads(REMARKS.read_text(encoding="utf-8"))
    return {
        area: {kind: (when, remedy) for kind, (when, remedy) in rows.items()}
        for area, rows in table.items()
    }
