"""When a difference between the sides is worth a word."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from ilium.core.measure import Measure
from ilium.units import DEGREE

SEM_TO_MDC: Final = 2.77
"""Minimal detectable change in standard errors of measurement, 1.96·√2 [1]."""

NEAR, BEYOND = "asymmetry-near", "asymmetry-beyond"
SEEN_ONCE = "seen-once-to-be-confirmed"
LEAST_ANGLE: Final = 5.0 * DEGREE
DROP_CHANGE: Final = 3.0 * DEGREE
"""Smallest change of the pelvic drop that a laboratory detects: a training default,
as long as no published error is attached [rad]."""


def detectable(left: Measure, right: Measure) -> float:
    """Minimal detectable change of a measure [its unit].

    Parameters
    ----------
    left, right
        Summaries of the sides.

    Returns
    -------
    float
        From the published standard error where one is attached; else 3° for the
        pelvic drop and 5° for other angles; NaN for other units.
    """
    errors = [each.sem for each in (left, right) if math.isfinite(each.sem)]
    if errors:
        return SEM_TO_MDC * max(errors)
    if left.unit != "rad":
        return math.nan
    return DROP_CHANGE if left.name.startswith("pelvic_drop") else LEAST_ANGLE


def limits(left: Measure, right: Measure) -> tuple[float, float]:
    """From where on a difference counts as near and as beyond the usual.

    Parameters
    ----------
    left, right
        Summaries of the sides.

    Returns
    -------
    tuple of float
        Angles: both max(5°, detectable) [rad]. Else shares of the mean of the sides:
        max(10 %, detectable) and max(15 %, twice the coefficient of variation,
        detectable) [1].
    """
    least = detectable(left, right)
    if left.unit == "rad":
        limit = max(LEAST_ANGLE, least)
        return limit, limit
    size = 0.5 * (abs(left.value) + abs(right.value))
    share = least / size if math.isfinite(least) and size else 0.0
    spread = [
        each.sd / abs(each.value)
        for each in (left, right)
        if math.isfinite(each.sd) and each.value
    ]
    twice = 2.0 * sum(spread) / len(spread) if spread else 0.0
    return max(0.10, share), max(0.15, twice, share)


def flags_of(
    away: float,
    near: float,
    beyond: float,
    *,
    name: str,
    earlier: Iterable[Iterable[Measure]],
) -> tuple[str, ...]:
    """What the rule says about one difference.

    Parameters
    ----------
    away
        Difference, + or − by side [rad or 1].
    near, beyond
        Its limits [rad or 1].
    name
        Name of the index, to find it on earlier occasions.
    earlier
        Results of `compare_sides` on earlier occasions.

    Returns
    -------
    tuple of str
        Nothing below the limits. `asymmetry-beyond` only where an earlier occasion
        was beyond its limit to the same side; seen for the first time it is near, and
        `seen-once-to-be-confirmed`.
    """
    if not abs(away) > near:
        return ()
    before = any(_confirms(each, name, away) for each in earlier)
    if abs(away) > beyond and before:
        return (BEYOND,)
    return (NEAR,) if before else (NEAR, SEEN_ONCE)


def _confirms(occasion: Iterable[Measure], name: str, away: float) -> bool:
    return any(
        each.name == name
        and each.value * away > 0.0
        and (NEAR in each.flags or BEYOND in each.flags)
        for each in occasion
    )
