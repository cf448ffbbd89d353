"""Whole curves compared: left with right, visit with visit, along 0 to 100 %.

One-dimensional statistical parametric mapping, with permutation as the alternative
that assumes neither normal nor smooth curves.

References
----------
Pataky TC (2010). Generalized n-dimensional biomechanical field analysis using
statistical parametric mapping. J Biomech 43, 1976-1982.
doi:10.1016/j.jbiomech.2010.03.008
Pataky TC, Vanrenterghem J, Robinson MA (2015). Zero- vs. one-dimensional, parametric
vs. non-parametric, and confidence interval vs. hypothesis testing procedures in
one-dimensional biomechanical trajectory analysis. J Biomech 48, 1277-1285.
doi:10.1016/j.jbiomech.2015.02.051
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.maths import curve_permutations as permuted
from ilium.maths import curve_tests as tests
from ilium.maths.random_field import Field, Statistic, smoothness
from ilium.symmetry.clusters import Stretch, stretches

IntArray = NDArray[np.int64]
LEAST_PERMUTATIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CurveTest:
    """A test along a whole curve.

    Parameters
    ----------
    statistic
        ``t`` or ``F``.
    values
        The statistic at every point, shape (point,) [1]; NaN where nothing varies.
    effect, error
        Degrees of freedom.
    threshold
        What the statistic exceeds somewhere with chance `alpha` where nothing differs
        [1]; t is tested in both directions unless asked for otherwise.
    stretches
        Where it exceeds it, in order.
    alpha
        Chance of an error along the whole curve [1].
    two_sided
        Whether both directions count.
    fwhm
        Smoothness of the residuals [points]; NaN for permutations.
    permutations
        Exchanges behind the threshold; 0 for random field theory.
    seed
        Of the exchanges.
    method
        Sentence that says how, with its source.
    """

    statistic: Statistic
    values: FloatArray
    effect: float
    error: float
    threshold: float
    stretches: tuple[Stretch, ...]
    alpha: float
    two_sided: bool
    fwhm: float = math.nan
    permutations: int = 0
    seed: int = 0
    method: str = ""

    @property
    def differs(self) -> bool:
        """Whether the statistic exceeds the threshold anywhere."""
        return bool(self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveTestSettings:
    """How curves are tested.

    Parameters
    ----------
    alpha
        Chance of an error along the whole curve [1].
    two_sided
        Whether t is tested in both directions.
    permutations
        Exchanges of the labels; 0 for random field theory.
    seed
        Of the exchanges.
    equal_variances
        Whether two groups share one variance.
    as_spm1d
        Whether the smoothness under repeated measures comes from spm1d's approximate
        residuals rather than from the model's own.
    """

    alpha: float = 0.05
    two_sided: bool = True
    permutations: int = 0
    seed: int = 0
    equal_variances: bool = True
    as_spm1d: bool = False

    def __post_init__(self) -> None:
        if not 0.0 < self.alpha < 1.0:
            msg = f"An alpha of {self.alpha:g} is no chance."
            raise InputError(msg, "Give a number between 0 and 1, such as 0.05.")
        if 0 < self.permutations < LEAST_PERMUTATIONS:
            msg = f"{self.permutations} permutations cannot settle a threshold."
            remedy = f"Give at least {LEAST_PERMUTATIONS}, or 0 for none."
            raise InputError(msg, remedy)


CURVE_TESTS = CurveTestSettings()


def compare_paired_curves(
    first: FloatArray, second: FloatArray, settings: CurveTestSettings = CURVE_TESTS
) -> CurveTest:
    """Paired t test along curves: left and right, or two visits, of the same people.

    Parameters
    ----------
    first, second
        Curves in the same order, shapes (pair, point) [any].
    settings
        How they are tested.

    Returns
    -------
    CurveTest
        Positive where `first` lies above.

    Raises
    ------
    InputError
        Where shapes differ, values are missing, or fewer than three pairs are given.
    """
    a, b = _curves(first, "The first curves"), _curves(second, "The second curves")
    if a.shape != b.shape:
        msg = f"The pairs have shapes {a.shape} and {b.shape}, expected equal ones."
        raise SignalError(msg, "Give each curve its partner, in the same order.")
    return compare_with_zero(a - b, settings)


def compare_with_zero(
    curves: FloatArray, settings: CurveTestSettings = CURVE_TESTS
) -> CurveTest:
    """One-sample t test along curves against zero.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    settings
        How they are tested.

    Returns
    -------
    CurveTest
        Positive where the curves lie above zero.
    """
    given = _curves(curves, "The curves")
    _enough(given.shape[0], 3)
    found = tests.one_sample(given)
    if not settings.permutations:
        return _by_field(found, settings)
    extremes = permuted.flipped(given, settings.permutations, settings.seed)
    return _by_permutation(found, extremes, settings)


def compare_groups(
    first: FloatArray, second: FloatArray, settings: CurveTestSettings = CURVE_TESTS
) -> CurveTest:
    """Two-sample t test along curves of independent groups.

    Parameters
    ----------
    first, second
        Shapes (observation, point) [any].
    settings
        How they are tested.

    Returns
    -------
    CurveTest
        Positive where `first` lies above.
    """
    a, b = _curves(first, "The first curves"), _curves(second, "The second curves")
    if a.shape[1] != b.shape[1]:
        msg = f"The groups have {a.shape[1]} and {b.shape[1]} points, expected equal."
        raise SignalError(msg, "Time-normalise both to the same number of points.")
    _enough(min(a.shape[0], b.shape[0]), 2)
    _enough(a.shape[0] + b.shape[0], 4)
    equal = settings.equal_variances
    found = tests.two_samples(a, b, equal_variances=equal)
    if not settings.permutations:
        return _by_field(found, settings)
    if not equal:
        msg = "Permutations of two groups take their variances for equal."
        raise InputError(msg, "Leave equal_variances on, or permutations at 0.")
    both = np.concatenate((a, b))
    drawn = permuted.regrouped(both, a.shape[0], settings.permutations, settings.seed)
    return _by_permutation(found, drawn, settings)


def regress_curves(
    curves: FloatArray,
    x: Sequence[float] | FloatArray,
    settings: CurveTestSettings = CURVE_TESTS,
) -> CurveTest:
    """T test of the slope of curves on one number for each of them.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    x
        Shape (observation,) [any].
    settings
        How they are tested.

    Returns
    -------
    CurveTest
        Positive where the curves rise with `x`.
    """
    given = _curves(curves, "The curves")
    numbers = np.asarray(x, dtype=np.float64)
    _enough(given.shape[0], 4)
    if numbers.shape != given.shape[:1] or not np.isfinite(numbers).all():
        msg = f"x has shape {numbers.shape}, expected a number for each curve."
        raise SignalError(msg, f"Give {given.shape[0]} finite numbers.")
    if np.ptp(numbers) == 0.0:
        raise InputError("x is the same for every curve.", "Give different numbers.")
    found = tests.regression(given, numbers)
    if not settings.permutations:
        return _by_field(found, settings)
    dealt = permuted.reordered(given, numbers, settings.permutations, settings.seed)
    return _by_permutation(found, dealt, settings)


def compare_conditions(
    curves: FloatArray,
    conditions: Sequence[object] | IntArray,
    settings: CurveTestSettings = CURVE_TESTS,
    *,
    people: Sequence[object] | IntArray | None = None,
) -> CurveTest:
    """One-way analysis of variance along curves, of groups or of repeated measures.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    conditions
        Group or condition of each curve.
    settings
        How they are tested.
    people
        Person of each curve, where everybody went through every condition once.

    Returns
    -------
    CurveTest
        With F.
    """
    given = _curves(curves, "The curves")
    groups = _numbered(conditions, given.shape[0], "conditions")
    if people is None:
        _enough(int(np.bincount(groups).min()), 2)
        found, who = tests.one_way(given, groups), None
    else:
        who = _numbered(people, given.shape[0], "people")
        table = np.zeros((int(who.max()) + 1, int(groups.max()) + 1), dtype=np.int64)
        np.add.at(table, (who, groups), 1)
        if (table != 1).any():
            msg = "Not everybody has exactly one curve of every condition."
            raise InputError(msg, "Average a person's repetitions first.")
        _enough(table.shape[0], 3)
        found = tests.repeated(given, groups, who, as_spm1d=settings.as_spm1d)
    if not settings.permutations:
        return _by_field(found, settings)
    largest = permuted.relabelled(
        given, groups, settings.permutations, settings.seed, within=who
    )
    return _by_permutation(found, (largest, -largest), settings)


def _by_field(found: tests.StatisticCurve, settings: CurveTestSettings) -> CurveTest:
    field = Field(
        statistic=found.statistic,
        effect=found.effect,
        error=found.error,
        fwhm=smoothness(found.residuals),
        points=found.values.size,
    )
    sides = 2 if settings.two_sided and found.statistic == "t" else 1
    threshold = field.threshold(settings.alpha / sides)

    def chance(stretch: Stretch) -> float:
        return min(1.0, sides * field.cluster(stretch.extent, stretch.height))

    return CurveTest(
        statistic=found.statistic,
        values=found.values,
        effect=found.effect,
        error=found.error,
        threshold=threshold,
        stretches=stretches(found.values, threshold, sides == 2, chance),
        alpha=settings.alpha,
        two_sided=sides == 2,
        fwhm=field.fwhm,
        method=f"SPM{{{found.statistic}}}, random field theory (Pataky 2010).",
    )


def _by_permutation(
    found: tests.StatisticCurve,
    extremes: tuple[FloatArray, FloatArray],
    settings: CurveTestSettings,
) -> CurveTest:
    highest, lowest = extremes
    both = settings.two_sided and found.statistic == "t"
    largest = np.maximum(highest, -lowest) if both else highest
    rank = math.floor(settings.alpha * largest.size)
    threshold = float(np.sort(largest)[largest.size - 1 - rank])

    def chance(stretch: Stretch) -> float:
        return float((largest >= abs(stretch.peak) * (1.0 - 1e-12)).mean())

    return CurveTest(
        statistic=found.statistic,
        values=found.values,
        effect=found.effect,
        error=found.error,
        threshold=threshold,
        stretches=stretches(found.values, threshold, both, chance),
        alpha=settings.alpha,
        two_sided=both,
        permutations=largest.size,
        seed=settings.seed,
        method=(
            f"SnPM{{{found.statistic}}}, largest statistic of {largest.size} exchanges "
            "(Nichols & Holmes 2002)."
        ),
    )


def _curves(given: FloatArray, who: str) -> FloatArray:
    array = np.asarray(given, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] < 3:
        msg = f"{who} have shape {array.shape}, expected (observation, point)."
        raise SignalError(msg, "Give one row for each curve, at least three points.")
    if not np.isfinite(array).all():
        bad = int((~np.isfinite(array)).any(axis=1).sum())
        msg = (
            f"{who} hold missing or infinite values in {bad} of {array.shape[0]} rows."
        )
        raise SignalError(msg, "Fill the gaps or leave these curves out.")
    return array


def _numbered(labels: Sequence[object] | IntArray, count: int, who: str) -> IntArray:
    _, numbers = np.unique(np.asarray(labels), return_inverse=True)
    if numbers.shape != (count,):
        msg = f"{who} has {numbers.size} labels for {count} curves."
        raise SignalError(msg, "Give one label for each curve.")
    if numbers.max() == 0:
        msg = f"There is only one label among the {who}."
        raise InputError(msg, "Give at least two to compare.")
    return numbers.astype(np.int64)


def _enough(count: int, needed: int) -> None:
    if count < needed:
        msg = f"There are {count} curves to test, expected at least {needed}."
        raise InsufficientDataError(msg, "Record more repetitions or people.")
