"""How steadily the pelvis is held: level, wobble, jerk, and what lifts it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass
from ilium.stability.emit import measured
from ilium.stability.setup import Setup

HOLDS = frozenset({"single_leg_standing", "quiet_standing", "warrior"})
"""Movements that are one hold from start to end."""


def jerk(angle: FloatArray, rate: float) -> FloatArray:
    """Third derivative of an angle.

    Parameters
    ----------
    angle
        Angle over time, low-passed, shape (time,) [rad].
    rate
        Frames a second [Hz].

    Returns
    -------
    FloatArray
        Shape (time,) [rad/s^3]; NaN beside gaps.

    References
    ----------
    Hogan N, Sternad D (2009). Sensitivity of smoothness measures to movement duration,
    amplitude, and arrests. J Mot Behav 41(6), 529-534. doi:10.3200/35-09-004-RC
    """
    return derivative(derivative(angle, rate, order=2), rate)


def measure_steadiness(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield wobble and jerk of the pelvic drop, and how long they were counted.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.

    Yields
    ------
    Measure
        Over the longest hold; without one the wobble is not measured, and the jerk
        is that of the whole repetition (flagged).
    """
    side = repetition.side
    angle = setup.signals[
        "pelvic_obliquity" if side == "both" else f"pelvic_drop_{side}"
    ]
    span, held = _hold(setup, repetition)
    frames = setup.within(*span)
    seen = angle[frames][np.isfinite(angle[frames])]
    wobble = float(seen.std(ddof=1)) if held and seen.size > 1 else math.nan
    missing = "no-pelvis-markers" if not seen.size else "no-hold"
    rough = _root_mean_square(jerk(_smooth(setup, angle), setup.rate)[frames])
    whole = () if held else ("whole-repetition",)
    jerk_flags = whole if math.isfinite(rough) else ("no-pelvis-markers",)
    yield measured(
        setup, repetition, side, "pelvic_drop_sd", wobble,
        *(() if math.isfinite(wobble) else (missing,)),
    )  # fmt: skip
    yield measured(setup, repetition, side, "pelvic_drop_rms_jerk", rough, *jerk_flags)
    duration = span[1] - span[0]
    yield measured(setup, repetition, side, "hold_duration", duration, *whole)


def measure_level(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield the share of time with a level pelvis, absolute and from standing.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.

    Yields
    ------
    Measure
        In the warrior, whose pelvis is meant to be turned, only the drop counts.
    """
    side = repetition.side
    frames = setup.within(repetition.start, repetition.end)
    for name, from_standing in (
        ("pelvic_level_share", False),
        ("pelvic_level_share_from_standing", True),
    ):
        zero = setup.standing.values if from_standing else {}
        away = [
            setup.signals[key][frames]
            - zero.get(key, math.nan if from_standing else 0.0)
            for key in ("pelvic_obliquity", "pelvic_yaw")
        ]
        turned = setup.movement.task == "warrior"
        off = np.abs(
            away[0] if turned else np.maximum(np.abs(away[0]), np.abs(away[1]))
        )
        known = np.isfinite(off)
        share = (
            float((off[known] <= setup.settings.level).mean())
            if known.any()
            else math.nan
        )
        yield measured(
            setup, repetition, side, name, share,
            *_level_flags(setup, share, turned=turned, from_standing=from_standing),
        )  # fmt: skip


def measure_hip_share(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield how much of a pelvic lift is made at the hip.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition, on one leg.

    Yields
    ------
    Measure
        NaN where the pelvis lifts by less than 2°.
    """
    side = repetition.side
    frames = setup.within(repetition.start, repetition.end)
    hike = setup.signals[f"pelvic_hike_{side}"][frames]
    hip = setup.signals[f"pelvis_on_femur_{side}"][frames]
    share, flags = math.nan, ("no-leg-markers",)
    if np.isfinite(hike + hip).any():
        known = np.isfinite(hike + hip)
        low, high = np.argmin(hike[known]), np.argmax(hike[known])
        lift = hike[known][high] - hike[known][low]
        share, flags = math.nan, ("too-little-lift",)
        if lift >= setup.settings.moved:
            share, flags = float((hip[known][high] - hip[known][low]) / lift), ()
    yield measured(setup, repetition, side, "hike_from_hip_share", share, *flags)


def _smooth(setup: Setup, angle: FloatArray) -> FloatArray:
    cutoff = setup.settings.jerk_cutoff
    return low_pass(angle, cutoff, setup.rate) if cutoff < setup.rate / 2 else angle


def _hold(setup: Setup, repetition: Repetition) -> tuple[tuple[float, float], bool]:
    holds = [each for each in repetition.phases if each.name == "hold"]
    if holds:
        longest = max(holds, key=lambda each: each.end - each.start)
        return (longest.start, longest.end), True
    whole = (repetition.start, repetition.end)
    return whole, setup.movement.task in HOLDS


def _level_flags(
    setup: Setup, share: float, *, turned: bool, from_standing: bool
) -> tuple[str, ...]:
    if math.isfinite(share):
        standing = (setup.standing.flag,) if from_standing else ()
        return (*standing, *(("rotation-not-counted",) if turned else ()))
    if not np.isfinite(setup.signals["pelvic_obliquity"]).any():
        return ("no-pelvis-markers",)
    if from_standing and not setup.standing.source:
        return ("no-quiet-standing",)
    return ("no-standing-heading",) if from_standing else ("gap",)


def _root_mean_square(signal: FloatArray) -> float:
    seen = signal[np.isfinite(signal)]
    return float(np.sqrt((seen**2).mean())) if seen.size else math.nan
