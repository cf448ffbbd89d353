"""Stretches of a recording, and where its clock stands between two samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.maths.runs import long_runs

Mask = NDArray[np.bool_]
Interval = tuple[int, int]


def intervals(mask: Mask, *, least: int = 1) -> list[Interval]:
    """Half-open index ranges in which a mask is true for `least` samples."""
    return long_runs(mask, max(least, 1))


def bridged(mask: Mask, gap: int) -> Mask:
    """Mask with false stretches of at most `gap` samples between true ones closed."""
    closed = mask.copy()
    for first, last in intervals(~mask):
        if first > 0 and last < mask.size and last - first <= gap:
            closed[first:last] = True
    return closed


def longest(found: list[Interval]) -> Interval | None:
    """Return the longest of some intervals; ``None`` where there is none."""
    return max(found, key=lambda each: each[1] - each[0], default=None)


def moment(time: FloatArray, index: float) -> float:
    """Time of a fractional index [s]; NaN for NaN."""
    if not np.isfinite(index):
        return float("nan")
    return float(np.interp(index, np.arange(time.size), time))
