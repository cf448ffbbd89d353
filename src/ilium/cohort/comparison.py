"""Groups, sessions or sides of a cohort compared: whole curves and single measures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ilium.cohort.values import PersonCurve, PersonValue, Where
from ilium.core.quantity import FloatArray
from ilium.errors import InsufficientDataError
from ilium.maths import curve_tests as tests
from ilium.maths.distributions import f_tail, t_quantile, t_tail
from ilium.symmetry.bands import Band, band_of_difference, band_of_mean
from ilium.symmetry.curves import (
    CurveTest,
    CurveTestSettings,
    compare_conditions,
    compare_groups,
    compare_paired_curves,
)

Factor = Literal["group", "session", "side"]
FACTORS: Final[Mapping[Factor, Callable[[Where], str]]] = {
    "group": lambda where: where.group,
    "session": lambda where: where.session,
    "side": lambda where: where.side,
}
"""What can be compared; sessions and sides are of the same people."""
REMEDIES: Final[Mapping[Factor, str]] = {
    "group": "Name groups in participants.csv or the manifest, or record more people.",
    "session": "Record the same people on another day, in a folder of its own.",
    "side": "Record both sides of the same people, and leave out --side.",
}
"""What to do where there is too little to compare."""
LEAST: Final = 3
"""People in each group, or in all conditions [1]."""

Rows = Mapping[str, Mapping[str, FloatArray]]
"""Condition to person to a row of numbers."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ComparedCurves:
    """Whole curves of two or more conditions.

    Parameters
    ----------
    factor, paired
        What was compared, and whether in the same people.
    people
        Condition to how many people it holds.
    bands
        Condition to its mean curve and 95 % band [unit].
    difference
        First minus second condition with its band [unit]; ``None`` for more than two.
    test
        SPM{t} of two conditions, SPM{F} of more.
    """

    factor: Factor
    paired: bool
    people: Mapping[str, int]
    bands: Mapping[str, Band]
    difference: Band | None
    test: CurveTest


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMeasure:
    """One measure of two or more conditions.

    Parameters
    ----------
    factor, paired
        What was compared, and whether in the same people.
    people, means, sds
        Condition to how many people, their mean and standard deviation [unit].
    difference, low, high
        First minus second condition with its 95 % interval [unit]; NaN for more than
        two.
    statistic, value, effect, error, p
        Test, its value, degrees of freedom and two-sided chance.
    """

    factor: Factor
    paired: bool
    people: Mapping[str, int]
    means: Mapping[str, float]
    sds: Mapping[str, float]
    difference: float
    low: float
    high: float
    statistic: str
    value: float
    effect: float
    error: float
    p: float


def compared_curves(
    curves: Sequence[PersonCurve], factor: Factor, *, alpha: float = 0.05
) -> ComparedCurves:
    """Compare whole curves between groups, or between sessions or sides of people.

    Parameters
    ----------
    curves
        Of one signal, movement and tier; each person is one curve of a condition.
    factor
        ``group`` (independent), ``session`` or ``side`` (of the same people; who lacks
        a condition is left out).
    alpha
        Chance of an error along the whole curve [1].

    Returns
    -------
    ComparedCurves
        Means with bands, the difference of two, and the test.

    Raises
    ------
    InsufficientDataError
        Where there are not two conditions of three people.
    """
    rows = _rows([(each.where, each.values) for each in curves], factor)
    tables = {name: np.stack(list(people.values())) for name, people in rows.items()}
    paired = factor != "group"
    settings = CurveTestSettings(alpha=alpha)
    difference = None
    if len(tables) > 2:
        every, labels, people = _stacked(rows)
        test = compare_conditions(
            every, labels, settings, people=people if paired else None
        )
    else:
        first, second = tables.values()
        test = (compare_paired_curves if paired else compare_groups)(
            first, second, settings
        )
        difference = (
            band_of_mean(first - second, alpha)
            if paired
            else band_of_difference(first, second, alpha)
        )
    return ComparedCurves(
        factor=factor,
        paired=paired,
        people={name: len(table) for name, table in tables.items()},
        bands={name: band_of_mean(table, alpha) for name, table in tables.items()},
        difference=difference,
        test=test,
    )


