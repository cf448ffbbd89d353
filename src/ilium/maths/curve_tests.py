"""Test statistics at every point of curves: t of one, two and paired samples, r, F."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.maths.random_field import Statistic

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StatisticCurve:
    """A test statistic along a curve.

    Parameters
    ----------
    statistic
        ``t`` or ``F``.
    values
        Shape (point,) [1]; NaN where nothing varies.
    effect, error
        Degrees of freedom.
    residuals
        What the model leaves, shape (observation, point) [unit of the curves].
    """

    statistic: Statistic
    values: FloatArray
    effect: float
    error: float
    residuals: FloatArray


def one_sample(curves: FloatArray, mean: float = 0.0) -> StatisticCurve:
    """T of curves against a value.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    mean
        What they are compared with [any].

    Returns
    -------
    StatisticCurve
        Positive where the curves lie above.
    """
    n = curves.shape[0]
    middle = curves.mean(axis=0)
    left = curves - middle
    error = np.sqrt((left**2).sum(axis=0) / (n - 1) / n)
    return StatisticCurve(
        statistic="t",
        values=_ratio(middle - mean, error),
        effect=1.0,
        error=float(n - 1),
        residuals=left,
    )


def two_samples(
    first: FloatArray, second: FloatArray, *, equal_variances: bool = True
) -> StatisticCurve:
    """T of two independent groups of curves, pooled variance.

    Parameters
    ----------
    first, second
        Shapes (observation, point) [any].
    equal_variances
        Where they are not taken for equal, the degrees of freedom are lowered after
        Satterthwaite with one variance ratio for the whole curve, and each point's
        error is not pooled.

    Returns
    -------
    StatisticCurve
        Positive where the first group lies above.
    """
    a, b = first.shape[0], second.shape[0]
    left = np.concatenate((first - first.mean(axis=0), second - second.mean(axis=0)))
    difference = first.mean(axis=0) - second.mean(axis=0)
    squares = (left[:a] ** 2).sum(axis=0), (left[a:] ** 2).sum(axis=0)
    if equal_variances:
        freedom = float(a + b - 2)
        error = np.sqrt((squares[0] + squares[1]) / freedom * (1.0 / a + 1.0 / b))
    else:
        parts = squares[0] / (a - 1) / a, squares[1] / (b - 1) / b
        error = np.sqrt(parts[0] + parts[1])
        freedom = _satterthwaite(parts[0], parts[1], a, b)
    return StatisticCurve(
        statistic="t",
        values=_ratio(difference, error),
        effect=1.0,
        error=freedom,
        residuals=left,
    )


def _satterthwaite(first: FloatArray, second: FloatArray, a: int, b: int) -> float:
    both = first + second
    known = both > 0.0
    if not known.any():
        return float(a + b - 2)
    share = float((first[known] / both[known]).mean())
    return 1.0 / (share**2 / (a - 1) + (1.0 - share) ** 2 / (b - 1))


def regression(curves: FloatArray, x: FloatArray) -> StatisticCurve:
    """T of the slope of curves on one number for each of them.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    x
        Shape (observation,) [any].

    Returns
    -------
    StatisticCurve
        Positive where the curves rise with `x`.
    """
    centred = x - x.mean()
    about = curves - curves.mean(axis=0)
    size = float(centred @ centred)
    slope = centred @ about / size
    left = about - np.outer(centred, slope)
    freedom = x.size - 2
    error = np.sqrt((left**2).sum(axis=0) / freedom / size)
    return StatisticCurve(
        statistic="t",
        values=_ratio(slope, error),
        effect=1.0,
        error=float(freedom),
        residuals=left,
    )


def one_way(curves: FloatArray, groups: IntArray) -> StatisticCurve:
    """F of the means of two or more independent groups of curves.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    groups
        Group of each curve, from 0 without gaps, shape (observation,).

    Returns
    -------
    StatisticCurve
        Of the one-way analysis of variance.
    """
    indicator = _indicator(groups)
    count = indicator.sum(axis=1)
    means = indicator @ curves / count[:, None]
    left = curves - means[groups]
    between = (count[:, None] * (means - curves.mean(axis=0)) ** 2).sum(axis=0)
    effect, error = count.size - 1, groups.size - count.size
    return StatisticCurve(
        statistic="F",
        values=_ratio(between / effect, (left**2).sum(axis=0) / error),
        effect=float(effect),
        error=float(error),
        residuals=left,
    )


def repeated(
    curves: FloatArray,
    conditions: IntArray,
    people: IntArray,
    *,
    as_spm1d: bool = False,
) -> StatisticCurve:
    """F of the conditions where everybody went through all of them once.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    conditions, people
        Of each curve, from 0 without gaps, shape (observation,).
    as_spm1d
        Whether the residuals, from which the smoothness comes, are spm1d's approximate
        ones: what a constant, "not the first condition" and "not the first person"
        leave. They depend on the order of the labels; the model's own do not.

    Returns
    -------
    StatisticCurve
        Of the one-way analysis of variance with repeated measures.
    """
    condition, person = _indicator(conditions), _indicator(people)
    grand = curves.mean(axis=0)
    of_condition = condition @ curves / condition.sum(axis=1)[:, None]
    of_person = person @ curves / person.sum(axis=1)[:, None]
    left = curves - of_condition[conditions] - of_person[people] + grand
    k, n = condition.shape[0], person.shape[0]
    between = n * ((of_condition - grand) ** 2).sum(axis=0)
    effect, error = k - 1, (k - 1) * (n - 1)
    values = _ratio(between / effect, (left**2).sum(axis=0) / error)
    if as_spm1d:
        rest = [np.ones(people.size), conditions > 0, people > 0]
        design = np.stack(rest, axis=1).astype(np.float64)
        left = curves - design @ np.linalg.lstsq(design, curves, rcond=None)[0]
    return StatisticCurve(
        statistic="F",
        values=values,
        effect=float(effect),
        error=float(error),
        residuals=left,
    )


def _indicator(labels: IntArray) -> FloatArray:
    every = np.arange(int(labels.max()) + 1)
    return np.equal(labels, every[:, None]).astype(np.float64)


def _ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    known = below > 0.0
    return np.where(known, above / np.where(known, below, 1.0), math.nan)
