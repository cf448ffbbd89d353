"""Both scores of a recording, item by item and repetition by repetition."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.estimate import Estimate, measured, missing
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.summary import summarised, summary
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.kinetics.assignment import side_forces
from ilium.kinetics.ground_force import GroundForce, ground_force
from ilium.scores.catalogue import KIND
from ilium.scores.less import Landing, deepest_knee, score_landing
from ilium.scores.posture import Posture, posture_of
from ilium.scores.settings import SCORES, ScoreSettings
from ilium.scores.step_down import score_step_down

LESS_TASKS = ("drop_jump", "drop_vertical_jump")
FEW = "fewer-than-three-landings"
SET = 3
"""Landings in a set of the Landing Error Scoring System."""


def measure_scores(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    *,
    settings: ScoreSettings = SCORES,
) -> tuple[Measure, ...]:
    """Score landings from a box and lateral step-downs.

    Parameters
    ----------
    trial
        The recording; force plates tell the delay between the feet.
    kinematics
        Joint centres, landmarks and angles.
    movement
        Task and repetitions.
    settings
        Limits of the items.

    Returns
    -------
    tuple of Measure
        Every item and the sums, for each leg; empty for other tasks. An item that
        markers do not show is NaN and flagged ``not-seen``, a sum over fewer than three
        landings ``fewer-than-three-landings``.
    """
    found: list[Measure] = []
    if movement.task in LESS_TASKS:
        force = ground_force(trial)
        for repetition in movement.repetitions:
            items = _landed(kinematics, repetition, force, settings)
            for side in SIDES:
                found += _points(items[side], "less", side, repetition.number)
    elif movement.task == "step_down":
        for repetition in movement.repetitions:
            if repetition.side == "both":
                continue
            side, span = repetition.side, (repetition.start, repetition.end)
            items = score_step_down(kinematics, side, *span, settings.step_down)
            found += _points(items, "step_down", side, repetition.number)
    return tuple(_of_a_set(each) for each in summarised(found))


def mean_of_set(trials: Sequence[Sequence[Measure]]) -> tuple[Measure, ...]:
    """Landing Error Scoring System of a set of landings: their mean.

    Parameters
    ----------
    trials
        Measures of each recording of the set.

    Returns
    -------
    tuple of Measure
        `less_score` of each leg over all landings of the set, flagged
        ``fewer-than-three-landings`` where it rests on fewer.
    """
    result: list[Measure] = []
    for side in SIDES:
        group = [
            each
            for measures in trials
            for each in measures
            if (each.name, each.side) == ("less_score", side)
            and each.repetition is not None
        ]
        if group:
            result.append(_of_a_set(summary(group)))
    return tuple(result)


def _of_a_set(measure: Measure) -> Measure:
    """Mark a score that is the mean of fewer landings than a set has."""
    scored = measure.name in ("less_score", "less_score_seen")
    if not scored or measure.repetition is not None or not 0 < measure.n < SET:
        return measure
    return replace(measure, flags=(*measure.flags, FEW))


def _landed(
    kinematics: Kinematics,
    repetition: Repetition,
    force: GroundForce | None,
    settings: ScoreSettings,
) -> dict[Side, dict[str, float]]:
    contact = repetition.events.get("initial_contact", repetition.start)
    end = repetition.events.get("take_off", repetition.end)
    postures: dict[Side, Posture] = {}
    deepest: dict[Side, float] = {}
    for side in SIDES:
        seen = posture_of(kinematics, side, repetition.start, repetition.end)
        postures[side] = seen
        deepest[side] = deepest_knee(seen, contact, end)
    landing = Landing(
        postures=postures,
        contact=contact,
        deepest=deepest,
        delay=_delay(kinematics, force, contact, end),
    )
    return score_landing(landing, settings.less)


def _delay(
    kinematics: Kinematics, force: GroundForce | None, contact: float, end: float
) -> float:
    """Time between the feet's contacts [s], where each has a plate of its own."""
    sides = None if force is None else side_forces(kinematics, force, contact, end)
    if force is None or sides is None:
        return math.nan
    part = (force.time >= contact - 0.05) & (force.time < contact + 0.3)
    times: list[float] = []
    for load in sides.values():
        touching = load[part] >= force.threshold
        if not touching.any():
            return math.nan
        times.append(float(force.time[part][int(np.argmax(touching))]))
    return abs(times[0] - times[1])


def _points(
    items: Mapping[str, float], score: str, side: Side, repetition: int
) -> list[Measure]:
    seen = {name: each for name, each in items.items() if math.isfinite(each)}
    least = float(sum(seen.values()))
    whole = Estimate(value=least)
    totals = {
        f"{score}_score": whole if len(seen) == len(items) else missing("not-seen"),
        f"{score}_items_seen": Estimate(value=float(len(seen))),
        f"{score}_score_seen": whole if seen else missing("not-seen"),
    }
    points = {
        name: Estimate(value=each) if name in seen else missing("not-seen")
        for name, each in items.items()
    }
    return [
        measured(KIND[name], each, side=side, repetition=repetition)
        for name, each in {**totals, **points}.items()
    ]
