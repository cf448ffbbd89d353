"""Every measure of walking and running, cycle by cycle."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import SIDES
from ilium.core.estimate import Estimate, flagged, measured, missing
from ilium.core.measure import TURNS, Measure
from ilium.core.movement import Movement
from ilium.core.summary import summarised
from ilium.core.trial import Trial
from ilium.gait.catalogue import KIND
from ilium.gait.clean import clean_steps
from ilium.gait.ground import Ground, ground_under
from ilium.gait.settings import GAIT, GaitSettings
from ilium.gait.stances import Stance, event_times, stances_of
from ilium.gait.strides import length_estimates, timing_estimates
from ilium.kinematics.heading import turns_corner
from ilium.kinematics.place import pelvis_middle
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND
from ilium.kinetics.ground_force import ground_force

TASKS = ("walk", "run")


def measure_gait(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    *,
    settings: GaitSettings = GAIT,
) -> tuple[Measure, ...]:
    """Measure every gait cycle of a recording.

    Parameters
    ----------
    trial
        The recording; force plates where there are any.
    kinematics
        Landmarks of the pelvis and the feet.
    movement
        Foot strikes, foot offs and gait cycles.
    settings
        Definitions.

    Returns
    -------
    tuple of Measure
        Of the whole recording, of each cycle, and their summary, flagged ``turning``
        where the way bends; empty for other tasks.
    """
    if movement.task not in TASKS:
        return ()
    stances = stances_of(movement)
    ground = ground_under(kinematics, stances, settings)
    cycles: list[Measure] = []
    turns: tuple[str, ...] = ()
    for cycle in movement.repetitions:
        corner = turns_corner(kinematics, cycle.start, cycle.end)
        turning = (TURNS,) if corner else ()
        turns = turns or turning
        if cycle.side == "both":
            continue
        found = {
            **timing_estimates(movement, cycle, cycle.side, _error(trial, movement)),
            **length_estimates(kinematics, movement, cycle, cycle.side, ground),
        }
        cycles += [
            measured(
                KIND[name],
                flagged(each, turning),
                side=cycle.side,
                repetition=cycle.number,
            )
            for name, each in found.items()
        ]
    whole = _whole(kinematics, movement, ground)
    return (
        *(measured(KIND[name], flagged(each, turns)) for name, each in whole.items()),
        *_counted(trial, kinematics, stances, settings),
        *summarised(cycles),
    )


def _error(trial: Trial, movement: Movement) -> float:
    """Standard uncertainty of a duration [s]: a frame an event, from markers."""
    sources = {each.source for each in movement.events}
    frames = 1.0 / math.sqrt(6.0) if sources == {"plate"} else math.sqrt(2.0)
    return frames / trial.rate


def _whole(
    kinematics: Kinematics, movement: Movement, ground: Ground
) -> dict[str, Estimate]:
    times = np.sort(
        np.concatenate([event_times(movement, "foot_strike", side) for side in SIDES])
    )
    span = float(times[-1] - times[0]) if times.size > 1 else math.nan
    cadence = missing("too-few-steps")
    if span > 0.0:
        cadence = Estimate(value=(times.size - 1) / span)
    belt = Estimate(value=ground.speed, error=ground.spread)
    if ground.is_treadmill:
        return {"speed": belt, "belt_speed": belt, "cadence": cadence}
    return {
        "speed": _travelled(kinematics, times),
        "belt_speed": missing("ground-stands-still"),
        "cadence": cadence,
    }


def _travelled(kinematics: Kinematics, times: np.ndarray) -> Estimate:
    path, clock = pelvis_middle(kinematics)[:, GROUND], kinematics.time
    seen = np.isfinite(path).all(axis=1)
    if times.size > 1:
        seen &= (clock >= times[0]) & (clock <= times[-1])
    if seen.sum() < 2:
        return missing("pelvis-not-seen")
    way = path[seen]
    length = float(np.linalg.norm(way[-1] - way[0]))
    return Estimate(value=length / float(clock[seen][-1] - clock[seen][0]))


def _counted(
    trial: Trial,
    kinematics: Kinematics,
    stances: tuple[Stance, ...],
    settings: GaitSettings,
) -> list[Measure]:
    force = ground_force(trial, settings.force)
    clean = () if force is None else clean_steps(kinematics, force, stances)
    found: list[Measure] = []
    for side in SIDES:
        steps = sum(stance.side == side for stance in stances)
        own = sum(stance.side == side for stance, _ in clean)
        whole = Estimate(value=float(own)) if force else missing("no-plates")
        found += [
            measured(KIND["steps"], Estimate(value=float(steps)), side=side),
            measured(KIND["clean_steps"], whole, side=side),
        ]
    return found
