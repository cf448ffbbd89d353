"""Cycles of different length on one common clock of 0 to 100 %."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def at_times(time: FloatArray, signal: FloatArray, when: FloatArray) -> FloatArray:
    """Values of signals at given moments, by straight lines between frames.

    Parameters
    ----------
    time
        Times of the frames, rising, shape (time,) [s].
    signal
        Values at the frames, shape (time, ...) [any].
    when
        Moments, shape (moment,) [s].

    Returns
    -------
    FloatArray
        Shape (moment, ...) [any]; NaN outside the recording, beside a gap and where
        the moment is NaN.
    """
    result = np.full((when.size, *signal.shape[1:]), np.nan)
    tolerance = 1e-9
    inside = (when >= time[0] - tolerance) & (when <= time[-1] + tolerance)
    moments = np.clip(when[inside], time[0], time[-1])
    after = np.clip(np.searchsorted(time, moments), 1, max(time.size - 1, 1))
    if time.size == 1:
        result[inside] = signal[0]
        return result
    before = after - 1
    share = (moments - time[before]) / (time[after] - time[before])
    share = share.reshape(-1, *([1] * (signal.ndim - 1)))
    low, high = signal[before], signal[after]
    mixed = low + share * (high - low)
    on_low, on_high = share < tolerance, share > 1.0 - tolerance
    result[inside] = np.where(on_low, low, np.where(on_high, high, mixed))
    return result


def time_normalise(
    time: FloatArray,
    signal: FloatArray,
    spans: Sequence[tuple[float, float]],
    points: int = 101,
) -> FloatArray:
    """Cut cycles out of signals and give each the same number of points.

    Parameters
    ----------
    time
        Times of the frames, rising, shape (time,) [s].
    signal
        Values at the frames, shape (time, ...) [any].
    spans
        Start and end of each cycle [s].
    points
        Points for each cycle, ends included [1].

    Returns
    -------
    FloatArray
        Shape (cycle, points, ...) [any]; NaN where a cycle leaves the recording or
        crosses a gap.
    """
    share = np.linspace(0.0, 1.0, points)
    cycles = [
        at_times(time, signal, start + share * (end - start)) for start, end in spans
    ]
    if not cycles:
        return np.empty((0, points, *signal.shape[1:]))
    return np.stack(cycles)


def crossing(
    time: FloatArray, signal: FloatArray, level: float, *, last: bool = False
) -> float:
    """First (or last) moment at which a signal passes a level, in either direction.

    Parameters
    ----------
    time
        Times of the frames, shape (time,) [s].
    signal
        Values at the frames, shape (time,) [any].
    level
        The level [any].
    last
        Take the last passage instead of the first.

    Returns
    -------
    float
        Moment by straight lines between frames [s]; NaN where it never passes.
    """
    above = signal - level
    touches = np.flatnonzero(above == 0.0)
    passes = np.flatnonzero(above[:-1] * above[1:] < 0.0)
    moments = [float(time[each]) for each in touches]
    for each in passes:
        share = above[each] / (above[each] - above[each + 1])
        moments.append(float(time[each] + share * (time[each + 1] - time[each])))
    if not moments:
        return float("nan")
    return max(moments) if last else min(moments)


def mean_and_sd(cycles: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean and standard deviation over cycles, point by point.

    Parameters
    ----------
    cycles
        Shape (cycle, ...) [any].

    Returns
    -------
    tuple of FloatArray
        Mean and standard deviation (one degree of freedom taken), shape (...) [any],
        over the cycles that are there; NaN where none is, and for the deviation where
        fewer than two are.
    """
    seen = np.isfinite(cycles)
    count = seen.sum(axis=0)
    known = np.where(seen, cycles, 0.0)
    mean = known.sum(axis=0) / np.where(count > 0, count, np.nan)
    square = np.where(seen, (cycles - mean) ** 2, 0.0).sum(axis=0)
    return mean, np.sqrt(square / np.where(count > 1, count - 1, np.nan))
