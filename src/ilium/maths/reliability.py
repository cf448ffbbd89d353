"""How well a measure repeats from session to session: intraclass correlations.

References
----------
Shrout PE, Fleiss JL (1979). Intraclass correlations: uses in assessing rater
reliability. Psychol Bull 86, 420-428. doi:10.1037/0033-2909.86.2.420
McGraw KO, Wong SP (1996). Forming inferences about some intraclass correlation
coefficients. Psychol Methods 1, 30-46. doi:10.1037/1082-989X.1.1.30
Weir JP (2005). Quantifying test-retest reliability using the intraclass correlation
coefficient and the SEM. J Strength Cond Res 19, 231-240. doi:10.1519/15184.1
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.maths.distributions import f_quantile

FloatArray = NDArray[np.float64]
Interval = tuple[float, float]

EXACT = 1e-12
"""Share of the people's mean square below which an error is one of rounding [1]."""
RANGE_OF_CHANGE = 1.96 * math.sqrt(2.0)
"""Smallest detectable change of two single values over the standard error [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How well a measure repeats.

    Parameters
    ----------
    people, sessions
        How many [1].
    mean
        Over everybody and every session [any].
    icc_agreement, icc_agreement_ci
        ICC(2,1), a shift between sessions counts as error, and its interval [1].
    icc_consistency, icc_consistency_ci
        ICC(3,1), it does not, and its interval [1].
    sem
        Standard error of measurement of one session, a shift between sessions counted
        [any].
    sem_consistency
        The same without it [any].
    """

    people: int
    sessions: int
    mean: float
    icc_agreement: float
    icc_agreement_ci: Interval
    icc_consistency: float
    icc_consistency_ci: Interval
    sem: float
    sem_consistency: float

    @property
    def mdc(self) -> float:
        """Smallest change between two sessions that is detectable at 95 % [any]."""
        return RANGE_OF_CHANGE * self.sem


def repeated_sessions(table: FloatArray, confidence: float = 0.95) -> Reliability:
    """Intraclass correlations and standard error of measurement of repeated sessions.

    Parameters
    ----------
    table
        One value of each person in each session, shape (person, session), at least
        three people and two sessions, no gaps [any].
    confidence
        Of the intervals [1].

    Returns
    -------
    Reliability
        Correlations are NaN where nothing varies.
    """
    n, k = table.shape
    grand = table.mean()
    of_people, of_sessions = table.mean(axis=1), table.mean(axis=0)
    left = table - of_people[:, None] - of_sessions + grand
    people = float(k * ((of_people - grand) ** 2).sum() / (n - 1))
    sessions = float(n * ((of_sessions - grand) ** 2).sum() / (k - 1))
    error = float((left**2).sum() / ((n - 1) * (k - 1)))
    squares = _Squares(n=n, k=k, people=people, sessions=sessions, error=error)
    chance = 0.5 + 0.5 * confidence
    return Reliability(
        people=n,
        sessions=k,
        mean=float(grand),
        icc_agreement=squares.agreement,
        icc_agreement_ci=squares.agreement_interval(chance),
        icc_consistency=squares.consistency,
        icc_consistency_ci=squares.consistency_interval(chance),
        sem=math.sqrt(error + max(sessions - error, 0.0) / n),
        sem_consistency=math.sqrt(error),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Squares:
    """Mean squares of the two-way analysis of variance."""

    n: int
    k: int
    people: float
    sessions: float
    error: float

    @property
    def agreement(self) -> float:
        below = self.people + (self.k - 1) * self.error
        below += self.k * (self.sessions - self.error) / self.n
        return (self.people - self.error) / below if below > 0.0 else math.nan

    @property
    def consistency(self) -> float:
        below = self.people + (self.k - 1) * self.error
        return (self.people - self.error) / below if below > 0.0 else math.nan

    def consistency_interval(self, chance: float) -> Interval:
        """After Shrout & Fleiss (1979)."""
        if self.error <= EXACT * self.people:
            return self.consistency, self.consistency
        n, k, ratio = self.n, self.k, self.people / self.error
        low = ratio / f_quantile(chance, n - 1, (n - 1) * (k - 1))
        high = ratio * f_quantile(chance, (n - 1) * (k - 1), n - 1)
        return (low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0)

    def agreement_interval(self, chance: float) -> Interval:
        """After McGraw & Wong (1996), degrees of freedom by Satterthwaite."""
        n, k, rho = self.n, self.k, self.agreement
        if self.error + abs(self.sessions) / n <= EXACT * self.people:
            return rho, rho
        a = k * rho / (n * (1.0 - rho))
        b = 1.0 + k * rho * (n - 1) / (n * (1.0 - rho))
        spread = (a * self.sessions) ** 2 / (k - 1)
        spread += (b * self.error) ** 2 / ((n - 1) * (k - 1))
        freedom = (a * self.sessions + b * self.error) ** 2 / spread
        rest = k * self.sessions + (k * n - k - n) * self.error
        below = f_quantile(chance, n - 1, freedom)
        above = f_quantile(chance, freedom, n - 1)
        low = n * (self.people - below * self.error)
        low /= below * rest + n * self.people
        high = n * (above * self.people - self.error)
        high /= rest + n * above * self.people
        return low, high
