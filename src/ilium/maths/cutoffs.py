"""Cut-off frequencies chosen from the signal itself."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ilium.errors import InsufficientDataError
from ilium.maths.filters import low_pass
from ilium.maths.runs import finite_blocks

FloatArray = NDArray[np.float64]

TRIALS = 100
"""Cut-offs that the residual analysis tries [1]."""
SHORTEST = 20
"""Samples without a gap that a stretch needs to count [1]."""


def residual_cutoff(signal: FloatArray, rate: float, order: int = 4) -> float:
    """Cut-off by residual analysis, pooled over all columns.

    What a filter removes (the root mean square of signal minus filtered signal) falls
    with its cut-off. At high cut-offs it removes noise only and falls along a straight
    line; that line, carried back to 0 Hz, tells how much noise there is in all. The
    cut-off at which the filter removes just that much is returned. The line is fitted
    between a fifth and two fifths of the rate. Where the noise is not white, and at
    high rates, the method chooses low.

    Parameters
    ----------
    signal
        Samples, time along axis 0, shape (time, …); NaN in gaps, whose neighbours are
        analysed apart [any].
    rate
        Samples a second [Hz].
    order
        Order of the zero-lag filter, as in `ilium.maths.filters.low_pass`.

    Returns
    -------
    float
        Cut-off [Hz].

    Raises
    ------
    InsufficientDataError
        Where no stretch has 20 samples without a gap.

    References
    ----------
    Winter DA (2009). Biomechanics and motor control of human movement, 4th ed.,
    section 3.4.4.3. doi:10.1002/9780470549148
    """
    cutoffs = np.linspace(0.0, 0.4 * rate, TRIALS + 1)[1:]
    removed = residuals(signal, rate, cutoffs, order)
    tail = cutoffs >= 0.2 * rate
    noise = _intercept(cutoffs[tail], removed[tail])
    below = np.flatnonzero(removed <= noise)
    if not below.size:
        return float(cutoffs[-1])
    after = int(below[0])
    if after == 0:
        return float(cutoffs[0])
    pair = slice(after - 1, after + 1)
    high, low = removed[pair].tolist()
    left, right = cutoffs[pair].tolist()
    return left + (right - left) * (high - noise) / (high - low)


def _intercept(x: FloatArray, y: FloatArray) -> float:
    away = x - x.mean()
    slope = float(away @ y) / float(away @ away)
    return float(y.mean()) - slope * float(x.mean())


def residuals(
    signal: FloatArray, rate: float, cutoffs: FloatArray, order: int = 4
) -> FloatArray:
    """What the zero-lag filter would remove at each of many cut-offs.

    A stretch continued by its own point reflection is periodic once the line between
    its ends is taken off, so that its spectrum, weighted by the filter's gain, gives
    every residual from one transform.

    Parameters
    ----------
    signal
        Samples, time along axis 0, shape (time, …); NaN in gaps [any].
    rate
        Samples a second [Hz].
    cutoffs
        Cut-offs, shape (cut-off,) [Hz].
    order
        Order of the zero-lag filter.

    Returns
    -------
    FloatArray
        Root mean square of what is removed, shape (cut-off,) [unit of the signal],
        pooled over columns and stretches.

    Raises
    ------
    InsufficientDataError
        Where no stretch has 20 samples without a gap.
    """
    columns = np.asarray(signal, dtype=np.float64).reshape(signal.shape[0], -1)
    total, count = np.zeros(cutoffs.size), 0
    warped = np.tan(math.pi * cutoffs / rate)
    for members, start, end in finite_blocks(columns):
        length = end - start
        if length < SHORTEST:
            continue
        block = columns[start:end, members]
        line = np.linspace(0.0, 1.0, length)[:, None]
        level = block - (block[:1] + line * (block[-1:] - block[:1]))
        around = np.concatenate([level, -level[-2:0:-1]])
        power = (np.abs(np.fft.rfft(around, axis=0)) ** 2).sum(axis=1)
        power[1:-1] *= 2.0
        frequency = np.tan(np.linspace(0.0, 0.5 * math.pi, power.size))
        with np.errstate(over="ignore"):
            ratio = (frequency[None] / warped[:, None]) ** order
        lost = 1.0 - 1.0 / (1.0 + (math.sqrt(2.0) - 1.0) * ratio)
        total += (lost**2 @ power) / around.shape[0] / 2.0
        count += block.size
    if not count:
        problem = f"No stretch has {SHORTEST} samples without a gap."
        raise InsufficientDataError(problem, "Fill the gaps or give the cut-off.")
    return np.sqrt(total / count)


def yu_cutoff(signal: FloatArray, rate: float) -> float:
    """Cut-off from the rate and the relative residual, by Yu's regression.

    Fitted on knee angles of walking; aims at the second derivative and therefore
    chooses higher than residual analysis.

    Parameters
    ----------
    signal
        Samples, time along axis 0, shape (time, …); NaN in gaps [any].
    rate
        Samples a second [Hz].

    Returns
    -------
    float
        Cut-off [Hz], at most 0.45 of the rate.

    References
    ----------
    Yu B, Gabriel D, Noble L, An KN (1999). Estimate of the optimum cutoff frequency
    for the Butterworth low-pass digital filter. J Appl Biomech 15(3), 318-329.
    doi:10.1123/jab.15.3.318
    """
    first = 0.071 * rate - 0.00003 * rate**2
    columns = np.asarray(signal, dtype=np.float64).reshape(signal.shape[0], -1)
    removed = columns - low_pass(columns, first, rate)
    seen = np.isfinite(columns)
    count = np.maximum(seen.sum(axis=0), 1)
    mean = np.where(seen, columns, 0.0).sum(axis=0) / count
    spread = np.where(seen, columns - mean, 0.0)
    lost = np.where(seen, removed, 0.0)
    limit = 0.45 * rate
    if not lost.any():
        return limit
    share = math.sqrt(float((lost**2).sum()) / float((spread**2).sum()))
    percent = 100.0 * share
    return min(0.06 * rate - 0.000022 * rate**2 + 5.95 / percent, limit)
