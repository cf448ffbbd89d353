"""From repetitions to one number: mean, spread and confidence."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ilium.core.measure import Measure
from ilium.maths.distributions import t_quantile


def summarised(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Append one summary to the repetitions of each measure and side.

    Parameters
    ----------
    measures
        Measures of single repetitions.

    Returns
    -------
    tuple of Measure
        The same, and for each name and side its mean over the repetitions that could
        be measured (`repetition` is `None`).
    """
    groups: dict[tuple[str, str], list[Measure]] = {}
    for each in measures:
        groups.setdefault((each.name, each.side), []).append(each)
    return tuple(each for group in groups.values() for each in (*group, summary(group)))


def summary(group: list[Measure]) -> Measure:
    """Mean of one measure over its repetitions.

    Parameters
    ----------
    group
        Repetitions of one measure on one side, at least one.

    Returns
    -------
    Measure
        With the standard deviation between repetitions, and the 95 % confidence
        interval of the mean from Student's t; with a single repetition its own
        interval; NaN, with every repetition's flags, where none could be measured.
    """
    first = group[0]
    seen = [each for each in group if math.isfinite(each.value)]
    source = seen or group
    flags = tuple(dict.fromkeys(flag for each in source for flag in each.flags))
    if len(seen) < 2:
        only = source[0]
        return _like(
            first, only.value, flags, n=len(seen), ci=(only.ci_low, only.ci_high)
        )
    numbers = np.array([each.value for each in seen])
    mean, sd = float(numbers.mean()), float(numbers.std(ddof=1))
    margin = t_quantile(0.975, len(seen) - 1) * sd / math.sqrt(len(seen))
    return _like(
        first, mean, flags, n=len(seen), sd=sd, ci=(mean - margin, mean + margin)
    )


def _like(
    first: Measure,
    value: float,
    flags: tuple[str, ...],
    *,
    n: int,
    ci: tuple[float, float],
    sd: float = math.nan,
) -> Measure:
    return Measure(
        name=first.name,
        side=first.side,
        value=value,
        unit=first.unit,
        sd=sd,
        n=n,
        sem=first.sem,
        ci_low=ci[0],
        ci_high=ci[1],
        tier=first.tier,
        reference=first.reference,
        flags=flags,
        method=first.method,
    )
