"""Squats on both legs, on one leg and from a step, by repetition and side."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.bending import Bend, bends
from ilium.events.body import Body
from ilium.events.excursions import Excursion
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import intervals, moment
from ilium.events.pelvis_path import lowest
from ilium.events.stance_leg import APART, foot_gap

MARKER = "marker:knee_flexion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Squats:
    """Descent, bottom and ascent of every repetition.

    A repetition begins where the stance knee bends faster than 10°/s, is deepest where
    that knee is most bent, and ends within 5° of the angle at which it began. The
    bottom lasts while the knee is within 5° of its deepest angle. On one leg, the other
    foot's leaving and returning bound the weight shift before and the recovery after.

    Parameters
    ----------
    task
        ``squat``, ``single_leg_squat`` or ``step_down``: postures that count.
    """

    task: str

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        every = bends(scene.body, scene.settings)
        chosen = [each for each in every if self._counts(each, side)]
        numbers: dict[str, int] = {}
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for bend in chosen:
            numbers[bend.side] = numbers.get(bend.side, 0) + 1
            repetition = _repetition(scene, bend, numbers[bend.side])
            repetitions.append(repetition)
            events += events_of(repetition, {}, MARKER)
        return Found(
            events=tuple(sorted(set(events))),
            repetitions=tuple(repetitions),
            issues=_doubts(self.task, every, chosen),
        )

    def _counts(self, bend: Bend, side: SideOrBoth | None) -> bool:
        if bend.stance != self.task:
            return False
        return side in (None, "both", bend.side)


def _repetition(scene: Scene, bend: Bend, number: int) -> Repetition:
    body, course = scene.body, bend.course
    start, end = (moment(body.time, at) for at in (course.start, course.end))
    flexion = bend_angle(body, bend)
    within = scene.settings.joint_return
    low, high = _bottom(flexion, course.peak, within)
    bottom = float(body.time[course.peak])
    lost = _lost(flexion, course)
    if lost:
        bottom = lowest(body, start, end)
    off, on = math.nan, math.nan
    if bend.side != "both" and bend.stance == "single_leg_squat":
        off, on = _raised(body, course.peak, start, end)
    return Repetition(
        number=number,
        side=bend.side,
        start=start,
        end=end,
        events=known(
            lift_off=off,
            descent_start=start,
            bottom=bottom,
            ascent_end=end,
            touch_down=on,
        ),
        phases=phases(
            ("descent", start),
            ("bottom", float(body.time[low])),
            ("ascent", float(body.time[high])),
            end=end,
        ),
        complete=course.complete and not lost,
    )


def _lost(flexion: FloatArray, course: Excursion) -> bool:
    """Whether the knee was out of sight somewhere in a repetition."""
    part = flexion[round(course.start) : round(course.end) + 1]
    return bool(np.isnan(part).any())


def bend_angle(body: Body, bend: Bend) -> FloatArray:
    """Knee flexion that a repetition is read from, shape (time,) [rad]."""
    if bend.side != "both":
        return body.knee_flexion[bend.side]
    both = np.stack(list(body.knee_flexion.values()))
    seen = both[np.isfinite(both[:, bend.course.peak])]
    return seen.mean(axis=0)


def _bottom(flexion: FloatArray, peak: int, within: float) -> tuple[int, int]:
    """First and last frame around the peak that are near the deepest angle."""
    with np.errstate(invalid="ignore"):
        deep = flexion >= flexion[peak] - within
    for first, last in intervals(deep):
        if first <= peak < last:
            return first, last - 1
    return peak, peak


def _raised(body: Body, peak: int, start: float, end: float) -> tuple[float, float]:
    """When the free foot left before a repetition and came back after it [s]."""
    apart = np.nan_to_num(np.abs(foot_gap(body))) > APART
    for first, last in intervals(apart):
        if first <= peak < last:
            off = float(body.time[first]) if first else math.nan
            on = float(body.time[last]) if last < body.time.size else math.nan
            return (off if off <= start else math.nan), (on if on >= end else math.nan)
    return math.nan, math.nan


def _doubts(task: str, every: list[Bend], chosen: list[Bend]) -> tuple[Issue, ...]:
    left_out = len(every) - len(chosen)
    if not left_out:
        return ()
    words = task.replace("_", " ")
    return (
        Issue(
            kind="repetitions-left-out",
            where="repetitions",
            what=(
                f"{left_out} of {len(every)} repetitions of bending the knee are left "
                f"out: the feet did not stand as in a {words} on that side."
            ),
        ),
    )
