"""Detrended fluctuation analysis: how fluctuations grow with the length looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, UnknownNameError
from ilium.maths.distributions import t_quantile
from ilium.variability import guards
from ilium.variability.coverage import worded
from ilium.variability.guards import Task
from ilium.variability.record import valued
from ilium.variability.series import one_series, whole_number
from ilium.variability.value import Recorded, Value

SHORTEST, SHARE, COUNT = 16, 9, 18
BINNED_FROM, BINNED_SHARE = 10, 8
Rule = Literal["boxes", "binned"]


def dfa(
    x: ArrayLike,
    *,
    scales: Sequence[int] | None = None,
    order: int = 1,
    rule: Rule = "boxes",
    task: Task = "continuous",
) -> Value:
    r"""α: the slope of log F(n) over log n, of fluctuations in boxes of n values.

    0.5: no memory; above: long strides tend to follow long ones; α of a random walk is
    1.5. Short box sizes and short series bias it.

    Parameters
    ----------
    x
        The series, usually stride times, shape (stride,) [any].
    scales
        Box sizes [1]; 18 from 16 to N/9, evenly in log n, where not given.
    order
        Degree of the trend in each box [1].
    rule
        ``boxes``: line through log F at the box sizes. ``binned``: F at every size from
        10 to N/8, log₁₀ F averaged in 18 equal bins of log₁₀ n from 16 to N/9, line
        through the bins (the rule of the NONAN library).
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        α [1] with the interval of the line; ``curves`` holds ``scale`` and
        ``fluctuation``.

    Raises
    ------
    InsufficientDataError
        Below 100 strides, where fewer than 4 box sizes fit, or for repetitions.
    SignalError
        Where there are gaps or infinite samples.

    References
    ----------
    Peng CK et al. (1994). doi:10.1103/PhysRevE.49.1685; Damouras S, Chang MD, Sejdić E,
    Chau T (2010). doi:10.1016/j.gaitpost.2009.12.002
    """
    series = one_series(x, "dfa", task=task)
    order = whole_number(order, "order", least=0)
    if rule not in ("boxes", "binned"):
        raise UnknownNameError.among("rule", rule, ("boxes", "binned"))
    flags = guards.check("dfa", n=series.size)
    sizes = _sizes(series.size, scales, order, rule)
    guards.check("dfa", scales=sizes.size)
    fluctuation = _fluctuations(series, sizes, order)
    if rule == "binned":
        at, height = _binned(series.size, sizes, fluctuation)
    else:
        at, height = np.log10(sizes.astype(np.float64)), np.log10(fluctuation)
    slope, error, fitted = _line(at, height)
    half = t_quantile(0.975, at.size - 2) * error
    arguments: dict[str, Recorded] = {
        "scales": None if scales is None else sizes.tolist(),
        "order": order,
        "rule": rule,
        "task": task,
    }
    how = f"residuals of the line through {at.size} points, t quantile"
    return valued(
        "dfa",
        slope,
        arguments,
        n=series.size,
        interval=(slope - half, slope + half, worded("dfa", how)),
        flags=flags,
        found={
            "r_squared": fitted,
            "shortest": int(sizes[0]),
            "longest": int(sizes[-1]),
            "scales_used": sizes.tolist(),
        },
        curves={"scale": sizes.astype(np.float64), "fluctuation": fluctuation},
    )


def _sizes(
    size: int, scales: Sequence[int] | None, order: int, rule: Rule
) -> np.ndarray:
    if rule == "binned":
        if scales is not None or order != 1:
            raise InputError(
                "The binned rule has its own box sizes, and order 1.",
                "Leave out scales and order, or take rule='boxes'.",
            )
        return np.arange(BINNED_FROM, size // BINNED_SHARE + 1)
    if scales is None:
        longest = size // SHARE
        if longest < SHORTEST:
            return np.empty(0, dtype=np.int64)
        wanted = np.geomspace(SHORTEST, longest, COUNT)
        return np.unique(np.round(wanted).astype(np.int64))
    given = np.unique([whole_number(each, "scale") for each in scales])
    if given.size and (given[0] < order + 2 or given[-1] > size):
        raise InputError(
            f"Box sizes from {given[0]} to {given[-1]} were asked of {size} values.",
            f"Give sizes from {order + 2} to {size}.",
        )
    return given


def _fluctuations(series: FloatArray, sizes: np.ndarray, order: int) -> FloatArray:
    from ilium.maths.nonlinear.fluctuation import (  # noqa: PLC0415 - kernels load late
        fluctuations,
    )

    profile = np.cumsum(series - series.mean())
    found = fluctuations(profile, sizes.astype(np.int64), order)
    if not (found > 0.0).all():
        raise InputError(
            "At one box size nothing is left beside the trend.",
            "Check the series: it follows a polynomial exactly.",
        )
    return found


def _binned(
    size: int, sizes: np.ndarray, fluctuation: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Mean log F in bins of equal width, and the middles of the bins."""
    edges = np.linspace(math.log10(SHORTEST), math.log10(size / SHARE), COUNT + 1)
    place = np.searchsorted(edges, np.log10(sizes), side="right") - 1
    height = np.log10(fluctuation)
    means = [
        float(height[place == k].mean()) if (place == k).any() else math.nan
        for k in range(COUNT)
    ]
    mean, middle = np.array(means), (edges[:-1] + edges[1:]) / 2.0
    filled = np.isfinite(mean)
    guards.check("dfa", scales=int(filled.sum()))
    return middle[filled], mean[filled]


def _line(at: FloatArray, height: FloatArray) -> tuple[float, float, float]:
    """Slope, its standard error, and R²."""
    away = at - at.mean()
    square = float(away @ away)
    slope = float(away @ height) / square
    left = height - height.mean() - slope * away
    total = float(((height - height.mean()) ** 2).sum())
    rest = float(left @ left)
    error = math.sqrt(rest / (at.size - 2) / square)
    return slope, error, 1.0 - rest / total if total > 0.0 else 1.0
