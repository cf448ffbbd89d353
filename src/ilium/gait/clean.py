"""Clean steps: the whole foot on one plate, and the other foot not on it."""

from __future__ import annotations

import numpy as np

from ilium.core.plate import Plate
from ilium.gait.stances import Stance
from ilium.kinematics.result import Kinematics
from ilium.kinetics.assignment import plate_side
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


def _loaded(force: GroundForce, load: np.ndarray, stance: Stance) -> bool:
    """Whether the plate felt the foot from its strike to its off."""
    if stance.start < force.time[0] or stance.end > force.time[-1]:
        return False
    part = load[force.within(*_middle(stance))]
    return bool(part.size and (part > force.threshold).all())


def _alone(
    kinematics: Kinematics, plate: Plate, stance: Stance, stances: tuple[Stance, ...]
) -> bool:
    if np.isnan(plate.corners).any():
        return plate_side(kinematics, plate, *_middle(stance)) == stance.side
    frames = _frames(kinematics, *_middle(stance))
    points = foot_points(kinematics, stance.side)[frames]
    seen = np.isfinite(points).all(axis=2)
    if not seen.any() or not inside(plate, points)[seen].all():
        return False
    others = (each for each in stances if each.side != stance.side)
    return not any(
        _on(kinematics, plate, each)
        for each in others
        if each.start < stance.end and each.end > stance.start
    )


def _on(kinematics: Kinematics, plate: Plate, stance: Stance) -> bool:
    frames = _frames(kinematics, *_middle(stance))
    points = foot_points(kinematics, stance.side)[frames]
    centre = foot_centre(kinematics, stance.side)[frames]
    return bool(inside(plate, points).any() or inside(plate, centre).any())


def _middle(stance: Stance) -> tuple[float, float]:
    """Middle half of a stance [s], in which the foot lies flat."""
    quarter = (stance.end - stance.start) / 4.0
    return stance.start + quarter, stance.end - quarter


def _frames(kinematics: Kinematics, start: float, end: float) -> slice:
    first, last = np.searchsorted(kinematics.time, (start, end))
    return slice(int(first), max(int(last), int(first) + 1))
