"""Pressing down: length of the stance leg, and where the foot carries the load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, SIDES, Side, other
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.kinematics.result import Kinematics
from ilium.maths.cycles import at_times
from ilium.stability.standing import Standing, leg_length

METATARSAL: Final = 0.73
"""Share of the foot's length at which the metatarsal heads lie, where no marker shows
the tip of the toes [1]: an engineering default, and flagged."""

NEAR: Final = 0.07
"""Distance from the foot's middle line within which it carries the load [m]."""

FAR: Final = 0.10
"""Distance that the other foot keeps from that load at least [m]."""


def press_signals(
    kinematics: Kinematics, plates: Sequence[Plate], standing: Standing
) -> dict[str, FloatArray]:
    """Length of each leg and centre of pressure along each foot, over time.

    Parameters
    ----------
    kinematics
        The body.
    plates
        Force plates.
    standing
        Leg lengths in quiet standing.

    Returns
    -------
    dict
        `stance_leg_length` as a share of quiet standing and `pressure_along_foot` as a
        share of the foot's length, for each side, shape (time,) [1]; NaN where not
        measured, and while not exactly one foot presses on a plate.
    """
    found: dict[str, FloatArray] = {}
    loads = [_load(plate, kinematics.time) for plate in plates]
    for side in SIDES:
        standard = standing.leg_lengths.get(side, float("nan"))
        found[f"stance_leg_length_{side}"] = leg_length(kinematics, side) / standard
        found[f"pressure_along_foot_{side}"] = _along(kinematics, loads, side)
    return found


def foot_flags(kinematics: Kinematics, side: Side) -> tuple[str, ...]:
    """Remarks on the foot's length."""
    if kinematics.has(f"heel_{side}", f"toe_tip_{side}"):
        return ()
    return ("foot-length-estimated",)


def _load(plate: Plate, time: FloatArray) -> tuple[FloatArray, FloatArray]:
    clocked = clock(plate.force)
    point = at_times(clocked, values(plate.centre_of_pressure()), time)
    return point[:, [FORWARDS, RIGHT]], at_times(clocked, plate.normal_force, time)


def _along(
    kinematics: Kinematics,
    loads: list[tuple[FloatArray, FloatArray]],
    side: Side,
) -> FloatArray:
    heel, tip = _foot(kinematics, side)
    far_heel, far_tip = _foot(kinematics, other(side))
    total = np.zeros(kinematics.time.size)
    carried = np.zeros(kinematics.time.size)
    for point, force in loads:
        here = _distance(point, heel, tip) < NEAR
        elsewhere = ~(_distance(point, far_heel, far_tip) < FAR)
        weight = np.where(here & elsewhere & np.isfinite(force), force, 0.0)
        share = np.nan_to_num(_share(point, heel, tip))
        total += weight
        carried += weight * share
    return carried / np.where(total > 0.0, total, np.nan)


def _foot(kinematics: Kinematics, side: Side) -> tuple[FloatArray, FloatArray]:
    heel = kinematics.landmark(f"heel_{side}")[:, [FORWARDS, RIGHT]]
    if kinematics.has(f"toe_tip_{side}"):
        return heel, kinematics.landmark(f"toe_tip_{side}")[:, [FORWARDS, RIGHT]]
    toe = kinematics.landmark(f"toe_{side}")[:, [FORWARDS, RIGHT]]
    return heel, heel + (toe - heel) / METATARSAL


def _share(point: FloatArray, heel: FloatArray, tip: FloatArray) -> FloatArray:
    foot = tip - heel
    square = (foot**2).sum(axis=1)
    return ((point - heel) * foot).sum(axis=1) / np.where(square > 0.0, square, np.nan)


def _distance(point: FloatArray, heel: FloatArray, tip: FloatArray) -> FloatArray:
    nearest = np.clip(_share(point, heel, tip), 0.0, 1.0)[:, None]
    return np.linalg.norm(point - heel - nearest * (tip - heel), axis=1)
