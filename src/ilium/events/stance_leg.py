"""Which leg somebody stands on."""

from __future__ import annotations

import numpy as np

from ilium.conventions import SIDES, UP, Side, SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.events.body import Body

APART = 0.05
"""Difference in height from which on one foot is off the ground [m]."""


def foot_gap(body: Body) -> FloatArray:
    """How much higher the right foot is than the left, shape (time,) [m].

    NaN where only one foot was seen.
    """
    if set(body.sides) != set(SIDES):
        return np.full(body.time.size, np.nan)
    left, right = (body.middle(side)[:, UP] for side in SIDES)
    return right - left


def standing_on(body: Body, start: float, end: float) -> SideOrBoth:
    """Leg on which somebody stands between two times.

    Parameters
    ----------
    body
        The feet.
    start, end
        The stretch [s].

    Returns
    -------
    {'left', 'right', 'both'}
        The side of the lower foot where the other one stays `APART` higher for most of
        the stretch; ``both`` where they are level or only one was seen.
    """
    gap = foot_gap(body)[(body.time >= start) & (body.time <= end)]
    gap = gap[np.isfinite(gap)]
    if not gap.size or abs(float(np.median(gap))) < APART:
        return "both"
    return "left" if float(np.median(gap)) > 0.0 else "right"


def still_foot(body: Body, start: float, end: float) -> dict[Side, float]:
    """How far each foot moves between two times [m]."""
    inside = (body.time >= start) & (body.time <= end)
    moved: dict[Side, float] = {}
    for side in body.sides:
        path = body.forefoot[side][inside]
        path = path[np.isfinite(path).all(axis=1)]
        moved[side] = float(np.ptp(path, axis=0).max()) if path.size else np.inf
    return moved
