"""Tables as spreadsheet programs save them, whatever stands between the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from ilium.cohort.places import Place
from ilium.errors import FileFormatError

SEPARATORS: Final = (",", ";", "\t")
"""What stands between cells; the one that the heading holds most."""

_DECIMAL_COMMA: Final = re.compile(r"^([-+]?\d+),(\d+(?: ?[^\W\d]+)?)$")
"""A number, perhaps with its unit, that is written with a decimal comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row under its headings.

    Parameters
    ----------
    line
        Line of the file, from 1.
    cells
        Heading in small letters to text; empty cells are left out.
    surplus
        Whether there are more cells than headings.
    """

    line: int
    cells: dict[str, str]
    surplus: bool


def rows_of_table(place: Place, path: str) -> list[Row]:
    """Read a table with a heading.

    Parameters
    ----------
    place
        The folder.
    path
        Path of the table within it.

    Returns
    -------
    list of Row
        Rows without a cell are left out. Where commas do not separate cells, that of a
        number is its decimal point.

    Raises
    ------
    FileFormatError
        Where it cannot be read, is no text, or has a heading twice.
    """
    text = _text(place.read(path), path)
    heading = text.partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        names = _names(next(lines, []), path)
        return [
            _row(lines.line_num, names, cells, separator)
            for cells in lines
            if any(each.strip() for each in cells)
        ]
    except csv.Error as error:
        problem = f"The table {path!r} cannot be taken apart: {error}."
        raise FileFormatError(problem, "Save it as CSV once more.") from error


def _text(data: bytes, path: str) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except ValueError as error:
        number = data[: getattr(error, "start", 0)].count(b"\n") + 1
        problem = (
            f"Line {number} of the table {path!r} holds letters that are not UTF-8."
        )
        remedy = "Save it as “CSV UTF-8”, as spreadsheet programs call it."
        raise FileFormatError(problem, remedy) from error


def _names(cells: list[str], path: str) -> list[str]:
    names = ["_".join(each.lower().split()) for each in cells]
    twice = [name for name, often in Counter(names).items() if name and often > 1]
    if twice:
        problem = f"The table {path!r} has the column {twice[0]!r} twice."
        raise FileFormatError(problem, "Remove one of them.")
    return names


def _row(line: int, names: list[str], cells: list[str], separator: str) -> Row:
    found = [each.strip() for each in cells]
    if separator != ",":
        found = [_DECIMAL_COMMA.sub(r"\1.\2", each) for each in found]
    return Row(
        line=line,
        cells={
            name: text
            for name, text in zip(names, found, strict=False)
            if text and name
        },
        surplus=any(found[len(names) :])
        or any(text and not name for name, text in zip(names, found, strict=False)),
    )
