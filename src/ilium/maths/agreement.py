"""How far two ways of measuring the same thing differ: limits of agreement.

References
----------
Bland JM, Altman DG (1986). Statistical methods for assessing agreement between two
methods of clinical measurement. Lancet 327, 307-310. doi:10.1016/S0140-6736(86)90837-8
Bland JM, Altman DG (1999). Measuring agreement in method comparison studies. Stat
Methods Med Res 8, 135-160. doi:10.1177/096228029900800204
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.maths.distributions import t_quantile

FloatArray = NDArray[np.float64]
Interval = tuple[float, float]

WIDTH = 1.96
"""Standard deviations between the mean difference and a limit [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two ways of measuring differ.

    Parameters
    ----------
    n
        Pairs [1].
    bias, bias_ci
        Mean of first minus second, and its interval [any].
    sd
        Standard deviation of the differences [any].
    low, low_ci, high, high_ci
        Limits between which 95 % of differences lie, and their intervals [any].
    """

    n: int
    bias: float
    bias_ci: Interval
    sd: float
    low: float
    low_ci: Interval
    high: float
    high_ci: Interval


def limits_of_agreement(
    first: FloatArray,
    second: FloatArray,
    *,
    width: float = WIDTH,
    confidence: float = 0.95,
) -> Agreement:
    """Mean difference and limits of agreement with their intervals.

    Parameters
    ----------
    first, second
        One pair for each person, no gaps, shapes (person,), at least three [any].
    width
        Standard deviations between the mean difference and a limit [1].
    confidence
        Of the intervals [1].

    Returns
    -------
    Agreement
        Positive where `first` is larger.
    """
    apart = first - second
    n = apart.size
    bias, sd = float(apart.mean()), float(apart.std(ddof=1))
    t = t_quantile(0.5 + 0.5 * confidence, n - 1)
    of_bias = t * sd / math.sqrt(n)
    of_limit = t * sd * math.sqrt(1.0 / n + width**2 / (2.0 * (n - 1)))
    low, high = bias - width * sd, bias + width * sd
    return Agreement(
        n=n,
        bias=bias,
        bias_ci=(bias - of_bias, bias + of_bias),
        sd=sd,
        low=low,
        low_ci=(low - of_limit, low + of_limit),
        high=high,
        high_ci=(high - of_limit, high + of_limit),
    )
