"""The frames in which a person moves least: what a model is fitted to."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray


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


def _sums(values: FloatArray, length: int) -> FloatArray:
    """Sums over every stretch of a length, shape (time - length + 1,)."""
    running = np.concatenate([[0.0], np.cumsum(values)])
    return running[length:] - running[:-length]
