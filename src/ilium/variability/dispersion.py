"""How much repetitions spread: at each percent, and in one number.

References
----------
Winter DA (1984). Kinematic and kinetic patterns in human gait: variability and
compensating effects. Hum Mov Sci 3, 51-76. doi:10.1016/0167-9457(84)90005-8
Schubert P, Kirchner M (2014). Ellipse area calculations and their applicability in
posturography. Gait Posture 39, 518-522. doi:10.1016/j.gaitpost.2013.09.001
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.maths.distributions import f_quantile
from ilium.maths.jackknife import log_jackknife
from ilium.variability.coverage import interval_name
from ilium.variability.guards import check
from ilium.variability.repetitions import repetitions
from ilium.variability.robust import robust_sd, robust_value
from ilium.variability.value import Value, here

"""Standard deviation of a normal distribution in median absolute deviations [1]."""
LEAST_FOR_ELLIPSE: Final = 3
NO_INTERVAL: Final = (np.asarray(math.nan), np.asarray(math.nan))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spread:
    """Spread of repetitions at each point, and in summary.

    Parameters
    ----------
    mean, median
        Shapes (point,) [unit].
    sd, sd_low, sd_high
        Standard deviation (n − 1) and its 95 % interval, shapes (point,) [unit].
    robust_sd
        1.4826 times the median absolute deviation, shape (point,) [unit].
    cv
        Standard deviation over |mean|, shape (point,) [1]; NaN where the mean is 0.
    mean_sd, robust_mean_sd, winter_cv
        The summaries; `winter_cv` is NaN where the mean curve is zero throughout.
    """

    mean: FloatArray
    median: FloatArray
    sd: FloatArray
    sd_low: FloatArray
    sd_high: FloatArray
    robust_sd: FloatArray
    cv: FloatArray
    mean_sd: Value
    robust_mean_sd: Value
    winter_cv: Value


def spread(curves: FloatArray, *, units: str = "1") -> Spread:
    """Spread of repetitions at each point of their cycle, and in summary.

    Parameters
    ----------
    curves
        One row for each repetition, time-normalised, shape (repetition, point)
        [units]; rows with gaps are left out.
    units
        Unit of the curves.

    Returns
    -------
    Spread
        Curves and summaries with their intervals.

    Raises
    ------
    InputError
        Where fewer than two whole repetitions are given, or the shape is another one.
    """
    rows = repetitions(curves)
    flags = check("sd", n=rows.shape[0])
    mean, sd = rows.mean(axis=0), rows.std(axis=0, ddof=1)
    median = np.median(rows, axis=0)
    robust = robust_sd(rows)
    low, high = _interval(sd, _sd_without_each(rows))
    return Spread(
        mean=mean,
        median=median,
        sd=sd,
        sd_low=low,
        sd_high=high,
        robust_sd=robust,
        cv=sd / np.where(mean == 0.0, np.nan, np.abs(mean)),
        mean_sd=_mean_sd(rows, sd, units, flags),
        robust_mean_sd=robust_value(rows, robust, units, flags),
        winter_cv=_winter(rows),
    )


def mean_sd(curves: FloatArray, *, units: str = "1") -> Value:
    """Standard deviation over repetitions (n − 1), averaged over the cycle.

    Parameters
    ----------
    curves
        Shape (repetition, point) [units]; rows with gaps are left out.
    units
        Unit of the curves.

    Returns
    -------
    Value
        [units], with its interval by the jackknife on the logarithm.
    """
    rows = repetitions(curves)
    flags = check("sd", n=rows.shape[0])
    return _mean_sd(rows, rows.std(axis=0, ddof=1), units, flags)


def coefficient_of_variation(curves: FloatArray) -> Value:
    """Winter's coefficient of variation of repetitions over the cycle.

    Root mean square over the cycle of the standard deviation, divided by the mean over
    the cycle of the mean curve's magnitude. It depends on where zero lies: for angles
    it says little.

    Parameters
    ----------
    curves
        Shape (repetition, point) [any]; rows with gaps are left out.

    Returns
    -------
    Value
        [1].

    Raises
    ------
    InputError
        Where the mean curve is zero throughout.
    """
    found = _winter(repetitions(curves))
    if math.isnan(found.value):
        msg = "The mean curve is zero, so nothing can be expressed as a share of it."
        raise InputError(msg, "Use the standard deviation instead.")
    return found


def _winter(rows: FloatArray) -> Value:
    flags = check("cv", n=rows.shape[0])
    size = float(np.abs(rows.mean(axis=0)).mean()) or math.nan
    whole = math.sqrt(float(rows.var(axis=0, ddof=1).mean())) / size
    n = rows.shape[0]
    means = (rows.sum(axis=0) - rows) / max(n - 1, 1)
    rms = np.sqrt((_sd_without_each(rows) ** 2).mean(axis=1))
    sizes = np.abs(means).mean(axis=1)
    low, high = _interval(np.asarray(whole), rms / np.where(sizes > 0, sizes, np.nan))
    return Value(
        measure="coefficient_of_variation",
        value=whole,
        ci_low=float(low),
        ci_high=float(high),
        interval=interval_name("coefficient_of_variation", low),
        n=n,
        flags=flags,
        record=here("coefficient_of_variation"),
    )


def ellipse_area(
    points: FloatArray,
    *,
    coverage: float = 0.95,
    form: Literal["prediction", "chi_squared"] = "prediction",
    units: str = "1",
) -> Value:
    """Area of the ellipse over which points of a plane spread.

    Parameters
    ----------
    points
        One row for each repetition, shape (repetition, 2) [units]; rows with gaps are
        left out.
    coverage
        Share of points that the ellipse is to hold [1].
    form
        ``prediction`` holds a further point (F quantile); ``chi_squared`` takes the
        covariance for known.
    units
        Unit of the coordinates; the area has its square.

    Returns
    -------
    Value
        Area [units²] with its interval by the jackknife on the logarithm.

    Raises
    ------
    InputError
        Where fewer than three whole points are given.
    """
    given = np.asarray(points, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != 2:
        msg = f"The points have shape {given.shape}, expected (repetition, 2)."
        raise SignalError(msg, "Give two coordinates for each repetition.")
    if not 0.0 < coverage < 1.0:
        msg = f"A coverage of {coverage:g} is no share."
        raise InputError(msg, "Give a number between 0 and 1, such as 0.95.")
    rows = given[np.isfinite(given).all(axis=1)]
    n = rows.shape[0]
    flags = check("ellipse_area", n=n)
    if n < LEAST_FOR_ELLIPSE:
        msg = f"{n} points lie on a line: their ellipse has no area."
        raise InsufficientDataError(msg, "Give at least 3 points, better 10 or more.")

    def factor(count: int) -> float:
        if form == "chi_squared":
            return -2.0 * math.log1p(-coverage)
        if count < 3:
            return math.nan
        quantile = f_quantile(coverage, 2, count - 2)
        return 2.0 * (count - 1) / (count - 2) * quantile

    def area(some: FloatArray) -> float:
        spread_of = np.linalg.det(np.cov(some.T))
        return math.pi * factor(n) * math.sqrt(max(float(spread_of), 0.0))

    whole = area(rows)
    left = [area(np.delete(rows, i, axis=0)) for i in range(n if n > 3 else 0)]
    low, high = _interval(np.asarray(whole), np.array(left)) if left else NO_INTERVAL
    return Value(
        measure="ellipse_area",
        value=whole,
        units="1" if units == "1" else f"{units}^2",
        ci_low=float(low),
        ci_high=float(high),
        interval=interval_name("ellipse_area", low),
        n=n,
        flags=flags,
        record=here("ellipse_area", coverage=coverage, form=form, units=units),
    )


def _mean_sd(
    rows: FloatArray, sd: FloatArray, units: str, flags: tuple[str, ...]
) -> Value:
    whole = float(sd.mean())
    low, high = _interval(np.asarray(whole), _sd_without_each(rows).mean(axis=1))
    return Value(
        measure="mean_sd",
        value=whole,
        units=units,
        ci_low=float(low),
        ci_high=float(high),
        interval=interval_name("mean_sd", low),
        n=rows.shape[0],
        flags=flags,
        record=here("mean_sd", units=units),
        curves={"sd": sd},
    )


def _sd_without_each(rows: FloatArray) -> FloatArray:
    """Standard deviations with one repetition left out, shape (n, point)."""
    n = rows.shape[0]
    about = rows - rows.mean(axis=0)
    mean = (about.sum(axis=0) - about) / max(n - 1, 1)
    square = (about**2).sum(axis=0) - about**2 - (n - 1) * mean**2
    return np.sqrt(np.maximum(square, 0.0) / (n - 2 if n > 2 else math.nan))


def _interval(
    whole: FloatArray, without_one: FloatArray
) -> tuple[FloatArray, FloatArray]:
    return log_jackknife(np.asarray(whole), np.asarray(without_one))
