"""The ± beside every number, and what it makes of a difference or a limit."""

from __future__ import annotations

import math
from typing import Literal

from ilium.core.measure import Measure
from ilium.findings.norms import Reference
from ilium.maths.distributions import t_quantile

NORMAL = 1.96
FEWEST = 3
"""Repetitions below which their spread is too poorly known for an interval."""

Zone = Literal["usual", "near", "outside", "unknown"]


def half_width(measure: Measure) -> float:
    """Half of the 95 % interval that is shown after ±.

    The larger of two errors: 1.96 standard errors of measurement (how far another
    session would differ), and the confidence interval of the mean over the repetitions
    (how far these repetitions pin it down). The interval counts from three repetitions
    on: that of two is 9 standard deviations wide either way.

    Parameters
    ----------
    measure
        With its `sem`, `sd` and `n`, or an interval of its own.

    Returns
    -------
    float
        [the measure's unit]; NaN where neither is known.
    """
    known = [
        each
        for each in (NORMAL * measure.sem, _interval(measure))
        if math.isfinite(each)
    ]
    return max(known, default=math.nan)


def _interval(measure: Measure) -> float:
    if measure.n == FEWEST - 1:
        return math.nan
    if math.isfinite(measure.ci_low) and math.isfinite(measure.ci_high):
        return max(measure.ci_high - measure.value, measure.value - measure.ci_low)
    if measure.n < FEWEST or not math.isfinite(measure.sd):
        return math.nan
    return t_quantile(0.975, measure.n - 1) * measure.sd / math.sqrt(measure.n)


def zone(measure: Measure, reference: Reference | None) -> Zone:
    """Where a value lies beside other people's.

    A zone further out is entered only where the value is beyond its limit by at least
    one standard error of measurement.

    Parameters
    ----------
    measure
        With its `sem`.
    reference
        Of the same measure; ``None`` without one.

    Returns
    -------
    str
        ``usual``, ``near``, ``outside``, or ``unknown`` without a reference and beside
        one that was not checked: it is shown, but decides nothing.
    """
    if reference is None or reference.kind == "unchecked":
        return "unknown"
    if not math.isfinite(measure.value):
        return "unknown"
    sem = measure.sem if math.isfinite(measure.sem) else 0.0
    low, high = measure.value - sem, measure.value + sem
    if low < reference.high and high > reference.low:
        return "usual"
    edge = reference.near if low >= reference.high else reference.near_low
    if math.isnan(edge):
        return "outside"
    inside = low < edge if low >= reference.high else high > edge
    return "near" if inside else "outside"


def one_in(measure: Measure, reference: Reference | None) -> int:
    """One in how many of the people measured had this value or one further out.

    Parameters
    ----------
    measure
        The value.
    reference
        Its distribution, taken as Gaussian; further out is larger, or smaller where
        only a lower limit counts.

    Returns
    -------
    int
        At least 1; 0 where no distribution is known, beside a target, or where the
        value is not measured.
    """
    if reference is None or reference.kind == "target":
        return 0
    if not math.isfinite(reference.sd) or not math.isfinite(measure.value):
        return 0
    z = (measure.value - reference.mean) / reference.sd
    if math.isinf(reference.high):
        z = -z
    share = 0.5 * math.erfc(z / math.sqrt(2.0))
    return max(round(1.0 / max(share, 1e-6)), 1)
