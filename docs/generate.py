"""Pages that follow from the code: measures, files, arrays and commands."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import groupby
from math import isfinite
from pathlib import Path
from typing import Any

from numpydoc.docscrape import ClassDoc
from sqlalchemy import Column

from ilium.catalogue import RAW, kind_of
from ilium.cli import build_parser
from ilium.cohort.columns import TABLES as COHORT
from ilium.core.catalogue import MeasureKind
from ilium.core.dictionary import DICTIONARY
from ilium.exchange.formats import FORMATS, Format
from ilium.exchange.parcel import PARTS
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import ErrorRow, Reference
from ilium.findings.rules import cues
from ilium.findings.words import say
from ilium.model.landmarks import LANDMARKS
from ilium.outputs.columns import TABLES
from ilium.settings import DEFAULTS, Settings
from ilium.store.schema import METADATA, SCHEMA
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


def write_all(folder: Path) -> None:
    """Write every generated page.

    Parameters
    ----------
    folder
        Where to; made where it does not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "measures.md": measures_page(),
        "files.md": files_page(),
        "formats.md": formats_page(),
        "cohort.md": cohort_page(),
        "arrays.md": arrays_page(),
        "commands.md": commands_page(),
        "norms.md": norms_page(),
        "settings.md": settings_page(),
        "tables.md": tables_page(),
    }
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def measures_page() -> str:
    """Every measure with its sign beside Vicon's and OpenSim's."""
    text = [
        "# Measures",
        "",
        (
            "Every measure that `measures.csv` may hold, in the unit that people read. "
            "An empty cell under Vicon or OpenSim means that the program has no such "
            "number."
        ),
    ]
    ordered = sorted(RAW, key=lambda each: list(FAMILIES).index(each.family))
    for family, kinds in groupby(ordered, key=lambda each: each.family):
        text += ["", f"## {FAMILIES[family]}", "", *_measures(kinds)]
    text += ["", "## Left against right", "", *_indices()]
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


def files_page() -> str:
    """Every column of every table in the output folder."""
    text = ["# Columns of the output files", ""]
    for file, columns in TABLES.items():
        rows = [(f"`{each.name}`", each.unit, each.meaning) for each in columns]
        text += [f"## {file}", "", *table(("column", "unit", "meaning"), rows), ""]
    return "\n".join(text)


def formats_page() -> str:
    """What every format of `ilium convert` carries and drops."""
    heading = ("format", "in", "out", *(f"`{part}`" for part in PARTS))
    rows = [
        (f"**{each.title}**<br>`{each.key}`", _yes(each.reads), _yes(each.writes),
         *(_yes(part in each.carries) for part in PARTS))
        for each in FORMATS
    ]  # fmt: skip
    parts = [(f"`{part}`", words) for part, words in PARTS.items()]
    text = [
        "# Formats",
        "",
        (
            "What `ilium convert` reads and writes. What a format has no place for is "
            "left out and said: on the terminal, and as issues from "
            "`ilium.exchange.write`. Everything is in SI units and ilium's laboratory "
            "frame (x forwards, y up, z to the right) unless the format says otherwise."
        ),
        "",
        *table(heading, rows),
        "",
        *table(("part", "what it is"), parts),
    ]
    for each in FORMATS:
        text += ["", f"## {each.title}", "", *_format_lines(each)]
    return "\n".join(text) + "\n"


def _yes(there: bool) -> str:  # noqa: FBT001
    return "●" if there else ""


def _format_lines(row: Format) -> list[str]:
    endings = ", ".join(f"`{each}`" for each in row.endings) or "a folder"
    facts = [
        ("Files", endings),
        ("Numbers", row.precision),
        ("Drops", row.drops or "nothing of what it carries"),
        ("Read by, as the tests hold", row.read_by),
        ("Needs", f"`pip install 'ilium[{row.needs}]'`" if row.needs else ""),
    ]
    return [f"* **{name}**: {value}." for name, value in facts if value]


def cohort_page() -> str:
    """Every column of every table of a cohort."""
    text = [
        "# Columns of a cohort's tables",
        "",
        (
            "Parquet files in the folders `TABLE/participant=LABEL`, which add the "
            "column `participant` (text). Text is UTF-8; what is not known is null."
        ),
        "",
    ]
    kinds = {
        "text": "text",
        "number": "number, 64 bits",
        "whole": "whole number, 32 bits",
        "curve": "list of 101 numbers, 32 bits",
    }
    for name, fields_ in COHORT.items():
        rows = [
            (f"`{e.name}`", kinds[e.kind], e.column.unit, e.column.meaning)
            for e in fields_
        ]
        heading = ("column", "kind", "unit", "meaning")
        text += [f"## {name}", "", *table(heading, rows), ""]
    return "\n".join(text)


