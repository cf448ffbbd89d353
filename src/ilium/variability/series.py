"""A signal as the measures take it: one dimension, finite, and it moves."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.variability import guards
from ilium.variability.guards import Task

LEAST = 5


def one_series(x: ArrayLike, measure: str, *, task: Task = "continuous") -> FloatArray:
    """One signal, checked.

    Parameters
    ----------
    x
        Shape (time,) [any]; an array of one row or column is taken too.
    measure
        Name of the measure in ``guards.toml``, for the error.
    task
        ``discrete`` where it consists of separate repetitions.

    Returns
    -------
    FloatArray
        Shape (time,) [as given]; float64, contiguous.

    Raises
    ------
    InsufficientDataError
        Where it is too short, constant, or separate repetitions for a measure of one
        unbroken movement.
    SignalError
        Where it has gaps or infinite samples, or is not one signal.
    """
    array = _numbers(x, measure)
    if array.ndim == 2 and 1 in array.shape:
        array = np.ascontiguousarray(array.ravel())
    if array.ndim != 1:
        _refuse_shape(array, measure)
    _check_samples(array, measure)
    if task == "discrete":
        guards.check(measure, n=array.size, task=task)
    return array


def several_series(
    x: ArrayLike, measure: str, *, task: Task = "continuous"
) -> FloatArray:
    """One signal, or several that were recorded together.

    Parameters
    ----------
    x
        Shape (time,) or (time, variable) [any].
    measure
        Name of the measure in ``guards.toml``, for the error.
    task
        ``discrete`` where it consists of separate repetitions.

    Returns
    -------
    FloatArray
        Shape (time, variable) [as given]; float64, contiguous.

    Raises
    ------
    InsufficientDataError, SignalError
        As `one_series`.
    """
    array = _numbers(x, measure)
    if array.ndim == 1 or 1 in array.shape:
        return one_series(array, measure, task=task)[:, None]
    if array.ndim != 2 or array.shape[0] < 10 * array.shape[1]:
        _refuse_shape(array, measure)
    for column in array.T:
        _check_samples(column, measure)
    if task == "discrete":
        guards.check(measure, n=array.shape[0], task=task)
    return array


def whole_number(value: float, name: str, *, least: int = 1) -> int:
    """A setting that must be a whole number.

    Parameters
    ----------
    value
        The setting [as given].
    name
        Its name, for the error.
    least
        Smallest value that it may have [1].

    Returns
    -------
    int
        The same number [1].

    Raises
    ------
    InputError
        Where it is not whole, or too small.
    """
    if isinstance(value, bool) or value != int(value) or value < least:
        raise InputError(
            f"{name} is {value!r}, not a whole number of at least {least}.",
            f"Give a whole number, for example {name}={max(least, 2)}.",
        )
    return int(value)


def positive(value: float, name: str) -> float:
    """A setting that must be a finite number above zero.

    Parameters
    ----------
    value
        The setting [as given].
    name
        Its name, for the error.

    Returns
    -------
    float
        The same number [as given].

    Raises
    ------
    InputError
        Where it is not.
    """
    if not (np.isfinite(value) and value > 0.0):
        raise InputError(
            f"{name} is {value!r}, not a number above zero.", f"Give {name} above zero."
        )
    return float(value)


def _numbers(x: ArrayLike, measure: str) -> FloatArray:
    try:
        array = np.asarray(x)
    except ValueError:
        array = np.empty((2, 2, 2))
    if array.dtype == object or array.ndim > 2:
        _refuse_shape(array, measure)
    if array.dtype.kind not in "fiu":
        raise SignalError(
            f"The signal holds {array.dtype} and not real numbers.",
            "Give one number a sample.",
        )
    return np.ascontiguousarray(array, dtype=np.float64)


def _refuse_shape(array: FloatArray, measure: str) -> None:
    guard = guards.of(measure)
    if not guard.discrete:
        guards.check(measure, n=len(array), task="discrete")
    raise SignalError(
        f"{guard.name} takes one signal; an array of shape {array.shape} was given.",
        "Give one signal of shape (time,) at a time.",
    )


def _check_samples(array: FloatArray, measure: str) -> None:
    guard = guards.of(measure)
    if array.size < LEAST:
        raise InsufficientDataError(
            f"The signal has {array.size} samples; {guard.name[0].lower()}"
            f"{guard.name[1:]} needs far more.",
            guard.error[0].enough,
        )
    total = float(array.sum())
    if not np.isfinite(total):
        _refuse_gaps(array)
    if array.min() == array.max():
        raise InsufficientDataError(
            f"Every one of the {array.size} samples is {array[0]:g}: nothing varies.",
            "Check that the right signal was given and that its sensor was working.",
        )


def _refuse_gaps(array: FloatArray) -> None:
    gaps = np.flatnonzero(np.isnan(array))
    if gaps.size:
        raise SignalError(
            f"{gaps.size} of {array.size} samples are missing (NaN), the first at "
            f"sample {gaps[0]}.",
            "Give the longest part without a gap, or fill the gaps by name beforehand.",
        )
    infinite = np.flatnonzero(~np.isfinite(array))
    if infinite.size:
        raise SignalError(
            f"Sample {infinite[0]} is infinite.",
            "Check the source: a division by zero or a wrong unit is likely.",
        )
    raise SignalError("The samples are too large to be added.", "Check their unit.")


def spread(x: FloatArray, ddof: int) -> float:
    """Standard deviation of a signal.

    Parameters
    ----------
    x
        Shape (time,) [any].
    ddof
        0: divided by the number of samples; 1: by one less.

    Returns
    -------
    float
        Standard deviation [as the signal].

    Raises
    ------
    InputError
        For another ddof.
    """
    if ddof not in (0, 1):
        raise InputError(f"ddof is {ddof!r}.", "Give 0 or 1.")
    return cast("float", float(x.std(ddof=ddof)))
