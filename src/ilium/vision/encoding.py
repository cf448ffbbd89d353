"""H.264 films: encoded in parts, each beginning with a whole picture, and joined."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import numpy as np
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

Image = NDArray[np.uint8]

CODEC: Final = "libx264"
QUALITY: Final = {
    "preset": "veryfast",
    "crf": "25",
    "bf": "0",
    "threads": "1",
    "mbtree": "0",
    "rc-lookahead": "0",
}
"""One thread, no frames out of order: same pictures, same bytes. Nor the weighing of
blocks by their use in later frames: x264's AVX-512 code for it gives, once in hundreds
of films, other bytes for the same pictures."""
WHOLE_PICTURES: Final = 1.0
"""Time between two pictures that need no other, for jumping about [s]."""


class Encoder:
    """A part of a film that is being written.

    Parameters
    ----------
    path
        An MP4 file.
    width, height
        Size of its pictures, even numbers [px].
    rate
        Frames a second [Hz].
    """

    def __init__(self, path: str, width: int, height: int, rate: Fraction) -> None:
        self._to = av.open(path, mode="w", options={"fflags": "+bitexact"})
        stream = self._to.add_stream(CODEC, rate=rate, options=dict(QUALITY))
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.gop_size = max(1, round(WHOLE_PICTURES * rate))
        stream.codec_context.time_base = 1 / rate
        self._stream = stream
        self._tick = 1 / rate
        self._count = 0

    def put(self, picture: Image) -> None:
        """Add the next picture, shape (height, width, 3), RGB."""
        frame = VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = self._count, self._tick
        self._count += 1
        self._to.mux(self._stream.encode(frame))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._to.mux(self._stream.encode())
        finally:
            self._to.close()


def join(parts: Sequence[Path], path: Path, rate: Fraction) -> None:
    """Join parts into one film that plays before it is all there.

    Parameters
    ----------
    parts
        Films of the same size and rate, in order.
    path
        Where to, an MP4 file.
    rate
        Frames a second [Hz].
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), mode="w", format="mp4", options=options) as to:
        stream: VideoStream | None = None
        count = 0
        for part in parts:
            with av.open(str(part)) as source:
                film = source.streams.video[0]
                if stream is None:
                    stream = to.add_stream_from_template(film)
                for packet in source.demux(film):
                    if packet.size:
                        _stamp(packet, count, 1 / rate, stream)
                        to.mux(packet)
                        count += 1


def _stamp(packet: Packet, count: int, tick: Fraction, stream: VideoStream) -> None:
    packet.stream = stream
    packet.time_base = tick
    packet.pts = packet.dts = count
    packet.duration = 1
