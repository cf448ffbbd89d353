"""Where a condition holds without a break, and where a signal first turns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IndexArray = NDArray[np.intp]


def stretches(mask: BoolArray, at_least: int = 1) -> IndexArray:
    """Unbroken stretches in which a condition holds.

    Parameters
    ----------
    mask
        Whether it holds, shape (time,).
    at_least
        Shortest stretch that counts, in samples [1].

    Returns
    -------
    IndexArray
        First sample and first sample after it, shape (stretch, 2) [1].
    """
    padded = np.zeros(mask.size + 2, dtype=np.int8)
    padded[1:-1] = mask
    change = np.diff(padded)
    found = np.stack((np.flatnonzero(change == 1), np.flatnonzero(change == -1)), 1)
    return found[found[:, 1] - found[:, 0] >= at_least]


def first_peak(signal: FloatArray, fall: float) -> int | None:
    """First local maximum that the signal falls well below before it rises again.

    Parameters
    ----------
    signal
        Shape (time,) [any]; without NaN.
    fall
        How far it must fall from the maximum for it to count [as the signal].

    Returns
    -------
    int or None
        Index of the maximum; `None` where the signal never falls that far.
    """
    fallen = np.maximum.accumulate(signal) - signal >= fall
    if not fallen.any():
        return None
    return int(np.argmax(signal[: int(np.argmax(fallen)) + 1]))


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
