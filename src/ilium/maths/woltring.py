"""Natural smoothing splines whose smoothness the data choose: Woltring's filter."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ilium.errors import InputError, InsufficientDataError
from ilium.maths.banded import log_determinant, solve_symmetric

FloatArray = NDArray[np.float64]

HALF_ORDER = 3
"""Derivative whose square is penalised; 3 makes the spline quintic [1]."""
SLOWEST, FASTEST = 0.005, 0.49
"""Range in which a cut-off is searched, as a share of the rate [1]."""
TRIED = 16
"""Cut-offs tried before the search narrows [1]."""
STEPS = (0.1, 0.02, 0.005)
"""Half-widths of the parabolas that end the search, in log smoothing [1]."""
LONG = 1500
"""Samples beyond which each one more adds the same freedom [1]."""
STEP = 0.02
"""Step of log smoothing in the differences of the log-determinant [1]."""


def smooth_spline(
    signal: FloatArray, rate: float, *, smoothing: float, half_order: int = HALF_ORDER
) -> FloatArray:
    """Smooth evenly sampled signals by a natural spline.

    The spline ``s`` of degree ``2m − 1`` minimises
    ``Σᵢ (yᵢ − s(tᵢ))² + p ∫ (s⁽ᵐ⁾(t))² dt``.

    Parameters
    ----------
    signal
        Samples without gaps, time along axis 0, shape (time, …) [any].
    rate
        Samples a second [Hz].
    smoothing
        The weight p [s^(2m - 1)]; 0 interpolates.
    half_order
        The half-order m: 3 for a quintic, 2 for a cubic spline.

    Returns
    -------
    FloatArray
        Values of the spline at the samples, same shape.

    References
    ----------
    Woltring HJ (1986). A Fortran package for generalized, cross-validatory spline
    smoothing and differentiation. Adv Eng Softw 8(2), 104-113.
    doi:10.1016/0141-1195(86)90098-7
    """
    columns = _columns(signal, half_order)
    weight = smoothing * rate ** (2 * half_order - 1)
    return (columns - _removed(columns, weight, half_order)).reshape(signal.shape)


def cross_validated(
    signal: FloatArray, rate: float, *, half_order: int = HALF_ORDER
) -> float:
    """Smoothing that generalised cross-validation chooses for all columns together.

    Parameters
    ----------
    signal
        Samples without gaps, time along axis 0, shape (time, …) [any].
    rate
        Samples a second [Hz].
    half_order
        As in `smooth_spline`.

    Returns
    -------
    float
        Smoothing p [s^(2m - 1)], within cut-offs of 0.5 % and 49 % of the rate.

    References
    ----------
    Craven P, Wahba G (1979). Smoothing noisy data with spline functions.
    Numer Math 31, 377-403. doi:10.1007/BF01404567
    """
    columns = _columns(signal, half_order)

    def score(removed: float, freedom: float) -> float:
        return math.log(max(removed, 1e-300)) - 2.0 * math.log(freedom)

    return _best(columns, rate, half_order, score)


def expected_error(
    signal: FloatArray, rate: float, variance: float, *, half_order: int = HALF_ORDER
) -> float:
    """Smoothing that minimises the expected error where the noise is known.

    Parameters
    ----------
    signal
        Samples without gaps, time along axis 0, shape (time, …) [any].
    rate
        Samples a second [Hz].
    variance
        Variance of the noise [unit^2].
    half_order
        As in `smooth_spline`.

    Returns
    -------
    float
        Smoothing p [s^(2m - 1)].
    """
    columns = _columns(signal, half_order)

    def score(removed: float, freedom: float) -> float:
        return removed / columns.shape[0] - 2.0 * variance * freedom / columns.shape[0]

    return _best(columns, rate, half_order, score)


def smoothing_for_cutoff(
    cutoff: float, rate: float, *, half_order: int = HALF_ORDER
) -> float:
    """Smoothing that lets half the power pass at a cut-off.

    Parameters
    ----------
    cutoff
        Cut-off, 3 dB down, well below half the rate [Hz].
    rate
        Samples a second [Hz].
    half_order
        As in `smooth_spline`.

    Returns
    -------
    float
        Smoothing p [s^(2m - 1)].

    Raises
    ------
    InputError
        Where the cut-off is outside 0.5 % to 49 % of the rate.
    """
    if not SLOWEST * rate <= cutoff <= FASTEST * rate:
        problem = f"A cut-off of {cutoff:g} Hz does not suit a rate of {rate:g} Hz."
        low, high = SLOWEST * rate, FASTEST * rate
        raise InputError(problem, f"Give one from {low:g} to {high:g} Hz.")
    turn = 2.0 * math.pi * cutoff
    return (math.sqrt(2.0) - 1.0) * rate / turn ** (2 * half_order)


def cutoff_of_smoothing(
    smoothing: float, rate: float, *, half_order: int = HALF_ORDER
) -> float:
    """Cut-off that a smoothing corresponds to, 3 dB down [Hz].

    Parameters
    ----------
    smoothing
        Smoothing p [s^(2m - 1)].
    rate
        Samples a second [Hz].
    half_order
        As in `smooth_spline`.

    Returns
    -------
    float
        Cut-off [Hz].
    """
    turn = (math.sqrt(2.0) - 1.0) * rate / smoothing
    return turn ** (1.0 / (2 * half_order)) / (2.0 * math.pi)


def _columns(signal: FloatArray, half_order: int) -> FloatArray:
    columns = np.asarray(signal, dtype=np.float64).reshape(signal.shape[0], -1)
    if columns.shape[0] < 2 * half_order:
        problem = f"A smoothing spline needs {2 * half_order} samples without a gap."
        raise InsufficientDataError(problem, "Fill the gaps or filter otherwise.")
    return columns


def _best(
    columns: FloatArray,
    rate: float,
    half_order: int,
    score: Callable[[float, float], float],
) -> float:
    turns = 2.0 * math.pi * np.geomspace(FASTEST, SLOWEST, TRIED)
    logs = -2.0 * half_order * np.log(turns)

    def at(log_weight: float) -> float:
        removed = _removed(columns, math.exp(log_weight), half_order)
        freedom = _freedom(columns.shape[0], log_weight, half_order)
        return score(float((removed**2).sum()) / columns.shape[1], freedom)

    scores = [at(float(each)) for each in logs]
    best = int(np.argmin(scores))
    low, high = float(logs[max(best - 1, 0)]), float(logs[min(best + 1, TRIED - 1)])
    log_weight = _narrow(at, low, high)
    return math.exp(log_weight) / rate ** (2 * half_order - 1)


def _narrow(at: Callable[[float], float], low: float, high: float) -> float:
    """Minimum between two bounds: golden section, then two parabolas."""
    shrink = (math.sqrt(5.0) - 1.0) / 2.0
    inner = [high - shrink * (high - low), low + shrink * (high - low)]
    scores = [at(each) for each in inner]
    while high - low > 4.0 * STEPS[0]:
        if scores[0] <= scores[1]:
            high = inner[1]
            inner = [high - shrink * (high - low), inner[0]]
            scores = [at(inner[0]), scores[0]]
        else:
            low = inner[0]
            inner = [inner[1], low + shrink * (high - low)]
            scores = [scores[1], at(inner[1])]
    best = (low + high) / 2.0
    for step in STEPS:
        left, middle, right = (at(best + each) for each in (-step, 0.0, step))
        bend = left - 2.0 * middle + right
        if bend > 0.0:
            best += max(-step, min(step, 0.5 * step * (left - right) / bend))
    return best


def _removed(columns: FloatArray, weight: float, half_order: int) -> FloatArray:
    """What smoothing takes away; `weight` is p at unit steps of time."""
    if weight == 0.0:
        return np.zeros_like(columns)
    differences = np.diff(columns, half_order, axis=0)
    bands = _system(differences.shape[0], weight, half_order)
    highest = solve_symmetric(bands, differences)
    padding = [(half_order, half_order), (0, 0)]
    spread = np.diff(np.pad(highest, padding), half_order, axis=0)
    return (-1.0) ** half_order * weight * spread


@lru_cache(maxsize=4096)
def _freedom(samples: int, log_weight: float, half_order: int) -> float:
    """Degrees of freedom of the residual: slope of the system's log-determinant."""
    if samples > LONG:
        long, short = (
            _freedom(each, log_weight, half_order) for each in (LONG, LONG - 500)
        )
        return long + (samples - LONG) * (long - short) / 500.0
    count = samples - half_order
    at = [
        log_determinant(_system(count, math.exp(log_weight + k * STEP), half_order))
        for k in (-2, -1, 1, 2)
    ]
    return (at[0] - 8.0 * at[1] + 8.0 * at[2] - at[3]) / (12.0 * STEP)


def _system(count: int, weight: float, half_order: int) -> FloatArray:
    """Diagonals of R + p Q'Q from the uppermost to the main one."""
    order = 2 * half_order
    bands = np.empty((half_order + 1, count))
    for step in range(half_order + 1):
        penalty = (-1.0) ** step * math.comb(order, half_order + step)
        bands[half_order - step] = _overlap(step, half_order) + weight * penalty
    return bands


def _overlap(step: int, half_order: int) -> float:
    """Integral of two cardinal B-splines of order m, `step` samples apart."""
    order = 2 * half_order
    total = sum(
        (-1.0) ** k * math.comb(order, k) * max(half_order + step - k, 0) ** (order - 1)
        for k in range(order + 1)
    )
    return total / math.factorial(order - 1)
