"""Rows of the tables that a model is kept in."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib import resources
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import Placement

Row = Mapping[str, str]

PLACE: Final = ("x_m", "y_m", "z_m")
TURNS: Final = ("rx_rad", "ry_rad", "rz_rad")


def read_rows(model: str, table: str) -> list[dict[str, str]]:
    """Read a table of a model.

    Parameters
    ----------
    model
        Name of the model's folder.
    table
        Name of the table.

    Returns
    -------
    list[dict[str, str]]
        Its rows by the names of its columns.
    """
    folder = resources.files("ilium.model") / "tables" / model
    text = (folder / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def vector(row: Row, columns: tuple[str, ...], prefix: str = "") -> FloatArray:
    """Numbers of some columns, shape (columns,), in the columns' units."""
    return np.array([float(row[f"{prefix}{each}"]) for each in columns])


def placement(row: Row, prefix: str = "") -> Placement:
    """Return the frame of a row's six columns."""
    return Placement(vector(row, PLACE, prefix), vector(row, TURNS, prefix))


def flag(row: Row, column: str) -> bool:
    """Whether a column says yes."""
    return row[column] == "yes"
