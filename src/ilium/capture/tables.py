"""Text of a recording, gzipped or not, and the tables of numbers in it."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError

LARGEST = 1_000_000_000
"""Most bytes of text that are read, unpacked [1]."""

_EMPTY = re.compile(r"(?<=[\t,])(?=[\t,])|^(?=[\t,])|(?<=[\t,])$")


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of a file without their ends, and the hash of the file's bytes."""

    lines: list[str]
    sha256: str


def read_text(path: Path) -> Text:
    """Read a text file, gzipped or not.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Text
        Its lines.

    Raises
    ------
    FileFormatError
        Where it is no text, damaged, or larger than a recording can be.
    """
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data)
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        msg = f"The file {path.name!r} holds no text."
        raise FileFormatError(msg, "Give a C3D, TRC, MOT, STO or Nexus CSV file.")
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return Text(data.decode(coding, "replace").splitlines(), digest)


def _unpacked(data: bytes) -> bytes:
    unpack = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        text = unpack.decompress(data, LARGEST)
    except (zlib.error, gzip.BadGzipFile) as error:
        msg = f"The gzipped file cannot be unpacked: {error}."
        raise FileFormatError(msg, "Copy or download it again.") from error
    if unpack.unconsumed_tail or not unpack.eof:
        msg = "The gzipped file is cut off, or larger than a recording can be."
        raise FileFormatError(msg, "Copy or download it again.")
    return text


def parse_numbers(lines: Sequence[str], columns: int, separator: str) -> FloatArray:
    r"""Numbers of a table; empty cells are NaN.

    Parameters
    ----------
    lines
        One row each.
    columns
        Number of columns; shorter rows are filled, cells beyond it are dropped.
    separator
        ``"\t"`` or ``","``.

    Returns
    -------
    FloatArray
        Shape (row, column).

    Raises
    ------
    FileFormatError
        Where a cell holds no number.
    """
    if len(lines) * columns > sum(map(len, lines)) + 1_000_000:
        msg = f"The table names {columns} columns but its rows hold far fewer numbers."
        raise FileFormatError(msg, "Export the file again.")
    filled = [_filled(line.rstrip("\r\n "), columns, separator) for line in lines]
    if not filled:
        return np.empty((0, columns))
    try:
        return np.loadtxt(
            filled,
            delimiter=separator,
            usecols=range(columns),
            ndmin=2,
            comments=None,
        )
    except ValueError as error:
        msg = f"The table holds something that is not a number: {error}."
        raise FileFormatError(msg, "Export the file again.") from error


def _filled(line: str, columns: int, separator: str) -> str:
    missing = columns - 1 - line.count(separator)
    if missing > 0:
        line += separator * missing
    return _EMPTY.sub("nan", line) if line else "nan" + f"{separator}nan" * missing
