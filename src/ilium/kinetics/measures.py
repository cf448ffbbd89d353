"""Peaks of joint moments and powers, and joint work, repetition by repetition."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.conventions import SIDES, UP, Side, initial
from ilium.core.estimate import Estimate, measured, missing
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray, values
from ilium.core.summary import summarised
from ilium.kinetics.catalogue import JOINTS, KIND, MOMENTS, PEAKS
from ilium.kinetics.foot_plates import BoolArray
from ilium.kinetics.load_issues import BESIDE
from ilium.kinetics.result import ClinicalKinetics

NOT_LOADED: Final = "foot-on-no-plate"
SHARED: Final = "foot-force-not-known"
UNKNOWN: Final = "moment-not-known"
BRIEF: Final = 0.1
"""Shortest load that is a stance [s]."""


def measure_moments(
    clinical: ClinicalKinetics | None, movement: Movement
) -> tuple[Measure, ...]:
    """Measure the joints of every leg that carries load in a repetition.

    Parameters
    ----------
    clinical
        Moments and powers; ``None`` where there are none.
    movement
        Task and repetitions.

    Returns
    -------
    tuple of Measure
        Of each repetition and side, and their summary; NaN with the reason where the
        foot stood on no plate, shared one or a marker was missing; nothing without
        moments or repetitions.
    """
    if clinical is None:
        return ()
    found = [
        measured(KIND[name], each, side=side, repetition=repetition.number)
        for repetition in movement.repetitions
        for side in _sides(repetition)
        for name, each in _estimates(clinical, repetition, side).items()
    ]
    return tuple(summarised(found))


def _sides(repetition: Repetition) -> tuple[Side, ...]:
    return SIDES if repetition.side == "both" else (repetition.side,)


def _estimates(
    clinical: ClinicalKinetics, repetition: Repetition, side: Side
) -> dict[str, Estimate]:
    loaded = _loaded(clinical, repetition, side)
    if isinstance(loaded, str):
        return {each.name: missing(loaded) for each in MOMENTS}
    flags = _flags(clinical, clinical.time[loaded], side)
    found: dict[str, Estimate] = {}
    for (joint, verb), (component, sign) in PEAKS.items():
        name = f"{initial(side)}{joint.capitalize()}Moment"
        moment = sign * clinical.moment(name, component)[loaded]
        found[f"{joint}_{verb}_moment_peak"] = _peak(moment, flags)
    step = float(np.median(np.diff(clinical.time)))
    for joint in JOINTS:
        power = clinical.power(f"{initial(side)}{joint.capitalize()}Power")[loaded]
        for doing, sign in (("generated", 1.0), ("absorbed", -1.0)):
            part = np.maximum(sign * power, 0.0)
            found[f"{joint}_power_{doing}_peak"] = _peak(part, flags)
            work = _known(float(part.sum()) * step, flags)
            found[f"{joint}_work_{doing}"] = work
    return found


def _loaded(
    clinical: ClinicalKinetics, repetition: Repetition, side: Side
) -> BoolArray | str:
    """Frames in which the foot is loaded, or why there are none."""
    events = repetition.events
    start = events.get("initial_contact", repetition.start)
    end = repetition.end
    if "initial_contact" in events and "take_off" in events:
        end = events["take_off"]
    time = clinical.time
    force = values(clinical.loads.force)[:, SIDES.index(side), UP]
    within = (time >= start) & (time < end)
    loaded = within & (np.nan_to_num(force) > 0.0)
    step = float(np.median(np.diff(time)))
    if loaded.sum() * step < BRIEF:
        blind = bool(np.isnan(force[within]).any())
        return SHARED if blind and not _off(clinical, side, start, end) else NOT_LOADED
    frames = np.flatnonzero(loaded)
    between = np.zeros_like(loaded)
    between[frames[0] : frames[-1] + 1] = True
    return SHARED if np.isnan(force[between]).any() else loaded


def _off(clinical: ClinicalKinetics, side: Side, start: float, end: float) -> bool:
    """Whether the foot stood beside the plates in a stretch."""
    return any(
        each.kind == "contact-without-plate"
        and each.where == f"{side} foot"
        and _overlap(each.start, each.end, start, end)
        for each in clinical.loads.issues
    )


def _flags(clinical: ClinicalKinetics, time: FloatArray, side: Side) -> tuple[str, ...]:
    told = {
        each.kind
        for each in clinical.loads.issues
        if each.kind == BESIDE
        and f"The {side} foot" in each.what
        and _overlap(each.start, each.end, float(time[0]), float(time[-1]))
    }
    return tuple(sorted(told))


def _overlap(first: float | None, last: float | None, start: float, end: float) -> bool:
    return first is not None and last is not None and first < end and last > start


def _peak(signal: FloatArray, flags: tuple[str, ...]) -> Estimate:
    return _known(float(signal.max()), flags)


def _known(value: float, flags: tuple[str, ...]) -> Estimate:
    if not np.isfinite(value):
        return missing(UNKNOWN)
    return Estimate(value=value, flags=flags)
