"""Clean steps: the whole foot on one plate, and the other foot not on it."""

from __future__ import annotations

import numpy as np

from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.gait.stances import Stance
from ilium.kinematics.result import Kinematics
from ilium.kinetics.assignment import (
    flat_frames,
    flat_time,
    plate_side,
    wholly_over,
)
from ilium.kinetics.feet import foot_centre, foot_points, inside
from ilium.kinetics.ground_force import GroundForce


def clean_steps(
    kinematics: Kinematics, force: GroundForce, stances: tuple[Stance, ...]
) -> tuple[tuple[Stance, Plate], ...]:
    """Stances whose force belongs to one foot alone.

    Parameters
    ----------
    kinematics
        Landmarks of the feet.
    force
        Vertical force under every plate that was stood on.
    stances
        When each foot stood.

    Returns
    -------
    tuple
        Each such stance with its plate.
    """
    return tuple(
        (stance, plate)
        for stance in stances
        for plate, load in zip(force.plates, force.each.T, strict=True)
        if _loaded(force, load, stance) and _alone(kinematics, plate, stance, stances)
    )


def _loaded(force: GroundForce, load: FloatArray, stance: Stance) -> bool:
    """Whether the plate felt the foot from its strike to its off."""
    if stance.start < force.time[0] or stance.end > force.time[-1]:
        return False
    part = load[force.within(*flat_time(stance.start, stance.end))]
    return bool(part.size and (part > force.threshold).all())


def _alone(
    kinematics: Kinematics, plate: Plate, stance: Stance, stances: tuple[Stance, ...]
) -> bool:
    span = stance.start, stance.end
    if np.isnan(plate.corners).any():
        return plate_side(kinematics, plate, *flat_time(*span)) == stance.side
    if not wholly_over(kinematics, plate, stance.side, *span):
        return False
    return not any(
        _on(kinematics, plate, each)
        for each in stances
        if each.side != stance.side
        and each.start < stance.end
        and each.end > stance.start
    )


def _on(kinematics: Kinematics, plate: Plate, stance: Stance) -> bool:
    """Whether any part of a foot lies over a plate while it is flat."""
    frames = flat_frames(kinematics, stance.start, stance.end)
    points = foot_points(kinematics, stance.side, frames)
    centre = foot_centre(kinematics, stance.side, frames)
    return bool(inside(plate, points).any() or inside(plate, centre).any())
