"""TRC file as its table: heading, names of points and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ilium.capture.tables import parse_numbers, read_text
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError

HEADER_LINES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrcTable:
    """What a TRC file holds.

    Parameters
    ----------
    head
        Names of the second line to the values of the third.
    names
        Points, as written.
    frames, time
        First two columns, shape (frame,).
    places
        Of every point, shape (frame, point, 3) [as stated in the heading]; NaN where a
        cell is empty.
    sha256
        Hash of the file's bytes.
    """

    head: Mapping[str, str]
    names: tuple[str, ...]
    frames: FloatArray
    time: FloatArray
    places: FloatArray
    sha256: str


def read_trc_table(path: Path) -> TrcTable:
    """Read the table of a TRC file.

    Parameters
    ----------
    path
        The file, gzipped or not.

    Returns
    -------
    TrcTable
        As stored.

    Raises
    ------
    FileFormatError
        Where it does not follow the format.
    """
    text = read_text(path)
    if len(text.lines) <= HEADER_LINES:
        problem = "The TRC file ends before its first frame."
        raise FileFormatError(problem, "Export it again.")
    stated = zip(text.lines[1].split("\t"), text.lines[2].split("\t"), strict=False)
    cells = (each.strip() for each in text.lines[3].split("\t")[2:])
    names = tuple(each for each in cells if each)
    if not names:
        problem = "The TRC file names no marker in its fourth line."
        raise FileFormatError(problem, "Export it again with marker names.")
    rows = [line for line in text.lines[HEADER_LINES:] if line.strip()]
    numbers = parse_numbers(rows, 2 + 3 * len(names), "\t")
    return TrcTable(
        head=dict(stated),
        names=names,
        frames=numbers[:, 0],
        time=numbers[:, 1],
        places=numbers[:, 2:].reshape(len(numbers), len(names), 3),
        sha256=text.sha256,
    )
