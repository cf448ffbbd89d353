"""Movements of known truth for the stability measures."""

from __future__ import annotations

import numpy as np

from builders import a_body, a_clock, a_movement, a_trial
from ilium.conventions import SIGN, other
from ilium.core.movement import Movement, Phase, Repetition
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.stability import StabilitySettings, measure_stability
from ilium.units import DEGREE, degrees


def bump(time: np.ndarray, start: float, duration: float) -> np.ndarray:
    """Rise from 0 to 1 and fall again, smoothly."""
    share = np.clip((time - start) / duration, 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(2.0 * np.pi * share)


def squats(
    *,
    depths=((70.0, "left"), (66.0, "right"), (74.0, "left")),
    rate: float = 100.0,
    drop: float = 8.0,
    rotation: float = 5.0,
    lean: float = 4.0,
    quiet: bool = True,
    **pose,
) -> tuple[Trial, Kinematics, Movement]:
    """Single-leg squats, two seconds each, after two seconds of standing; degrees."""
    time = a_clock(2.0 + 2.0 * len(depths), rate)
    total = {key: np.zeros(time.size) for key in ("obliquity", "rotation", "lean")}
    bent = {"left": np.zeros(time.size), "right": np.zeros(time.size)}
    repetitions, counts = [], {"left": 0, "right": 0}
    for index, (depth, side) in enumerate(depths):
        start = 2.0 + 2.0 * index
        shape, sign = bump(time, start, 2.0), SIGN[side]
        total["obliquity"] += sign * drop * shape
        total["rotation"] -= sign * rotation * shape
        total["lean"] += sign * lean * shape
        bent[side] += depth * shape
        counts[side] += 1
        repetitions.append(
            Repetition(number=counts[side], side=side, start=start, end=start + 2.0)
        )
    body = a_body(
        time,
        **{key: value * DEGREE for key, value in total.items()},
        **{f"knee_flexion_{each}": bent[each] * DEGREE for each in bent},
        **{f"hip_flexion_{each}": 0.8 * bent[each] * DEGREE for each in bent},
        **pose,
    )
    standing = (0.0, 1.5) if quiet else None
    movement = a_movement("single_leg_squat", *repetitions, quiet=standing)
    return a_trial(body), body, movement


def one(task: str, body: Kinematics, *, quiet=(0.0, 1.0), **repetition):
    """Measure a body that does one repetition of a task."""
    span = {"start": float(body.time[0]), "end": float(body.time[-1]), "number": 1}
    made = Repetition(**{"side": "left", **span, **repetition})
    movement = a_movement(task, made, quiet=quiet)
    return found(measure_stability(a_trial(body), body, movement))


def found(measures) -> dict:
    """Summaries by name and side."""
    return {
        (each.name, each.side): each for each in measures if each.repetition is None
    }


def read(measures, name: str, side: str) -> float:
    """Value of a summary as people read an angle [deg]."""
    return degrees(measures[name, side].value)


__all__ = [
    "Phase", "Repetition", "StabilitySettings", "bump", "found", "one", "other",
    "read", "squats",
]  # fmt: skip
