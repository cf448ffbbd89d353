"""Step hip hike: the free side of the pelvis lowers and lifts over a straight leg."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIGN, Side, SideOrBoth, other
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.excursions import Excursion, excursions, turning_points
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import moment
from ilium.events.stance_leg import still_foot
from ilium.units import DEGREE

MARKER = "marker:pelvis_obliquity"

STRAIGHT = 25.0 * DEGREE
"""Largest bend of the stance knee in a hip hike [rad]."""

MOVING = 2.0 * DEGREE
"""Turning of the pelvis above which it is being lowered or lifted [rad/s]."""

LEVEL = 1.0 * DEGREE
"""Distance from where it began at which the pelvis is back [rad]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HipHikes:
    """Lower and lift of the free side of the pelvis, by stance leg.

    A repetition is one lowering and the lifting after it, together at least 4°; it
    turns where the obliquity turns, and what is level or held between two repetitions
    belongs to none.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for leg, courses in hikes(scene).items():
            if side not in (None, "both", leg):
                continue
            for number, course in enumerate(courses, start=1):
                found = _repetition(scene.body, course, leg, number)
                repetitions.append(found)
                events += events_of(found, {}, MARKER)
        repetitions.sort(key=lambda each: each.start)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def hikes(scene: Scene) -> dict[Side, list[Excursion]]:
    """Lowerings of the free side, by the leg that stands still and straight."""
    body = scene.body
    found: dict[Side, list[Excursion]] = {}
    for side in body.sides:
        courses = excursions(
            lowering(body, side),
            body.rate,
            least=0.5 * scene.settings.hike,
            speed=MOVING,
            back=LEVEL,
        )
        found[side] = [each for each in courses if _stands_on(body, each, side)]
    return found


def lowering(body: Body, side: Side) -> FloatArray:
    """How much lower the free side of the pelvis is than the stance side [rad]."""
    return SIGN[side] * body.rise


def _stands_on(body: Body, course: Excursion, side: Side) -> bool:
    """Whether this leg stayed straight and still while the other foot moved with it."""
    start, end = (body.time[round(at)] for at in (course.start, course.end))
    moved = still_foot(body, start, end)
    away = moved.get(other(side), np.inf)
    inside = (body.time >= start) & (body.time <= end)
    bend = body.knee_flexion[side][inside]
    bend = bend[np.isfinite(bend)]
    straight = not bend.size or float(bend.max()) < STRAIGHT
    return straight and moved[side] < 0.5 * away


def _repetition(body: Body, course: Excursion, side: Side, number: int) -> Repetition:
    start, end = (moment(body.time, at) for at in (course.start, course.end))
    lowest = float(body.time[course.peak])
    top = _top(body, course, side)
    stop = top if math.isfinite(top) else end
    return Repetition(
        number=number,
        side=side,
        start=start,
        end=stop,
        events=known(lower_start=start, lowest=lowest, highest=top),
        phases=phases(("lower", start), ("lift", lowest), end=stop),
        complete=course.complete,
    )


def _top(body: Body, course: Excursion, side: Side) -> float:
    """When the lifting after the lowest point has come to its top [s]."""
    drop = lowering(body, side)
    turns = [at for at, _ in turning_points(drop, LEVEL) if at > course.peak]
    if not turns:
        return math.nan
    lifted = drop[course.peak : turns[0] + 1] <= drop[turns[0]] + 0.5 * LEVEL
    return float(body.time[course.peak + int(np.argmax(lifted))])
