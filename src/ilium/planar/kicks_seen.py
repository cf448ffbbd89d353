"""Kickbacks from the front or behind: one foot moves up or down in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth, other
from ilium.core.event import Event
from ilium.core.movement import TASKS, Repetition
from ilium.core.quantity import FloatArray
from ilium.events.excursions import Excursion, excursions
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import moment
from ilium.events.recognition import Guess
from ilium.planar.picture_feet import PictureFeet

LIFTED = 0.05
"""Least movement of the foot in the picture [m]: seen from behind, a straight leg comes
nearer as it rises, and its toes go down by about this much."""
SPEED, BACK = 0.04, 0.25
"""Speed at which it has begun [m/s], and share of it that is left at its end [1]."""
STANDS = 0.5
"""Share of the moving foot's way that the other foot and the hips may move [1]."""
LYING = 0.5
"""Height of the shoulders above the hips below which somebody is on hands and knees
[thigh]."""
FEWEST, LONGEST = 3, 4.0
"""Kicks that make a kickback of standing with a foot in the air [1], and their longest
[s]."""
FOOT = "picture:foot_height"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedFeet:
    """Every time that one foot leaves its place in the picture and comes back."""

    feet: PictureFeet

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        time = scene.body.time
        repetitions: list[Repetition] = []
        events: list[Event] = []
        for leg, courses in kicks_seen(self.feet).items():
            if side not in (None, "both", leg):
                continue
            for number, course in enumerate(courses, start=1):
                found = _lift(time, course, leg, number)
                repetitions.append(found)
                events += events_of(found, {}, FOOT)
        repetitions.sort(key=lambda each: each.start)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def kicks_seen(feet: PictureFeet) -> dict[Side, list[Excursion]]:
    """Excursions of each foot that the other one and the hips do not share.

    Upwards or, where those are more, downwards: a foot that goes below the other one
    on the same floor has come nearer.
    """
    found: dict[Side, list[Excursion]] = {}
    for side in SIDES:
        ways = [
            _alone(feet, side, sign * signal)
            for signal in (feet.feet[side], feet.toes[side])
            for sign in (1.0, -1.0)
        ]
        found[side] = max(ways, key=lambda each: sum(one.size for one in each))
    return found


def guess_kicks(feet: PictureFeet) -> Guess | None:
    """Tell a kickback; ``None`` for anything else.

    Parameters
    ----------
    feet
        What the picture shows of them.

    Returns
    -------
    Guess or None
        On hands and knees whatever a foot does; standing from three kicks of one foot
        on, none of them longer than four seconds.
    """
    kicks = kicks_seen(feet)
    count = sum(len(each) for each in kicks.values())
    if feet.upright < LYING:
        if not count:
            why = "The shoulders are as low as the hips, and no foot moves."
            return Guess(task="other", confidence=0.5, why=why)
        task = "kickback_quadruped"
        why = f"The shoulders are as low as the hips, and a foot moves {count} times:"
        return Guess(task=task, confidence=0.75, why=f"{why} {TASKS[task]}.")
    times = [
        (each.end - each.start) / feet.rate
        for courses in kicks.values()
        for each in courses
    ]
    if max(len(each) for each in kicks.values()) < FEWEST or max(times) > LONGEST:
        return None
    task = "kickback_standing"
    why = f"One foot leaves the floor {count} times and comes back: {TASKS[task]}."
    return Guess(task=task, confidence=0.6, why=why)


def _alone(feet: PictureFeet, side: Side, signal: FloatArray) -> list[Excursion]:
    courses = excursions(
        signal, feet.rate, least=LIFTED, speed=SPEED, back=BACK * LIFTED
    )
    rest = (feet.feet[other(side)], feet.pelvis)
    return [each for each in courses if all(_stays(one, each) for one in rest)]


def _stays(rest: FloatArray, course: Excursion) -> bool:
    part = rest[round(course.start) : round(course.end) + 1]
    seen = part[np.isfinite(part)]
    return not seen.size or float(np.ptp(seen)) < STANDS * course.size


def _lift(time: FloatArray, course: Excursion, leg: Side, number: int) -> Repetition:
    start, end = (moment(time, at) for at in (course.start, course.end))
    peak = float(time[course.peak]) if math.isfinite(course.peak) else math.nan
    return Repetition(
        number=number,
        side=leg,
        start=start,
        end=end,
        events=known(extend_start=start, peak=peak, return_end=end),
        phases=phases(("extend", start), ("return", peak), end=end),
        complete=course.complete,
    )
