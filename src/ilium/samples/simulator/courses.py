"""Smooth courses through time: steps, bumps and thrusts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.splines import spline_integrals

FINE = 8
"""Parts of a frame in which accelerations are integrated [1]."""


def rise(share: FloatArray) -> FloatArray:
    """From 0 to 1 with four vanishing derivatives at both ends, shape (time,) [1].

    >>> float(rise(np.array([0.5]))[0])
    0.5
    """
    s = np.clip(share, 0.0, 1.0)
    return s**5 * (126.0 + s * (-420.0 + s * (540.0 + s * (-315.0 + s * 70.0))))


def glide(share: FloatArray) -> FloatArray:
    """From 0 to 1 with least jerk, two vanishing derivatives at both ends (time,) [1].

    Flash T, Hogan N (1985). J Neurosci 5(7), 1688-1703.
    doi:10.1523/JNEUROSCI.05-07-01688.1985
    """
    s = np.clip(share, 0.0, 1.0)
    return s**3 * (10.0 + s * (-15.0 + s * 6.0))


def steps(time: FloatArray, *knots: tuple[float, float]) -> FloatArray:
    """Go from value to value, at rest at each of them.

    Parameters
    ----------
    time
        Shape (time,) [s].
    *knots
        Times [s] and values, in order of time.

    Returns
    -------
    FloatArray
        Shape (time,); the first value before the first knot, the last after the last.
    """
    course = np.full(time.shape, knots[0][1])
    for (start, before), (end, after) in pairwise(knots):
        if after != before:
            course += (after - before) * rise((time - start) / (end - start))
    return course


def bump(time: FloatArray, start: float, end: float) -> FloatArray:
    """Rise from 0 to 1 in the middle and fall again, shape (time,) [1]."""
    middle = (start + end) / 2.0
    return steps(time, (start, 0.0), (middle, 1.0), (end, 0.0))


def thrust(
    time: FloatArray, start: float, end: float, powers: tuple[int, int]
) -> FloatArray:
    """Polynomial that leaves and returns to zero, of height 1.

    Parameters
    ----------
    time
        Shape (time,) [s].
    start, end
        Where it is zero [s].
    powers
        How flat it is at its start and at its end [1].

    Returns
    -------
    FloatArray
        Shape (time,) [1].
    """
    first, last = powers
    s = np.clip((time - start) / (end - start), 0.0, 1.0)
    peak = first / (first + last)
    return s**first * (1.0 - s) ** last / (peak**first * (1.0 - peak) ** last)


def finer(time: FloatArray) -> FloatArray:
    """The same clock in steps that are `FINE` times shorter, shape (time,) [s]."""
    count = FINE * (time.size - 1) + 1
    return np.linspace(time[0], time[-1], count)


def integrals(time: FloatArray, acceleration: FloatArray) -> Sequence[FloatArray]:
    """Integrate an acceleration given on a finer clock once and twice from zero.

    Parameters
    ----------
    time
        The clock, shape (time,) [s].
    acceleration
        On `finer` (time), shape (FINE * (time - 1) + 1,) [m/s2].

    Returns
    -------
    Sequence of FloatArray
        Velocity [m/s] and displacement [m] on the clock, shape (time,).
    """
    rate = FINE * (time.size - 1) / (time[-1] - time[0])
    return [each[::FINE] for each in spline_integrals(acceleration, rate)]