def compared_measure(values: Sequence[PersonValue], factor: Factor) -> ComparedMeasure:
    """Compare one measure between groups, or between sessions or sides of people.

    Parameters
    ----------
    values
        Of one measure, movement and tier.
    factor
        As for `compared_curves`; two groups need not vary alike (Welch).

    Returns
    -------
    ComparedMeasure
        Means, the difference of two with its interval, and the test.

    Raises
    ------
    InsufficientDataError
        Where there are not two conditions of three people.
    """
    rows = _rows([(each.where, np.array([each.value])) for each in values], factor)
    tables = {name: np.stack(list(people.values())) for name, people in rows.items()}
    paired = factor != "group"
    difference = half = math.nan
    if len(tables) > 2:
        every, labels, people = _stacked(rows)
        numbers = np.unique(labels, return_inverse=True)[1]
        whose = np.unique(people, return_inverse=True)[1]
        found = (
            tests.repeated(every, numbers, whose)
            if paired
            else tests.one_way(every, numbers)
        )
        p = f_tail(float(found.values[0]), found.effect, found.error)
    else:
        first, second = tables.values()
        found = (
            tests.one_sample(first - second)
            if paired
            else tests.two_samples(first, second, equal_variances=False)
        )
        p = 2.0 * t_tail(abs(float(found.values[0])), found.error)
        difference = float(first.mean() - second.mean())
        half = t_quantile(0.975, found.error) * _error(first, second, paired=paired)
    return ComparedMeasure(
        factor=factor,
        paired=paired,
        people={name: len(table) for name, table in tables.items()},
        means={name: float(table.mean()) for name, table in tables.items()},
        sds={name: float(table.std(ddof=1)) for name, table in tables.items()},
        difference=difference,
        low=difference - half,
        high=difference + half,
        statistic=found.statistic,
        value=float(found.values[0]),
        effect=found.effect,
        error=found.error,
        p=p,
    )


def _error(first: FloatArray, second: FloatArray, *, paired: bool) -> float:
    if paired:
        return float((first - second).std(ddof=1)) / math.sqrt(len(first))
    parts = (each.var(ddof=1) / len(each) for each in (first, second))
    return math.sqrt(float(sum(parts)))


def _rows(found: Sequence[tuple[Where, FloatArray]], factor: Factor) -> Rows:
    """Condition to person to the mean of that person's rows, paired if need be."""
    several: dict[str, dict[str, list[FloatArray]]] = {}
    for where, row in found:
        name = FACTORS[factor](where)
        if name and name != "both":
            people = several.setdefault(name, {})
            people.setdefault(where.participant, []).append(row)
    rows = {
        name: {
            who: np.mean(several[name][who], axis=0) for who in sorted(several[name])
        }
        for name in sorted(several)
    }
    if factor != "group" and rows:
        everywhere = set.intersection(*(set(people) for people in rows.values()))
        rows = {
            name: {who: row for who, row in people.items() if who in everywhere}
            for name, people in rows.items()
        }
    if len(rows) < 2 or min(map(len, rows.values())) < LEAST:
        counts = ", ".join(f"{name}: {len(people)}" for name, people in rows.items())
        raise InsufficientDataError(
            f"Two conditions of {LEAST} people are needed, not {counts or 'none'}.",
            REMEDIES[factor],
        )
    return rows


def _stacked(rows: Rows) -> tuple[FloatArray, list[str], list[str]]:
    each = [
        (name, who, row) for name, people in rows.items() for who, row in people.items()
    ]
    names, people, numbers = zip(*each, strict=True)
    return np.stack(numbers), list(names), list(people)


def curve_table(compared: ComparedCurves) -> tuple[list[str], FloatArray]:
    """Everything along the curve, for a file.

    Parameters
    ----------
    compared
        What was compared.

    Returns
    -------
    tuple of list of str and FloatArray
        Headings, and numbers of shape (point, column).
    """
    header = ["percent"]
    columns = [np.arange(float(compared.test.values.size))]
    named = [(f"{compared.factor}_{name}", e) for name, e in compared.bands.items()]
    if compared.difference is not None:
        named.append(("difference", compared.difference))
    for name, band in named:
        header += [f"{name}_mean", f"{name}_low", f"{name}_high"]
        columns += [band.middle, band.low, band.high]
    header += [compared.test.statistic, "threshold"]
    threshold = np.full(columns[0].size, compared.test.threshold)
    columns += [compared.test.values, threshold]
    return header, np.column_stack(columns)
