"""Flat tables as CSV: names with their unit in brackets, so that a file says all."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError
from ilium.exchange.tables import Cells, Column, FlatTable
from ilium.outputs.columns import EVENTS, headings
from ilium.outputs.measure_rows import plain_text
from ilium.outputs.text import Cell, table

TEXTS: Final = (
    "event", "side", "source", "plate", "measure", "unit", "tier", "reference",
    "flags", "method",
)  # fmt: skip
"""Columns that hold texts."""
_HEADING = re.compile(r"^(?P<name>.*?)(?: \[(?P<unit>[^\[\]]*)\])?$", re.DOTALL)
_LOAD = re.compile(r"\.(force|moment|centre_of_pressure)_[xyz]$")


def csv_text(flat: FlatTable) -> str:
    """Write a table: one row a sample, empty where nothing was measured.

    Parameters
    ----------
    flat
        The table.

    Returns
    -------
    str
        Lines that end in a line feed; texts that a spreadsheet program would take for
        a formula are quoted.
    """
    columns = [_texts(each.cells) for each in flat.columns]
    heading: list[Cell] = [_heading(each) for each in flat.columns]
    return table([], [heading, *zip(*columns, strict=True)]).removeprefix("\n")


def _texts(cells: Cells) -> list[Cell]:
    return list(cells) if isinstance(cells, tuple) else cells.tolist()


def _heading(column: Column) -> str:
    unit = f" [{column.unit}]" if column.unit and column.name != "time_s" else ""
    return f"{column.name}{unit}"


def read_csv(path: Path) -> FlatTable:
    """Read a table that `csv_text` wrote.

    Parameters
    ----------
    path
        The file; its stem names the table where its columns do not.

    Returns
    -------
    FlatTable
        With texts and numbers told apart by their columns.

    Raises
    ------
    FileFormatError
        Where it is no such table.
    """
    text = path.read_bytes().decode("utf-8-sig", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        rows = []
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        problem = f"{path.name!r} has no heading, or rows of another length."
        raise FileFormatError(problem, "Give a table with one name above each column.")
    found = [_HEADING.match(plain_text(each)) for each in rows[0]]
    parts = [(each["name"], each["unit"] or "") for each in found if each]
    cells = list(zip(*rows[1:], strict=True)) or [()] * len(parts)
    columns = tuple(
        Column(
            name=name,
            unit="s" if name == "time_s" else unit,
            cells=tuple(map(plain_text, column))
            if name in TEXTS and not unit
            else _numbers(path.name, name, column),
        )
        for (name, unit), column in zip(parts, cells, strict=True)
    )
    return FlatTable(name=kind_of_table(columns) or path.stem, columns=columns)


def _numbers(file: str, name: str, cells: tuple[str, ...]) -> FloatArray:
    try:
        return np.array([float(each) if each else np.nan for each in cells])
    except ValueError as error:
        problem = f"Column {name!r} of {file!r} holds no numbers: {error}."
        raise FileFormatError(problem, "Correct the cell.") from error


def kind_of_table(columns: tuple[Column, ...]) -> str:
    """Which table these columns are; empty for curves.

    Parameters
    ----------
    columns
        Of a table of unknown name.

    Returns
    -------
    str
        As in `ilium.exchange.tables.FlatTable`.
    """
    names = [each.name for each in columns]
    signals = [each for each in columns if each.name != "time_s"]
    listed = {
        tuple(headings(EVENTS))[:2]: "events",
        ("measure", "side"): "measures",
        ("plate", "type"): "plates",
    }.get(tuple(names[:2]))
    if "time_s" not in names or listed:
        return listed or "body"
    if signals and all(
        _LOAD.search(each.name) and each.unit in ("N", "N m", "m") for each in signals
    ):
        return "forces"
    if signals and all(each.unit == "V" for each in signals):
        return "emg"
    placed = [each.name[-2:] in (".x", ".y", ".z") for each in signals]
    metric = [each.unit == "m" for each in signals]
    return "markers" if signals and all(placed) and all(metric) else ""
