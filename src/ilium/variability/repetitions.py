"""Repetitions on one clock: what is asked of them before anything is computed."""

from __future__ import annotations

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.errors import InsufficientDataError, SignalError

LEAST_POINTS = 3


def repetitions(given: FloatArray, what: str = "The curves") -> FloatArray:
    """Check curves of repetitions, and leave out those with gaps.

    Parameters
    ----------
    given
        One row for each repetition, time-normalised, shape (repetition, point) [any].
    what
        How the error calls them.

    Returns
    -------
    FloatArray
        Rows without a gap, shape (n, point) [any].

    Raises
    ------
    SignalError
        Where the shape is another one or a value is infinite.
    InsufficientDataError
        Where no row is whole.
    """
    array = np.asarray(given, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] < LEAST_POINTS:
        msg = f"{what} have shape {array.shape}, expected (repetition, point)."
        remedy = "Time-normalise every repetition to the same number of points."
        raise SignalError(msg, remedy)
    if np.isinf(array).any():
        msg = f"{what} hold infinite values."
        raise SignalError(msg, "Look where they come from; write gaps as NaN.")
    whole = ~np.isnan(array).any(axis=1)
    if not whole.any():
        msg = f"All {array.shape[0]} of {what.lower()} have gaps."
        remedy = "Fill the gaps, or choose a signal that was seen throughout."
        raise InsufficientDataError(msg, remedy)
    return array if whole.all() else array[whole]


def couples(proximal: FloatArray, distal: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Check the curves of two segments, and leave out repetitions with gaps in either.

    Parameters
    ----------
    proximal, distal
        Shapes (repetition, point) [any].

    Returns
    -------
    tuple of FloatArray
        Rows that are whole in both, shapes (n, point) [any].

    Raises
    ------
    SignalError
        Where shapes differ or are others.
    InsufficientDataError
        Where no repetition is whole in both.
    """
    first = np.asarray(proximal, dtype=np.float64)
    second = np.asarray(distal, dtype=np.float64)
    if first.shape != second.shape:
        msg = f"The two segments have shapes {first.shape} and {second.shape}."
        raise SignalError(msg, "Give both on the same clock, repetition by repetition.")
    repetitions(first, "The proximal curves")
    repetitions(second, "The distal curves")
    whole = ~(np.isnan(first) | np.isnan(second)).any(axis=1)
    if not whole.any():
        msg = "No repetition is without a gap in both segments."
        raise InsufficientDataError(msg, "Fill the gaps, or record more repetitions.")
    return first[whole], second[whole]
