"""What has to stand beside every value: heading, depth, time, free leg."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ilium.conventions import other
from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.maths.planes import bearing
from ilium.stability.emit import measured
from ilium.stability.instants import bottom_of
from ilium.stability.setup import Setup

BESIDE = 0.05
"""Distance from the standing foot within which the free one is beside it [m]."""


def measure_recording(
    setup: Setup, repetition: Repetition, common: float
) -> Iterator[Measure]:
    """Yield what holds for the whole recording: heading, standing, common depth.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Any of its repetitions.
    common
        Depth that both sides reach [rad]; NaN where the movement has none.

    Yields
    ------
    Measure
        Of side `both`.
    """
    turn = float(bearing(setup.heading.forwards[None], np.array([1.0, 0.0, 0.0]))[0])
    yield measured(
        setup, repetition, "both", "pelvis_heading", turn,
        f"heading-from-{setup.heading.source}",
        *(() if math.isfinite(turn) else ("no-pelvis-markers",)),
    )  # fmt: skip
    yield measured(
        setup, repetition, "both", "quiet_standing_duration", setup.standing.duration,
        setup.standing.flag,
    )  # fmt: skip
    if math.isfinite(common):
        sides = {each.side for each in setup.repetitions}
        alone = ("one-side-only",) if sides in ({"left"}, {"right"}) else ()
        yield measured(setup, repetition, "both", "common_depth", common, *alone)


def measure_times(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield the times of descent and ascent.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.

    Yields
    ------
    Measure
        NaN where there is no deepest point.
    """
    side = repetition.side
    bottom = bottom_of(setup, repetition, side)
    flags = () if math.isfinite(bottom) else ("no-leg-markers",)
    down, up = bottom - repetition.start, repetition.end - bottom
    yield measured(setup, repetition, side, "descent_time", down, *flags)
    yield measured(setup, repetition, side, "ascent_time", up, *flags)


def measure_free_leg(setup: Setup, repetition: Repetition) -> Iterator[Measure]:
    """Yield how far the free foot is ahead of the standing one.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition, on one leg.

    Yields
    ------
    Measure
        Its flag says where the free leg is.
    """
    ahead = free_leg_ahead(setup, repetition)
    yield measured(
        setup, repetition, repetition.side, "free_leg_forward", ahead,
        place_of_free_leg(ahead),
    )  # fmt: skip


def free_leg_ahead(setup: Setup, repetition: Repetition) -> float:
    """Mean distance of the free ankle ahead of the standing one [m].

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.

    Returns
    -------
    float
        Along the heading; NaN where an ankle is not seen or both feet stand.
    """
    if repetition.side == "both":
        return math.nan
    body = setup.kinematics
    free = body.joint(f"ankle_{other(repetition.side)}")
    apart = (free - body.joint(f"ankle_{repetition.side}")) @ setup.heading.forwards
    seen = apart[setup.within(repetition.start, repetition.end)]
    seen = seen[np.isfinite(seen)]
    return float(seen.mean()) if seen.size else math.nan


def place_of_free_leg(ahead: float) -> str:
    """Flag that says where the free leg is: front, back, beside or unknown.

    Parameters
    ----------
    ahead
        Distance ahead of the standing foot [m].

    Returns
    -------
    str
        ``free-leg-front``, ``free-leg-back``, ``free-leg-beside`` or
        ``free-leg-unknown``.
    """
    if math.isnan(ahead):
        return "free-leg-unknown"
    if abs(ahead) <= BESIDE:
        return "free-leg-beside"
    return "free-leg-front" if ahead > 0.0 else "free-leg-back"
