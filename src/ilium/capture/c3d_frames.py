"""C3D's frames by NumPy: the second reader, for what ezc3d refuses or misreads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.capture.c3d_header import EXPORT_AGAIN, Header, floats
from ilium.capture.c3d_parameters import ParameterGroups
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError

SATURATED = 65_535
"""Largest frame number that the header's two bytes can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """What a C3D file recorded, in the file's own units and axes.

    Parameters
    ----------
    points
        Shape (time, point, axis), in the unit of POINT:UNITS; NaN where not seen.
    analog
        Shape (sample, channel), scaled by the file's scales and offsets.
    """

    points: FloatArray
    analog: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How many numbers a C3D file holds.

    Parameters
    ----------
    frames
        Number of frames.
    points
        Points in a frame.
    channels
        Analog channels.
    samples
        Analog samples of a channel in a frame.
    """

    frames: int
    points: int
    channels: int
    samples: int


def layout(data: bytes, header: Header, parameters: ParameterGroups) -> Layout:
    """Compare what a C3D file claims with its length.

    Parameters
    ----------
    data
        All bytes of the file.
    header
        Its header.
    parameters
        Its parameters.

    Returns
    -------
    Layout
        Counts that fit the file's length.

    Raises
    ------
    FileFormatError
        Where there are no frames, or fewer bytes than the frames need.
    """
    samples = max(header.samples_per_frame, 1) if header.analog_per_frame else 0
    channels, rest = divmod(header.analog_per_frame, samples) if samples else (0, 0)
    if rest:
        msg = (
            f"The file states {header.analog_per_frame} analog numbers in a frame but "
            f"{samples} samples of every channel."
        )
        raise FileFormatError(msg, EXPORT_AGAIN)
    frames = frame_count(header, parameters)
    if frames < 1 or header.frame_bytes == 0:
        msg = "The file holds no frames, or nothing in them."
        raise FileFormatError(msg, "Export a recording with at least one frame.")
    if header.data_start <= header.parameter_start:
        msg = "The data should start before the parameters end."
        raise FileFormatError(msg, EXPORT_AGAIN)
    held = (len(data) - header.data_start) // header.frame_bytes
    if held < frames:
        msg = (
            f"The file should hold {frames} frames but ends after {max(held, 0)}: it "
            f"is cut off or its header is damaged."
        )
        raise FileFormatError(msg, "Copy or export the recording again.")
    return Layout(
        frames=frames, points=header.points, channels=channels, samples=samples
    )


def frame_count(header: Header, parameters: ParameterGroups) -> int:
    """Count the frames, beyond what two bytes hold where other parameters say so.

    Parameters
    ----------
    header
        The file's header.
    parameters
        The file's parameters.

    Returns
    -------
    int
        Number of frames that the file claims.
    """
    if header.last_frame < SATURATED:
        return header.last_frame - header.first_frame + 1
    first = _long(parameters, "ACTUAL_START_FIELD")
    last = _long(parameters, "ACTUAL_END_FIELD")
    if first is not None and last is not None and last >= first:
        return last - first + 1
    for name in ("LONG_FRAMES", "FRAMES"):
        count = parameters.number("POINT", name)
        if count > SATURATED:
            return int(count)
    return header.last_frame - header.first_frame + 1


def _long(parameters: ParameterGroups, name: str) -> int | None:
    words = parameters.numbers("TRIAL", name).ravel()
    if words.size < 2:
        return None
    return int(words[0]) % 65_536 + 65_536 * (int(words[1]) % 65_536)


def read_frames(
    data: bytes, header: Header, parameters: ParameterGroups, counts: Layout
) -> Frames:
    """Read every frame.

    Parameters
    ----------
    data
        All bytes of the file.
    header
        Its header.
    parameters
        Its parameters.
    counts
        Its layout.

    Returns
    -------
    Frames
        Points and analog signals.
    """
    numbers = decoded(data, header, counts)
    split = 4 * counts.points
    points = numbers[:, :split].reshape(counts.frames, counts.points, 4)
    analog = numbers[:, split : split + counts.channels * counts.samples]
    return Frames(
        points=_positions(points, header),
        analog=_scaled(
            analog.reshape(counts.frames * counts.samples, counts.channels),
            header,
            parameters,
        ),
    )


def decoded(data: bytes, header: Header, counts: Layout) -> FloatArray:
    """Every number of the frames as it is stored.

    Parameters
    ----------
    data
        All bytes of the file.
    header
        Its header.
    counts
        Its layout.

    Returns
    -------
    FloatArray
        Shape (frame, number) [file's own steps]: points with residuals, then samples.
    """
    size = counts.frames * header.frame_bytes
    raw = data[header.data_start : header.data_start + size]
    return _decode(raw, header).reshape(counts.frames, -1)


def _decode(raw: bytes, header: Header) -> FloatArray:
    if header.storage == "real":
        return floats(raw, header.processor)
    order = ">i2" if header.processor == "mips" else "<i2"
    return np.frombuffer(raw, order).astype(np.float64)


def _positions(points: FloatArray, header: Header) -> FloatArray:
    seen = points[..., 3] >= 0
    scale = 1.0 if header.storage == "real" else header.scale
    return np.where(seen[..., None], points[..., :3] * scale, np.nan)


def _scaled(
    analog: FloatArray, header: Header, parameters: ParameterGroups
) -> FloatArray:
    """Samples in the file's units; a damaged scale leaves infinities and NaN."""
    channels = analog.shape[1]
    unsigned = parameters.text("ANALOG", "FORMAT").upper().startswith("UNSIGN")
    offset = channel_numbers(parameters, "OFFSET", channels, 0.0)
    offset = np.where(unsigned | (offset == -32_768), offset % 65_536, offset)
    if unsigned and header.storage == "integer":
        analog = analog % 65_536
    scale = channel_numbers(parameters, "SCALE", channels, 1.0)
    general = parameters.number("ANALOG", "GEN_SCALE", 1.0)
    with np.errstate(invalid="ignore", over="ignore"):
        return (analog - offset) * (scale * general)


def channel_numbers(
    parameters: ParameterGroups, name: str, channels: int, default: float
) -> FloatArray:
    """One number for each analog channel, continued in NAME2, NAME3 ….

    Parameters
    ----------
    parameters
        The file's parameters.
    name
        Name in the ANALOG group: ``SCALE`` or ``OFFSET``.
    channels
        Number of channels.
    default
        Value of channels that the file leaves out [file's unit].

    Returns
    -------
    FloatArray
        Shape (channel,).
    """
    parts = [parameters.numbers("ANALOG", name).ravel()]
    suffix = 2
    while (more := parameters.numbers("ANALOG", f"{name}{suffix}")).size:
        parts.append(more.ravel())
        suffix += 1
    found = np.concatenate(parts)[:channels]
    return np.concatenate([found, np.full(channels - found.size, default)])
