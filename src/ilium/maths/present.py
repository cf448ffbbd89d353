"""Sums over what was seen: NaN is absent, nothing seen is NaN, nothing warns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def present_mean(array: FloatArray) -> FloatArray:
    """Mean over the first axis of what is not NaN.

    Parameters
    ----------
    array
        Shape (time, ...) [any].

    Returns
    -------
    FloatArray
        Shape (...); NaN where nothing is present.
    """
    there = ~np.isnan(array)
    count = there.sum(axis=0)
    total = np.where(there, array, 0.0).sum(axis=0)
    return total / np.where(count > 0, count, np.nan)


def present_median(array: FloatArray) -> float:
    """Median of what is not NaN; NaN where nothing is present."""
    there = array[~np.isnan(array)]
    return float(np.median(there)) if there.size else float("nan")


def rms(array: FloatArray) -> float:
    """Root mean square of what is not NaN; NaN where nothing is present."""
    there = array[~np.isnan(array)]
    return float(np.sqrt(np.mean(there**2))) if there.size else float("nan")
