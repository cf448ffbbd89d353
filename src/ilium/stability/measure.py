"""Every stability measure of one recording, in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.measure import TURNS, Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.summary import summarised
from ilium.core.trial import Trial
from ilium.kinematics.heading import turns_corner
from ilium.kinematics.result import Kinematics
from ilium.stability.emit import ONE_LEG
from ilium.stability.heading import CYCLIC
from ilium.stability.instants import JUMPS, common_depth
from ilium.stability.kickback import measure_kickback
from ilium.stability.protocol import (
    free_leg_ahead,
    measure_free_leg,
    measure_recording,
    measure_times,
    place_of_free_leg,
)
from ilium.stability.read import read_signals
from ilium.stability.settings import STABILITY, StabilitySettings
from ilium.stability.setup import Setup, set_up
from ilium.stability.steadiness import (
    measure_hip_share,
    measure_level,
    measure_steadiness,
)
from ilium.stability.turning import measure_turning
from ilium.units import DEGREE

Part = Callable[[Setup, Repetition], Iterator[Measure]]

SQUATS = frozenset({"single_leg_squat", "step_down", "lunge", "squat"})
PARTS: dict[str, tuple[Part, ...]] = {
    **dict.fromkeys(
        ("single_leg_squat", "step_down", "lunge"),
        (measure_times, measure_free_leg, measure_level, measure_steadiness,
         measure_hip_share),
    ),
    "squat": (measure_times, measure_level),
    "warrior": (measure_level, measure_steadiness),
    "single_leg_standing": (measure_free_leg, measure_level, measure_steadiness),
    "quiet_standing": (measure_level, measure_steadiness),
    "hip_hike": (measure_free_leg, measure_steadiness, measure_hip_share),
    "kickback_standing": (measure_kickback,),
    "kickback_quadruped": (measure_kickback,),
    **dict.fromkeys(JUMPS, (measure_turning,)),
}  # fmt: skip
"""What each movement has beyond signals that are read."""


ON_ONE_LEG = (measure_free_leg, measure_hip_share)


RUNNING_STEPS = 7
"""Steps a side that a mean of running needs (Dingenen 2018) [1]."""
TURNING = 30.0 * DEGREE
"""Pelvic yaw in a gait cycle beyond which the person turns [rad]."""


def measure_stability(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    *,
    settings: StabilitySettings = STABILITY,
) -> tuple[Measure, ...]:
    """Measure how the pelvis, trunk and knee are held.

    Parameters
    ----------
    trial
        The recording, for its plates.
    kinematics
        The body, with its static where there is one.
    movement
        Task, repetitions and quiet standing. Without repetitions the whole recording
        counts as one.
    settings
        What a laboratory may change.

    Returns
    -------
    tuple of Measure
        For each measure and side its repetitions and their summary; incomplete
        repetitions only where there are no others. What could not be measured is NaN
        in the summary, with the reason in `flags`, and has no repetitions.
    """
    if not kinematics.time.size:
        return ()
    setup = set_up(trial, kinematics, movement, settings)
    common = common_depth(setup) if movement.task in SQUATS else math.nan
    recording = measure_recording(setup, setup.repetitions[0], common)
    places: dict[tuple[int | None, SideOrBoth], tuple[str, ...]] = {
        (each.number, each.side): _place(setup, each) for each in setup.repetitions
    }
    single = [
        *(
            replace(
                each, flags=each.flags + places.get((each.repetition, each.side), ())
            )
            for each in read_signals(setup, common)
        ),
        *(each for part in setup.repetitions for each in _parts(setup, part)),
    ]
    return (
        *summed(setup, single),
        *(replace(x, repetition=None) for x in recording),
    )


def summed(setup: Setup, single: Iterable[Measure]) -> tuple[Measure, ...]:
    """Single repetitions with their summaries, without measures that none shows.

    Parameters
    ----------
    setup
        The recording.
    single
        Measures of its repetitions.

    Returns
    -------
    tuple of Measure
        Summaries of running say where they rest on fewer than seven steps.
    """
    return _seen(_enough(setup, summarised(single)))


def _place(setup: Setup, repetition: Repetition) -> tuple[str, ...]:
    """Place of the free leg, or that the person turns away from the heading."""
    if setup.movement.task in CYCLIC:
        frames = setup.within(repetition.start, repetition.end)
        yaw = np.abs(setup.signals["pelvic_yaw"][frames])
        away = (yaw > TURNING).any()
        bends = turns_corner(setup.kinematics, repetition.start, repetition.end)
        return (TURNS,) if away or bends else ()
    if setup.movement.task not in ONE_LEG or repetition.side == "both":
        return ()
    return (place_of_free_leg(free_leg_ahead(setup, repetition)),)


def _parts(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    for part in PARTS.get(setup.movement.task, ()):
        if repetition.side != "both" or part not in ON_ONE_LEG:
            yield from part(setup, repetition)


def _enough(setup: Setup, measures: Iterable[Measure]) -> Iterator[Measure]:
    """Mark what rests on fewer steps than a mean of running needs."""
    for each in measures:
        few = each.repetition is None and 0 < each.n < RUNNING_STEPS
        if few and setup.movement.task == "run":
            yield replace(each, flags=(*each.flags, "fewer-than-7-steps"))
        else:
            yield each


def _seen(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Leave out the repetitions of measures that no repetition shows."""
    every = tuple(measures)
    blank = {
        (each.name, each.side)
        for each in every
        if each.repetition is None and not math.isfinite(each.value)
    }
    return tuple(
        each
        for each in every
        if each.repetition is None or (each.name, each.side) not in blank
    )
