"""Pages that follow from the code: measures, files, arrays and commands."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from markdown_table import table
from measure_pages import measures_page, norms_page
from message_pages import errors_page
from numpydoc.docscrape import ClassDoc
from sqlalchemy import Column as Stored

from ilium.cli import build_parser
from ilium.cohort.columns import TABLES as COHORT
from ilium.core.dictionary import DICTIONARY
from ilium.exchange.columns import FLAT
from ilium.exchange.formats import FORMATS, Format
from ilium.exchange.parcel import PARTS
from ilium.model.landmarks import LANDMARKS
from ilium.outputs.columns import TABLES, Column
from ilium.outputs.keys import CLIP_DOCUMENTS, DOCUMENTS, OPENSIM
from ilium.settings import DEFAULTS, Settings
from ilium.store.schema import METADATA, SCHEMA


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
        "errors.md": errors_page(),
        "settings.md": settings_page(),
        "tables.md": tables_page(),
    }
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def files_page() -> str:
    """Every column of every table in the output folder."""
    text = [
        "# Columns of the output files",
        "",
        (
            "Every column of every table, and every key of every JSON document, that "
            "`ilium analyse` and `ilium video` write; the tests hold this page against "
            "what a run writes, both ways. `{…}` stands for a name that differs. An "
            "empty cell, and `null` in a document, means *not measured*."
        ),
        "",
    ]
    for file, columns in TABLES.items():
        text += [f"## {file}", "", *_columns(columns, "column"), ""]
    for file, columns in OPENSIM.items():
        text += [f"## {file}", "", *_columns(columns, "column"), ""]
    for file, columns in DOCUMENTS.items():
        text += [f"## {file}", "", *_columns(columns, "key"), ""]
    rows = CLIP_DOCUMENTS["records.json"]
    text += ["## records.json of a clip", "", *_columns(rows, "key"), ""]
    return "\n".join(text)


def _columns(columns: Iterable[Column], heading: str) -> list[str]:
    rows = [(f"`{each.name}`", each.unit, each.meaning) for each in columns]
    return table((heading, "unit", "meaning"), rows)


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
        "",
        "## Columns of CSV, Parquet and MATLAB",
        "",
        (
            "Plates whose clocks differ have a table each: `forces_1` … Tables of "
            "curves are those of the output folder, with angles in radians."
        ),
    ]
    for name, columns in FLAT.items():
        text += ["", f"### {name}", "", *_columns(columns, "column")]
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


def _column(column: Stored[Any]) -> tuple[str, str, str]:
    kind = str(column.type).lower() + ("" if column.nullable else ", required")
    target = "".join(f" → `{each.column}`" for each in column.foreign_keys)
    return f"`{column.name}`", kind, f"{column.doc}{target}"


def commands_page() -> str:
    """The help of every command."""
    text = ["# Commands", ""]
    for parser in _parsers(build_parser()):
        text += [f"## {parser.prog}", "", "```text", _help(parser), "```", ""]
    return "\n".join(text)


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


def _default(value: object) -> str:
    if value is None:
        return "–"
    return f"`{value:.4g}`" if isinstance(value, float) else f"`{value}`"


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
