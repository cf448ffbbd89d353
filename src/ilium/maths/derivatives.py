"""Derivatives of sampled signals by finite differences of second order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

_CENTRAL = {1: (-0.5, 0.0, 0.5), 2: (1.0, -2.0, 1.0)}
_FORWARD = {1: (-1.5, 2.0, -0.5), 2: (2.0, -5.0, 4.0, -1.0)}


def derivative(signal: FloatArray, rate: float, order: int = 1) -> FloatArray:
    """Differentiate a signal with respect to time.

    Central differences; at both ends and beside gaps, one-sided differences of the same
    (second) order.

    Parameters
    ----------
    signal
        Samples, time along axis 0, shape (time, …) [unit].
    rate
        Samples a second [Hz].
    order
        1 or 2.

    Returns
    -------
    FloatArray
        Derivative, same shape [unit/s^order]; NaN in gaps and where a stretch has too
        few samples (3 for the first derivative, 4 for the second at its ends).

    Raises
    ------
    ValueError
        Where the order is neither 1 nor 2.

    Examples
    --------
    >>> derivative(np.array([0.0, 1.0, 4.0, 9.0]), 1.0)
    array([0., 2., 4., 6.])
    """
    if order not in _CENTRAL:
        msg = f"The order of a derivative is 1 or 2, not {order}."
        raise ValueError(msg)
    samples = np.asarray(signal, dtype=np.float64)
    reach = len(_FORWARD[order]) - 1
    padding = [(reach, reach)] + [(0, 0)] * (samples.ndim - 1)
    padded = np.pad(samples, padding, constant_values=np.nan)
    sign = -1.0 if order == 1 else 1.0
    result = _combine(padded, _CENTRAL[order], range(-1, 2), reach)
    for weights, steps in (
        (_FORWARD[order], range(reach + 1)),
        (tuple(sign * each for each in _FORWARD[order]), range(0, -reach - 1, -1)),
    ):
        one_sided = _combine(padded, weights, steps, reach)
        result = np.where(np.isnan(result), one_sided, result)
    return np.where(np.isnan(samples), np.nan, result) * rate**order


def _combine(
    padded: FloatArray, weights: tuple[float, ...], steps: range, reach: int
) -> FloatArray:
    length = padded.shape[0] - 2 * reach
    total = np.zeros((length, *padded.shape[1:]))
    for weight, step in zip(weights, steps, strict=True):
        if weight:
            total += weight * padded[reach + step : reach + step + length]
    return total
