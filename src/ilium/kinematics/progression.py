"""Which way the person goes, as Plug-in Gait sees it."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.kinematics.points import Points
from ilium.maths.present import present_mean

TRAVEL: Final = 0.8
"""Shorter ways than this are no travel [m]."""
TRAVELLERS: Final = ("asis_left", "asis_right", "sacrum", "psis_left", "psis_right")


def progression_of(points: Points, pelvis: FloatArray) -> FloatArray:
    """Horizontal laboratory axis nearest to the way the person goes.

    The way is that of the left anterior superior iliac spine from the first to the
    last frame that shows it; a person who stays is taken to go where the pelvis faces.

    Parameters
    ----------
    points
        The recording's landmarks.
    pelvis
        Orientation of the pelvis, shape (time, axis, column) [1].

    Returns
    -------
    FloatArray
        Unit vector along plus or minus x or z, shape (3,) [1]; x where neither
        travel nor a pelvis is seen.
    """
    way = _travel(points)
    if np.hypot(way[0], way[2]) < TRAVEL:
        way = present_mean(pelvis[..., 0])
    if not np.isfinite(way).all():
        return np.array([1.0, 0.0, 0.0])
    return _nearest_axis(way)


def _travel(points: Points) -> FloatArray:
    for name in TRAVELLERS:
        if points.has(name):
            seen = points[name][np.isfinite(points[name]).all(axis=-1)]
            return seen[-1] - seen[0]
    return np.zeros(3)


def _nearest_axis(way: FloatArray) -> FloatArray:
    axis = 0 if abs(way[0]) >= abs(way[2]) else 2
    nearest = np.zeros(3)
    nearest[axis] = np.sign(way[axis]) or 1.0
    return nearest
