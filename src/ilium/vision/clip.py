"""A clip: what a video file holds, with the real times of its frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ilium.capture.child import Arrays, Lost, Refusal
from ilium.core.camera import Levelling
from ilium.core.digest import digest_of
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError, InputError, InsufficientDataError
from ilium.vision.gravity import levelling_of_readings
from ilium.vision.gravity_readings import Readings
from ilium.vision.isolation import ask_reader, asked, reader

Image = NDArray[np.uint8]

MOST_PIXELS: Final = 4096 * 2304
"""Largest picture [px]: 4K. More is slower without showing the hips any better."""
LONGEST: Final = 1200.0
"""Longest clip [s]."""
MOST_FRAMES: Final = 60_000
"""Most frames of a clip [1]."""
MOST_RATE: Final = 480.0
"""Highest rate that a clip can have [Hz]."""
EXAMINING: Final = 20.0
"""Time to look into a file [s]; a gigabyte of clip takes about one."""
PER_PICTURE: Final = 4.0
"""Time to decode a picture at most, beside `EXAMINING` [s]."""
BATCH: Final = 64_000_000
"""Size of the pictures that the process hands over at once [bytes]."""
UNEVEN: Final = 1.5
"""From how many median steps on a step between frames is a gap [1]."""
SLOWED: Final = 1.5
"""From which ratio of rates on a clip plays slower than it was taken [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """What a video file holds; nothing about people, places or devices.

    Parameters
    ----------
    name
        The file's name without folder and ending.
    path
        Where it lies; never part of a result.
    sha256
        Hash of its bytes.
    width, height
        Size of the upright picture [px].
    times
        Real times of the frames, from 0, shape (frame,) [s]; steps may differ.
    rate
        Frames a second in the median [Hz].
    codec, format
        Names of the codec and of the container.
    rotation
        Quarter turns anticlockwise that make the stored picture upright [1].
    mirrored
        Whether the file asks for mirroring left to right after that; done on reading.
    gravity
        How the camera stood, where the file says so.
    stamps
        Time stamps in the file, shape (frame,) [tick].
    issues
        What is doubtful about the file.
    """

    name: str
    path: Path = field(repr=False)
    sha256: str
    width: int
    height: int
    times: FloatArray = field(repr=False)
    rate: float
    codec: str
    format: str
    rotation: int = 0
    mirrored: bool = False
    gravity: Levelling = field(default_factory=Levelling)
    stamps: NDArray[np.int64] = field(repr=False)
    issues: tuple[Issue, ...] = ()

    @property
    def duration(self) -> float:
        """Time from the first to the end of the last frame [s]."""
        return float(self.times[-1]) + 1.0 / self.rate

    def request(self) -> dict[str, Any]:
        """What the decoding process needs to know, in what JSON can say."""
        return {
            "path": str(self.path.resolve()),
            "sha256": self.sha256,
            "stamps": self.stamps.tolist(),
            "rotation": self.rotation,
            "mirrored": self.mirrored,
        }


def open_clip(path: Path | str) -> Clip:
    """Look into a video file, in a process of its own.

    Parameters
    ----------
    path
        MP4, MOV, WebM or whatever FFmpeg reads, up to 4K, 20 minutes and 60 000 frames.

    Returns
    -------
    Clip
        Its times, size, rotation and what is doubtful.

    Raises
    ------
    InputError
        Where there is no such file, it is empty, or it is too large or too long.
    FileFormatError
        Where it holds no film that can be decoded, or the decoder crashes on it.
    InsufficientDataError
        Where it holds fewer than two frames.
    """
    path = Path(path)
    if not path.is_file():
        problem = f"There is no video file named {path.name!r}."
        raise InputError(problem, "Check the name and the folder.")
    if path.stat().st_size == 0:
        problem = f"The file {path.name!r} is empty."
        raise FileFormatError(problem, "Copy it from the phone again.")
    facts, arrays = _examined(path)
    stamps = arrays["stamps"]
    _check_size(facts, path.name)
    times = (stamps - stamps[0]) * float(facts["tick"])
    times, slowed = _real_times(times, float(facts["capture_rate"]))
    rate = 1.0 / float(np.median(np.diff(times)))
    _check_length(times, rate, path.name)
    turned = facts["rotation"] % 2 == 1
    width, height = facts["width"], facts["height"]
    gravity, unsure = levelling_of_readings(
        Readings(
            sensor=facts["gravity"],
            times=arrays["gravity_times"],
            vectors=arrays["gravity"],
        ),
        rotation=facts["rotation"],
        mirrored=facts["mirrored"],
    )
    return Clip(
        name=path.stem,
        path=path,
        sha256=digest_of(path),
        width=height if turned else width,
        height=width if turned else height,
        times=times,
        rate=rate,
        codec=facts["codec"],
        format=facts["format"],
        rotation=facts["rotation"],
        mirrored=facts["mirrored"],
        gravity=gravity,
        stamps=stamps,
        issues=(*slowed, *_doubts(facts, times), *unsure),
    )


def _examined(path: Path) -> tuple[Mapping[str, Any], Arrays]:
    remedy = "Open it in the phone's gallery: where it plays, export it as MP4 (H.264)."
    try:
        answer = ask_reader({"job": "examine", "path": str(path.resolve())}, EXAMINING)
    except Lost as error:
        problem = f"The video decoder {error} on {path.name!r}: the file is damaged."
        raise FileFormatError(problem, remedy) from error
    except Refusal as error:
        problem = f"{path.name!r} cannot be read as a video: it is damaged or none."
        raise FileFormatError(problem, remedy) from error
    if "instead" in answer.facts:
        problem = f"{path.name!r} holds {answer.facts['instead']}."
        raise FileFormatError(problem, "Give a video that a phone or webcam recorded.")
    frames = answer.arrays["stamps"].size
    if frames < 2:
        problem = f"{path.name!r} holds {frames} frame, not a film."
        raise InsufficientDataError(problem, "Film the whole movement.")
    return answer.facts, answer.arrays


def _check_size(facts: Mapping[str, Any], name: str) -> None:
    width, height = facts["width"], facts["height"]
    if width * height > MOST_PIXELS:
        raise InputError(
            f"The pictures of {name!r} are {width} × {height}; at most 4K is read.",
            "Film at 1080p, 30 or 60 frames a second: it is enough.",
        )


def _check_length(times: FloatArray, rate: float, name: str) -> None:
    if times[-1] > LONGEST or times.size > MOST_FRAMES:
        raise InputError(
            f"{name!r} is {times[-1] / 60:.0f} min long with {times.size} frames; at "
            f"most {LONGEST / 60:.0f} min and {MOST_FRAMES} frames are read.",
            "Cut it to the sets that matter.",
        )
    if not rate <= MOST_RATE:
        raise InputError(
            f"{name!r} states {rate:.0f} frames a second; at most {MOST_RATE:.0f} are "
            "read.",
            "Film at 30, 60, 120 or 240 frames a second.",
        )


def _real_times(
    times: FloatArray, taken: float
) -> tuple[FloatArray, tuple[Issue, ...]]:
    """Undo slow motion that the file states."""
    played = 1.0 / float(np.median(np.diff(times)))
    if taken < SLOWED * played or taken > MOST_RATE:
        return times, ()
    issue = Issue(
        kind="clip-slow-motion",
        where="clip",
        what=(
            f"The clip was taken at {taken:.0f} frames a second and plays at "
            f"{played:.0f}; its times were set right."
        ),
        severity="note",
        value=taken,
        unit="Hz",
    )
    return times * (played / taken), (issue,)


def _doubts(facts: Mapping[str, Any], times: FloatArray) -> tuple[Issue, ...]:
    found: list[Issue] = []
    missing = facts["stated"] - times.size
    if facts["unreadable"] or missing > max(2, 0.02 * times.size):
        found.append(
            Issue(
                kind="clip-cut-short",
                where="clip",
                what=(
                    f"The file breaks off after {times[-1]:.1f} s; what comes before is"
                    " used. Copy it from the phone again."
                ),
                severity="caution",
                start=float(times[-1]),
            )
        )
    steps = np.diff(times)
    gaps = np.flatnonzero(steps > UNEVEN * np.median(steps))
    if gaps.size:
        longest = float(steps.max())
        found.append(
            Issue(
                kind="clip-uneven",
                where="clip",
                what=(
                    f"The camera skipped pictures at {gaps.size} moments, for "
                    f"{longest:.2f} s at most; the real times are used."
                ),
                severity="note",
                value=longest,
                unit="s",
            )
        )
    return tuple(found)


def frames(
    clip: Clip, start: int = 0, stop: int | None = None, *, scale: float = 1.0
) -> Iterator[Image]:
    """Decode pictures in a process of its own, a few at a time.

    Parameters
    ----------
    clip
        Where from.
    start, stop
        First frame, and the one behind the last; the whole clip by default.
    scale
        Size of the pictures against the stored ones [1].

    Yields
    ------
    NDArray[np.uint8]
        Upright picture in RGB, shape (height, width, 3); frames that cannot be decoded
        are left out (`numbered_frames` says which are there).

    Raises
    ------
    FileFormatError
        Where the decoder crashes or the file changed.
    """
    for _, picture in numbered_frames(clip, start, stop, scale=scale):
        yield picture


def numbered_frames(
    clip: Clip, start: int = 0, stop: int | None = None, *, scale: float = 1.0
) -> Iterator[tuple[int, Image]]:
    """Decode pictures as `frames` does, each with its number.

    Parameters
    ----------
    clip, start, stop, scale
        As for `frames`.

    Yields
    ------
    int
        Number of the frame from 0.
    NDArray[np.uint8]
        Upright picture in RGB, shape (height, width, 3).
    """
    size = clip.width * clip.height * 3 * scale * scale
    step = max(1, int(BATCH / size))
    stop = clip.times.size if stop is None else min(stop, clip.times.size)
    told = clip.request()
    for first in range(start, stop, step):
        last = min(first + step, stop)
        request = {"job": "pictures", "clip": told, "start": first, "stop": last,
                   "scale": scale}  # fmt: skip
        seconds = EXAMINING + PER_PICTURE * (last - first)
        found = asked(reader(), request, seconds, clip.name).arrays
        if found["numbers"].size:
            yield from zip(found["numbers"].tolist(), found["pictures"], strict=True)
