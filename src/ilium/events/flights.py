"""When nobody touches the ground: flights of the whole body."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import GRAVITY, UP, Side
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.extrema import peak_in, rising_through
from ilium.events.found import Scene
from ilium.events.intervals import Interval, bridged, intervals, moment
from ilium.kinetics.ground_force import GroundForce

PLATE = "plate"
MARKER = "marker:toe_height"

LIFTED = 0.03
"""Height from which on a foot is off the ground [m]."""

ON_A_BOX = 0.10
"""Height above the landing at which somebody stood before a drop [m]."""

TOE_RISE = 0.02
"""Rise of the forefoot that ends a contact [m]."""

FREE_FALL = 0.5
"""Share of gravity with which a body in flight falls at least, as its pelvis shows it
[1]."""

DROPPING = 0.7
"""Downward speed of the pelvis at the first contact after a drop [m/s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """One stretch in the air.

    Parameters
    ----------
    take_off
        When the last foot left [s]; NaN where the recording or a box comes before.
    landing
        When the first foot touched [s].
    source
        ``plate`` or ``marker:toe_height``.
    """

    take_off: float
    landing: float
    source: str

    @property
    def is_drop(self) -> bool:
        """Whether it began on a box or before the recording."""
        return math.isnan(self.take_off)


def flights(scene: Scene) -> tuple[Flight, ...]:
    """Every flight, in order of time: from the plates, else from markers."""
    found: tuple[Flight, ...] = ()
    if scene.force is not None:
        found = _from_plates(scene, scene.force)
    if not found and scene.body.seen and scene.body.sides:
        found = _from_markers(scene.body, scene.settings.shortest_flight)
    return found


def _from_plates(scene: Scene, force: GroundForce) -> tuple[Flight, ...]:
    settings = scene.settings
    ringing = round(settings.shortest_contact * force.rate)
    empty = bridged(force.timed <= force.threshold, ringing)
    least = round(settings.shortest_flight * force.rate)
    found = []
    for first, last in intervals(empty, least=least):
        if last == empty.size:
            continue
        landing = crossing(force, last)
        take_off = crossing(force, first) if first > 0 else math.nan
        if not (first > 0 and _falls_freely(scene.body, take_off, landing)):
            if not _drops(scene.body, landing):
                continue
            take_off = math.nan
        found.append(Flight(take_off=take_off, landing=landing, source=PLATE))
    return tuple(found)


def crossing(force: GroundForce, at: int) -> float:
    """Time at which the total force crosses the threshold just before a sample [s]."""
    total, time = force.timed, force.time
    before, after = total[at - 1], total[at]
    if after == before:
        return float(time[at])
    share = float(np.clip((force.threshold - before) / (after - before), 0.0, 1.0))
    return float(time[at - 1] + share * (time[at] - time[at - 1]))


def from_a_box(body: Body, flight: Flight) -> bool:
    """Whether a flight began higher than it ended, on a box or before the recording."""
    if flight.is_drop:
        return True
    before = (body.time > flight.take_off - 0.2) & (body.time < flight.take_off)
    heights = [body.foot_height(side)[before] for side in body.sides]
    seen = [each[np.isfinite(each)] for each in heights]
    return bool(seen) and all(
        each.size > 0 and float(np.median(each)) > ON_A_BOX for each in seen
    )


def _drops(body: Body, landing: float) -> bool:
    """Whether the pelvis comes down fast; true where it was not seen."""
    if not body.seen:
        return True
    window = (body.time > landing - 0.1) & (body.time <= landing)
    speed = body.rate_of(body.pelvis[:, UP])[window]
    return bool(np.nanmin(speed, initial=0.0) < -DROPPING)


def _falls_freely(body: Body, start: float, end: float) -> bool:
    """Whether the pelvis follows a throw between two times; true where unseen."""
    if not body.seen:
        return True
    inside = (body.time >= start) & (body.time <= end)
    inside &= np.isfinite(body.pelvis[:, UP])
    if inside.sum() < 5:
        return True
    bend = np.polyfit(body.time[inside] - start, body.pelvis[inside, UP], 2)[0]
    return bool(-2.0 * bend > FREE_FALL * GRAVITY)


def _from_markers(body: Body, shortest: float) -> tuple[Flight, ...]:
    fall = body.rate_of(body.rate_of(body.pelvis[:, UP]))
    up = np.all([body.foot_height(side) > LIFTED for side in body.sides], axis=0)
    with np.errstate(invalid="ignore"):
        air = up & (fall < -FREE_FALL * GRAVITY)
    air = bridged(air, round(0.05 * body.rate))
    found = []
    for first, last in intervals(air, least=round(0.5 * shortest * body.rate)):
        take_off = _take_off(body, first)
        landing = _landing(body, last)
        if not math.isfinite(landing):
            continue
        if _high_before(body, first):
            take_off = math.nan
        if not landing - take_off < shortest:
            found.append(Flight(take_off=take_off, landing=landing, source=MARKER))
    return tuple(found)


def _high_before(body: Body, first: int) -> bool:
    before = slice(max(first - round(0.4 * body.rate), 0), max(first - 1, 1))
    return min(
        float(np.nanmin(body.foot_height(side)[before])) for side in body.sides
    ) > (ON_A_BOX)


def _take_off(body: Body, first: int) -> float:
    """When the last forefoot has risen by `TOE_RISE` [s]."""
    times = []
    for side in body.sides:
        height = body.forefoot[side][:, UP]
        start = max(first - round(0.3 * body.rate), 0)
        stretch = height[start : first + 2]
        if not np.isfinite(stretch).any():
            continue
        lowest = float(np.nanmin(stretch))
        end = first + round(0.1 * body.rate)
        found = _first_rise(height, lowest + TOE_RISE, start, end)
        times.append(moment(body.time, found))
    return max((each for each in times if math.isfinite(each)), default=math.nan)


def _first_rise(height: FloatArray, level: float, start: int, end: int) -> float:
    """Return the upward crossing after the lowest point of a stretch."""
    stretch = height[start : end + 1]
    lowest = start + int(np.nanargmin(stretch))
    above = np.flatnonzero(height[lowest : end + 1] >= level)
    if not above.size:
        return math.nan
    return rising_through(height, level, lowest, lowest + int(above[0]))


def _landing(body: Body, last: int) -> float:
    """When the first end of a foot touches: between fastest fall and hardest brake."""
    times = [
        moment(body.time, touch_down(body, side, (last - 1, last + 1)))
        for side in body.sides
    ]
    return min((each for each in times if math.isfinite(each)), default=math.nan)


def touch_down(body: Body, side: Side, near: Interval) -> float:
    """Frame at which one foot touches the ground.

    Parameters
    ----------
    body
        The feet.
    side
        Which foot.
    near
        Frames in which the foot is about to land; it is looked for 0.1 s before and
        0.12 s after.

    Returns
    -------
    float
        Fractional frame midway between the fastest fall and the hardest braking of
        forefoot or heel, whichever comes first; NaN where neither is found.
    """
    first = near[0] - round(0.1 * body.rate)
    last = near[1] + round(0.12 * body.rate)
    found = []
    for end in (body.forefoot[side], body.heel[side]):
        velocity = body.rate_of(end[:, UP])
        fall = peak_in(-velocity, first, last)
        if not math.isfinite(fall):
            continue
        brake = peak_in(body.rate_of(velocity), fall, fall + 0.06 * body.rate)
        found.append((fall + brake) / 2.0 if math.isfinite(brake) else fall)
    return min(found, default=math.nan)
