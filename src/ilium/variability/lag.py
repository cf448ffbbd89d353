"""Which of two signals comes first, and by how much: cross-correlation."""

from __future__ import annotations

import math

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.variability.stretches import edges, means, of_parts
from ilium.variability.value import Value, here

LEAST_OVERLAP = 4


def cross_correlation_lag(
    first: FloatArray, second: FloatArray, *, rate: float = 1.0, longest: float = 0.25
) -> Value:
    """Lag of the second signal at which it resembles the first most.

    Each lag is judged by Pearson's correlation over the samples that overlap; the
    peak is placed between samples by a parabola.

    Parameters
    ----------
    first, second
        Gapless, on one clock, shapes (time,) [any].
    rate
        Samples a second [Hz]; at 1 the lag is in samples.
    longest
        Longest lag looked at, as a share of the signal [1].

    Returns
    -------
    Value
        Lag [s], positive where the second comes later; the correlation there is in
        the record, the whole curve in `curves`.

    Raises
    ------
    InputError
        Where shapes differ, values are missing, or a signal never moves.
    """
    x, y = (np.asarray(each, dtype=np.float64) for each in (first, second))
    if x.shape != y.shape or x.ndim != 1:
        msg = f"The signals have shapes {x.shape} and {y.shape}, expected equal ones."
        raise SignalError(msg, "Give two signals on the same clock.")
    if not np.isfinite(x + y).all():
        msg = "The signals have gaps or infinite values."
        raise SignalError(msg, "Fill the gaps, or cut them off.")
    if not (0.0 < longest < 1.0 and rate > 0.0):
        msg = f"A longest lag of {longest:g} at {rate:g} Hz makes no sense."
        raise InputError(msg, "Give a share between 0 and 1, and a positive rate.")
    reach = int(longest * x.size)
    if reach < 1 or x.size - reach < LEAST_OVERLAP:
        msg = f"There are {x.size} samples, too few for a lag."
        raise InsufficientDataError(msg, "Give a longer signal.")
    if np.ptp(x) == 0.0 or np.ptp(y) == 0.0:
        raise InputError("A signal never moves.", "A lag needs two that do.")
    lags = np.arange(-reach, reach + 1)
    curve = np.array([_correlation(x, y, int(lag)) for lag in lags])
    best = int(np.nanargmax(curve))
    at_end = best in (0, lags.size - 1)
    number = float(lags[best]) + _parabola(curve, best)
    parts = np.empty(0) if at_end else _parts(x, y, int(lags[best]))
    how = f"{parts.size} stretches"
    low, high, words = of_parts("cross_correlation_lag", number, parts, how)
    return Value(
        measure="cross_correlation_lag",
        value=number / rate,
        units="1" if rate == 1.0 else "s",
        ci_low=low / rate,
        ci_high=high / rate,
        interval=words,
        n=x.size,
        flags=("lag_at_limit",) if at_end else (),
        record=here(
            "cross_correlation_lag",
            rate=rate,
            longest=longest,
            found={"correlation": float(curve[best])},
        ),
        curves={"lag": lags / rate, "correlation": curve},
    )


def _correlation(x: FloatArray, y: FloatArray, lag: int) -> float:
    a, b = (x[: x.size - lag], y[lag:]) if lag >= 0 else (x[-lag:], y[: y.size + lag])
    a, b = a - a.mean(), b - b.mean()
    size = math.sqrt(float(a @ a) * float(b @ b))
    return float(a @ b) / size if size > 0.0 else math.nan


def _parabola(curve: FloatArray, best: int) -> float:
    if not 0 < best < curve.size - 1:
        return 0.0
    before, peak, after = curve[best - 1 : best + 2]
    bend = before - 2.0 * peak + after
    return 0.5 * float(before - after) / float(bend) if bend < 0.0 else 0.0


def _parts(x: FloatArray, y: FloatArray, lag: int) -> FloatArray:
    """How far each stretch pulls the peak, to first order, shape (stretch,) [sample].

    The peak lies where the products' slope over the lag is 0 on average; a stretch
    whose slope there is another one pulls by that slope over the bend.
    """
    begin, end = max(0, 1 - lag), min(x.size, y.size - lag - 1)
    at = edges(end - begin)
    if not at.size:
        return np.empty(0)
    a, b = x - x.mean(), y - y.mean()
    before, centre, after = (
        a[begin:end] * b[begin + lag + k : end + lag + k] for k in (-1, 0, 1)
    )
    bend = float((before - 2.0 * centre + after).mean())
    if not bend < 0.0:
        return np.empty(0)
    return means(0.5 * (after - before), at) / -bend
