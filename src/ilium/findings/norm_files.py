"""Ranges and errors from TOML: ilium's own, and a laboratory's."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ilium.catalogue import kind_of
from ilium.core.from_toml import MOST, from_table, read_toml
from ilium.core.movement import TASKS
from ilium.errors import InputError, UnknownNameError
from ilium.findings.norms import RANGE_OF_MDC, ErrorRow, Norms, Reference
from ilium.units import PER_SI

_NUMBERS = ("mean", "sd", "low", "high", "near", "near_low")


@cache
def own_norms() -> Norms:
    """Ranges and errors that come with ilium; numbers in SI units."""
    folder = resources.files("ilium.findings")
    tables = [
        tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("references", "errors")
    ]
    return _norms({**tables[0], **tables[1]}, "ilium")


def read_norms(path: Path) -> Norms:
    """Read a laboratory's own ranges and errors, before ilium's.

    Parameters
    ----------
    path
        TOML file with the rows of `references.toml` and `errors.toml`; a row of the
        same name replaces ilium's.

    Returns
    -------
    Norms
        Both, the laboratory's first.

    Raises
    ------
    InputError
        Where a row cannot be used: which one, and what it lacks.
    """
    table = read_toml(path)
    unknown = sorted(table.keys() - {"reference", "error"})
    if unknown:
        raise UnknownNameError.among("table", unknown[0], ("reference", "error"))
    found = _norms(table, path.name)
    if not (found.references or found.errors):
        problem = f"The file {path.name!r} holds no [[reference]] and no [[error]]."
        raise InputError(problem, "Write at least one row.")
    for each in found.references:
        _check_own(each)
    return found.before(own_norms())


def _norms(table: Mapping[str, Any], where: str) -> Norms:
    rows = {name: _rows(table.get(name, []), where) for name in ("reference", "error")}
    norms = Norms(
        references=tuple(_reference(row, where) for row in rows["reference"]),
        errors=tuple(_error(row, where) for row in rows["error"]),
    )
    _check_names(norms.references)
    return norms


def _rows(value: object, where: str) -> list[dict[str, Any]]:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return [dict(each) for each in value]
    problem = f"A table of {where!r} is {type(value).__name__}, not a list of rows."
    raise InputError(problem, "Begin each row with [[reference]] or [[error]].")


def _reference(row: dict[str, Any], where: str) -> Reference:
    named = f"{where}: {row.get('name', 'a reference without a name')}"
    row["unit"], factor = _in_si(row, named)
    _scale(row, factor, named)
    if "mean" in row and "sd" in row and "high" not in row:
        row["high"] = row["mean"] + row["sd"]
        row["near"] = row["mean"] + 2.0 * row["sd"]
    made = from_table(Reference, row, named)
    _check_reference(made, named)
    return made


def _error(row: dict[str, Any], where: str) -> ErrorRow:
    named = f"{where}: the error of {row.get('measures')}"
    row["unit"], factor = _in_si(row, named)
    if ("sem" in row) == ("mdc" in row):
        raise InputError(f"{named} has neither or both of sem and mdc.", "Give one.")
    _scale(row, factor, named, ("sem", "mdc"))
    if "mdc" in row:
        row["sem"] = row.pop("mdc") / RANGE_OF_MDC
    made = from_table(ErrorRow, row, named)
    if not made.sem > 0.0:
        raise InputError(f"{named} is not above 0.", "Give how far it repeats.")
    _check_tasks(made.tasks)
    return made


def _in_si(row: Mapping[str, Any], named: str) -> tuple[str, float]:
    unit = row.get("unit")
    if not isinstance(unit, str):
        raise InputError(f"{named} has no unit.", "Give it, for example 'deg'.")
    base, factor = PER_SI.get(unit, (unit, 1.0))
    return base, 1.0 / factor


def _scale(
    row: dict[str, Any], factor: float, named: str, keys: Iterable[str] = _NUMBERS
) -> None:
    for key in keys:
        value = row.get(key, 0.0)
        whole = type(value) is int and abs(value) < MOST
        if not whole and not isinstance(value, float):
            raise InputError(f"{named}: {key} is {value!r}.", "Give a number.")
        if key in row:
            row[key] = float(value) * factor


def _check_reference(row: Reference, named: str) -> None:
    kind = kind_of(row.measure)
    if kind.unit != row.unit:
        problem = f"{named}: {row.measure} is measured in {kind.display}."
        raise InputError(problem, f"Give its numbers in {kind.display}.")
    _check_tasks(row.tasks)
    limits = [row.near_low, row.low, row.high, row.near]
    known = [each for each in limits if not math.isnan(each)]
    if not row.low < row.high or known != sorted(known):
        problem = f"{named}: its limits are not in order: near_low, low, high, near."
        raise InputError(problem, "Give mean and sd, or low, high or both.")
    if math.isinf(row.low) and math.isinf(row.high):
        problem = f"{named} has no limits."
        raise InputError(problem, "Give mean and sd, or low, high or both.")
    if bool(row.source) != (row.kind == "published"):
        problem = (
            f"{named} is {row.kind} {'with' if row.source else 'without'} a source."
        )
        remedy = "A published row names its source; any other row has none."
        raise InputError(problem, remedy)


def _check_own(row: Reference) -> None:
    """A laboratory says whom it measured and how: nobody else can look it up."""
    if row.kind in ("published", "own") and row.n < 1:
        problem = f"{row.name} does not say how many people were measured."
        raise InputError(problem, "Give n, and the protocol that was followed.")


def _check_tasks(tasks: Iterable[str]) -> None:
    unknown = next((each for each in tasks if each not in TASKS), None)
    if unknown is not None:
        raise UnknownNameError.among("task", unknown, TASKS)


def _check_names(rows: Iterable[Reference]) -> None:
    seen: set[str] = set()
    for each in rows:
        if each.name in seen:
            problem = f"Two references are called {each.name!r}."
            raise InputError(problem, "Give each a name of its own.")
        seen.add(each.name)
