"""Where a signal first turns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


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
