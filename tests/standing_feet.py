"""Feet on and beside plates whose forces are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, values
from ilium.kinematics.result import Kinematics
from ilium.kinetics.loads import foot_loads
from ilium.kinetics.result import FootLoads
from ilium.kinetics.settings import KineticsSettings
from synthetic_bodies import a_body
from synthetic_forces import a_plate, a_trial

CAMERA, PLATE = 100.0, 1000.0
FRAMES = 201
MIDDLE = {"left": (0.0, -0.15), "right": (0.0, 0.15)}
UNFILTERED = KineticsSettings(cutoff=None)


def a_foot(
    side: str,
    *,
    at: tuple[float, float] | None = None,
    lifted: FloatArray | float = 0.0,
    ahead: FloatArray | float = 0.0,
) -> dict[str, FloatArray]:
    """Heel and toe of one foot 0.2 m long whose middle stands at a point."""
    x, z = MIDDLE[side] if at is None else at
    path = np.zeros((FRAMES, 3))
    path[:, 0], path[:, 1], path[:, 2] = x + ahead, 0.04 + lifted, z
    return {
        f"heel_{side}": path - np.array([0.1, 0.0, 0.0]),
        f"toe_{side}": path + np.array([0.1, 0.0, 0.0]),
    }


def bodies(*feet: dict[str, FloatArray], **more) -> Kinematics:
    """Kinematics of nothing but these feet."""
    return a_body({name: path for each in feet for name, path in each.items()}, **more)


def standing(**more) -> Kinematics:
    """Both feet at rest, 0.3 m apart."""
    return bodies(a_foot("left"), a_foot("right"), **more)


def pressing(
    newtons: FloatArray | float,
    *,
    at: tuple[float, float] = (0.0, 0.0),
    middle: tuple[float, float] = (0.0, 0.0),
    name: str = "plate 1",
    size: float = 0.6,
) -> Plate:
    """A square plate that is pressed at one point."""
    count = int((FRAMES - 1) * PLATE / CAMERA) + 1
    load = np.broadcast_to(np.asarray(newtons, dtype=float), (count,)).copy()
    point = np.tile(np.array([at[0], 0.0, at[1]]), (count, 1))
    made = a_plate(load, PLATE, name=name, middle=middle, pressure=point)
    shrunk = (made.corners - made.origin) * size / 0.6 + made.origin
    return replace(made, corners=shrunk)


def assigned(
    body: Kinematics, *plates: Plate, settings=UNFILTERED, **more
) -> FootLoads:
    """What these feet get of these plates."""
    return foot_loads(a_trial(*plates), body, settings, **more)


def vertical(loads: FootLoads) -> FloatArray:
    """Vertical force of the left and of the right foot, shape (time, 2) [N]."""
    return values(loads.force)[:, :, 1]


def kinds(loads: FootLoads) -> set[str]:
    """Kinds of what is told."""
    return {each.kind for each in loads.issues}
