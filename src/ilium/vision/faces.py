"""Where faces are in each picture, generously, so that they can be hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.vision.pose import LANDMARKS
from ilium.vision.trunk import trunk

FACE: Final = tuple(
    LANDMARKS.index(name)
    for name in (
        "nose",
        *(f"{part}_{side}" for part in ("eye", "ear", "mouth") for side in
          ("left", "right")),
    )
)  # fmt: skip
"""Landmarks of the face."""
SPREAD: Final = 2.0
"""Radius of the cover against the farthest point of the face from its middle [1]."""
HEAD: Final = 0.40
"""Radius of the cover against the length of the trunk [1]: a head reaches about 0.13 m
from its middle, a trunk is about 0.5 m long; half as much again."""
NEARBY: Final = 30
"""Frames either way in which the longest trunk counts: bent, it looks short [1]."""
BOX: Final = 1.6
"""Radius of the cover of another face against half the diagonal of its box [1]."""
GROWTH: Final = 0.04
"""Growth of the cover with each frame in which the face was not found [1]."""


def face_covers(landmarks: FloatArray) -> FloatArray:
    """Circles that hide the face of the followed person.

    Parameters
    ----------
    landmarks
        Shape (frame, 33, 2) [px]; NaN where nobody was found.

    Returns
    -------
    FloatArray
        Middle (x, y) and radius, shape (frame, 3) [px]. Where the face was not found
        the circle holds its last and its next place, and grows. Infinite radius, the
        whole picture, where it was found in no frame at all.
    """
    face = landmarks[:, FACE]
    found = np.isfinite(face).all(axis=(1, 2))
    frames = np.arange(len(landmarks))
    if not found.any():
        whole = np.zeros((len(landmarks), 3))
        whole[:, 2] = np.inf
        return whole
    middle = face[found].mean(axis=1)
    away = np.linalg.norm(face[found] - middle[:, None], axis=2).max(axis=1)
    _, length = trunk(landmarks)
    radius = np.maximum(SPREAD * away, HEAD * _longest_nearby(length)[found])
    known = frames[found]
    covers = np.column_stack(
        [np.interp(frames, known, each) for each in (*middle.T, radius)]
    )
    before = known[np.clip(np.searchsorted(known, frames, "right") - 1, 0, None)]
    after = known[np.clip(np.searchsorted(known, frames), None, known.size - 1)]
    covers[:, 2] += np.maximum(_away(covers, before), _away(covers, after))
    missing = np.minimum(np.abs(frames - before), np.abs(frames - after))
    covers[:, 2] *= 1.0 + GROWTH * missing
    return covers


def every_cover(own: FloatArray, seen: Sequence[FloatArray | None]) -> FloatArray:
    """Circles that hide the followed person's face and everybody else's.

    Parameters
    ----------
    own
        Of the followed person, as `face_covers` makes them, shape (frame, 3) [px].
    seen
        Boxes of the faces in each picture, shape (face, 4) [px]; ``None`` where nobody
        looked.

    Returns
    -------
    FloatArray
        Shape (frame, circle, 3) [px]; NaN and radius 0 where a frame has fewer. A face
        is hidden from the look before it was seen to the look after it, so that who
        comes into the picture is hidden as soon as they are there.
    """
    looks = [number for number, each in enumerate(seen) if each is not None]
    rows: list[list[FloatArray]] = [[] for _ in seen]
    for index, number in enumerate(looks):
        boxes = seen[number]
        assert boxes is not None
        first = looks[index - 1] + 1 if index else 0
        last = looks[index + 1] if index + 1 < len(looks) else len(seen)
        for circle in _circles(boxes):
            if _within(circle, own[number]):
                continue
            for row in range(first, last):
                rows[row].append(circle)
    return _padded(own, rows)


def _circles(boxes: FloatArray) -> FloatArray:
    """Circle about each box, half as large again, shape (face, 3) [px]."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2.0
    half = np.hypot(*(boxes[:, 2:] - boxes[:, :2]).T) / 2.0
    return np.column_stack([middles, BOX * half])


def _within(circle: FloatArray, cover: FloatArray) -> bool:
    """Whether the middle of a circle is hidden already."""
    return bool(np.hypot(*(circle[:2] - cover[:2])) < cover[2])


def _padded(own: FloatArray, rows: Sequence[Sequence[FloatArray]]) -> FloatArray:
    most = max((len(each) for each in rows), default=0)
    covers = np.full((len(own), 1 + most, 3), np.nan)
    covers[..., 2] = 0.0
    covers[:, 0] = own
    for row, circles in enumerate(rows):
        if circles:
            covers[row, 1 : 1 + len(circles)] = circles
    return covers


def _away(covers: FloatArray, known: np.ndarray) -> FloatArray:
    """Distance of each circle's middle from that of a known frame, shape (frame,)."""
    return np.linalg.norm(covers[known, :2] - covers[:, :2], axis=1)


def _longest_nearby(length: FloatArray) -> FloatArray:
    """Longest finite value within `NEARBY` frames; 0 where there is none."""
    padded = np.pad(np.nan_to_num(length, nan=0.0), NEARBY)
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * NEARBY + 1).max(axis=1)
