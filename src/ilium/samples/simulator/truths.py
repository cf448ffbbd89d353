"""Events and measures of a simulated movement, as a laboratory defines them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ilium.conventions import GRAVITY, SIDES, SIGN, UP
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.whole_body import pose_series
from ilium.model.library import landmark_locations
from ilium.samples.simulator.loads import FELT, Ground
from ilium.samples.simulator.motion import Course
from ilium.samples.simulator.person import Person

SPINES = ("asis_left", "asis_right", "psis_left", "psis_right")

CONTACTS = ("initial_contact", "take_off", "landing")

SEARCHED = 0.06
"""How far from the start or end of all force the 20 N are looked for [s]."""


def landmark_path(course: Course, person: Person, landmark: str) -> FloatArray:
    """Where a landmark is, without skin and noise, shape (time, 3) [m]."""
    return landmark_paths(course, person, (landmark,))[0]


def landmark_paths(
    course: Course, person: Person, landmarks: Sequence[str]
) -> list[FloatArray]:
    """Where landmarks are, without skin and noise, each of shape (time, 3) [m]."""
    rotation, position = pose_series(person.compiled.chain, course.position)
    found = []
    for segment, location in map(landmark_locations().__getitem__, landmarks):
        column = person.compiled.segment(segment)
        spot = np.asarray(location) * person.size
        found.append(position[:, column] + rotation[:, column] @ spot)
    return found


def timed(
    repetition: Repetition,
    time: FloatArray,
    course: Course,
    ground: Ground,
    person: Person,
) -> Repetition:
    """Move a planned repetition's events to where a laboratory would see them.

    Parameters
    ----------
    repetition
        As planned.
    time
        Clock of the plates, shape (time,) [s].
    course, ground
        The motion and the ground's load on that clock.
    person
        Who moves.

    Returns
    -------
    Repetition
        Contacts where the whole force crosses 20 N; bottom and apex of a jump where
        the pelvis is lowest and highest, bottom of a squat where the knee is most bent,
        a hip hike's lowest and highest where the pelvis is.
    """
    planned = repetition.events
    events = dict(planned)
    whole = ground.force[..., UP].sum(axis=1)
    feet = {side: ground.force[:, at, UP] for at, side in enumerate(SIDES)}
    for name, near in planned.items():
        if name in CONTACTS:
            events[name] = _crossing(time, whole, near)
        elif name in ("foot_strike", "foot_off"):
            events[name] = _crossing(time, feet[str(repetition.side)], near)
    if "apex" in events:
        paths = landmark_paths(course, person, SPINES)
        height = np.mean([each[:, UP] for each in paths], axis=0)
        contact, off, land = (events[name] for name in CONTACTS)
        events["bottom"] = _extreme(time, -height, contact, off)
        events["apex"] = _extreme(time, height, off, land)
    elif "ascent_end" in events:
        knee = course.position[:, person.column(f"knee_angle_{repetition.side[0]}")]
        events["bottom"] = _extreme(time, knee, repetition.start, repetition.end)
    return replace(repetition, events=events)


def _crossing(time: FloatArray, force: FloatArray, near: float) -> float:
    """Time nearest to a moment at which a force crosses 20 N [s]."""
    above = force > FELT
    at = np.flatnonzero(above[1:] != above[:-1])
    at = at[np.abs(time[at] - near) < SEARCHED]
    if not at.size:
        return near
    first = int(at[np.argmin(np.abs(time[at] - near))])
    share = (FELT - force[first]) / (force[first + 1] - force[first])
    return float(time[first] + share * (time[first + 1] - time[first]))


def _extreme(time: FloatArray, course: FloatArray, start: float, end: float) -> float:
    inside = np.flatnonzero((time >= start) & (time <= end))
    return float(time[inside[np.argmax(course[inside])]])


def measures_of(
    repetitions: tuple[Repetition, ...],
    time: FloatArray,
    course: Course,
    obliquity: FloatArray,
    person: Person,
) -> dict[str, float]:
    """Single numbers of the truth.

    Parameters
    ----------
    repetitions
        With their events.
    time
        Clock of the motion, shape (time,) [s].
    course
        The motion.
    obliquity
        Right side of the pelvis higher, shape (time,) [rad].
    person
        Who moves.

    Returns
    -------
    dict
        Measure to value in SI units.
    """
    found = {"body_weight": person.mass * GRAVITY}
    for side in SIDES:
        found[f"pelvic_drop_{side}"] = float(np.max(SIGN[side] * obliquity))
    jumps = [each.events for each in repetitions if "apex" in each.events]
    if jumps:
        contact, off, land = (jumps[0][name] for name in CONTACTS)
        height = course.com[:, UP]
        inside = (time >= off) & (time <= land)
        top = float(height[inside].max())
        found["contact_time"] = off - contact
        found["flight_time"] = land - off
        found["jump_height"] = top - float(np.interp(off, time, height))
        found["jump_height_standing"] = top - float(height[-1])
    return found
