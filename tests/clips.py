"""Small films whose frames can be told apart: frame k shows the number k as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BITS = 10
SIZE = (160, 120)
"""Width and height [px]."""


def bars(number: int, size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    """Picture of a number: one upright bar a bit, white for 1."""
    width, height = size
    picture = np.full((height, width, 3), 40, np.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            left = bit * width // BITS
            picture[:, left : left + width // BITS] = 220
    return picture


def number_of(picture: NDArray[np.uint8]) -> int:
    """Read the number that `bars` wrote."""
    width = picture.shape[1]
    middles = [(2 * bit + 1) * width // (2 * BITS) for bit in range(BITS)]
    lit = picture[picture.shape[0] // 2, middles].mean(axis=1) > 128
    return int((lit << np.arange(BITS)).sum())


def write_clip(
    path: Path,
    frames: int = 30,
    *,
    codec: str = "libx264",
    rate: int = 30,
    times: Iterable[float] | None = None,
    size: tuple[int, int] = SIZE,
    picture: Callable[[int, tuple[int, int]], NDArray[np.uint8]] = bars,
    rotation: int = 0,
    mirrored: bool = False,
    metadata: dict[str, str] | None = None,
    keyframes: int = 12,
    faststart: bool = False,
) -> Path:
    """Write a film of `frames` pictures at a rate, or at given times [s]."""
    import av

    tick = Fraction(1, 90_000)
    stamps = [k / rate for k in range(frames)] if times is None else list(times)
    options = {"movflags": "use_metadata_tags" + "+faststart" * faststart}
    with av.open(
        str(path), "w", options=options if path.suffix != ".webm" else {}
    ) as to:
        to.metadata.update(metadata or {})
        stream = to.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = tick
        stream.codec_context.gop_size = keyframes
        if rotation or mirrored:
            stream.set_display_rotation(rotation, hflip=mirrored)
        for number, stamp in enumerate(stamps):
            frame = av.VideoFrame.from_ndarray(picture(number, size), "rgb24")
            frame.pts, frame.time_base = round(stamp / tick), tick
            to.mux(stream.encode(frame))
        to.mux(stream.encode())
    return path


def write_sound(path: Path) -> Path:
    """Write a second of silence."""
    import av

    with av.open(str(path), "w", format="mp4") as to:
        stream = to.add_stream("aac", rate=16_000)
        silence = np.zeros((1, 16_000), np.float32)
        frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
        frame.sample_rate = 16_000
        to.mux(stream.encode(frame))
        to.mux(stream.encode())
    return path
