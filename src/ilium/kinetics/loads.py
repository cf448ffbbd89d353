"""Plates to feet: the ground's action on each foot on the cameras' clock."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ilium.capture.smoothing import KIND as SMOOTHED
from ilium.conventions import AXES, SIDES, UP
from ilium.core.dictionary import FOOT_FORCE, FOOT_FREE_MOMENT, FOOT_PRESSURE
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.kinetics.foot_plates import BoolArray, Contact, find_contacts
from ilium.kinetics.force_balance import balance_issues
from ilium.kinetics.load_issues import contact_issues
from ilium.kinetics.off_plates import off_plates
from ilium.kinetics.plate_loads import PlateLoad, plate_load, pressure_point
from ilium.kinetics.result import FootLoads
from ilium.kinetics.settings import KINETICS, SOURCES, KineticsSettings
from ilium.kinetics.sole import soles


def foot_loads(
    trial: Trial,
    kinematics: Kinematics,
    settings: KineticsSettings = KINETICS,
    *,
    task: str = "other",
) -> FootLoads:
    """Assign what the plates felt to the feet.

    Forces and moments are filtered at one cut-off with the motion, averaged over ± half
    a camera frame, and given to the foot that stands on the plate; a foot on two plates
    gets their sum with a common centre of pressure.

    Parameters
    ----------
    trial
        The recording.
    kinematics
        Its landmarks.
    settings
        Cut-off and thresholds.
    task
        A key of `ilium.core.movement.TASKS`: it decides the cut-off ``auto``.

    Returns
    -------
    FootLoads
        Force, point and free moment of each foot; NaN where both feet share a plate,
        where a foot stands beside the plates and where they were not recorded.

    References
    ----------
    Kristianslund E, Krosshaug T, van den Bogert AJ (2012). Effect of low pass filtering
    on joint moments from inverse dynamics: implications for injury prevention. J
    Biomech 45(4), 666-671. doi:10.1016/j.jbiomech.2011.12.011
    """
    time = kinematics.time
    smoothed = [each for each in trial.issues if each.kind == SMOOTHED]
    cutoff = _cutoff(smoothed, settings, task)
    rate = (time.size - 1) / float(time[-1] - time[0])
    if cutoff is not None and not cutoff < rate / 2.0:
        cutoff = None
    feet = soles(kinematics, settings)
    loads = tuple(
        plate_load(plate, time, cutoff, settings.loaded)
        for plate in trial.plates
        if clock(plate.force).size > 1
    )
    contacts = find_contacts(loads, feet, rate, settings) if loads else ()
    sums = _sums(loads, contacts, time, cutoff)
    doubts = contact_issues(loads, contacts, feet, time, settings.overhang)
    unplated, remarks = off_plates(loads, contacts, feet, kinematics)
    force, point, free = _acting(sums, sums.unknown | unplated, settings.loaded)
    found = FootLoads(
        force=FOOT_FORCE.label(force, time=time, side=SIDES, axis=AXES),
        pressure=FOOT_PRESSURE.label(point, time=time, side=SIDES, axis=AXES),
        free_moment=FOOT_FREE_MOMENT.label(free, time=time, side=SIDES, axis=AXES),
        cutoff=cutoff,
        motion_cutoff=None if smoothed else cutoff,
        method=_method(cutoff, smoothed=bool(smoothed)),
        issues=(*doubts, *remarks) if loads else (_without_plates(),),
    )
    mass = kinematics.participant.mass or trial.participant.mass
    balance = balance_issues(kinematics, found, mass, settings.balance)
    return replace(found, issues=(*found.issues, *balance))


class _Sums(NamedTuple):
    """What each foot got, frame by frame, side by side.

    Force (2, time, 3) [N], moment about the laboratory's origin (2, time, 3) [N m],
    surface (2, time, 3) [m] and normal (2, 3) of the plates under it, and where the
    share of a foot is not known (2, time).
    """

    force: FloatArray
    moment: FloatArray
    surface: FloatArray
    normal: FloatArray
    unknown: BoolArray


def _cutoff(
    smoothed: list[Issue], settings: KineticsSettings, task: str
) -> float | None:
    """Cut-off of the forces: that of trajectories which are smoothed already."""
    if smoothed and settings.cutoff == "auto":
        return smoothed[0].value
    return settings.cutoff_of(task)


def _sums(
    loads: tuple[PlateLoad, ...],
    contacts: tuple[Contact, ...],
    time: FloatArray,
    cutoff: float | None,
) -> _Sums:
    frames = time.size
    force, moment, weighted = (np.zeros((2, frames, 3)) for _ in range(3))
    pushed = np.zeros((2, frames))
    normal = np.zeros((2, 3))
    unknown = np.full((2, frames), not loads)
    rate = (frames - 1) / float(time[-1] - time[0])
    blur = 0 if cutoff is None else round(rate / cutoff)
    for number, load in enumerate(loads):
        own = [each for each in contacts if each.plate == number]
        mine = _shares(own, frames, blur)
        unknown |= mine.all(axis=1) | np.isnan(load.force).any(axis=1)
        up = np.maximum(load.force @ load.plate.normal, 0.0)
        for side in range(2):
            share = mine[:, side] & ~mine.all(axis=1)
            force[side][share] += load.force[share]
            moment[side][share] += load.moment[share]
            weighted[side][share] += up[share, None] * load.surface
            pushed[side][share] += up[share]
            normal[side] += float(share.any()) * load.plate.normal
    surface = weighted / np.where(pushed > 0.0, pushed, 1.0)[:, :, None]
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    upright = np.where(length > 0.0, normal / np.maximum(length, 1e-12), np.eye(3)[UP])
    return _Sums(force, moment, surface, upright, unknown)


def _shares(contacts: list[Contact], frames: int, blur: int) -> BoolArray:
    """Feet that a plate belongs to, shape (time, 2); a filter's blur goes with them."""
    mine = np.zeros((frames, 2), dtype=bool)
    earlier = [0, *(each.end for each in contacts)]
    later = [*(each.start for each in contacts[1:]), frames]
    for each, last, following in zip(contacts, earlier, later, strict=False):
        half = (last + each.start) // 2 if last else 0
        mine[max(each.start - blur, half) : each.start] = each.feet[0]
        mine[each.frames] = each.feet
        half = frames if following == frames else (each.end + following) // 2
        mine[each.end : min(each.end + blur, half)] = each.feet[-1]
    return mine


