"""Rotations about a body's own x, then y, then z axis."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def body_fixed_xyz(angles: FloatArray) -> FloatArray:
    """Rotation matrix of body-fixed rotations about x, then y, then z.

    Parameters
    ----------
    angles
        Shape (3,) [rad].

    Returns
    -------
    FloatArray
        Takes vectors of the turned frame into the resting one, shape (3, 3) [1].
    """
    (sx, sy, sz), (cx, cy, cz) = np.sin(angles), np.cos(angles)
    return np.array(
        [
            [cy * cz, -cy * sz, sy],
            [cx * sz + sx * sy * cz, cx * cz - sx * sy * sz, -sx * cy],
            [sx * sz - cx * sy * cz, sx * cz + cx * sy * sz, cx * cy],
        ]
    )


def body_fixed_xyz_angles(rotation: FloatArray) -> FloatArray:
    """Angles of body-fixed rotations about x, then y, then z.

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
