"""Where the face is in each picture, generously, so that it can be hidden."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.vision.estimator import LANDMARKS
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


def _away(covers: FloatArray, known: np.ndarray) -> FloatArray:
    """Distance of each circle's middle from that of a known frame, shape (frame,)."""
    return np.linalg.norm(covers[known, :2] - covers[:, :2], axis=1)


def _longest_nearby(length: FloatArray) -> FloatArray:
    """Longest finite value within `NEARBY` frames; 0 where there is none."""
    padded = np.pad(np.nan_to_num(length, nan=0.0), NEARBY)
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * NEARBY + 1).max(axis=1)
