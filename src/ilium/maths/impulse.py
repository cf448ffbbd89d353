"""Motion of a body from the force on it: impulse and momentum."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import GRAVITY

FloatArray = NDArray[np.float64]


def cumulative(signal: FloatArray, rate: float) -> FloatArray:
    """Integral from the first sample on, by the trapezium rule.

    Parameters
    ----------
    signal
        What is integrated, shape (time,) [any]; a NaN spreads to all that follows.
    rate
        Samples a second [Hz].

    Returns
    -------
    FloatArray
        Shape (time,) [any s]; zero at the first sample.
    """
    whole = np.zeros_like(signal)
    whole[1:] = np.cumsum(0.5 * (signal[1:] + signal[:-1])) / rate
    return whole


def vertical_velocity(
    force: FloatArray, weight: float, rate: float, *, start: float = 0.0
) -> FloatArray:
    """Velocity of the centre of mass from the vertical ground reaction force.

    ``v(t) = v₀ + g/W · ∫ (F − W) dτ`` from the first sample to ``t``.

    Parameters
    ----------
    force
        Vertical force on the person, shape (time,) [N].
    weight
        Body weight [N].
    rate
        Samples a second [Hz].
    start
        Velocity at the first sample [m/s]; positive upwards.

    Returns
    -------
    FloatArray
        Shape (time,) [m/s]; positive upwards.

    References
    ----------
    Linthorne NP (2001). Analysis of standing vertical jumps using a force platform.
    Am J Phys 69(11), 1198-1204. doi:10.1119/1.1397460
    """
    return start + GRAVITY / weight * cumulative(force - weight, rate)


def height_from_velocity(velocity: float) -> float:
    """Height that a body rises which leaves the ground at this speed.

    Parameters
    ----------
    velocity
        Vertical velocity [m/s]; its sign does not matter.

    Returns
    -------
    float
        v²/2g [m]; for a body that falls, the height that it fell from rest.
    """
    return velocity**2 / (2.0 * GRAVITY)


def height_from_flight(duration: float) -> float:
    """Height of a flight that ends at the height where it began.

    Parameters
    ----------
    duration
        Time in the air [s].

    Returns
    -------
    float
        g·t²/8 [m].
    """
    return GRAVITY * duration**2 / 8.0


def weight_from_impulse(impulse: float, duration: float, gained: float) -> float:
    """Body weight from what the ground gave while the velocity changed by a known sum.

    Parameters
    ----------
    impulse
        Integral of the vertical force [N s].
    duration
        Time that it was taken over, flights included [s].
    gained
        Velocity at the end less velocity at the beginning [m/s].

    Returns
    -------
    float
        Body weight [N]: impulse over (duration + gained / g); NaN where that is
        not positive.
    """
    span = duration + gained / GRAVITY
    return impulse / span if span > 0.0 else math.nan
