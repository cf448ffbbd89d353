"""Which foot a plate's force belongs to."""

from __future__ import annotations

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth, other
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND, foot_centre, foot_points, inside, stands
from ilium.kinetics.ground_force import GroundForce

REACH = 0.20
"""Largest distance between a foot's middle and the force under it [m]."""


def plate_side(
    kinematics: Kinematics, plate: Plate, start: float, end: float
) -> SideOrBoth | None:
    """Side of the foot on a plate during a stretch of contact.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    plate
        The plate.
    start, end
        The stretch [s].

    Returns
    -------
    {'left', 'right', 'both'} or None
        By which feet are over the plate and low; without known corners by the foot
        next to the centre of pressure; `None` where neither foot is there or seen.
    """
    time = kinematics.time
    frames = slice(*(int(i) for i in np.searchsorted(time, (start, end))))
    if frames.stop <= frames.start:
        return None
    if np.isnan(plate.corners).any():
        return _nearest(kinematics, plate, frames)
    on = stands(kinematics, plate, frames)
    if all(on.values()):
        return "both"
    return next((side for side in SIDES if on[side]), None)


def _nearest(kinematics: Kinematics, plate: Plate, frames: slice) -> Side | None:
    pressure = plate.centre_of_pressure()
    at = kinematics.time[frames]
    where = np.stack(
        [np.interp(at, clock(pressure), values(pressure)[:, axis]) for axis in GROUND],
        axis=1,
    )
    gaps: dict[Side, float] = {}
    for side in SIDES:
        apart = foot_centre(kinematics, side, frames)[:, GROUND] - where
        distance = np.linalg.norm(apart, axis=1)
        distance = distance[np.isfinite(distance)]
        gaps[side] = float(np.median(distance)) if distance.size else np.inf
    near = min(SIDES, key=lambda side: gaps[side])
    return near if gaps[near] < REACH else None


def side_forces(
    kinematics: Kinematics, force: GroundForce, start: float, end: float
) -> dict[Side, FloatArray] | None:
    """Vertical force under each foot during a stretch of contact.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    force
        Vertical force under every plate.
    start, end
        The stretch whose feet decide [s].

    Returns
    -------
    dict or None
        Side to force, shape (time,) [N]; `None` where both feet share a plate that is
        loaded, where a loaded plate has no foot, or where one foot has no plate.
    """
    forces: dict[Side, FloatArray] = {}
    for side in SIDES:
        forces[side] = np.zeros(force.time.size)
    part = force.within(start, end)
    for plate, load in zip(force.plates, force.each.T, strict=True):
        if not (load[part] > force.threshold).any():
            continue
        side = plate_side(kinematics, plate, start, end)
        if side is None or side == "both":
            return None
        forces[side] += load
    felt = (each[part].max(initial=0.0) > force.threshold for each in forces.values())
    return forces if all(felt) else None


def whole_foot(
    kinematics: Kinematics, plate: Plate, side: Side, start: float, end: float
) -> bool:
    """Whether a foot was wholly on a plate that the other foot left alone.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    plate
        The plate, with known corners.
    side
        The foot.
    start, end
        From its foot strike to its foot off [s].

    Returns
    -------
    bool
        True where every marker of the foot that is seen lies over the plate in the
        middle half of the contact, and the other foot is not down on it then.
    """
    on = stands(kinematics, plate, flat_frames(kinematics, start, end))
    alone = on[side] and not on[other(side)]
    return alone and wholly_over(kinematics, plate, side, start, end)


def wholly_over(
    kinematics: Kinematics, plate: Plate, side: Side, start: float, end: float
) -> bool:
    """Whether all of a foot that is seen lies over a plate while it is flat.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    plate
        The plate, with known corners.
    side
        The foot.
    start, end
        From its foot strike to its foot off [s].

    Returns
    -------
    bool
        False where no marker of the foot is seen in the middle half of the contact.
    """
    points = foot_points(kinematics, side, flat_frames(kinematics, start, end))
    seen = np.isfinite(points).all(axis=2)
    return bool(seen.any() and inside(plate, points)[seen].all())


def flat_time(start: float, end: float) -> tuple[float, float]:
    """Middle half of a contact [s], in which the foot lies flat."""
    quarter = (end - start) / 4.0
    return start + quarter, end - quarter


def flat_frames(kinematics: Kinematics, start: float, end: float) -> slice:
    """Frames of the middle half of a contact, at least one."""
    first, last = np.searchsorted(kinematics.time, flat_time(start, end))
    return slice(int(first), max(int(last), int(first) + 1))