def _acting(
    sums: _Sums, unknown: BoolArray, loaded: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Force, point and free moment, each shape (time, 2, 3)."""
    force = np.full(sums.force.shape, np.nan)
    point, free = np.full_like(force, np.nan), np.full_like(force, np.nan)
    for side in range(2):
        normal = sums.normal[side]
        on = sums.force[side] @ normal > loaded
        force[side] = np.where(on[:, None], sums.force[side], 0.0)
        found = pressure_point(
            sums.force[side], sums.moment[side], sums.surface[side], normal
        )
        point[side] = np.where(on[:, None], found, np.nan)
        left = sums.moment[side] - np.cross(found, sums.force[side])
        free[side] = np.where(on[:, None], left, 0.0)
        for each in (force, point, free):
            each[side][unknown[side]] = np.nan
    back = (1, 0, 2)
    return force.transpose(back), point.transpose(back), free.transpose(back)


def _method(cutoff: float | None, *, smoothed: bool) -> str:
    resampled = "averaged over ± half a camera frame, then assigned to the nearest foot"
    if cutoff is None:
        return f"Plates as recorded, zeroed, {resampled}."
    which = "the plates alone (the trajectories are smoothed already)"
    both = which if smoothed else "plates and motion alike"
    source = SOURCES.get(cutoff)
    return (
        f"Plates zeroed; {both} low-passed at {cutoff:g} Hz (Butterworth, order 4, zero"
        f" lag{f'; {source}' if source else ''}); {resampled}."
    )


def _without_plates() -> Issue:
    return Issue(
        kind="no-plates",
        where="plates",
        what="The recording has no force plates: joint moments are not known.",
    )
