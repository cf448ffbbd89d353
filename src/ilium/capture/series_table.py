"""Any table of numbers with a heading: one column a signal, one row a sample."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import (
    FileFormatError,
    InputError,
    InsufficientDataError,
    SignalError,
    UnknownNameError,
)

CLOCKS: Final = ("time", "time_s", "t", "frame", "sample", "index")
"""Headings of columns that count and are no signal."""
SEPARATORS: Final = (",", ";", "\t")
MOST_COLUMNS: Final = 5000
"""Most columns of a table; a laboratory's export has some hundred [1]."""
FIRST_ROW: Final = 2
"""Row of the file in which the first sample stands, counted as a person does."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeriesTable:
    """Cells of a table, read as numbers when a column is asked for.

    Parameters
    ----------
    name
        Name of the file.
    heading
        Names of the columns.
    rows
        Text of the cells, one sequence for each sample.
    decimal_comma
        Whether numbers are written with a comma.
    """

    name: str
    heading: tuple[str, ...]
    rows: tuple[Sequence[str], ...]
    decimal_comma: bool = False

    def labels(self, column: str) -> list[str]:
        """Text of a column, row by row."""
        place = self._place(column)
        return [row[place].strip() for row in self.rows]

    def signal(self, column: str) -> FloatArray:
        """One column as numbers.

        Parameters
        ----------
        column
            Its heading.

        Returns
        -------
        FloatArray
            Shape (time,) [as in the file], finite.

        Raises
        ------
        UnknownNameError
            Where there is no such column.
        SignalError
            Where a cell is no number, is missing or is infinite, or nothing varies.
        """
        cells = self.labels(column)
        numbers = np.array([self._number(column, i, each) for i, each in _rows(cells)])
        missing = np.flatnonzero(np.isnan(numbers))
        if missing.size:
            raise _missing(column, missing, numbers.size)
        if np.isinf(numbers).any():
            row = int(np.flatnonzero(np.isinf(numbers))[0]) + FIRST_ROW
            raise SignalError(
                f"Column {column!r} is infinite in row {row}.",
                "Look where it comes from: a division by zero is likely.",
            )
        if np.ptp(numbers) == 0.0:
            raise InsufficientDataError(
                f"Column {column!r} is {numbers[0]:g} in every row: nothing varies.",
                "Check that it is the right column, or leave it out with --signals.",
            )
        return numbers

    def signals(self, besides: Sequence[str] = ()) -> tuple[str, ...]:
        """Columns that hold numbers only and are neither a clock nor named.

        Parameters
        ----------
        besides
            Columns that are no signals.

        Returns
        -------
        tuple of str
            Their headings, in the order of the file.

        Raises
        ------
        SignalError
            Where there is none.
        """
        found = tuple(
            each
            for each in self.heading
            if each.lower() not in CLOCKS and each not in besides and self._holds(each)
        )
        if not found:
            raise SignalError(
                f"No column of {self.name} holds numbers only.",
                "Name the columns to use with --signals a,b and look at their cells.",
            )
        return found

    def _holds(self, column: str) -> bool:
        cells = [each for each in self.labels(column) if each]
        try:
            return bool(cells) and all(self._float(each) is not None for each in cells)
        except ValueError:
            return False

    def _place(self, column: str) -> int:
        if column not in self.heading:
            raise UnknownNameError.among("column", column, self.heading)
        return self.heading.index(column)

    def _number(self, column: str, row: int, cell: str) -> float:
        if not cell:
            return float("nan")
        try:
            return self._float(cell)
        except ValueError:
            raise SignalError(
                f"Column {column!r} holds {cell!r} in row {row}, expected a number.",
                "Correct the cell, or name other columns with --signals.",
            ) from None

    def _float(self, cell: str) -> float:
        return float(cell.replace(",", ".") if self.decimal_comma else cell)


def read_series_table(path: Path) -> SeriesTable:
    """Read a table whose first row names its columns.

    Parameters
    ----------
    path
        CSV file with commas, semicolons or tabs between the cells, UTF-8.

    Returns
    -------
    SeriesTable
        Its cells.

    Raises
    ------
    FileFormatError
        Where it is no such table.
    InputError
        Where it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = f"{path.name} cannot be read: {reason}."
        raise InputError(problem, "Check the path and its permissions.") from error
    except UnicodeDecodeError as error:
        problem = f"{path.name} is not a text file in UTF-8."
        raise FileFormatError(problem, "Save it as CSV in UTF-8.") from error
    lines = [each for each in text.splitlines() if each.strip(" ")]
    if len(lines) < FIRST_ROW:
        problem = f"{path.name} has {len(lines)} rows, expected a heading and samples."
        raise FileFormatError(problem, "Give one row for each sample under a heading.")
    separator = max(SEPARATORS, key=lines[0].count)
    try:
        heading, *rows = csv.reader(lines, delimiter=separator)
    except csv.Error as error:
        problem = f"{path.name} is no table: {error}."
        raise FileFormatError(problem, "Save it as CSV in UTF-8.") from error
    names = tuple(each.strip() for each in heading)
    _check(path.name, names, rows)
    return SeriesTable(
        name=path.name,
        heading=names,
        rows=tuple(rows),
        decimal_comma=separator == ";",
    )


def _check(name: str, heading: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:
    if all(_is_number(each) for each in heading):
        raise FileFormatError(
            f"The first row of {name} holds numbers, expected names of columns.",
            "Write a name above every column.",
        )
    if len(heading) > MOST_COLUMNS:
        raise FileFormatError(
            f"{name} has {len(heading)} columns; at most {MOST_COLUMNS} are read.",
            "Leave out the columns that are not needed.",
        )
    twice = [each for each, count in Counter(heading).items() if count > 1]
    if twice:
        raise FileFormatError(
            f"{name} has several columns named {twice[0]!r}.",
            "Give every column a name of its own.",
        )
    for number, row in enumerate(rows, FIRST_ROW):
        if len(row) != len(heading):
            raise FileFormatError(
                f"Row {number} of {name} has {len(row)} cells, the heading has "
                f"{len(heading)}.",
                "Give every row one cell for each column; leave no column shorter.",
            )


def _rows(cells: Sequence[str]) -> enumerate[str]:
    return enumerate(cells, FIRST_ROW)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _missing(column: str, missing: np.ndarray, size: int) -> SignalError:
    if missing[-1] == size - 1 and missing.size == size - missing[0]:
        return SignalError(
            f"Column {column!r} ends after {missing[0]} of {size} rows.",
            "Cut all columns to one length, or leave it out with --signals.",
        )
    return SignalError(
        f"Column {column!r} has no number in {missing.size} of {size} rows, first in "
        f"row {missing[0] + FIRST_ROW}.",
        "Fill the gap, or give the longest part without one.",
    )
