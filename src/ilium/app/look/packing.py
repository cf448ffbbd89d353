"""Many tracks over time in a small file that a page's script reads at once.

A package is gzip around: the eight bytes of `MAGIC`; the length of the header as a
little-endian 32-bit number; the header as JSON; then the arrays one behind the other.
``header["arrays"]`` says of each its ``rows``, number of ``frames``, the byte ``at``
which it begins behind the header and its ``kind``:

``clock``
    64-bit numbers as they are, one row.
``track``
    16-bit whole numbers: per row ``offset + scale * number``, −32768 where nothing was
    measured. Written row by row as differences from frame to frame (modulo 2^16), first
    the low bytes of all, then the high bytes: neighbours that hardly differ, which
    gzip shrinks best.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ilium.core.parsing import json_of
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError

MAGIC: Final = b"ILLOOK\x00\x01"
"""What a package begins with; its last byte is the version of the format."""
MISSING: Final = -32768
LARGEST: Final = 32767
REMEDY: Final = "Analyse the recording again."


class Packing:
    """Arrays of one package while they are collected."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Any]] = {}
        self._parts: list[bytes] = []
        self._length = 0

    def clock(self, name: str, time: FloatArray) -> None:
        """Add times as they are.

        Parameters
        ----------
        name
            Its name in the header.
        time
            Shape (frame,) [s].
        """
        self._add(name, "clock", 1, time.size, np.asarray(time, "<f8").tobytes())

    def tracks(self, name: str, rows: FloatArray, step: FloatArray | float) -> None:
        """Add tracks, rounded.

        Parameters
        ----------
        name
            Their name in the header.
        rows
            Shape (row, frame) [any]; NaN where nothing was measured.
        step
            What a difference of 1 stands for at least, one for all or shape (row,)
            [the rows' unit]; larger where a row's range asks for it.
        """
        seen = np.isfinite(rows)
        low = np.where(seen, rows, np.inf).min(axis=1, initial=np.inf)
        high = np.where(seen, rows, -np.inf).max(axis=1, initial=-np.inf)
        low, high = (np.where(np.isfinite(each), each, 0.0) for each in (low, high))
        scale = np.maximum(step, (high - low) / (2.0 * LARGEST))
        offset = np.round((low + high) / 2.0 / scale) * scale
        number = np.rint((np.where(seen, rows, 0.0) - offset[:, None]) / scale[:, None])
        number = np.clip(number, -LARGEST, LARGEST).astype(np.int16)
        number[~seen] = MISSING
        steps = np.diff(number.view(np.uint16), axis=1, prepend=np.uint16(0))
        data = (steps & 0xFF).astype(np.uint8).tobytes()
        data += (steps >> 8).astype(np.uint8).tobytes()
        self._add(name, "track", rows.shape[0], rows.shape[1], data)
        self._told[name] |= {"scale": _plain(scale), "offset": _plain(offset)}

    def _add(self, name: str, kind: str, rows: int, frames: int, data: bytes) -> None:
        self._told[name] = {
            "kind": kind, "rows": rows, "frames": frames, "at": self._length,
        }  # fmt: skip
        self._parts.append(data)
        self._length += len(data)

    def packed(self, header: Mapping[str, Any]) -> bytes:
        """Write the package.

        Parameters
        ----------
        header
            Everything beside the arrays, in what JSON can say.

        Returns
        -------
        bytes
            Same contents, same bytes.
        """
        told = json.dumps(
            {**header, "arrays": self._told},
            separators=(",", ":"),
            allow_nan=False,
            sort_keys=True,
        ).encode()
        told += b" " * (-len(told) % 4)
        head = MAGIC + struct.pack("<I", len(told)) + told
        return gzip.compress(head + b"".join(self._parts), 9, mtime=0)


def _plain(numbers: FloatArray) -> list[float]:
    return [float(f"{each:.9g}") for each in numbers.tolist()]


def read_header(package: bytes) -> dict[str, Any]:
    """Read what a package says beside its arrays.

    Parameters
    ----------
    package
        As `Packing.packed` wrote it.

    Returns
    -------
    dict
        The header.

    Raises
    ------
    FileFormatError
        Where it is none, or of another version.
    """
    return _opened(package)[0]


def read_tracks(package: bytes, name: str) -> FloatArray:
    """Read one array of a package.

    Parameters
    ----------
    package
        As `Packing.packed` wrote it.
    name
        Its name in the header.

    Returns
    -------
    FloatArray
        Shape (row, frame); NaN where nothing was measured.

    Raises
    ------
    FileFormatError
        Where it is none, of another version or damaged.
    """
    header, data = _opened(package)
    try:
        return _tracks(header["arrays"][name], data)
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise FileFormatError("The viewer's data are damaged.", REMEDY) from error


def _tracks(told: Mapping[str, Any], data: bytes) -> FloatArray:
    rows, frames, at = told["rows"], told["frames"], told["at"]
    if told["kind"] == "clock":
        return np.frombuffer(data, "<f8", frames, at).reshape(1, frames)
    count = rows * frames
    low = np.frombuffer(data, np.uint8, count, at).astype(np.uint16)
    high = np.frombuffer(data, np.uint8, count, at + count).astype(np.uint16)
    steps = (low | high << 8).reshape(rows, frames)
    number = np.cumsum(steps, axis=1, dtype=np.uint16).view(np.int16)
    scale, offset = (np.array(told[each])[:, None] for each in ("scale", "offset"))
    return np.where(number == MISSING, np.nan, number * scale + offset)


def _opened(package: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        data = gzip.decompress(package)
    except (OSError, EOFError, zlib.error):
        data = b""
    if not data.startswith(MAGIC):
        raise FileFormatError(
            "The viewer's data are of another version of ilium.", REMEDY
        )
    start = len(MAGIC) + 4
    try:
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        return json_of(data[start : start + length]), data[start + length :]
    except (struct.error, ValueError) as error:
        raise FileFormatError("The viewer's data are damaged.", REMEDY) from error
