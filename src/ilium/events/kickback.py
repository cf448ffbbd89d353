"""Glute kickback, standing or on hands and knees: extend, hold, return."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import FORWARDS, SIDES, UP, Side, SideOrBoth
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.excursions import Excursion, excursions
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import intervals, moment

MARKER = "marker:hip_extension"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kickbacks:
    """Extensions of one hip, by the leg that moves.

    A repetition begins where the thigh extends against the pelvis faster than 10°/s and
    ends within 5° of where it began; what is slower than 5°/s around the peak is held.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for leg, courses in kicks(scene).items():
            if side not in (None, "both", leg):
                continue
            for number, course in enumerate(courses, start=1):
                found = _repetition(scene, course, leg, number)
                repetitions.append(found)
                events += events_of(found, {}, MARKER)
        repetitions.sort(key=lambda each: each.start)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def hip_extension(body: Body, side: Side) -> FloatArray:
    """Angle of the thigh behind the pelvis's long axis, shape (time,) [rad]."""
    thigh = body.thigh[side]
    return np.arctan2(-thigh[:, FORWARDS], -thigh[:, UP])


def kicks(scene: Scene) -> dict[Side, list[Excursion]]:
    """Extensions of each hip that the other hip does not share."""
    body, settings = scene.body, scene.settings
    angles = {side: hip_extension(body, side) for side in SIDES}
    found: dict[Side, list[Excursion]] = {}
    for side in SIDES:
        courses = excursions(
            angles[side],
            body.rate,
            least=settings.kick,
            speed=settings.joint_speed,
            back=settings.joint_return,
        )
        other = angles[SIDES[1 - SIDES.index(side)]]
        found[side] = [each for each in courses if _alone(other, each)]
    return found


def _alone(other: FloatArray, course: Excursion) -> bool:
    """Whether the other thigh moved less than half as much."""
    part = other[round(course.start) : round(course.end) + 1]
    part = part[np.isfinite(part)]
    return not part.size or float(np.ptp(part)) < 0.5 * course.size


def _repetition(scene: Scene, course: Excursion, side: Side, number: int) -> Repetition:
    body = scene.body
    start, end = (moment(body.time, at) for at in (course.start, course.end))
    slow = np.abs(body.rate_of(hip_extension(body, side))) < scene.settings.hold_speed
    near = [each for each in intervals(slow) if each[0] <= course.peak < each[1]]
    first, last = near[0] if near else (course.peak, course.peak + 1)
    return Repetition(
        number=number,
        side=side,
        start=start,
        end=end,
        events=known(
            extend_start=start,
            peak=float(body.time[course.peak]),
            return_end=end,
        ),
        phases=phases(
            ("extend", start),
            ("hold", float(body.time[first])),
            ("return", float(body.time[last - 1])),
            end=end,
        ),
        complete=course.complete,
    )
