"""Comma-separated text that is the same on every run and safe to open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray

Cell = str | float | int | None

DIGITS: Final = 9
"""Significant digits of a number in a file."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet program takes for a formula."""


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table of mixed cells.

    Parameters
    ----------
    header
        Names of the columns.
    rows
        One cell for each column; ``None`` and NaN are written as an empty cell.

    Returns
    -------
    str
        Lines that end in a line feed.
    """
    lines = [",".join(header)]
    lines.extend(",".join(cell(each) for each in row) for row in rows)
    return "\n".join(lines) + "\n"


def matrix(header: Sequence[str], numbers: FloatArray) -> str:
    """Write a table of numbers.

    Parameters
    ----------
    header
        Names of the columns.
    numbers
        Shape (row, column), in the units of the columns; NaN is written as an empty
        cell.

    Returns
    -------
    str
        Lines that end in a line feed.
    """
    line = ",".join([f"%.{DIGITS}g"] * len(header)) + "\n"
    body = (line * len(numbers)) % tuple((numbers + 0.0).ravel().tolist())
    if np.isnan(numbers).any():
        body = body.replace("nan", "")
    return ",".join(header) + "\n" + body


def cell(content: Cell) -> str:
    """Write one cell: quoted where a comma, a quote or a formula needs it.

    Parameters
    ----------
    content
        Text or number.

    Returns
    -------
    str
        A number with a decimal point, or text that no spreadsheet executes.

    Examples
    --------
    >>> cell(0.1), cell(float("nan")), cell("a,b")
    ('0.1', '', '"a,b"')
    >>> print(cell("=1+1"))
    "'=1+1"
    """
    if content is None:
        return ""
    if not isinstance(content, str):
        return number(content)
    if content.lstrip("'").startswith(FORMULA):
        content = f"'{content}"
        return '"' + content.replace('"', '""') + '"'
    if any(mark in content for mark in ',"\n\r'):
        return '"' + content.replace('"', '""') + '"'
    return content


def number(value: float) -> str:
    """Write a number with the file's digits; empty where it is NaN.

    Parameters
    ----------
    value
        The number, in the unit of its column.

    Returns
    -------
    str
        Shortest form with a decimal point.
    """
    if isinstance(value, int):
        return str(value)
    return "" if math.isnan(value) else f"{value + 0.0:.{DIGITS}g}"
