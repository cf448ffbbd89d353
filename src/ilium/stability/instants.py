"""When in a repetition the signals are read."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import FORWARDS, SIDES, UP, Side, SideOrBoth, other
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.cycles import crossing
from ilium.stability.setup import Setup
from ilium.units import DEGREE

SIXTY = 60.0 * DEGREE
JUMPS = frozenset(
    {"drop_jump", "drop_vertical_jump", "countermovement_jump", "single_leg_drop_jump",
     "single_leg_hop", "single_leg_landing"}
)  # fmt: skip
EVENTS = ("initial_contact", "take_off", "apex", "landing")


def moments(
    setup: Setup, repetition: Repetition, side: SideOrBoth, common: float
) -> dict[str, float]:
    """Times of one repetition at which signals are read.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.
    side
        The stance side, or the leg that is read.
    common
        Depth that both sides reach [rad].

    Returns
    -------
    dict
        Point to time [s]; NaN where the repetition does not have it.
    """
    nothing = float("nan")
    found = {f"at_{name}": repetition.events.get(name, nothing) for name in EVENTS}
    bottom = bottom_of(setup, repetition, side)
    found["at_bottom"] = bottom
    if setup.movement.task in JUMPS:
        return found
    found |= _depths(setup, repetition, side, bottom, common)
    if repetition.side != "both":
        found["at_top"] = highest(
            setup, repetition, setup.signals[f"pelvic_hike_{repetition.side}"]
        )
    if setup.movement.task in ("walk", "run"):
        found["at_mid_stance"] = _mid_stance(setup, repetition)
    return found


def bottom_of(setup: Setup, repetition: Repetition, side: SideOrBoth) -> float:
    """Deepest point of a repetition [s].

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.
    side
        The stance side.

    Returns
    -------
    float
        In jumps the event; else the greatest knee flexion, and the event where the
        knee is not measured; NaN without either.
    """
    event = repetition.events.get("bottom", float("nan"))
    if setup.movement.task in JUMPS and math.isfinite(event):
        return event
    deepest = highest(setup, repetition, setup.knee_flexion(side))
    return deepest if math.isfinite(deepest) else event


def highest(setup: Setup, repetition: Repetition, signal: FloatArray) -> float:
    """Time at which a signal is highest in a repetition [s].

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.
    signal
        Shape (time,) [any].

    Returns
    -------
    float
        NaN where the signal is never seen.
    """
    frames = setup.within(repetition.start, repetition.end)
    seen = signal[frames]
    if not np.isfinite(seen).any():
        return float("nan")
    return float(setup.time[frames][np.nanargmax(seen)])


def common_depth(setup: Setup) -> float:
    """Greatest knee flexion that every repetition reached on both sides [rad].

    Parameters
    ----------
    setup
        The recording, with the other visit's depth in its settings.

    Returns
    -------
    float
        NaN where no knee is measured.
    """
    depths = [setup.settings.common_depth]
    for each in setup.repetitions:
        for side in SIDES if each.side == "both" else (each.side,):
            knee = setup.knee_flexion(side)[setup.within(each.start, each.end)]
            seen = knee[np.isfinite(knee)]
            depths.append(float(seen.max()) if seen.size else None)
    known = [each for each in depths if each is not None]
    return min(known) if known else float("nan")


def _depths(
    setup: Setup, repetition: Repetition, side: SideOrBoth, bottom: float, common: float
) -> dict[str, float]:
    if not math.isfinite(bottom):
        return {}
    knee, time = setup.knee_flexion(side), setup.time
    down = setup.within(repetition.start, bottom + 0.5 / setup.rate)
    up = setup.within(bottom, repetition.end)
    return {
        "at_60_descent": crossing(time[down], knee[down], SIXTY),
        "at_60_ascent": crossing(time[up], knee[up], SIXTY, last=True),
        "at_common_depth": crossing(time[down], knee[down], common - 1e-9),
    }


def stance_of(repetition: Repetition) -> tuple[float, float]:
    """Stance of a gait cycle [s]: from foot strike to foot off.

    Parameters
    ----------
    repetition
        The cycle.

    Returns
    -------
    tuple of float
        The whole cycle where foot off is not known.
    """
    start = repetition.events.get("foot_strike", repetition.start)
    return start, repetition.events.get("foot_off", repetition.end)


def _mid_stance(setup: Setup, repetition: Repetition) -> float:
    if "mid_stance" in repetition.events:
        return repetition.events["mid_stance"]
    start, end = stance_of(repetition)
    frames = setup.within(start, end)
    time = setup.time[frames]
    body = setup.kinematics
    if setup.movement.task == "run":
        hips = body.joint("hip_left") + body.joint("hip_right")
        height = hips[frames, UP]
        if not np.isfinite(height).any():
            return float("nan")
        return float(time[np.nanargmin(height)])
    if repetition.side == "both":
        return float("nan")
    side: Side = repetition.side
    apart = body.joint(f"ankle_{other(side)}") - body.joint(f"ankle_{side}")
    facing = np.stack([apart[frames, FORWARDS], apart[frames, 2]], axis=1)
    ahead = facing @ setup.heading.forwards[[FORWARDS, 2]]
    return crossing(time, ahead, 0.0)
