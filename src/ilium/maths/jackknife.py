"""Confidence interval of a spread, by leaving out one repetition at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.distributions import t_quantile

FloatArray = NDArray[np.float64]


def log_jackknife(
    whole: FloatArray, without_one: FloatArray, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Interval of a positive statistic by the jackknife on its logarithm.

    Centre and standard error are those of the logarithm's pseudo-values, the quantile
    Student's t with n − 1 degrees of freedom. A spread's logarithm is closer to
    symmetric than the spread itself, which is why the plain jackknife covers too
    little; the pseudo-values' mean takes out the bias of few repetitions.

    Parameters
    ----------
    whole
        The statistic of all n repetitions, shape (...) [any], positive.
    without_one
        The statistic without each repetition, shape (n, ...) [any].
    level
        Confidence [1].

    Returns
    -------
    tuple of FloatArray
        Lower and upper ends, shapes (...) [unit of the statistic]; NaN where it, or
        one without a repetition, is not positive.

    References
    ----------
    Miller RG (1974). The jackknife - a review. Biometrika 61, 1-15.
    doi:10.1093/biomet/61.1.1
    """
    n = without_one.shape[0]
    positive = (whole > 0.0) & (without_one > 0.0).all(axis=0)
    own = np.log(np.where(positive, whole, np.nan))
    logs = np.log(np.where(positive, without_one, np.nan))
    centre = n * own - (n - 1) * logs.mean(axis=0)
    spread = ((logs - logs.mean(axis=0)) ** 2).sum(axis=0)
    error = np.sqrt((n - 1) / n * spread)
    reach = t_quantile(0.5 + 0.5 * level, n - 1) * error
    return np.exp(centre - reach), np.exp(centre + reach)
