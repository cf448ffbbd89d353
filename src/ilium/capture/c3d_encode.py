"""Bytes of a C3D file: header, parameters and frames, Intel order and real numbers."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from ilium.capture.c3d_header import BLOCK
from ilium.core.quantity import FloatArray
from ilium.errors import CONTROLS, InputError

MOST: Final = 255
"""Largest dimension of a parameter; longer lists go on in NAME2, NAME3 …."""
WIDEST: Final = 127
"""Most bytes of a text or a name."""

_INTEL = 84


@dataclass(frozen=True, slots=True)
class Stored:
    """One parameter as bytes: type, dimensions, data."""

    kind: int
    shape: tuple[int, ...]
    data: bytes


Value = str | Sequence[str] | FloatArray | NDArray[np.int16] | int | Stored
Groups = dict[str, dict[str, Value]]


def parameter_section(groups: Mapping[str, Mapping[str, Value]]) -> bytes:
    """Write every parameter.

    Parameters
    ----------
    groups
        Group to name to value: an int or an int16 array is an integer, other arrays
        are real numbers [file's unit].

    Returns
    -------
    bytes
        A whole number of blocks.

    Raises
    ------
    InputError
        Where they need more blocks than a file can have.
    """
    numbered = list(enumerate(groups.items(), start=1))
    body = bytearray()
    for number, (group, _) in numbered:
        body += _named(group, -number)
        body += struct.pack("<hB", 3, 0)
    start = 0
    for number, (_, parameters) in numbered:
        for name, value in continued(parameters).items():
            each = stored(value)
            size = 5 + len(each.shape) + len(each.data)
            if size > 0x7FFF:
                raise _too_large()
            body += _named(name.upper(), number)
            body += struct.pack("<hbB", size, each.kind, len(each.shape))
            body += bytes(each.shape)
            start = len(body) if name == "DATA_START" else start
            body += each.data + b"\x00"
    blocks = -(-(len(body) + 6) // BLOCK)
    if blocks > MOST:
        raise _too_large()
    body[start : start + 2] = struct.pack("<H", 2 + blocks)
    head = bytes([1, 0x50, blocks, _INTEL])
    return (head + bytes(body)).ljust(BLOCK * blocks, b"\x00")


def _named(name: str, number: int) -> bytes:
    """How an entry begins: length of its name, number of its group, its name."""
    raw = name.encode("latin-1", "replace")[:WIDEST]
    return struct.pack("<2b", len(raw), number) + raw


def _too_large() -> InputError:
    return InputError(
        "The names and descriptions do not fit into a C3D file.",
        "Write fewer curves, or a folder of CSV or Parquet tables.",
    )


def continued(parameters: Mapping[str, Value]) -> dict[str, Value]:
    """Split lists that are too long for one parameter, as Vicon does.

    Parameters
    ----------
    parameters
        Name to value.

    Returns
    -------
    dict
        NAME, NAME2 …, each of at most `MOST` elements.
    """
    found: dict[str, Value] = {}
    for name, value in parameters.items():
        if isinstance(value, int | str | Stored) or (
            isinstance(value, np.ndarray) and value.ndim != 1
        ):
            found[name] = value
            continue
        found[name] = value[:MOST]
        for number, at in enumerate(range(MOST, len(value), MOST), start=2):
            found[f"{name}{number}"] = value[at : at + MOST]
    return found


def stored(value: Value) -> Stored:
    """One parameter as bytes; texts longer than `WIDEST` bytes are cut."""
    if isinstance(value, Stored):
        return value
    if isinstance(value, int):
        return Stored(2, (), struct.pack("<H", value & 0xFFFF))
    if isinstance(value, str):
        data = cut(value)
        return Stored(-1, (len(data),), data)
    if isinstance(value, np.ndarray):
        whole = value.dtype.kind == "i"
        data = value.astype("<i2" if whole else "<f4").tobytes(order="F")
        return Stored(2 if whole else 4, value.shape, data)
    texts = [cut(each) for each in value]
    width = max(map(len, texts), default=0)
    data = b"".join(each.ljust(width) for each in texts)
    return Stored(-1, (width, len(texts)), data)


def cut(text: str) -> bytes:
    """Bytes of a text in UTF-8, at most `WIDEST`, control characters as spaces."""
    plain = "".join(" " if category(each) in CONTROLS else each for each in text)
    return plain.encode()[:WIDEST].decode(errors="ignore").encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the header states.

    Parameters
    ----------
    points
        Points in a frame.
    channels
        Analog channels.
    samples
        Samples of a channel in a frame.
    first, last
        Numbers of the first and the last frame.
    rate
        Frames a second [Hz].
    scale
        Negative: numbers are real. Its size is one step of the residuals [mm].
    """

    points: int
    channels: int
    samples: int
    first: int
    last: int
    rate: float
    scale: float = -1.0


def header_block(counts: Counts, blocks: int) -> bytes:
    """Write the first block.

    Parameters
    ----------
    counts
        What it states.
    blocks
        Blocks of the parameters.

    Returns
    -------
    bytes
        512 bytes.
    """
    head = bytearray(BLOCK)
    head[:2] = bytes([2, 0x50])
    first, last = (min(each, 0xFFFF) for each in (counts.first, counts.last))
    analog = counts.channels * counts.samples
    struct.pack_into("<5H", head, 2, counts.points, analog, first, last, 10)
    struct.pack_into(
        "<fHHf", head, 12, counts.scale, 2 + blocks, counts.samples, counts.rate
    )
    return bytes(head)


def frame_words(points: FloatArray) -> FloatArray:
    """Points as four numbers each; not seen means a residual of −1.

    Parameters
    ----------
    points
        Shape (frame, point, axis) [file's unit]; NaN where not seen.

    Returns
    -------
    FloatArray
        Shape (frame, point, 4) [file's unit].
    """
    seen = np.asarray(np.isfinite(points).all(axis=2))
    words = np.zeros((*points.shape[:2], 4))
    words[..., :3] = np.where(seen[..., None], points, 0.0)
    words[..., 3] = np.where(seen, 0.0, -1.0)
    return words


def frame_bytes(words: FloatArray, analog: FloatArray) -> bytes:
    """Write every frame: its points, then its samples.

    Parameters
    ----------
    words
        Shape (frame, point, 4) [file's unit].
    analog
        Shape (sample, channel) [file's unit], a whole number of samples a frame.

    Returns
    -------
    bytes
        Real numbers of 4 bytes.
    """
    count = words.shape[0]
    table = [words.reshape(count, -1)]
    if analog.size:
        table.append(analog.reshape(count, -1))
    return np.hstack(table).astype("<f4").tobytes()
