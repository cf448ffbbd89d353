"""Spread of repetitions that single odd ones do not move."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.maths.distributions import t_quantile
from ilium.variability.coverage import worded
from ilium.variability.guards import check
from ilium.variability.repetitions import repetitions
from ilium.variability.value import Value, here

MAD_TO_SD: Final = 1.482602218505602
RESAMPLED: Final = 100
LEAST: Final = 5
"""Repetitions from which on they are resampled [1]."""


def robust_mean_sd(curves: FloatArray, *, units: str = "1") -> Value:
    """Spread that single odd repetitions do not move: 1.4826 MAD over the cycle.

    Parameters
    ----------
    curves
        Shape (repetition, point) [units]; rows with gaps are left out.
    units
        Unit of the curves.

    Returns
    -------
    Value
        [units], with its interval from resampled repetitions.
    """
    rows = repetitions(curves)
    flags = check("sd", n=rows.shape[0])
    return robust_value(rows, robust_sd(rows), units, flags)


def robust_sd(rows: FloatArray) -> FloatArray:
    """1.4826 times the median absolute deviation.

    Parameters
    ----------
    rows
        Shape (repetition, ...) [any], without gaps.

    Returns
    -------
    FloatArray
        Shape (...) [as given].
    """
    about = np.abs(rows - np.median(rows, axis=0))
    return MAD_TO_SD * np.median(about, axis=0)


def robust_value(
    rows: FloatArray, robust: FloatArray, units: str, flags: tuple[str, ...]
) -> Value:
    """Its summary, from the repetitions and their robust spread at each point.

    Parameters
    ----------
    rows
        Shape (repetition, point) [units], without gaps.
    robust
        From `robust_sd` [units].
    units
        Unit of the curves.
    flags
        What the guards said.

    Returns
    -------
    Value
        [units], with its interval from resampled repetitions.
    """
    low, high = _resampled(rows, float(robust.mean()))
    how = f"{RESAMPLED} times resampled repetitions, on the logarithm, t quantile"
    return Value(
        measure="robust_mean_sd",
        value=float(robust.mean()),
        units=units,
        ci_low=low,
        ci_high=high,
        interval=worded("robust_mean_sd", how) if math.isfinite(low) else "",
        n=rows.shape[0],
        flags=flags,
        record=here("robust_mean_sd", units=units),
        curves={"robust_sd": robust},
    )


def _resampled(rows: FloatArray, whole: float) -> tuple[float, float]:
    """Interval from repetitions drawn with replacement; a jackknife of medians fails.

    The draws are the same every time, so that the same data give the same interval.
    """
    n = rows.shape[0]
    draws = np.random.default_rng(n).integers(0, n, (RESAMPLED, n))
    size = robust_sd(np.moveaxis(rows[draws], 1, 0)).mean(axis=1)
    size = size[size > 0.0]
    if n < LEAST or whole <= 0.0 or size.size < RESAMPLED // 2:
        return math.nan, math.nan
    reach = t_quantile(0.975, n - 1) * float(np.log(size).std(ddof=1))
    return whole * math.exp(-reach), whole * math.exp(reach)
