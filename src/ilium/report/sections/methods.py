"""How every number came about, with its sources."""

from __future__ import annotations

import re

from ilium.findings.language import translated
from ilium.findings.naming import title_of
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.escape import in_english, plain, text

_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z]|doi:)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s,;<>\"']+")


def methods(context: Context) -> Section:
    """Build the section about methods.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section
        One entry a method with the measures it made, and the ranges with theirs.
    """
    return Section(
        key="methods",
        title=say("section.methods"),
        template="methods",
        lead=say("methods.lead"),
        view={
            "methods": [
                (in_english(linked(how)), names) for how, names in _methods(context)
            ],
            "ranges": _ranges(context),
            "errors": _errors(context),
        },
    )


def _methods(context: Context) -> list[tuple[str, str]]:
    kinematics = context.analysis.kinematics
    made: dict[str, dict[str, None]] = {}
    for each in context.measures:
        pair = context.pairs.get(each.name)
        if each.method and pair is not None and pair.kind.family != "symmetry":
            made.setdefault(_base(each.method), {})[each.name] = None
    first = [(kinematics.method, say("methods.angles"))]
    if kinematics.com_method:
        first.append((kinematics.com_method, say("methods.com")))
    return first + [
        (how, _names([title_of(context.pairs[name].kind) for name in names]))
        for how, names in made.items()
    ]


def _base(method: str) -> str:
    """First sentence and the sources: measures that differ in where they are read."""
    sentences = _SENTENCE.split(method)
    sources = [each for each in sentences[1:] if "doi:" in each or "http" in each]
    return " ".join([sentences[0], *sources])


def _names(titles: list[str]) -> str:
    if len(titles) < 4:
        return ", ".join(titles)
    return say("methods.many", first=titles[0], number=len(titles) - 1)


def linked(words: str) -> str:
    """Escaped text in which every DOI is a link."""
    return _DOI.sub(_link, text(words))


def _link(match: re.Match[str]) -> str:
    doi = match.group().rstrip(".)")
    rest = match.group()[len(doi) :]
    return f'<a href="https://doi.org/{doi}" rel="noreferrer">{doi}</a>{rest}'


def _ranges(context: Context) -> list[dict[str, str]]:
    norms = context.analysis.norms
    used = {each.reference for each in context.measures if each.reference}
    return [
        {
            "title": plain(translated("range", each.title)),
            "people": plain(translated("people", each.people)),
            "kind": say(f"kind.{each.kind}"),
            "source": linked(each.source),
        }
        for each in norms.references
        if each.name in used
    ]


def _errors(context: Context) -> list[tuple[str, str]]:
    task, norms = context.analysis.movement.task, context.analysis.norms
    made: dict[str, dict[str, None]] = {}
    for name, pair in context.pairs.items():
        row = norms.error_for(pair.measures[0], task)
        if row is not None:
            title = translated("error", row.title)
            words = f"{title} ({say(f'kind.{row.kind}')}) {row.source}"
            made.setdefault(words, {})[title_of(context.pairs[name].kind)] = None
    return [(linked(words), _names(list(names))) for words, names in made.items()]
