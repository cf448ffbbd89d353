"""How much a point trembles from frame to frame."""

from __future__ import annotations

import math

import numpy as np

from ilium.core.quantity import FloatArray

LEAST = 0.3
"""Smallest noise that a point of a pose model is given [px]."""

FEWEST = 5
"""Third differences below which a path's noise is not estimated [1]."""

CALM = 0.8
"""Share of the third differences, from the smallest, that count [1]."""

_GAIN = math.sqrt(20.0) * 0.5586
"""Mean size of the calm third differences of white noise of standard deviation 1 [1]:
the mean of a standard normal's size below its 80th percentile is 0.5586."""


def jitter(points: FloatArray) -> FloatArray:
    """Standard deviation of white noise on each path, along each picture axis.

    A movement of the body is smooth over four frames; what is left of a path after
    three differences is noise: of white noise with standard deviation s, the square
    root of 20 times s. The largest fifth, where a point jumps, does not count.

    Parameters
    ----------
    points
        Shape (time, point, 2) [px]; NaN where not seen.

    Returns
    -------
    FloatArray
        Shape (point,) [px]: the median of the points' own where a path is too short,
        1 % of the picture's used height where all are.
    """
    rough = np.abs(np.diff(points, n=3, axis=0))
    found = np.array([_median(rough[:, each]) for each in range(points.shape[1])])
    known = found[np.isfinite(found)]
    seen = points[np.isfinite(points).all(axis=2)]
    extent = float(np.ptp(seen[:, 1])) if seen.size else 0.0
    usual = float(np.median(known)) if known.size else 0.01 * extent
    return np.maximum(np.where(np.isfinite(found), found, usual), LEAST)


def _median(rough: FloatArray) -> float:
    seen = rough[np.isfinite(rough)]
    if seen.size < 2 * FEWEST:
        return math.nan
    calm = np.sort(seen)[: round(CALM * seen.size)]
    return float(calm.mean()) / _GAIN
