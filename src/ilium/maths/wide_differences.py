"""Derivatives of movement over five frames, and how fast a segment turns."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

REACH: Final = 2
"""Frames that every formula looks to either side [1]."""
_SECOND: Final = (-1.0 / 12.0, 4.0 / 3.0, -5.0 / 2.0, 4.0 / 3.0, -1.0 / 12.0)
_FIRST: Final = (-0.25, 0.0, 0.0, 0.0, 0.25)


def acceleration(positions: FloatArray, rate: float) -> FloatArray:
    """Second derivative over five frames, exact for polynomials of degree five.

    Parameters
    ----------
    positions
        Time along axis 0, shape (time, …) [m].
    rate
        Samples a second [Hz].

    Returns
    -------
    FloatArray
        Same shape [m/s²]; NaN within two frames of a gap or an end.
    """
    return _combined(positions, _SECOND) * rate**2


def slope(signal: FloatArray, rate: float) -> FloatArray:
    """Difference between the frames two before and two after, by the time between.

    Parameters
    ----------
    signal
        Time along axis 0, shape (time, …) [any].
    rate
        Samples a second [Hz].

    Returns
    -------
    FloatArray
        Same shape [per second]; NaN within two frames of a gap or an end.
    """
    return _combined(signal, _FIRST) * rate


def angular_velocity(rotations: FloatArray, rate: float) -> FloatArray:
    """How fast a frame turns, from the change of its axes.

    Parameters
    ----------
    rotations
        Columns are the axes, shape (time, axis, column) [1].
    rate
        Samples a second [Hz].

    Returns
    -------
    FloatArray
        In the surroundings' axes, shape (time, 3) [rad/s]; NaN within two frames of a
        gap or an end.
    """
    turning = slope(rotations, rate) @ np.swapaxes(rotations, 1, 2)
    axial = (
        turning[:, 2, 1] - turning[:, 1, 2],
        turning[:, 0, 2] - turning[:, 2, 0],
        turning[:, 1, 0] - turning[:, 0, 1],
    )
    return np.stack(axial, axis=1) / 2.0


def _combined(signal: FloatArray, weights: tuple[float, ...]) -> FloatArray:
    found = np.full_like(signal, np.nan)
    count = signal.shape[0] - 2 * REACH
    if count > 0:
        found[REACH : REACH + count] = sum(
            weight * signal[at : at + count]
            for at, weight in enumerate(weights)
            if weight or at == REACH
        )
    return found
