"""A plate's self-check: which convention its signals follow, and does it add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import UP
from ilium.core.dictionary import PLATE_FORCE, PLATE_MOMENT
from ilium.core.issue import Issue
from ilium.core.plate import LOADED, Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.maths.force_plates import inside_share, pressure_arm

RIM = 0.03
"""Width around the plate within which a centre of pressure is still plausible [m]."""

STOOD_ON = 60.0
"""Load that only a person, not noise or drift, puts on a plate [N]."""

BEYOND = 5.0
"""Distance from the plate's middle that only a unit mistaken by 1000 reaches [m]."""
FOOT = 0.25
"""Distance seen from above within which some marker of the loaded foot lies [m]."""
ANKLE = 0.25
"""Height above the force's point below which a marker is on the foot [m]."""

_AXES = ["x", "y", "z"]
_DOUBTFUL, _SURE = 0.5, 0.9
_MILLI = 1e-3


def check_plate(plate: Plate) -> tuple[Plate, tuple[Issue, ...]]:
    """Find the convention of a plate's signals and correct what contradicts it.

    Loaded, the force on the person points away from the ground, and its centre of
    pressure lies within the corners.

    Parameters
    ----------
    plate
        The plate as the file's parameters describe it, in the laboratory frame.

    Returns
    -------
    Plate
        With force on the person, normal towards the person, and what was found in
        `convention`.
    tuple[Issue, ...]
        What was corrected, or does not add up.
    """
    plate = _upwards(plate)
    firm = _firm(plate)
    if not firm.any():
        words = f"Never loaded above {STOOD_ON:g} N: its convention is not known."
        return _told(plate, words), ()
    issues: list[Issue] = []
    stored = "the force on the person"
    if np.median(plate.normal_force[firm]) < 0:
        plate = _scaled(plate, -1.0, -1.0)
        stored = "the force of the person on the plate, turned round here"
    share = _inside(plate, firm)
    if share < _DOUBTFUL:
        plate, share, issue = _repaired(plate, firm, share)
        issues.append(issue)
    rests = _resting(plate)
    load = plate.normal_force - rests
    loaded = np.abs(load) > STOOD_ON
    right = float(np.mean(load[loaded] > 0))
    empty = f"; it shows {rests:.0f} N while unloaded" if abs(rests) > LOADED else ""
    words = (
        f"Signals hold {stored}{empty}; loaded {loaded.mean():.0%} of the time, force "
        f"towards the person in {right:.0%} of it{_pressure_words(share)}."
    )
    return _told(plate, words), tuple(issues)


def _resting(plate: Plate) -> float:
    """What the plate typically shows while nobody stands on it [N]; zero if never."""
    below = plate.normal_force[plate.normal_force < STOOD_ON]
    return float(np.median(below)) if below.size else 0.0


def _pressure_words(share: float) -> str:
    if np.isnan(share):
        return ""
    return f"; under firm load the centre of pressure is on the plate in {share:.0%}"


def _upwards(plate: Plate) -> Plate:
    """Plate whose normal points up where it lies flat, whatever its corners' order."""
    flat = abs(plate.normal[UP]) > 0.7
    return replace(
        plate, normal=-plate.normal if flat and plate.normal[UP] < 0 else plate.normal
    )


def _told(plate: Plate, words: str) -> Plate:
    return replace(plate, convention=f"{words} {plate.convention}".strip())


def _repaired(
    plate: Plate, firm: NDArray[np.bool_], share: float
) -> tuple[Plate, float, Issue]:
    """Take moments for N mm that are stated in N m, where that clearly adds up."""
    better = _inside(plate, firm, _MILLI)
    if better > _SURE and _distance(plate, firm) > BEYOND:
        what = (
            f"The centre of pressure lies on the plate in {share:.0%} of the loaded "
            f"time with moments in N m, as stated, and in {better:.0%} with N mm: "
            f"read so."
        )
        kind, severity = "plate-moments-corrected", "caution"
        plate, share = _scaled(plate, 1.0, _MILLI), better
    else:
        what = (
            f"The centre of pressure lies on the plate in only {share:.0%} of the "
            f"loaded time: corners, origin or moments are not as declared."
        )
        kind, severity = "plate-centre-of-pressure", "serious"
    issue = Issue(
        kind=kind,
        where=plate.name,
        what=what,
        severity=severity,
        value=share,
        unit="1",
    )
    return plate, share, issue


def check_feet(
    plate: Plate, positions: FloatArray, time: FloatArray
) -> tuple[Issue, ...]:
    """Compare where a plate's force acts with where markers are near the ground.

    A force whose moments are mirrored or whose corners are in the wrong order can still
    lie on its plate; it then acts where no foot is.

    Parameters
    ----------
    plate
        A checked plate in the laboratory frame.
    positions
        Markers, shape (time, marker, axis) [m].
    time
        Clock of the markers, shape (time,) [s].

    Returns
    -------
    tuple[Issue, ...]
        One where the force typically acts far from every low marker.
    """
    firm = np.flatnonzero(_firm(plate))
    if not firm.size or not positions.shape[1]:
        return ()
    firm = firm[:: max(1, firm.size // 200)]
    force, moment = values(plate.force)[firm], values(plate.moment)[firm]
    points = plate.origin + pressure_arm(force, moment, plate.normal)
    frames = np.searchsorted(time, clock(plate.force)[firm]).clip(0, len(time) - 1)
    away = positions[frames] - points[:, None]
    level = np.linalg.norm(np.delete(away, UP, axis=2), axis=2)
    level[~(np.abs(away[:, :, UP]) < ANKLE)] = np.inf
    nearest = level.min(axis=1)
    nearest = nearest[np.isfinite(nearest)]
    if nearest.size < 5 or np.median(nearest) < FOOT:
        return ()
    distance = float(np.median(nearest))
    what = (
        f"The force acts {100 * distance:.0f} cm from the nearest marker near the "
        f"ground: corners or moments are not as declared, or the foot has no markers."
    )
    return (
        Issue(
            kind="plate-away-from-feet",
            where=plate.name,
            what=what,
            severity="caution",
            value=distance,
            unit="m",
        ),
    )


def _distance(plate: Plate, firm: NDArray[np.bool_]) -> float:
    force, moment = values(plate.force)[firm], values(plate.moment)[firm]
    arm = pressure_arm(force, moment, plate.normal)
    return float(np.median(np.linalg.norm(arm, axis=1)))


def _inside(plate: Plate, firm: NDArray[np.bool_], factor: float = 1.0) -> float:
    force, moment = values(plate.force)[firm], factor * values(plate.moment)[firm]
    points = plate.origin + pressure_arm(force, moment, plate.normal)
    return inside_share(points, plate.corners, RIM)


def _firm(plate: Plate) -> NDArray[np.bool_]:
    """Where the load is far above noise, drift and an offset of the unloaded plate."""
    load = np.nan_to_num(plate.normal_force)
    low, high = np.percentile(load, [0.5, 99.5]) if load.size else (0.0, 0.0)
    sign, peak = (1.0, high) if high >= -low else (-1.0, -low)
    return sign * load > max(STOOD_ON, 0.5 * float(peak))


def _scaled(plate: Plate, force: float, moment: float) -> Plate:
    time = clock(plate.force)
    return replace(
        plate,
        force=PLATE_FORCE.label(values(plate.force) * force, time=time, axis=_AXES),
        moment=PLATE_MOMENT.label(values(plate.moment) * moment, time=time, axis=_AXES),
    )
