"""C3D's first block: what the file claims to hold, read without a parser library."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from ilium.errors import FileFormatError

BLOCK = 512
MAGIC = 0x50
PROCESSORS = {84: "intel", 85: "dec", 86: "mips"}
EXPORT_AGAIN = "Export the recording again from the capture software."

_EVENT_KEY = 12345


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the first 512 bytes claim.

    Parameters
    ----------
    processor
        ``intel``, ``dec`` or ``mips``: order of bytes and form of numbers.
    parameter_start
        Byte at which the parameters start.
    points
        Number of points in a frame.
    analog_per_frame
        Analog numbers in a frame: channels times samples.
    first_frame, last_frame
        Numbers of the first and last frame as the header says (at most 65535).
    scale
        Millimetres per integer; negative where numbers are stored as floats.
    data_start
        Byte at which the data start.
    samples_per_frame
        Analog samples of one channel in a frame.
    rate
        Frames a second [Hz].
    events
        Events of the header itself: (time [s], label).
    """

    processor: str
    parameter_start: int
    points: int
    analog_per_frame: int
    first_frame: int
    last_frame: int
    scale: float
    data_start: int
    samples_per_frame: int
    rate: float
    events: tuple[tuple[float, str], ...] = ()

    @property
    def storage(self) -> str:
        """``integer`` or ``real``."""
        return "real" if self.scale < 0 else "integer"

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame."""
        word = 4 if self.storage == "real" else 2
        return word * (4 * self.points + self.analog_per_frame)


def read_header(data: bytes) -> Header:
    """Read the first block of a C3D file.

    Parameters
    ----------
    data
        All bytes of the file.

    Returns
    -------
    Header
        What the file claims, not yet compared with what it holds.

    Raises
    ------
    FileFormatError
        Where this is no C3D file.
    """
    if len(data) < 2 * BLOCK or data[1] != MAGIC or data[0] == 0:
        msg = "This is not a C3D file: its first block is not a C3D header."
        raise FileFormatError(msg, "Give a .c3d file as the capture software wrote it.")
    start = (data[0] - 1) * BLOCK
    if start + 4 > len(data):
        msg = f"The parameters should start at byte {start}, beyond the file's end."
        raise FileFormatError(msg, EXPORT_AGAIN)
    code = data[start + 3]
    if code not in PROCESSORS:
        msg = f"The file names processor type {code}; known are 84, 85 and 86."
        raise FileFormatError(msg, EXPORT_AGAIN)
    return _fields(data, PROCESSORS[code], start)


def _fields(data: bytes, processor: str, parameter_start: int) -> Header:
    order = ">" if processor == "mips" else "<"
    points, analog, first, last = struct.unpack_from(f"{order}4H", data, 2)
    data_block, samples = struct.unpack_from(f"{order}2H", data, 16)
    scale = float(floats(data[12:16], processor)[0])
    rate = float(floats(data[20:24], processor)[0])
    return Header(
        processor=processor,
        parameter_start=parameter_start,
        points=points,
        analog_per_frame=analog,
        first_frame=first,
        last_frame=last,
        scale=scale,
        data_start=(data_block - 1) * BLOCK,
        samples_per_frame=samples,
        rate=rate,
        events=_events(data, processor, order),
    )


def _events(data: bytes, processor: str, order: str) -> tuple[tuple[float, str], ...]:
    key, count = struct.unpack_from(f"{order}2H", data, 298)
    if key != _EVENT_KEY or not 0 < count <= 18:
        return ()
    times = floats(data[304 : 304 + 4 * count], processor)
    names = [
        data[396 + 4 * i : 400 + 4 * i].decode("latin-1").strip("\x00 ")
        for i in range(count)
    ]
    return tuple(
        (float(time), name)
        for time, name in zip(times, names, strict=True)
        if np.isfinite(time)
    )


def floats(raw: bytes, processor: str) -> np.ndarray:
    """Numbers of 4 bytes in the processor's own form.

    Parameters
    ----------
    raw
        Bytes, a multiple of four.
    processor
        ``intel``, ``dec`` or ``mips``.

    Returns
    -------
    np.ndarray
        Shape (number,), float64.
    """
    if processor == "dec":
        swapped = np.frombuffer(raw, "<u2").reshape(-1, 2)[:, ::-1]
        stored, scale = np.ascontiguousarray(swapped).view("<f4").ravel(), 0.25
    else:
        stored = np.frombuffer(raw, ">f4" if processor == "mips" else "<f4")
        scale = 1.0
    with np.errstate(invalid="ignore"):  # Damaged bytes may be signalling NaN.
        return stored.astype(np.float64) * scale
