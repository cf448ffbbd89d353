"""The measures that one camera can give, under the laboratory's names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.measure import FROM_STANDING, UNLEVELLED, Measure
from ilium.core.movement import Movement
from ilium.core.quantity import FloatArray
from ilium.gait.measures import measure_gait
from ilium.jump.measures import measure_jump
from ilium.planar.interval import with_interval
from ilium.planar.movement import UNSEEN
from ilium.planar.result import PlanarKinematics
from ilium.planar.seen import base_of
from ilium.planar.settings import PLANAR, PlanarSettings
from ilium.planar.solve import CAMERA
from ilium.planar.spread import spread_between
from ilium.stability.instants import common_depth
from ilium.stability.kickback import measure_kickback
from ilium.stability.leg import SHOWN, shown_in_plane
from ilium.stability.measure import SQUATS, Part, summed
from ilium.stability.plan import PLANS, name_of, readings
from ilium.stability.protocol import (
    measure_free_leg,
    measure_recording,
    measure_times,
)
from ilium.stability.read import read_signals
from ilium.stability.settings import STABILITY, StabilitySettings
from ilium.stability.setup import Setup
from ilium.stability.signals import angles_over_time
from ilium.stability.standing import find_standing
from ilium.stability.steadiness import measure_hip_share, measure_steadiness

_DEEP = (measure_times, measure_steadiness, measure_hip_share, measure_free_leg)
_HELD = (measure_steadiness, measure_free_leg)

PARTS: Final[Mapping[str, tuple[Part, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(("single_leg_squat", "step_down", "lunge"), _DEEP),
        "squat": (measure_times,),
        **dict.fromkeys(("warrior", "single_leg_standing", "hip_hike"), _HELD),
        "quiet_standing": (measure_steadiness,),
        **dict.fromkeys(
            ("kickback_standing", "kickback_quadruped"), (measure_kickback,)
        ),
    }
)
"""What each movement has beyond signals that are read."""

BESIDE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "across": frozenset(
            {"pelvic_drop_sd", "hold_duration", "descent_time", "ascent_time",
             "hike_from_hip_share", "kickback_pelvic_obliquity",
             "kickback_pelvic_roll", "quiet_standing_duration"}
        ),
        "along": frozenset(
            {"descent_time", "ascent_time", "leg_range", "free_leg_forward",
             "quiet_standing_duration", "common_depth"}
        ),
        "dots": frozenset(
            {"leg_range_before_pelvis_moves", "pelvis_onset_delay",
             "kickback_pelvic_tilt"}
        ),
    }
)  # fmt: skip
"""What front and rear views, side views, and side views with dots show of these."""

STEPPING: Final = frozenset({"cadence", "stride_time", "step_time"})
"""Times of walking and running that do not need contacts to the millisecond."""

FLYING: Final = frozenset(
    {"contact_time", "flight_time", "jump_height_flight_time",
     "reactive_strength_index", "reactive_strength_ratio"}
)  # fmt: skip
"""Times of a jump, from 120 frames a second on, and what follows from them."""

FLEETING: Final = frozenset({"at_initial_contact", "at_take_off", "at_landing"})
"""Points that pass so quickly that a frame more or less changes the angle by more than
its error."""

ESTIMATED: Final = frozenset({"at_60_descent", "at_60_ascent", "at_common_depth"})
"""Points of a front or rear view at which the depth is estimated from the leg's
length in the picture."""


def measure_planar(
    planar: PlanarKinematics,
    movement: Movement,
    *,
    stability: StabilitySettings = STABILITY,
    settings: PlanarSettings = PLANAR,
) -> tuple[Measure, ...]:
    """Measure what one camera shows.

    Parameters
    ----------
    planar
        Angles and their errors.
    movement
        Task, repetitions and quiet standing.
    stability
        What a laboratory may change about the measures.
    settings
        What one camera is trusted with.

    Returns
    -------
    tuple of Measure
        Under the laboratory's names, with tier ``video_a`` or ``video_b`` and the
        interval that follows from the errors of points and camera; nothing that turns
        about the vertical, and nothing at all where a gate refuses the clip. Changes
        from quiet standing are the surer values.
    """
    if planar.refused or movement.task in UNSEEN[planar.view]:
        return ()
    setup = _setup(planar, movement, stability)
    common = common_depth(setup) if movement.task in SQUATS else math.nan
    allowed = _allowed(planar, movement)
    single = [
        *_read(setup, planar, common),
        *(
            each
            for repetition in setup.repetitions
            for part in PARTS.get(movement.task, ())
            if repetition.side != "both" or part in (measure_times, measure_steadiness)
            for each in part(setup, repetition)
        ),
        *measure_recording(setup, setup.repetitions[0], common),
    ]
    kept = [
        _renamed(each, movement, planar.view) for each in single if each.name in allowed
    ]
    found = (*summed(setup, kept), *_times(planar, movement, settings))
    told = tuple(
        with_interval(each, planar, movement, settings)
        for each in found
        if math.isfinite(each.value) or each.repetition is None
    )
    return (*told, *spread_between(planar, movement))


def _setup(
    planar: PlanarKinematics, movement: Movement, settings: StabilitySettings
) -> Setup:
    kinematics = planar.kinematics
    angles = angles_over_time(kinematics, CAMERA)
    shown = {base_of(str(each)) for each in planar.angles.indexes["signal"]}
    angles = {
        name: angle
        if base_of(name) in shown or name.startswith("knee_flexion")
        else np.full_like(angle, np.nan)
        for name, angle in angles.items()
    }
    nothing = np.full(planar.time.size, np.nan)
    unseen: dict[str, FloatArray] = {}
    for side in SIDES:
        unseen[f"stance_leg_length_{side}"] = nothing
        unseen[f"pressure_along_foot_{side}"] = nothing
        unseen[f"{SHOWN}_{side}"] = shown_in_plane(kinematics, CAMERA, side)
    return Setup(
        trial=planar.trial,
        kinematics=kinematics,
        movement=movement,
        settings=settings,
        heading=CAMERA,
        standing=find_standing(kinematics, movement, CAMERA, angles),
        signals={**angles, **unseen},
    )


def _allowed(planar: PlanarKinematics, movement: Movement) -> frozenset[str]:
    """Names of measures that this view shows of this movement."""
    shown = {base_of(str(each)) for each in planar.angles.indexes["signal"]}
    plan = PLANS.get(movement.task, PLANS["other"])
    names = {
        name_of(signal, point, from_standing=standing)
        for signal, point, standing in readings(plan)
        if signal in shown and point not in FLEETING
    }
    if planar.view != "side":
        return frozenset(names) | BESIDE["across"]
    dotted = BESIDE["dots"] if "pelvic_tilt" in shown else frozenset()
    return frozenset(names) | BESIDE["along"] | dotted


def _read(setup: Setup, planar: PlanarKinematics, common: float) -> Iterator[Measure]:
    """Signals with what one camera makes of them in their flags."""
    known = planar.keypoints.levelling.known
    for each in read_signals(setup, common):
        flags = each.flags
        if planar.view != "side" and any(point in each.name for point in ESTIMATED):
            flags = (*flags, "depth-estimated")
        if not known and not each.name.endswith((FROM_STANDING, "_excursion")):
            flags = (*flags, UNLEVELLED)
        yield replace(each, flags=flags)


def _renamed(measure: Measure, movement: Movement, view: str) -> Measure:
    """On hands and knees what a camera behind sees is the pelvis's roll.

    Standing, that is its turn about the vertical, which no single camera sees.
    """
    rolls = movement.task == "kickback_quadruped" and view != "side"
    if movement.task == "kickback_standing" and measure.name == "kickback_pelvic_roll":
        return replace(measure, value=math.nan, flags=("not-in-this-view",))
    if rolls and measure.name == "kickback_pelvic_obliquity":
        return replace(measure, name="kickback_pelvic_roll")
    if rolls and measure.name == "kickback_pelvic_roll":
        return replace(measure, value=math.nan, flags=("not-in-this-view",))
    return measure


def _times(
    planar: PlanarKinematics, movement: Movement, settings: PlanarSettings
) -> Iterator[Measure]:
    """Yield times of steps and of jumps."""
    seen = (planar.trial, planar.kinematics, movement)
    if planar.view == "side":
        for each in measure_gait(*seen):
            if each.name in STEPPING and math.isfinite(each.value):
                yield each
    if planar.trial.rate < settings.contact_rate - 1.0:
        return
    for each in measure_jump(*seen):
        if each.name in FLYING and math.isfinite(each.value):
            yield each
