"""Interpolating splines: values between samples and derivatives at them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def interpolate(
    known: FloatArray, values: FloatArray, wanted: FloatArray, *, degree: int = 3
) -> FloatArray:
    """Interpolate samples by a spline.

    Parameters
    ----------
    known
        Times of the samples in ascending order, shape (sample,) [s].
    values
        Samples, shape (sample, …) [any].
    wanted
        Times between the first and the last sample, shape (time,) [s].
    degree
        Degree of the spline, 1, 3 or 5; lowered where there are too few samples.

    Returns
    -------
    FloatArray
        Values at the wanted times, shape (time, …).
    """
    from scipy import interpolate as scipy_interpolate  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    odd = max(each for each in (1, 3, 5) if each <= min(degree, known.size - 1))
    spline = scipy_interpolate.make_interp_spline(known, values, k=odd)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return np.asarray(spline(wanted), dtype=np.float64)  # pyright: ignore[reportUnknownArgumentType]


def natural_derivative(values: FloatArray, rate: float, order: int) -> FloatArray:
    """Derivative of the natural quintic spline through samples.

    Where the samples come from `ilium.maths.woltring.smooth_spline`, this is the
    derivative of that same spline.

    Parameters
    ----------
    values
        Samples without gaps, time along axis 0, at least 6 of them, shape (time, …)
        [any].
    rate
        Samples a second [Hz].
    order
        1, 2 or 3.

    Returns
    -------
    FloatArray
        Derivative at the samples, same shape [unit/s^order].
    """
    derived = _natural(values, rate).derivative(order)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    time: FloatArray = np.arange(len(values), dtype=np.float64) / rate
    return np.asarray(derived(time), dtype=np.float64)  # pyright: ignore[reportUnknownArgumentType]


def natural_motion(
    values: FloatArray, rate: float, wanted: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Values, first and second derivative of the natural quintic spline.

    Parameters
    ----------
    values
        Samples without gaps, time along axis 0, at least 6 of them, shape (time, …)
        [any].
    rate
        Samples a second [Hz].
    wanted
        Times counted from the first sample, shape (wanted,) [s].

    Returns
    -------
    tuple of FloatArray
        Shape (wanted, …) [unit], [unit/s], [unit/s2].
    """
    spline = _natural(values, rate)  # pyright: ignore[reportUnknownVariableType]
    position = np.asarray(spline(wanted), np.float64)  # pyright: ignore[reportUnknownArgumentType]
    speed = np.asarray(spline(wanted, 1), np.float64)  # pyright: ignore[reportUnknownArgumentType]
    return position, speed, np.asarray(spline(wanted, 2), np.float64)  # pyright: ignore[reportUnknownArgumentType]


def spline_integrals(values: FloatArray, rate: float) -> tuple[FloatArray, FloatArray]:
    """First and second integral of the natural quintic spline, from zero.

    Parameters
    ----------
    values
        Samples without gaps, at least 6 of them, shape (time,) [any].
    rate
        Samples a second [Hz].

    Returns
    -------
    tuple of FloatArray
        At the samples, shape (time,) [unit s] and [unit s2].
    """
    spline = _natural(values, rate)  # pyright: ignore[reportUnknownVariableType]
    time: FloatArray = np.arange(len(values), dtype=np.float64) / rate
    once, twice = (spline.antiderivative(order)(time) for order in (1, 2))  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return np.asarray(once, np.float64), np.asarray(twice, np.float64)  # pyright: ignore[reportUnknownArgumentType]


def _natural(values: FloatArray, rate: float):  # pyright: ignore[reportUnknownParameterType] # noqa: ANN202 - a spline of scipy, untyped
    """Quintic spline whose third and fourth derivatives vanish at its ends."""
    from scipy import interpolate as scipy_interpolate  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    nothing = np.zeros(values.shape[1:])
    ends = [(3, nothing), (4, nothing)]
    time: FloatArray = np.arange(len(values), dtype=np.float64) / rate
    return scipy_interpolate.make_interp_spline(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        time, values, k=5, bc_type=(ends, ends)
    )
