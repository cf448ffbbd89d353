"""Confidence bands along whole curves: the mean of a group, and a difference.

References
----------
Pataky TC, Vanrenterghem J, Robinson MA (2015). Zero- vs. one-dimensional, parametric
vs. non-parametric, and confidence interval vs. hypothesis testing procedures in
one-dimensional biomechanical trajectory analysis. J Biomech 48, 1277-1285.
doi:10.1016/j.jbiomech.2015.02.051
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import InsufficientDataError
from ilium.maths.random_field import Field, smoothness

LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Band:
    """A curve and the band that holds the true one, everywhere at once.

    Parameters
    ----------
    middle, low, high
        Shapes (point,) [any].
    """

    middle: FloatArray
    low: FloatArray
    high: FloatArray


def band_of_mean(curves: FloatArray, alpha: float = 0.05) -> Band:
    """Band of the mean of curves; of paired differences it is that of the difference.

    Parameters
    ----------
    curves
        Shape (person, point), no gaps [any].
    alpha
        Chance that the true mean leaves the band anywhere [1].

    Returns
    -------
    Band
        Mean ± the height that t exceeds anywhere with that chance, in standard errors.
    """
    n = _enough(curves)
    middle = curves.mean(axis=0)
    left = curves - middle
    error = np.sqrt((left**2).sum(axis=0) / (n - 1) / n)
    return _band(middle, error, left, n - 1, alpha)


def band_of_difference(
    first: FloatArray, second: FloatArray, alpha: float = 0.05
) -> Band:
    """Band of the difference of two independent groups' means, pooled variance.

    Parameters
    ----------
    first, second
        Shapes (person, point), no gaps [any].
    alpha
        Chance that the true difference leaves the band anywhere [1].

    Returns
    -------
    Band
        Positive where `first` lies above.
    """
    a, b = _enough(first), _enough(second)
    left = np.concatenate((first - first.mean(axis=0), second - second.mean(axis=0)))
    freedom = a + b - 2
    error = np.sqrt((left**2).sum(axis=0) / freedom * (1.0 / a + 1.0 / b))
    middle = first.mean(axis=0) - second.mean(axis=0)
    return _band(middle, error, left, freedom, alpha)


def _band(
    middle: FloatArray, error: FloatArray, left: FloatArray, freedom: int, alpha: float
) -> Band:
    field = Field(
        statistic="t",
        effect=1.0,
        error=float(freedom),
        fwhm=smoothness(left),
        points=middle.size,
    )
    half = field.threshold(alpha / 2.0) * error
    return Band(middle=middle, low=middle - half, high=middle + half)


def _enough(curves: FloatArray) -> int:
    if curves.shape[0] < LEAST:
        problem = f"A band of {curves.shape[0]} curves says nothing."
        raise InsufficientDataError(problem, f"Record at least {LEAST} people.")
    return curves.shape[0]
