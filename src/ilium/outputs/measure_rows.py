"""``measures.csv`` read back: rows of text to measures in SI units."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from typing import cast

from ilium.catalogue import kind_of
from ilium.conventions import SideOrBoth
from ilium.core.measure import Measure, Tier
from ilium.errors import FileFormatError
from ilium.outputs.columns import MEASURES, headings
from ilium.outputs.text import FORMULA
from ilium.units import in_unit

SIDES = ("left", "right", "both")
TIERS = ("lab", "video_a", "video_b")
REMEDY = "Analyse that recording again."


def read_measures(text: str, folder: str) -> tuple[Measure, ...]:
    """Read the measures that ilium wrote.

    Parameters
    ----------
    text
        Contents of ``measures.csv``.
    folder
        What an error calls the folder.

    Returns
    -------
    tuple of Measure
        In SI units, in the file's order; NaN where a cell is empty.

    Raises
    ------
    FileFormatError
        Where it has other columns than this version's, or cells that do not fit.
    UnknownNameError
        Where it names a measure that does not exist.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if rows.fieldnames != headings(MEASURES):
            raise FileFormatError(
                f"measures.csv of {folder!r} has other columns than this version's.",
                REMEDY,
            )
        return tuple(measure_of(row) for row in rows)
    except (AttributeError, TypeError, ValueError, csv.Error) as error:
        if isinstance(error, FileFormatError):
            raise
        problem = f"measures.csv of {folder!r} cannot be read: {error}."
        raise FileFormatError(problem, REMEDY) from error


def measure_of(row: Mapping[str, str]) -> Measure:
    """One row as a measure in SI units.

    Parameters
    ----------
    row
        Heading to cell, as in ``measures.csv``.

    Returns
    -------
    Measure
        NaN where a cell is empty.
    """
    unit = kind_of(row["measure"]).unit
    size = in_unit(1.0, unit, row["unit"])

    def number(name: str) -> float:
        return float(row[name]) / size if row[name] else math.nan

    side, tier = row["side"], row["tier"]
    if side not in SIDES or tier not in TIERS:
        raise ValueError(f"side {side!r}, tier {tier!r}")
    return Measure(
        name=row["measure"],
        side=cast("SideOrBoth", side),
        value=number("value"),
        unit=unit,
        repetition=int(row["repetition"]) if row["repetition"] else None,
        sd=number("sd"),
        n=int(row["n"]) if row["n"] else 0,
        sem=number("sem"),
        ci_low=number("ci_low"),
        ci_high=number("ci_high"),
        tier=cast("Tier", tier),
        reference=plain_text(row["reference"]),
        flags=tuple(filter(None, row["flags"].split(";"))),
        method=plain_text(row["method"]),
    )


def plain_text(cell: str) -> str:
    """Text of a cell that `ilium.outputs.text.cell` wrote.

    >>> plain_text("'=1+1"), plain_text("'quoted'")
    ('=1+1', "'quoted'")
    """
    quoted = cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if quoted else cell
