"""Pendulums whose motion has a closed form, as models of the body."""

from __future__ import annotations

import numpy as np

from ilium.model.body_model import (
    BodyModel,
    Coordinate,
    Joint,
    Placement,
    Segment,
    TransformAxis,
)
from ilium.model.functions import Linear

Z = np.array([0.0, 0.0, 1.0])
LENGTH = 0.5
MASSES, CENTRES, INERTIAS = (2.0, 1.0), (0.3, 0.2), (0.01, 0.02)
GRAVITY = 9.80665


def rod(name: str, at: int) -> Segment:
    """A rod that hangs from its origin."""
    return Segment(
        name=name,
        mass=MASSES[at],
        mass_centre=np.array([0.0, -CENTRES[at], 0.0]),
        inertia=np.diag([0.0, 0.0, INERTIAS[at]]),
    )


def hinge(name: str, parent: str, child: str, coordinate: str, height: float) -> Joint:
    """A hinge about z."""
    return Joint(
        name=name,
        kind="PinJoint",
        parent=parent,
        child=child,
        in_parent=Placement(np.array([0.0, height, 0.0])),
        rotations=(TransformAxis(axis=Z, function=Linear(), coordinate=coordinate),),
    )


def double_pendulum() -> BodyModel:
    """Two rods, one below the other."""
    return BodyModel(
        name="double pendulum",
        segments=(rod("upper", 0), rod("lower", 1)),
        joints=(
            hinge("shoulder", "ground", "upper", "first", 0.0),
            hinge("elbow", "upper", "lower", "second", -LENGTH),
        ),
        coordinates=(
            Coordinate(name="first", joint="shoulder", rotational=True),
            Coordinate(name="second", joint="elbow", rotational=True),
        ),
    )


def double_pendulum_moments(q, speed, acceleration) -> np.ndarray:
    """Lagrange's equations of the double pendulum [N m]."""
    (m1, m2), (c1, c2), (i1, i2) = MASSES, CENTRES, INERTIAS
    h = m2 * LENGTH * c2
    coupling = i2 + m2 * c2**2 + h * np.cos(q[1])
    own = i1 + m1 * c1**2 + m2 * LENGTH**2 + h * np.cos(q[1]) + coupling
    swing = h * np.sin(q[1])
    low = m2 * c2 * GRAVITY * np.sin(q[0] + q[1])
    first = own * acceleration[0] + coupling * acceleration[1]
    first -= swing * (2 * speed[0] * speed[1] + speed[1] ** 2)
    first += (m1 * c1 + m2 * LENGTH) * GRAVITY * np.sin(q[0]) + low
    second = coupling * acceleration[0] + (i2 + m2 * c2**2) * acceleration[1]
    return np.array([first, second + swing * speed[0] ** 2 + low])
