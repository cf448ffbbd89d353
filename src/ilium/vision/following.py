"""One stretch of a clip, decoded, followed and judged in one pass; in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np

from ilium.capture.serving import Telling
from ilium.vision.decoding import Decoder, Image
from ilium.vision.dots import Stickers, look, to_arrays
from ilium.vision.estimator import open_estimator
from ilium.vision.picture_quality import brightness, smear
from ilium.vision.pose import LANDMARKS, Pose
from ilium.vision.stickers import Finds
from ilium.vision.trunk import trunk

EVERY: Final = 3
"""Of how many frames one is kept to learn the stickers' colour from [1]."""
JUDGE_EVERY: Final = 5
"""Of how many frames one is judged for light and blur, which change slowly [1]."""
MOST_FACES: Final = 16
"""Most faces of a picture that are kept [1]."""
TELL_EVERY: Final = 10
"""Frames between two messages about progress [1]."""

estimator_of = lru_cache(maxsize=1)(open_estimator)
"""The pose model of a name, opened once in a process."""


def follow_stretch(
    decoder: Decoder, request: Mapping[str, Any], tell: Telling
) -> dict[str, np.ndarray]:
    """Follow the person from a beginning, and keep what comes from ``start`` on.

    Parameters
    ----------
    decoder
        The clip.
    request
        ``begin``, ``start`` and ``stop`` [frame], ``times`` of the frames from begin to
        stop [s], the ``estimator``'s name and what `Stickers.said` says, or ``None``.
    tell
        Told how many frames are done.

    Returns
    -------
    dict
        Name to array, one row a frame from start to stop: ``landmarks``,
        ``visibility``, ``presence``, ``world``, ``score``, ``people`` (-1 where nobody
        looked), ``faces`` (NaN where there are none), ``light`` and ``blur`` (NaN where
        not judged: four of five), and what `ilium.vision.dots.to_arrays` says of
        stickers that were asked for.
    """
    begin, start, stop = request["begin"], request["start"], request["stop"]
    estimator = estimator_of(request["estimator"])
    rows = _Rows(stop - start)
    asked = request["stickers"]
    stickers = Stickers.read(asked) if asked else None
    finds: list[Finds] = [{} for _ in range(stop - start)]
    before: Finds | None = None
    memory: Any = None
    for number, picture in decoder.pictures(begin, stop):
        time = request["times"][number - begin]
        pose, memory = estimator.estimate(picture, time, memory)
        if stickers is not None:
            before = look(picture, pose, stickers, before)
        if number >= start:
            finds[number - start] = before or {}
            rows.put(number - start, pose, picture)
        if (number - begin) % TELL_EVERY == 0:
            tell(max(0, number - start))
    tell(stop - start)
    return rows.arrays | (to_arrays(finds) if stickers is not None else {})


def learn_stickers(decoder: Decoder, request: Mapping[str, Any]) -> dict[str, Any]:
    """Learn the stickers' colour, and the view, from the first frames of a clip.

    Parameters
    ----------
    decoder
        The clip.
    request
        ``stop`` [frame], ``times`` [s], the ``estimator``'s name, the ``colour``'s name
        and the ``view``, or ``None``.

    Returns
    -------
    dict
        What `Stickers.said` says.
    """
    estimator = estimator_of(request["estimator"])
    seen: list[tuple[Image, Pose]] = []
    memory: Any = None
    for number, picture in decoder.pictures(0, request["stop"]):
        pose, memory = estimator.estimate(picture, request["times"][number], memory)
        if number % EVERY == 0:
            seen.append((picture, pose))
    return Stickers.learned(request["colour"], seen, request["view"]).said()


class _Rows:
    """Arrays that fill as frames come; frames that cannot be decoded stay empty."""

    def __init__(self, size: int) -> None:
        points = len(LANDMARKS)
        self.arrays = {
            "landmarks": np.full((size, points, 2), np.nan),
            "visibility": np.zeros((size, points)),
            "presence": np.zeros((size, points)),
            "world": np.full((size, points, 3), np.nan),
            "score": np.zeros(size),
            "people": np.full(size, -1, dtype=np.int64),
            "faces": np.full((size, MOST_FACES, 4), np.nan),
            "light": np.full(size, np.nan),
            "blur": np.full(size, np.nan),
        }

    def put(self, row: int, pose: Pose, picture: Image) -> None:
        found = self.arrays
        for name in ("landmarks", "visibility", "presence", "world", "score"):
            found[name][row] = getattr(pose, name)
        found["people"][row] = -1 if pose.people is None else pose.people
        faces = pose.faces[:MOST_FACES]
        found["faces"][row, : len(faces)] = faces
        if row % JUDGE_EVERY:
            return
        found["light"][row] = brightness(picture)
        if pose.found:
            middle, size = trunk(pose.landmarks)
            found["blur"][row] = smear(picture, middle, float(size))
