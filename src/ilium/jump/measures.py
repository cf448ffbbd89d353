"""Every measure of a jump, repetition by repetition."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ilium.core.estimate import Estimate, flagged, measured, missing
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.summary import summarised
from ilium.core.trial import Trial
from ilium.jump.catalogue import KIND
from ilium.jump.countermovement import NAMES as PHASE_NAMES
from ilium.jump.heights import reactive_estimates
from ilium.jump.moments import Moments, moments_of
from ilium.jump.parts import compared, felt, timed
from ilium.jump.settings import JUMPS, JumpSettings
from ilium.jump.stabilisation import DEFINITIONS
from ilium.jump.trace import JumpTrace, trace_jump
from ilium.kinematics.result import Kinematics
from ilium.kinetics.ground_force import GroundForce, ground_force
from ilium.kinetics.weighing import Weighing, weigh

_REBOUND = (
    "contact_time",
    "reactive_strength_index",
    "reactive_strength_ratio",
    "drop_height_fallen",
    "drop_height_box",
    "loading_rate",
    "contact_depth",
    "vertical_stiffness",
    "vertical_stiffness_by_mass",
)
_FLIGHT = (
    "flight_time",
    "jump_height_flight_time",
    "jump_height_impulse",
    "jump_height_standing",
    "take_off_speed",
    "pelvis_rise",
    "pelvis_rise_standing",
    "peak_force",
)
_LANDING = ("landing_peak_force", "landing_loading_rate")
_STANDING = ("time_to_take_off", "reactive_strength_index_modified")

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "drop_jump": (*_FLIGHT, *_REBOUND, *_LANDING),
        "drop_vertical_jump": (*_FLIGHT, *_REBOUND, *_LANDING),
        "single_leg_drop_jump": (*_FLIGHT, *_REBOUND, *_LANDING),
        "countermovement_jump": (*_FLIGHT, *_STANDING, *PHASE_NAMES, *_LANDING),
        "single_leg_hop": (*_FLIGHT, *_STANDING, *_LANDING),
        "single_leg_landing": ("drop_height_fallen", "drop_height_box", *_LANDING),
    }
)
"""What is measured in each task, apart from what compares the legs and from the time to
stabilisation, whose name is its definition's."""


def measure_jump(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    *,
    settings: JumpSettings = JUMPS,
) -> tuple[Measure, ...]:
    """Measure every jump of a recording.

    Parameters
    ----------
    trial
        The recording; force plates where there are any.
    kinematics
        Landmarks of the pelvis and the feet; may be empty.
    movement
        Task, events and repetitions.
    settings
        Definitions.

    Returns
    -------
    tuple of Measure
        Each repetition's and their summary; empty for tasks that are no jumps. What
        cannot be measured is NaN with the reason in its flags.
    """
    if movement.task not in NAMES:
        return ()
    names = (*NAMES[movement.task], DEFINITIONS[settings.stabilisation][0])
    force = ground_force(trial, settings.force)
    weighing = weigh(trial, kinematics, movement, force, settings.weight)
    rate = float("nan") if force is None else force.rate
    measures: list[Measure] = []
    for repetition in movement.repetitions:
        moments = moments_of(
            movement, repetition, camera_rate=trial.rate, plate_rate=rate
        )
        under = force if moments.from_plates else None
        trace = _trace(under, weighing, moments, settings)
        found = {
            **dict.fromkeys(names, _reason(under, weighing)),
            **timed(kinematics, movement, moments, settings),
            **(felt(trace, under, moments, settings) if trace and under else {}),
        }
        found.update(reactive_estimates(found))
        measures += _labelled(names, repetition, found, weighing.flags)
        if repetition.side == "both":
            measures += compared(kinematics, under, moments, repetition.number)
    return summarised(measures)


def _trace(
    force: GroundForce | None,
    weighing: Weighing,
    moments: Moments,
    settings: JumpSettings,
) -> JumpTrace | None:
    if force is None or weighing.used is None:
        return None
    return trace_jump(
        force,
        weighing.used,
        contact=moments.contact,
        take_off=moments.take_off,
        landing=moments.landing,
        settings=settings.weight,
    )


def _reason(force: GroundForce | None, weighing: Weighing) -> Estimate:
    if force is None:
        return missing("no-plates")
    if weighing.used is None:
        return missing("no-body-weight")
    return missing("no-stillness-and-no-flight")


def _labelled(
    names: tuple[str, ...],
    repetition: Repetition,
    found: dict[str, Estimate],
    flags: tuple[str, ...],
) -> list[Measure]:
    weighed = {"peak_force", "landing_peak_force", "jump_height_impulse"}
    return [
        measured(
            KIND[name],
            flagged(found[name], flags) if name in weighed else found[name],
            side=repetition.side,
            repetition=repetition.number,
        )
        for name in names
    ]
