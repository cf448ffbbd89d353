"""Local dynamic stability of walking: divergence over strides of equal length."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError
from ilium.variability import guards
from ilium.variability.coverage import worded
from ilium.variability.guards import Task
from ilium.variability.lyapunov import Divergence, diverge
from ilium.variability.record import valued
from ilium.variability.series import several_series, whole_number
from ilium.variability.value import Recorded, Value

SHORT_TERM = 0.5
LONG_TERM = (4.0, 10.0)
Term = Literal["short", "long"]


def local_dynamic_stability(
    x: ArrayLike,
    strides: ArrayLike,
    *,
    count: int | None = None,
    samples_per_stride: int = 100,
    dimension: int = 5,
    delay: int = 10,
    theiler: int | None = None,
    neighbours: Literal["followed", "all"] = "all",
    interval: bool = True,
    task: Task = "continuous",
) -> Value:
    r"""λS: how fast neighbouring states part over the first half stride.

    Every stride is resampled together to the same number of samples, so that a stride
    is the unit of time. Compare only values of the same number of strides.

    Parameters
    ----------
    x
        Signal of shape (time,), or signals of shape (time, variable) [any], for example
        the velocity of the trunk.
    strides
        Samples at which strides begin, and at which the last one ends, shape
        (stride + 1,) [1].
    count
        Use only the first so many strides [1]; all where not given.
    samples_per_stride
        Mean number of samples of a stride after resampling [1].
    dimension, delay
        Of the states [1]: fixed for a whole study.
    theiler
        Neighbours lie more than so many samples apart [1]; half a stride where not
        given.
    neighbours
        ``all`` or ``followed``, as in `lyapunov_exponent`.
    interval
        Whether to give an interval.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        λS [nats/stride]; ``curves`` holds ``stride`` and ``divergence``.

    Raises
    ------
    InsufficientDataError
        Below 30 strides, or for separate repetitions.
    SignalError
        Where there are gaps or infinite samples.

    References
    ----------
    Bruijn SM, van Dieën JH, Meijer OG, Beek PJ (2009). Statistical precision and
    sensitivity of measures of dynamic gait stability. J Neurosci Methods 178(2),
    327-333; Rosenstein MT et al. (1993). doi:10.1016/0167-2789(93)90009-P
    """
    arguments: dict[str, Recorded] = {
        "count": count,
        "samples_per_stride": samples_per_stride,
        "dimension": dimension,
        "delay": delay,
        "theiler": theiler,
        "neighbours": neighbours,
        "interval": interval,
        "task": task,
    }
    return _measured("local_dynamic_stability", x, strides, "short", arguments)


def attractor_complexity_index(
    x: ArrayLike,
    strides: ArrayLike,
    *,
    count: int | None = None,
    samples_per_stride: int = 100,
    dimension: int = 5,
    delay: int = 10,
    theiler: int | None = None,
    neighbours: Literal["followed", "all"] = "all",
    interval: bool = True,
    task: Task = "continuous",
) -> Value:
    """λL: the slope from 4 to 10 strides; not a measure of stability.

    Parameters
    ----------
    x, strides, count, samples_per_stride, dimension, delay, theiler
        As in `local_dynamic_stability`.
    neighbours, interval, task
        As in `local_dynamic_stability`.

    Returns
    -------
    Value
        λL [nats/stride], always flagged ``long_term_slope``.

    Raises
    ------
    InsufficientDataError
        Below 30 strides, or for separate repetitions.
    """
    arguments: dict[str, Recorded] = {
        "count": count,
        "samples_per_stride": samples_per_stride,
        "dimension": dimension,
        "delay": delay,
        "theiler": theiler,
        "neighbours": neighbours,
        "interval": interval,
        "task": task,
    }
    return _measured("attractor_complexity_index", x, strides, "long", arguments)


def resample_strides(
    x: FloatArray, strides: ArrayLike, samples_per_stride: int
) -> FloatArray:
    """All strides together, resampled to the same mean number of samples.

    A cubic spline through the samples; sample k of n of the result lies at k/n of
    their number, so that the last one is extrapolated by less than a sample.

    Parameters
    ----------
    x
        Shape (time, variable) [any].
    strides
        Samples at which strides begin and the last one ends, shape (stride + 1,) [1].
    samples_per_stride
        Mean number of samples of a stride [1].

    Returns
    -------
    FloatArray
        Shape (stride · samples, variable) [as given].
    """
    from scipy.interpolate import CubicSpline  # noqa: PLC0415 - heavy

    begins = stride_samples(strides, len(x))
    part = x[begins[0] : begins[-1] + 1]
    wanted = samples_per_stride * (begins.size - 1)
    spline = CubicSpline(np.arange(1.0, len(part) + 1.0), part, bc_type="not-a-knot")
    at = np.arange(1.0, wanted + 1.0) / wanted * len(part)
    return np.asarray(spline(at), dtype=np.float64)


def stride_samples(strides: ArrayLike, length: int) -> np.ndarray:
    """Samples at which strides begin, checked.

    Parameters
    ----------
    strides
        Shape (stride + 1,) [1].
    length
        Samples of the signal [1].

    Returns
    -------
    numpy.ndarray
        The same as whole numbers.

    Raises
    ------
    InputError
        Where they do not ascend within the signal.
    """
    given = np.asarray(strides)
    begins = (
        given.astype(np.int64, casting="unsafe") if given.dtype.kind in "fiu" else 0
    )
    if (
        given.ndim != 1
        or not isinstance(begins, np.ndarray)
        or begins.size < 2
        or (begins != given).any()
        or (np.diff(begins) < 2).any()
        or begins[0] < 0
        or begins[-1] >= length
    ):
        raise InputError(
            "The strides must be ascending sample numbers within the signal.",
            f"Give whole numbers from 0 to {length - 1}: where each stride begins, and "
            "where the last one ends.",
        )
    return begins


def _measured(
    measure: str,
    x: ArrayLike,
    strides: ArrayLike,
    term: Term,
    given: dict[str, Recorded],
) -> Value:
    whole = np.asarray(x)
    begins = stride_samples(strides, len(whole))
    signal = several_series(
        whole[begins[0] : begins[-1] + 1], "lyapunov", task=_task(given)
    )
    begins = begins - begins[0]
    asked = given["count"]
    count = begins.size - 1 if asked is None else whole_number(_int(asked), "count")
    if count > begins.size - 1:
        raise InsufficientDataError(
            f"{count} strides were asked of {begins.size - 1}.",
            "Ask for no more strides than there are.",
        )
    flags = guards.check("lyapunov", n=count, short_term=term == "short")
    per = whole_number(_int(given["samples_per_stride"]), "samples_per_stride", least=4)
    even = resample_strides(signal, begins[: count + 1], per)
    fit, steps = _window(term, per)
    window = per // 2 if given["theiler"] is None else _int(given["theiler"])
    shape = _int(given["dimension"]), _int(given["delay"])
    rule: Literal["followed", "all"] = (
        "all" if given["neighbours"] == "all" else "followed"
    )
    parting = diverge(
        even,
        shape,
        window,
        steps,
        neighbours=rule,
        blocks=count if given["interval"] else 0,
    )
    slope, fitted = parting.slope(fit)
    return valued(
        measure,
        slope * per,
        {**given, "theiler": window, "count": count},
        n=count,
        units="nats/stride",
        interval=_interval(measure, parting, fit, given, (per, count)),
        flags=flags,
        found={"fit": list(fit), "r_squared": fitted},
        curves={"stride": np.arange(steps + 1.0) / per, "divergence": parting.curve},
    )


def _interval(
    measure: str,
    parting: Divergence,
    fit: tuple[int, int],
    given: dict[str, Recorded],
    size: tuple[int, int],
) -> tuple[float, float, str]:
    if not given["interval"]:
        return math.nan, math.nan, ""
    per, count = size
    low, high = parting.interval(fit)
    how = f"jackknife over {count} strides, t quantile"
    return low * per, high * per, worded(measure, how)


def _window(term: Term, per: int) -> tuple[tuple[int, int], int]:
    if term == "short":
        last = max(2, round(SHORT_TERM * per)) - 1
        return (0, last), last
    first, last = (round(each * per) - 1 for each in LONG_TERM)
    return (first, last), last


def _int(value: Recorded) -> int:
    if not isinstance(value, int | float):
        raise InputError(f"{value!r} is not a number.", "Give a whole number.")
    return whole_number(value, "the setting", least=0)


def _task(given: dict[str, Recorded]) -> Task:
    return "discrete" if given["task"] == "discrete" else "continuous"
