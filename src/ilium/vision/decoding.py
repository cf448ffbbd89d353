"""PyAV on a clip: what is in it, and its pictures. Runs in a process of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from ilium.vision.gravity_readings import Readings
from ilium.vision.gravity_track import MOST_BYTES, Packet, read_track

Image = NDArray[np.uint8]

CAPTURE_RATE: Final = "com.android.capture.fps"
"""Where Android keeps the rate at which a slow-motion clip was taken."""
QUARTER_TURNS: Final = {
    1: cv2.ROTATE_90_COUNTERCLOCKWISE,
    2: cv2.ROTATE_180,
    3: cv2.ROTATE_90_CLOCKWISE,
}
"""OpenCV's names of quarter turns anticlockwise; four times as quick as NumPy's."""
PICTURE_FORMATS: Final = ("image2", "_pipe", "gif", "apng", "webp")
"""Names, or ends of names, of formats that hold pictures, not clips."""


class NotAClip(Exception):  # noqa: N818
    """The file can be read, but there is no film in it; the text says what is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a clip's file states, without anything about people, places or devices.

    Parameters
    ----------
    width, height
        Size of the stored picture, before `rotation` [px].
    rotation
        Quarter turns anticlockwise that make it upright [1].
    mirrored
        Whether it is then mirrored left to right.
    codec
        Name of the codec.
    format
        Name of the container.
    stated
        Frames that the container promises; 0 where it does not say [1].
    capture_rate
        Rate at which a slow-motion clip was taken; 0 where the file says nothing [Hz].
    unreadable
        Whether reading stopped before the end of the file.
    """

    width: int
    height: int
    rotation: int
    mirrored: bool
    codec: str
    format: str
    stated: int
    capture_rate: float
    unreadable: bool


def examine(path: str) -> tuple[Facts, NDArray[np.int64], float, Readings]:
    """Read what a clip's file states, and decode its first picture.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Facts
        What the file states.
    NDArray[np.int64]
        Presentation time stamps of the frames in order, shape (frame,), in ticks.
    float
        Length of a tick [s].
    Readings
        What the file's own sensors say of gravity.

    Raises
    ------
    NotAClip
        Where there is no film in it, or not one picture can be decoded.
    """
    first = _first_picture(path)
    rotation, mirrored = _turn(first)
    with _opened(path) as container:
        stream = _film(container)
        stamps, tracks, unreadable = _packets(container, stream)
        found = Facts(
            width=first.width,
            height=first.height,
            rotation=rotation,
            mirrored=mirrored,
            codec=stream.codec_context.name,
            format=container.format.name.partition(",")[0],
            stated=stream.frames,
            capture_rate=_number(str(container.metadata.get(CAPTURE_RATE, "0"))),
            unreadable=unreadable,
        )
        return found, stamps, float(stream.time_base or 0.0), _gravity(tracks)


def _turn(frame: VideoFrame) -> tuple[int, bool]:
    """Quarter turns anticlockwise and mirroring, from the display matrix.

    Its first four numbers a, b, c, d take a stored place (x, y) to the place
    (ax + cy, bx + dy) on screen, y down.
    """
    stored = frame.side_data.get("DISPLAYMATRIX")
    if stored is None:
        return 0, False
    matrix = np.frombuffer(memoryview(stored), np.int32).reshape(3, 3)[:2, :2]
    (a, b), (c, d) = (matrix / 65536).tolist()
    mirrored = a * d < b * c
    angle = math.atan2(-b, -a if mirrored else a)
    return round(2 * angle / math.pi) % 4, mirrored


def _opened(path: str) -> InputContainer:
    return av.open(path, mode="r", metadata_errors="ignore")


def _film(container: InputContainer) -> VideoStream:
    """The stream that holds the film; a cover picture of a song is none."""
    name = container.format.name
    if any(name.endswith(each) for each in PICTURE_FORMATS):
        raise NotAClip("a picture")
    for stream in container.streams.video:
        if not stream.disposition & stream.disposition.attached_pic:
            return stream
    raise NotAClip("sound without a film" if container.streams.audio else "no film")


def _packets(
    container: InputContainer, stream: VideoStream
) -> tuple[NDArray[np.int64], list[list[Packet]], bool]:
    """Time stamps of every frame that is shown, and the data beside the film."""
    stamps: list[int] = []
    tracks: dict[int, list[Packet]] = {}
    unreadable, left = False, MOST_BYTES
    try:
        for each in container.demux(stream, *container.streams.data):
            if each.pts is None or not each.size:
                continue
            if each.stream.index != stream.index:
                left -= each.size
                if left >= 0:
                    time = float(each.pts * (each.time_base or 0))
                    tracks.setdefault(each.stream.index, []).append((time, bytes(each)))
            elif not each.is_discard:
                stamps.append(each.pts)
    except FFmpegError:
        unreadable = True
    found = np.unique(np.array(stamps, dtype=np.int64))
    return found, list(tracks.values()), unreadable


def _gravity(tracks: list[list[Packet]]) -> Readings:
    """Readings of the first track that holds any."""
    for each in tracks:
        found = read_track(sorted(each))
        if found.sensor:
            return found
    return Readings.none()


def _first_picture(path: str) -> VideoFrame:
    with _opened(path) as container:
        for frame in _decoded(container, _film(container)):
            return frame
    raise NotAClip("no picture that can be decoded")


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """Every frame that can be decoded; damaged packets are skipped."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, FFmpegError):
            return
        try:
            yield from (
                each for each in packet.decode() if isinstance(each, VideoFrame)
            )
        except FFmpegError:
            continue


