"""The frames in which a person moves least: what a model is fitted to."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray

STILL: Final = 0.01
"""Mean distance of the markers from where they are on average up to which a stretch
counts as one posture [m]."""


def still_frames(positions: FloatArray, rate: float, duration: float) -> slice:
    """Find the stretch in which markers move least.

    Stretches in which most markers are seen go first.

    Parameters
    ----------
    positions
        Shape (time, marker, 3) [m]; NaN where not seen.
    rate
        Frames a second [Hz].
    duration
        Length of the stretch [s]; the whole recording where that is shorter.

    Returns
    -------
    slice
        Frames from first to behind the last.
    """
    frames = positions.shape[0]
    length = max(round(duration * rate), 1)
    if frames <= length:
        return slice(0, frames)
    seen = np.isfinite(positions).all(axis=2)
    starts = np.arange(frames - length + 1)
    unseen = _sums((~seen).sum(axis=1).astype(np.float64), length)
    steps = np.linalg.norm(np.diff(positions, axis=0), axis=2)
    both = np.isfinite(steps)
    way = np.where(both, steps, 0.0).sum(axis=1) / np.maximum(both.sum(axis=1), 1)
    moved = _sums(way, length - 1) if length > 1 else np.zeros(starts.size)
    start = int(np.lexsort((moved, unseen))[0])
    return slice(start, start + length)


def one_posture(positions: FloatArray) -> slice:
    """Find the frames of a stretch that show one posture in one place.

    The mean of markers that move through the laboratory belongs to no posture.

    Parameters
    ----------
    positions
        Markers in a stretch, shape (time, marker, 3) [m]; NaN where not seen.

    Returns
    -------
    slice
        All frames where the markers stay within a centimetre in the mean; else those
        around the frame that shows most markers, and of such the slowest, in which they
        stay within half of that: at least this one.
    """
    frames = positions.shape[0]
    seen = np.asarray(np.isfinite(positions).all(axis=2))
    middle = np.where(seen[:, :, None], positions, 0.0).sum(axis=0)
    middle /= np.asarray(np.maximum(seen.sum(axis=0), 1))[:, None]
    if _apart(positions, middle).max() <= STILL:
        return slice(0, frames)
    speed = np.zeros(frames)
    for at in range(frames):
        before, after = max(at - 1, 0), min(at + 1, frames - 1)
        speed[at] = _apart(positions[after : after + 1], positions[before])[0]
    chosen = int(np.lexsort((speed, -seen.sum(axis=1)))[0])
    far = np.flatnonzero(_apart(positions, positions[chosen]) > STILL / 2.0)
    before, after = far[far < chosen], far[far > chosen]
    first = int(before[-1]) + 1 if before.size else 0
    last = int(after[0]) if after.size else frames
    return slice(first, last)


def _apart(positions: FloatArray, place: FloatArray) -> FloatArray:
    """Mean distance of the markers from their places, shape (time,) [m]."""
    distance = np.linalg.norm(positions - place, axis=2)
    both = np.isfinite(distance)
    return np.where(both, distance, 0.0).sum(axis=1) / np.maximum(both.sum(axis=1), 1)


def _sums(values: FloatArray, length: int) -> FloatArray:
    """Sums over every stretch of a length, shape (time - length + 1,)."""
    running = np.concatenate([[0.0], np.cumsum(values)])
    return running[length:] - running[:-length]
