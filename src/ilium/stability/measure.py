"""Every stability measure of one recording, in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ilium.conventions import SideOrBoth
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.summary import summarised
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.stability.emit import ONE_LEG
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
        *_seen(summarised(single)),
        *(replace(x, repetition=None) for x in recording),
    )


def _place(setup: Setup, repetition: Repetition) -> tuple[str, ...]:
    if setup.movement.task not in ONE_LEG or repetition.side == "both":
        return ()
    return (place_of_free_leg(free_leg_ahead(setup, repetition)),)


def _parts(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    for part in PARTS.get(setup.movement.task, ()):
        if repetition.side != "both" or part not in ON_ONE_LEG:
            yield from part(setup, repetition)


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
