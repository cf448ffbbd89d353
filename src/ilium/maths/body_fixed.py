"""Angles of rotations about a body's own x, then y, then z axis."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def body_xyz_angles(rotation: FloatArray) -> FloatArray:
    """Angles of rotations about x, then the turned y, then the turned z.

    Sound where the second is near ±π/2 too, unlike `ilium.maths.rotations.cardan`.

    Parameters
    ----------
    rotation
        Rotation matrix, shape (3, 3) [1].

    Returns
    -------
    FloatArray
        Shape (3,), the second within ±π/2 [rad]; where that is ±π/2 the third is 0.
    """
    beside = math.hypot(rotation[0, 0], rotation[0, 1])
    y = math.atan2(rotation[0, 2], beside)
    if beside < 1e-12:
        return np.array([math.atan2(rotation[2, 1], rotation[1, 1]), y, 0.0])
    x = math.atan2(-rotation[1, 2], rotation[2, 2])
    return np.array([x, y, math.atan2(-rotation[0, 1], rotation[0, 0])])
