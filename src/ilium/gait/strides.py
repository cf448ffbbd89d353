"""Times and lengths of one gait cycle."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import Side, other
from ilium.core.estimate import Estimate, missing
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray
from ilium.gait.ground import Ground
from ilium.gait.stances import event_times
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND, foot_centre


def timing_estimates(
    movement: Movement, cycle: Repetition, side: Side, error: float
) -> dict[str, Estimate]:
    """Durations and shares of one gait cycle.

    Parameters
    ----------
    movement
        Events of both feet.
    cycle
        From one foot strike to the next of the same foot.
    side
        That foot.
    error
        Standard uncertainty of a duration between two events [s].

    Returns
    -------
    dict
        `stride_time`, `step_time`, `stance_time` [s], `stance_share` and
        `double_support_share` [1].
    """
    stride = cycle.end - cycle.start
    off = _within(event_times(movement, "foot_off", side), cycle)
    strike = _within(event_times(movement, "foot_strike", other(side)), cycle)
    away = _within(event_times(movement, "foot_off", other(side)), cycle)
    stance = off - cycle.start
    both = (away - cycle.start) + (off - strike)
    spans = {
        "stride_time": (stride, 1.0),
        "step_time": (cycle.end - strike, 1.0),
        "stance_time": (stance, 1.0),
        "stance_share": (stance / stride, stride),
    }
    if movement.task == "walk":
        spans["double_support_share"] = (both / stride, stride / math.sqrt(2.0))
    return {
        name: Estimate(value=value, error=error / scale)
        if math.isfinite(value)
        else missing("events-not-found")
        for name, (value, scale) in spans.items()
    }


def length_estimates(
    kinematics: Kinematics,
    movement: Movement,
    cycle: Repetition,
    side: Side,
    ground: Ground,
) -> dict[str, Estimate]:
    """Lengths of one gait cycle over the ground.

    The line from a foot's strike to its next is the direction of travel, so that they
    hold in turns too.

    Parameters
    ----------
    kinematics
        Landmarks of the feet.
    movement
        Foot strikes of both feet.
    cycle
        From one foot strike to the next of the same foot.
    side
        That foot.
    ground
        How the ground moves.

    Returns
    -------
    dict
        `stride_length`, `step_length` and `step_width` [m].

    References
    ----------
    Huxham F, Gong J, Baker R, Morris M, Iansek R (2006). Defining spatial parameters
    for non-linear walking. Gait Posture 23(2), 159-163.
    doi:10.1016/j.gaitpost.2005.01.001
    """
    heel = heel_path(kinematics, side)
    opposite = heel_path(kinematics, other(side))
    moved = _at(kinematics, heel, cycle.end) - _at(kinematics, heel, cycle.start)
    moved = moved - ground.belt * (cycle.end - cycle.start)
    way = moved / max(float(np.linalg.norm(moved)), 1e-9)
    across = np.array([-way[1], way[0]])
    strike = _within(event_times(movement, "foot_strike", other(side)), cycle)
    apart = _at(kinematics, heel, cycle.end) - _at(kinematics, opposite, strike)
    apart = apart - ground.belt * (cycle.end - strike)
    outwards = 1.0 if side == "right" else -1.0
    found = {
        "stride_length": float(moved @ way),
        "step_length": float(apart @ way),
        "step_width": outwards * float(apart @ across),
    }
    return {
        name: Estimate(value=value)
        if math.isfinite(value)
        else missing("foot-not-seen")
        for name, value in found.items()
    }


def heel_path(kinematics: Kinematics, side: Side) -> FloatArray:
    """Heel, or the foot's middle without one, from above, shape (time, 2) [m]."""
    if kinematics.has(f"heel_{side}"):
        return kinematics.landmark(f"heel_{side}")[:, GROUND]
    return foot_centre(kinematics, side)[:, GROUND]


def _at(kinematics: Kinematics, path: FloatArray, time: float) -> FloatArray:
    """Position at a time between frames, shape (2,) [m]; NaN beside a gap."""
    clock = kinematics.time
    return np.array([np.interp(time, clock, column) for column in path.T])


def _within(times: FloatArray, cycle: Repetition) -> float:
    inside = times[(times > cycle.start) & (times < cycle.end)]
    return float(inside[0]) if inside.size else float("nan")
