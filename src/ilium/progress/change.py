"""Two visits, one number: whether it changed by more than its measurement error."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from ilium.core.measure import Tier
from ilium.errors import InsufficientDataError
from ilium.findings.error import NORMAL
from ilium.findings.norms import RANGE_OF_MDC
from ilium.maths.distributions import t_quantile

Verdict = Literal["changed", "within_error", "cannot_tell"]
Reason = Literal["", "tiers", "no_error", "few", "varies", "baseline"]
COVERAGE: Final = 0.95
FEWEST: Final = 3
"""Repetitions of an occasion below which nothing is judged [1]."""
OCCASIONS: Final = 3
"""Occasions whose median stands for an end, where there are as many [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One measure of one side on one day.

    Parameters
    ----------
    date
        The day.
    value
        Mean over the repetitions [unit].
    sem
        Standard error of measurement [unit]; NaN where none is known.
    tier
        How it was captured.
    sd
        Standard deviation between the repetitions [unit]; NaN below two.
    n
        Repetitions.
    """

    date: dt.date
    value: float
    sem: float
    tier: Tier
    sd: float = math.nan
    n: int = 1

    @property
    def half_width(self) -> float:
        """Half of the 95 % interval of this day's value [unit]; NaN where unknown."""
        spread = math.nan
        if self.n >= FEWEST and math.isfinite(self.sd):
            t = t_quantile(0.5 + COVERAGE / 2.0, self.n - 1)
            spread = t * self.sd / math.sqrt(self.n)
        known = [each for each in (NORMAL * self.sem, spread) if math.isfinite(each)]
        return max(known, default=math.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a comparison of two ends came to.

    Parameters
    ----------
    before, after
        Value at either end [unit]: one occasion, or the median of up to three.
    ci_low, ci_high
        95 % confidence interval of the difference [unit]; NaN where unknown.
    mdc
        Minimal detectable change of this measure and capture [unit]: that of single
        occasions, whatever their number; NaN where no error is known.
    verdict
        ``changed``, ``within_error`` or ``cannot_tell``.
    reason
        Why it cannot be told: other ``tiers`` of capture, ``no_error`` known, too
        ``few`` repetitions, the repetitions ``varies`` too much, no ``baseline``.
    occasions
        Occasions behind each end.
    tier
        How the later end was captured.
    """

    before: float
    after: float
    ci_low: float
    ci_high: float
    mdc: float
    verdict: Verdict
    reason: Reason
    occasions: tuple[int, int]
    tier: Tier

    @property
    def difference(self) -> float:
        """After minus before [unit]."""
        return self.after - self.before

    def nearer(self, aim: float = 0.0) -> bool:
        """Whether the later value lies nearer to an aim, such as a level pelvis."""
        return abs(self.after - aim) < abs(self.before - aim)


def judge_change(
    before: Sequence[Occasion], after: Sequence[Occasion], *, fewest: int = FEWEST
) -> Change:
    """Judge a change between two ends against the error of measurement.

    It counts as changed where the difference exceeds the minimal detectable change
    1.96 √2 SEM *and* the 95 % interval of the difference, which the repetitions widen,
    leaves zero out. The minimal detectable change of a median of several occasions is
    a laboratory's own to measure; until then that of one occasion holds, never divided
    by √k.

    Parameters
    ----------
    before, after
        Occasions of one measure and side, in any order; the latest three of the later
        end and the first three of the earlier end count.
    fewest
        Repetitions that an occasion needs.

    Returns
    -------
    Change
        With the reason where it cannot be told.

    Raises
    ------
    InsufficientDataError
        Where an end has no occasion.

    References
    ----------
    Weir JP (2005). Quantifying test-retest reliability using the intraclass
    correlation coefficient and the SEM. J Strength Cond Res 19(1), 231-240.
    doi:10.1519/15184.1
    """
    if not before or not after:
        raise InsufficientDataError(
            "A change needs a measurement before and one after.",
            "Repeat the check that was measured first.",
        )
    first = sorted(before, key=_day)[:OCCASIONS]
    last = sorted(after, key=_day)[-OCCASIONS:]
    both = [*first, *last]
    start, end = (median(each.value for each in ends) for ends in (first, last))
    sem = max(each.sem for each in both)
    mdc = RANGE_OF_MDC * sem if all(math.isfinite(each.sem) for each in both) else sem
    mdc = mdc if math.isfinite(mdc) else math.nan
    wide = math.hypot(*(max(_widths(ends)) for ends in (first, last)))
    difference = end - start
    verdict, reason = _verdict(difference, mdc, wide, both, fewest)
    return Change(
        before=start,
        after=end,
        ci_low=difference - wide,
        ci_high=difference + wide,
        mdc=mdc,
        verdict=verdict,
        reason=reason,
        occasions=(len(first), len(last)),
        tier=last[-1].tier,
    )


def _day(occasion: Occasion) -> dt.date:
    return occasion.date


def _widths(occasions: Sequence[Occasion]) -> list[float]:
    return [each.half_width for each in occasions]


def _verdict(
    difference: float,
    mdc: float,
    wide: float,
    occasions: Sequence[Occasion],
    fewest: int,
) -> tuple[Verdict, Reason]:
    if len({each.tier for each in occasions}) > 1:
        return "cannot_tell", "tiers"
    if not math.isfinite(mdc):
        return "cannot_tell", "no_error"
    if min(each.n for each in occasions) < fewest:
        return "cannot_tell", "few"
    if abs(difference) <= mdc:
        return "within_error", ""
    if abs(difference) <= wide:
        return "cannot_tell", "varies"
    return "changed", ""
