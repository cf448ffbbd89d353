"""Fixed frames: a rotation and a position in another frame."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.maths.multibody.layout import FloatArray
from ilium.maths.rotations import elementary

Frame = tuple[FloatArray, FloatArray]
"""Rotation (columns are the axes), shape (3, 3), and position, shape (3,) [m]."""

STILL: Final[Frame] = (np.eye(3), np.zeros(3))


def about(axis: FloatArray, angle: float) -> FloatArray:
    """Rotation about a unit axis by an angle [rad], shape (3, 3)."""
    x, y, z = map(float, axis)
    skew = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turn = math.sin(angle) * skew + (1.0 - math.cos(angle)) * (skew @ skew)
    return np.eye(3) + turn


def body_xyz(angles: FloatArray) -> FloatArray:
    """Rotations about x, then the turned y, then the turned z, shape (3, 3).

    Parameters
    ----------
    angles
        Shape (3,) [rad].
    """
    x, y, z = map(float, angles)
    return elementary("x", x) @ elementary("y", y) @ elementary("z", z)


def after(outer: Frame, inner: Frame) -> Frame:
    """Frame that stands at `inner` in `outer`."""
    return outer[0] @ inner[0], outer[0] @ inner[1] + outer[1]


def inverse(frame: Frame) -> Frame:
    """Frame of the outside, seen from this frame."""
    return frame[0].T.copy(), -frame[0].T @ frame[1]