class Decoder:
    """A clip's pictures by their numbers; reading on where it stopped is quick.

    Parameters
    ----------
    path
        The file.
    stamps
        Presentation time stamps of its frames in order, shape (frame,) [tick].
    rotation, mirrored
        How its pictures become upright, as in `Facts`.
    """

    def __init__(
        self, path: str, stamps: NDArray[np.int64], *, rotation: int, mirrored: bool
    ) -> None:
        self.path = path
        self._stamps = stamps
        self._rotation = rotation
        self._mirrored = mirrored
        self._container: InputContainer | None = None
        self._frames: Iterator[VideoFrame] = iter(())
        self._ahead: tuple[int, VideoFrame] | None = None
        self._next = -1

    def pictures(
        self, start: int, stop: int, scale: float = 1.0
    ) -> Iterator[tuple[int, Image]]:
        """Decode pictures, upright and in RGB.

        Parameters
        ----------
        start, stop
            First frame, and the one behind the last, from 0.
        scale
            Size of the pictures against the stored ones [1].

        Yields
        ------
        int
            Number of the frame; those that cannot be decoded are left out.
        NDArray[np.uint8]
            Shape (height, width, 3).
        """
        if start != self._next:
            self._seek(start)
        while (found := self._take()) is not None:
            number, frame = found
            if number >= stop:
                self._ahead = found
                break
            if number >= start:
                yield number, self._upright(frame, scale)
        self._next = stop

    def _seek(self, start: int) -> None:
        self.close()
        self._container = _opened(self.path)
        stream = _film(self._container)
        stream.codec_context.thread_count = 1
        if start > 0:
            self._container.seek(int(self._stamps[start]), stream=stream)
        self._frames = _decoded(self._container, stream)

    def _take(self) -> tuple[int, VideoFrame] | None:
        if self._ahead is not None:
            found, self._ahead = self._ahead, None
            return found
        for frame in self._frames:
            if frame.pts is None:
                continue
            number = int(np.searchsorted(self._stamps, frame.pts))
            if number < self._stamps.size and self._stamps[number] == frame.pts:
                return number, frame
        return None

    def _upright(self, frame: VideoFrame, scale: float) -> Image:
        sizes: dict[str, Any] = {}
        if scale != 1.0:
            sizes = {"width": even(frame.width * scale),
                     "height": even(frame.height * scale)}  # fmt: skip
        picture = frame.reformat(format="rgb24", threads=1, **sizes).to_ndarray()
        turn = QUARTER_TURNS.get(self._rotation % 4)
        if turn is not None:
            picture = cv2.rotate(picture, turn)
        if self._mirrored:
            picture = cv2.flip(picture, 1)
        return np.ascontiguousarray(picture, dtype=np.uint8)

    def close(self) -> None:
        """Close the file."""
        if self._container is not None:
            self._container.close()
        self._container, self._ahead, self._next = None, None, -1


def even(length: float) -> int:
    """Nearest even number, as H.264 needs for sizes [px]."""
    return max(2, 2 * round(length / 2))
