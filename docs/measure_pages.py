"""Pages of measures: what each means, and the ranges it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import isfinite

from markdown_table import table

from ilium.catalogue import RAW, kind_of
from ilium.core.catalogue import MeasureKind
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import ErrorRow, Reference
from ilium.findings.rules import cues
from ilium.findings.words import say
from ilium.symmetry.catalogue import DEFINITIONS, SOURCES, TITLES
from ilium.units import in_unit

FAMILIES = {
    "stability": "Pelvis, trunk and knee",
    "jump": "Jumping and landing",
    "balance": "Balance",
    "gait": "Walking and running",
    "moments": "Joint moments, powers and work",
    "variability": "Variability between and within repetitions",
    "muscle": "Muscles",
    "score": "Scores",
    "timing": "Timing",
}
METHODS = {
    "stability": ("stability",),
    "jump": ("jump",),
    "balance": ("balance",),
    "gait": ("gait",),
    "moments": ("moments",),
    "variability": ("variability",),
    "muscle": ("muscle_forces",),
    "score": ("scores",),
    "timing": ("events", "stability"),
    "symmetry": ("asymmetry",),
}
"""Family of a measure to the pages of its methods, in `docs/methods`."""


def measures_page() -> str:
    """Every measure with its sign beside Vicon's and OpenSim's."""
    text = [
        "# Measures",
        "",
        (
            "Every measure that `measures.csv` may hold, in the unit that people read. "
            "Where Vicon or OpenSim are not named, they have no such number."
        ),
        "",
        (
            "One rule holds for all: what could not be measured has an empty `value`, "
            "and `flags` say why; it is never zero and never left out. The name and "
            "the side never change. Where a definition has no source of its own, it "
            "is ilium's, and the page of its method explains it."
        ),
    ]
    ordered = sorted(RAW, key=lambda each: list(FAMILIES).index(each.family))
    for family, kinds in groupby(ordered, key=lambda each: each.family):
        text += ["", f"## {FAMILIES[family]}", "", _method(family), ""]
        text += _measures(kinds)
    text += ["", "## Left against right", "", _method("symmetry"), "", *_indices()]
    return "\n".join(text) + "\n"


def norms_page() -> str:
    """Every range, error, cue and sentence of the origin with source and kind."""
    norms = own_norms()
    text = [
        "# Ranges, errors and cues",
        "",
        (
            "All rows of `references.toml`, `errors.toml`, `cues.toml` and "
            "`origin.toml`. `published` was checked against its source, `unchecked` "
            "is recalled and decides nothing, `target` is a training aim of ilium's "
            "own. No norm was found for: pelvic roll in kickbacks, the waist's share "
            "of a hip hike, turning after take-off, the pelvis in warrior and lunge, "
            "pelvic drop by phone in single-leg squats, movement after birth."
        ),
        "",
        "## Ranges and targets",
        "",
        *table(
            ("name", "measure", "movement", "limits", "tier", "kind", "people",
             "protocol", "source"),
            [_range(each) for each in norms.references],
        ),
        "",
        "## Standard errors of measurement",
        "",
        *table(
            ("measures", "movement", "tier", "SEM", "kind", "protocol", "by", "source"),
            [_error(each) for each in norms.errors],
        ),
        "",
        "## Cues",
        "",
        *table(
            ("cue", "measures", "kind", "what is known", "source"),
            [
                (say(one.say), _named(one.measures), one.kind, one.note, one.source)
                for one in cues()
            ],
        ),
    ]  # fmt: skip
    return "\n".join(text) + "\n"


def _named(measures: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in measures)


def _range(row: Reference) -> tuple[str, ...]:
    display = kind_of(row.measure).display
    low, high = (in_unit(each, row.unit, display) for each in (row.low, row.high))
    limits = " to ".join(f"{each:g}" if isfinite(each) else "…" for each in (low, high))
    own = "" if row.automatic else " (never by itself)"
    return (
        row.name, row.measure, ", ".join(row.tasks), f"{limits} {display}",
        ", ".join(row.tiers), f"{row.kind}{own}", row.people, row.protocol, row.source,
    )  # fmt: skip


def _error(row: ErrorRow) -> tuple[str, ...]:
    display = "deg" if row.unit == "rad" else row.unit
    flag = f" if {row.flag}" if row.flag else ""
    return (
        _named(row.measures), ", ".join(row.tasks) or "any", f"{row.tier}{flag}",
        f"{in_unit(row.sem, row.unit, display):.2f} {display}", row.kind, row.protocol,
        row.title, row.source,
    )  # fmt: skip


def _method(family: str) -> str:
    """Where the family's methods are explained."""
    links = ", ".join(f"[](../../methods/{name}.md)" for name in METHODS[family])
    return f"How they are measured: {links}."


def _measures(kinds: Iterable[MeasureKind]) -> list[str]:
    heading = ("measure", "unit", "positive means", "definition, signs elsewhere")
    rows = [
        (
            f"{each.title}<br>`{each.name}`",
            each.display,
            each.positive,
            "<br>".join(_told(each)),
        )
        for each in kinds
    ]
    return table(heading, rows)


def _told(kind: MeasureKind) -> Iterator[str]:
    yield f"{kind.definition} {_source(kind.source)}"
    for program, relation in (("Vicon", kind.vicon), ("OpenSim", kind.opensim)):
        if relation:
            yield f"*{program}:* {relation}."


def _indices() -> list[str]:
    heading = ("index, after the measure's name", "positive means", "definition")
    rows = [
        (
            f"{TITLES[name][0]}<br>`_{name}`",
            TITLES[name][1],
            f"{definition} {_source(SOURCES.get(name, ''))}",
        )
        for name, definition in DEFINITIONS.items()
    ]
    return table(heading, rows)


def _source(source: str) -> str:
    doi = source.removeprefix("doi:")
    if doi.startswith("10."):
        return f"[doi:{doi}](https://doi.org/{doi})"
    return source
