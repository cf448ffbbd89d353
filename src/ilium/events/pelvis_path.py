"""Lowest, highest and fastest points of the pelvis's path in a jump."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import UP
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.extrema import refined
from ilium.events.intervals import moment

DROP = 1.0
"""Longest time from a box to the ground [s]."""


def lowest(body: Body, start: float, end: float) -> float:
    """When the pelvis is lowest between two times [s]; NaN where it is not seen."""
    return _top(body, -body.pelvis[:, UP], start, end)


def highest(body: Body, start: float, end: float) -> float:
    """When the pelvis is highest between two times [s]; NaN where it is not seen."""
    return _top(body, body.pelvis[:, UP], start, end)


def drop_start(body: Body, contact: float) -> float:
    """When the pelvis began its last fall before a contact [s].

    Its highest point in the second before; NaN where the pelvis comes into sight
    already falling.
    """
    top = highest(body, contact - DROP, contact)
    if math.isnan(top):
        return top
    before = (body.time < top - 0.5 / body.rate) & np.isfinite(body.pelvis[:, UP])
    return top if before.any() else math.nan


def fastest_fall(body: Body, start: float, end: float) -> float:
    """When the pelvis falls fastest between two times [s]; NaN where not seen."""
    return _top(body, -body.rate_of(body.pelvis[:, UP]), start, end)


def last_rest(body: Body, before: float, speed: float) -> float:
    """When the pelvis last moved up or down more slowly than a speed.

    Parameters
    ----------
    body
        The body.
    before
        Where to look back from [s].
    speed
        Vertical speed that counts as rest [m/s].

    Returns
    -------
    float
        NaN where the recording begins within the movement [s].
    """
    slow = np.abs(body.rate_of(body.pelvis[:, UP])) < speed
    found = np.flatnonzero(slow & (body.time < before))
    return float(body.time[found[-1]]) if found.size else math.nan


def _top(body: Body, signal: FloatArray, start: float, end: float) -> float:
    inside = np.flatnonzero((body.time >= start) & (body.time <= end))
    seen = inside[np.isfinite(signal[inside])]
    if not seen.size:
        return math.nan
    return moment(body.time, refined(signal, int(seen[np.argmax(signal[seen])])))
