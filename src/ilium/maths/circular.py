"""Directions: their mean, their concentration and their spread."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

TURN = 2.0 * math.pi
NO_DIRECTION = 1e-9
"""Resultant length below which a mean direction does not exist [1]."""


@dataclass(frozen=True, slots=True, eq=False)
class Resultant:
    """Sum of unit vectors over the first axis.

    Parameters
    ----------
    cosine, sine
        Sums, shape (...) [1].
    count
        Directions that are there, shape (...) [1].
    """

    cosine: FloatArray
    sine: FloatArray
    count: FloatArray

    @property
    def length(self) -> FloatArray:
        """Mean resultant length r, shape (...) [1]; NaN where nothing is there."""
        some = np.where(self.count > 0.0, self.count, np.nan)
        return np.minimum(np.hypot(self.cosine, self.sine) / some, 1.0)

    @property
    def direction(self) -> FloatArray:
        """Mean direction, shape (...) [rad], [0, 2π); NaN where there is none."""
        angle = np.mod(np.arctan2(self.sine, self.cosine), TURN)
        angle = np.where(angle >= TURN, 0.0, angle)
        return np.where(self.length > NO_DIRECTION, angle, np.nan)

    def without_each(self, angles: FloatArray) -> Resultant:
        """Resultants with one direction left out at a time.

        Parameters
        ----------
        angles
            What was summed, shape (n, ...) [rad].

        Returns
        -------
        Resultant
            Shapes (n, ...): row i is without direction i.
        """
        one = resultant(angles[:, None], axis=1)
        return Resultant(
            self.cosine - one.cosine, self.sine - one.sine, self.count - one.count
        )


def resultant(angles: FloatArray, axis: int = 0) -> Resultant:
    """Sum directions along an axis.

    Parameters
    ----------
    angles
        Directions [rad]; NaN is left out.
    axis
        Along which is summed.

    Returns
    -------
    Resultant
        Sums of cosine, sine and count.
    """
    known = np.isfinite(angles)
    safe = np.where(known, angles, 0.0)
    return Resultant(
        np.where(known, np.cos(safe), 0.0).sum(axis=axis),
        np.where(known, np.sin(safe), 0.0).sum(axis=axis),
        known.sum(axis=axis).astype(np.float64),
    )


def corrected_length(length: FloatArray, count: FloatArray) -> FloatArray:
    """Mean resultant length without the bias of few directions.

    Of n independent directions E r² = ρ² + (1 − ρ²)/n, so that
    ρ² is estimated by (n r² − 1)/(n − 1), at least 0.

    Parameters
    ----------
    length
        Mean resultant length r, shape (...) [1].
    count
        Directions behind it, shape (...) [1].

    Returns
    -------
    FloatArray
        Shape (...) [1]; NaN below two directions.
    """
    more = np.where(count > 1.0, count - 1.0, np.nan)
    return np.sqrt(np.clip((count * length**2 - 1.0) / more, 0.0, 1.0))


def angular_deviation(length: FloatArray) -> FloatArray:
    """Batschelet's angular deviation √(2(1 − r)) [rad], at most √2.

    Parameters
    ----------
    length
        Mean resultant length r [1].

    Returns
    -------
    FloatArray
        Shape as given [rad].

    References
    ----------
    Batschelet E (1981). Circular statistics in biology. Academic Press, London.
    """
    return np.sqrt(2.0 * (1.0 - length))


def circular_deviation(length: FloatArray) -> FloatArray:
    """Mardia's circular standard deviation √(−2 ln r) [rad], without limit.

    Parameters
    ----------
    length
        Mean resultant length r [1].

    Returns
    -------
    FloatArray
        Shape as given [rad]; infinite at r = 0.
    """
    with np.errstate(divide="ignore"):
        return np.sqrt(np.maximum(-2.0 * np.log(length), 0.0))


def wrapped(angles: FloatArray) -> FloatArray:
    """Angles brought to (−π, π] [rad]."""
    turned = np.mod(angles, TURN)
    return np.where(turned > math.pi, turned - TURN, turned)
