"""Mean and spread in a window that moves along a signal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def moving_spread(signal: FloatArray, width: int) -> tuple[FloatArray, FloatArray]:
    """Mean and standard deviation in every window of a signal.

    Parameters
    ----------
    signal
        Shape (time,) [any]; without NaN.
    width
        Length of the window in samples [1].

    Returns
    -------
    tuple of FloatArray
        Mean and standard deviation of the window that begins at each sample, shape
        (time − width + 1,) [as the signal]; empty where the signal is shorter.
    """
    if signal.size < width:
        return np.empty(0), np.empty(0)
    middle = float(signal.mean())
    centred = signal - middle
    sums = np.concatenate(([0.0], np.cumsum(centred)))
    squares = np.concatenate(([0.0], np.cumsum(centred**2)))
    mean = (sums[width:] - sums[:-width]) / width
    square = (squares[width:] - squares[:-width]) / width
    return mean + middle, np.sqrt(np.maximum(square - mean**2, 0.0))


def mean_around(
    samples: FloatArray, time: FloatArray, at: FloatArray, reach: float
) -> FloatArray:
    """Mean of the samples around each of another clock's times.

    Parameters
    ----------
    samples
        Shape (sample, column) [any].
    time
        Their times, rising, shape (sample,) [s].
    at
        Times that are asked for, shape (time,) [s].
    reach
        How far from such a time a sample may lie, both ends included [s].

    Returns
    -------
    FloatArray
        Shape (time, column) [as the samples]; between two samples where none lies
        within reach, NaN beyond the ends and where one of the samples is NaN.
    """
    slack = 1e-6 * reach
    first = np.searchsorted(time, at - reach - slack)
    last = np.searchsorted(time, at + reach + slack)
    count = last - first
    known = np.isfinite(samples)
    sums = _from_zero(np.where(known, samples, 0.0))
    lost = _from_zero(~known)
    within = count > 0
    total = (sums[last] - sums[first]) / np.where(within, count, 1)[:, None]
    found = np.where(lost[last] > lost[first], np.nan, total)
    for column in range(samples.shape[1]):
        between = np.interp(
            at[~within], time, samples[:, column], left=np.nan, right=np.nan
        )
        found[~within, column] = between
    return found


def _from_zero(steps: NDArray[np.generic]) -> FloatArray:
    start = np.zeros((1, steps.shape[1]))
    return np.concatenate((start, np.cumsum(steps, axis=0, dtype=np.float64)))
