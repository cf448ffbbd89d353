"""Moments of inertia of a body that grew differently along its axes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def scaled_inertia(inertia: FloatArray, mass: float, factors: FloatArray) -> FloatArray:
    """Scale an inertia at unchanged mass, as OpenSim does.

    Equal factors scale every element by their square. Otherwise the body is taken for a
    cylinder along the axis of its smallest moment: radius and length follow from the
    moments, are scaled, and give the moments anew; products of inertia follow the two
    factors of their axes.

    Parameters
    ----------
    inertia
        About the centre of mass, shape (3, 3) [kg m2].
    mass
        Mass [kg].
    factors
        Scale factors along x, y, z, shape (3,) [1].

    Returns
    -------
    FloatArray
        Shape (3, 3) [kg m2]; zeros where there is no mass.

    References
    ----------
    OpenSim 4.6, ``Body::scaleInertialProperties``.
    """
    if mass <= 0.0:
        return np.zeros((3, 3))
    if float(np.ptp(factors)) < 1e-14 * float(factors[0]):
        return inertia * factors[0] ** 2
    moments = np.diag(inertia)
    along = int(np.argmin(moments))
    across = [axis for axis in range(3) if axis != along]
    squared_radius = max(2.0 * float(moments[along]) / mass, 0.0)
    slender = float(moments[across[0]]) / mass - squared_radius / 4.0
    length = math.sqrt(max(12.0 * slender, 0.0)) * float(factors[along])
    squared_radius *= float(factors[across[0]] * factors[across[1]])
    grown = inertia * np.outer(factors, factors)
    grown[across, across] = mass * (length**2 / 12.0 + squared_radius / 4.0)
    grown[along, along] = mass * squared_radius / 2.0
    return grown