def arrays_page() -> str:
    """Every labelled array inside ilium, and every landmark."""
    heading = (
        "array",
        "dimensions",
        "unit",
        "shown in",
        "largest plausible",
        "meaning",
    )
    arrays = [
        (
            f"`{each.name}`",
            ", ".join(each.dims),
            each.units,
            each.display,
            f"{each.limit:g}",
            each.meaning,
        )
        for each in DICTIONARY
    ]
    landmarks = [(f"`{name}`", place) for name, place in LANDMARKS.items()]
    text = ["# Arrays and landmarks", "", "## Arrays", "", *table(heading, arrays)]
    text += ["", "## Landmarks", "", *table(("landmark", "place"), landmarks), ""]
    return "\n".join(text)


def settings_page() -> str:
    """Every stage's settings: name, default in SI units, meaning."""
    heading = ("setting", "default", "meaning")
    text = []
    for stage in fields(Settings):
        rows = _settings(getattr(DEFAULTS, stage.name))
        text += [f"**`[{stage.name}]`**", "", *table(heading, rows), ""]
    return "\n".join(text)


def tables_page() -> str:
    """Every table of the store of clients."""
    text = ["# Tables of the store", "", f"Schema {SCHEMA}."]
    for each in sorted(METADATA.tables.values(), key=lambda table: table.name):
        text += ["", f"## `{each.name}`", "", each.info["meaning"], ""]
        text += table(("Column", "Type", "Meaning"), map(_column, each.columns))
    return "\n".join(text) + "\n"


def _column(column: Column[Any]) -> tuple[str, str, str]:
    kind = str(column.type).lower() + ("" if column.nullable else ", required")
    target = "".join(f" → `{each.column}`" for each in column.foreign_keys)
    return f"`{column.name}`", kind, f"{column.doc}{target}"


def commands_page() -> str:
    """The help of every command."""
    text = ["# Commands", ""]
    for parser in _parsers(build_parser()):
        text += [f"## {parser.prog}", "", "```text", _help(parser), "```", ""]
    return "\n".join(text)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table.

    Parameters
    ----------
    heading
        Names of the columns.
    rows
        Cells; a bar in a cell is escaped.

    Returns
    -------
    list of str
        One line a row.
    """
    lines = [_row(heading), _row(["---"] * len(heading))]
    return lines + [_row(each) for each in rows]


def _row(cells: Sequence[str]) -> str:
    inside = (str(each).replace("|", "\\|").replace("\n", " ") for each in cells)
    return "| " + " | ".join(inside) + " |"


def _measures(kinds: Iterable[MeasureKind]) -> list[str]:
    heading = ("measure", "unit", "positive means", "Vicon", "OpenSim", "definition")
    rows = [
        (
            f"{each.title}<br>`{each.name}`",
            each.display,
            each.positive,
            each.vicon,
            each.opensim,
            f"{each.definition} {_source(each.source)}",
        )
        for each in kinds
    ]
    return table(heading, rows)


def _settings(default: Any, prefix: str = "") -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    meanings = {
        name: " ".join(each.desc)
        for each in ClassDoc(type(default))["Parameters"]
        for name in each.name.split(", ")
    }
    for each in fields(default):
        value = getattr(default, each.name)
        if is_dataclass(value):
            yield from _settings(value, f"{prefix}{each.name}.")
        else:
            name = f"`{prefix}{each.name}`"
            yield name, _default(value), meanings[each.name].replace("``", "`")


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


def _default(value: object) -> str:
    if value is None:
        return "–"
    return f"`{value:.4g}`" if isinstance(value, float) else f"`{value}`"


def _source(source: str) -> str:
    doi = source.removeprefix("doi:")
    if doi.startswith("10."):
        return f"[doi:{doi}](https://doi.org/{doi})"
    return source


def _parsers(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    yield parser
    for action in parser._actions:  # noqa: SLF001  argparse offers no other way
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                yield from _parsers(each)


def _help(parser: ArgumentParser) -> str:
    return parser.format_help().rstrip()


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
