"""GoPro's telemetry: gravity and acceleration in the packets of a ``gpmd`` track.

A packet is a row of keys, each with the type, size and number of its samples, nested in
devices and streams; all numbers are big-endian and padded to four bytes.

References
----------
GoPro, GPMF introduction, https://gopro.github.io/gpmf-parser; axes of GRAV and ORIN:
its maintainer in issues 100, 132, 165 and 170 of gopro/gpmf-parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ilium.vision.gravity_readings import BrokenTrackError, FloatArray

BEGINNING: Final = b"DEVC"
"""Key with which every packet of such a track begins."""
NUMBERS: Final[Mapping[int, str]] = {
    ord("b"): ">i1", ord("B"): ">u1", ord("s"): ">i2", ord("S"): ">u2",
    ord("l"): ">i4", ord("L"): ">u4", ord("f"): ">f4", ord("d"): ">f8",
}  # fmt: skip
"""Types of samples that hold plain numbers."""
NESTED: Final = (b"DEVC", b"STRM")
WANTED: Final = (b"GRAV", b"ACCL", b"IORI")
DEEPEST: Final = 4
"""How deep keys may be nested [1]."""
FIRST_ORDER: Final = "ZXY"
"""Order of the axes in cameras that do not state it, as in the HERO5."""
SENSOR: Final = {"X": (0, -1.0), "Y": (2, -1.0), "Z": (1, -1.0)}
"""Axis of the sensor (x to the left of the picture, y backwards, z up) to the
component of the picture's frame (right, down, ahead) and its sign."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GoProPacket:
    """What one packet holds, in the frame of the stored picture.

    Parameters
    ----------
    gravity
        Direction of gravity (x right, y down, z ahead), shape (sample, 3) [1].
    acceleration
        What the accelerometer shows, in the same frame, shape (sample, 3) [m/s²].
    turned
        Turn of the picture against the sensor that the camera made by itself, shape
        (sample,) [rad].
    """

    gravity: FloatArray = field(default_factory=lambda: np.empty((0, 3)))
    acceleration: FloatArray = field(default_factory=lambda: np.empty((0, 3)))
    turned: FloatArray = field(default_factory=lambda: np.empty(0))


def read_gopro(packet: bytes) -> GoProPacket:
    """Read one packet.

    Parameters
    ----------
    packet
        Its bytes.

    Returns
    -------
    GoProPacket
        Streams that are not there are empty.

    Raises
    ------
    BrokenTrackError
        Where it is not built as it should be.
    """
    found: dict[bytes, list[FloatArray]] = {each: [] for each in WANTED}
    for key, samples, order in _streams(packet, 0):
        if key == b"GRAV" and samples.shape[1] == 3:
            found[key].append(samples * np.array([-1.0, 1.0, 1.0]))
        elif key == b"ACCL" and samples.shape[1] == 3:
            found[key].append(_in_the_picture(samples, order))
        elif key == b"IORI" and samples.shape[1] == 4:
            found[key].append(_turn(samples))
    return GoProPacket(
        gravity=_joined(found[b"GRAV"], (0, 3)),
        acceleration=_joined(found[b"ACCL"], (0, 3)),
        turned=_joined(found[b"IORI"], (0,)),
    )


def _joined(parts: list[FloatArray], empty: tuple[int, ...]) -> FloatArray:
    return np.concatenate(parts) if parts else np.empty(empty)


def _streams(packet: bytes, depth: int) -> Iterator[tuple[bytes, FloatArray, str]]:
    """Every stream of numbers that is wanted, scaled, with the order of its axes."""
    scale, order = np.ones(1), FIRST_ORDER
    for key, kind, size, content in _keys(packet):
        if key in NESTED and kind == 0:
            if depth == DEEPEST:
                problem = "keys are nested too deeply"
                raise BrokenTrackError(problem)
            yield from _streams(content, depth + 1)
        elif key == b"SCAL":
            scale = _numbers(kind, size, content).reshape(-1)
        elif key == b"ORIN":
            order = content.decode("ascii", "replace").strip("\0 ")
        elif key in WANTED and content:
            samples = _numbers(kind, size, content)
            if not scale.all() or scale.size not in (1, samples.shape[1]):
                problem = f"the scale of {key!r} does not fit"
                raise BrokenTrackError(problem)
            with np.errstate(over="ignore", invalid="ignore"):
                yield key, samples / scale, order


def _keys(packet: bytes) -> Iterator[tuple[bytes, int, int, bytes]]:
    """Keys of one level: name, type, size of a sample [byte] and content."""
    at = 0
    while at + 8 <= len(packet):
        key, kind, size = packet[at : at + 4], packet[at + 4], packet[at + 5]
        length = size * int.from_bytes(packet[at + 6 : at + 8], "big")
        if at + 8 + length > len(packet):
            problem = f"{key!r} is longer than its packet"
            raise BrokenTrackError(problem)
        if key != b"\0\0\0\0":
            yield key, kind, size, packet[at + 8 : at + 8 + length]
        at += 8 + (length + 3) // 4 * 4


def _numbers(kind: int, size: int, content: bytes) -> FloatArray:
    """Samples as rows, shape (sample, component)."""
    number = np.dtype(NUMBERS.get(kind, "V1"))
    if number.kind == "V" or size < number.itemsize or size % number.itemsize:
        problem = f"samples of type {kind} and {size} bytes are not numbers"
        raise BrokenTrackError(problem)
    rows = np.frombuffer(content, number).astype(np.float64)
    return rows.reshape(-1, size // number.itemsize)


def _in_the_picture(samples: FloatArray, order: str) -> FloatArray:
    """Stored axes to right, down and ahead; small letters are axes turned round."""
    if sorted(order.upper()) != ["X", "Y", "Z"]:
        problem = f"the axes {order!r} are not three"
        raise BrokenTrackError(problem)
    turned = np.empty_like(samples)
    for column, letter in enumerate(order):
        component, sign = SENSOR[letter.upper()]
        turned[:, component] = (
            sign * samples[:, column] * (1 if letter.isupper() else -1)
        )
    return turned


def _turn(samples: FloatArray) -> FloatArray:
    """Angle of a quaternion's rotation, whatever the order of its axes [rad]."""
    size = np.linalg.norm(samples, axis=1)
    share = np.abs(samples[:, 0]) / np.where(size > 0.0, size, np.nan)
    return 2.0 * np.arccos(np.clip(share, 0.0, 1.0))
