"""How surely two sides differ."""

from __future__ import annotations

import math

from ilium.core.measure import Measure
from ilium.maths.distributions import t_quantile
from ilium.symmetry.indices import Index

STEP = 1e-6


def spread_of(index: Index, left: Measure, right: Measure) -> float:
    """Standard deviation of an index between pairs of repetitions.

    Parameters
    ----------
    index
        Formula.
    left, right
        Summaries of the sides.

    Returns
    -------
    float
        By propagation of both sides' deviations [the index' unit]; NaN where one is
        unknown.
    """
    a, b = _slopes(index, left.value, right.value)
    return math.hypot(a * left.sd, b * right.sd)


def half_width(index: Index, left: Measure, right: Measure) -> float:
    """Half of the 95 % confidence interval of an index of two means.

    Parameters
    ----------
    index
        Formula.
    left, right
        Summaries of the sides.

    Returns
    -------
    float
        After Welch, by propagation [the index' unit]; NaN where a side has fewer than
        two repetitions or neither varies.

    References
    ----------
    Welch BL (1947). The generalization of 'Student's' problem when several different
    population variances are involved. Biometrika 34(1-2), 28-35.
    doi:10.1093/biomet/34.1-2.28
    """
    if min(left.n, right.n) < 2:
        return math.nan
    slopes = _slopes(index, left.value, right.value)
    parts = [
        (slope * each.sd) ** 2 / each.n
        for slope, each in zip(slopes, (left, right), strict=True)
    ]
    total = sum(parts)
    if not total > 0.0:
        return math.nan
    freedom = total**2 / sum(
        part**2 / (each.n - 1) for part, each in zip(parts, (left, right), strict=True)
    )
    return t_quantile(0.975, freedom) * math.sqrt(total)


def _slopes(index: Index, left: float, right: float) -> tuple[float, float]:
    step = STEP * max(abs(left), abs(right), STEP)
    return (
        (index(left + step, right) - index(left - step, right)) / (2.0 * step),
        (index(left, right + step) - index(left, right - step)) / (2.0 * step),
    )
