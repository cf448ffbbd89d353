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
