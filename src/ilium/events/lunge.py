"""Forward lunge: step, landing, descent, bottom, push-back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import UP, Side, SideOrBoth
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.events.bending import bends
from ilium.events.body import Body
from ilium.events.excursions import Excursion
from ilium.events.flights import touch_down
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import Interval, intervals, moment
from ilium.events.plate_contacts import plate_contacts

MARKER = "marker:knee_flexion"
HEEL = "marker:heel_velocity"

STEPPING = 0.3
"""Horizontal speed of the heel from which on a foot steps [m/s]."""

LANDS_WITHIN = 0.3
"""Largest time between a plate's and the markers' landing of the lead foot [s]."""

SETTLING = 0.3
"""How far a step may reach into a hold [s]."""

LONGEST_STEP = 2.0
"""Longest time between a step and the bottom of its lunge [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lunges:
    """Every lunge by its front leg.

    The lead heel's speed begins and ends the step forwards and the step back, the lead
    knee the descent and the ascent; the landing comes from a plate under the lead foot
    where there is one. In a split squat the feet stay, and there are no steps.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every lunge."""
        numbers: dict[str, int] = {}
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for bend in bends(scene.body, scene.settings):
            if bend.stance != "lunge" or side not in (None, "both", bend.side):
                continue
            assert bend.side != "both"
            numbers[bend.side] = numbers.get(bend.side, 0) + 1
            found, sources = _repetition(
                scene, bend.course, bend.side, numbers[bend.side]
            )
            repetitions.append(found)
            events += events_of(found, sources, MARKER)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def _repetition(
    scene: Scene, course: Excursion, lead: Side, number: int
) -> tuple[Repetition, dict[str, str]]:
    body = scene.body
    bottom = float(body.time[course.peak])
    knee_start, knee_end = (moment(body.time, at) for at in (course.start, course.end))
    step, landing, push, back = steps(body, lead, (course.peak, course.peak))
    felt = _on_plate(scene, lead, landing)
    source = "plate" if math.isfinite(felt) else HEEL
    landing = felt if math.isfinite(felt) else landing
    descent = knee_start if math.isnan(landing) else max(knee_start, landing)
    start = step if math.isfinite(step) else knee_start
    end = back if math.isfinite(back) else knee_end
    repetition = Repetition(
        number=number,
        side=lead,
        start=start,
        end=end,
        events=known(
            step_start=step,
            landing=landing,
            descent_start=descent,
            bottom=bottom,
            lift_off=push,
            ascent_end=end,
        ),
        phases=phases(
            ("step", step),
            ("descent", descent),
            ("ascent", bottom),
            ("push-back", push),
            end=end,
        ),
        complete=course.complete,
    )
    return repetition, {"step_start": HEEL, "lift_off": HEEL, "landing": source}


def steps(body: Body, lead: Side, span: Interval) -> tuple[float, float, float, float]:
    """When the lead foot steps forwards and back around a lunge.

    Parameters
    ----------
    body
        The feet.
    lead
        The front foot.
    span
        Frames from which to look back and ahead: the bottom, or a hold's ends.

    Returns
    -------
    tuple of float
        Step, landing, push-off and return [s]; NaN where the foot stayed.
    """
    velocity = body.rate_of(body.heel[lead])
    velocity[:, UP] = 0.0
    with np.errstate(invalid="ignore"):
        moving = np.linalg.norm(velocity, axis=1) > STEPPING
    step = landing = push = back = math.nan
    reach = round(LONGEST_STEP * body.rate)
    settled = 0 if span[0] == span[1] else round(SETTLING * body.rate)
    for first, last in intervals(moving, least=round(0.1 * body.rate)):
        if span[0] - reach < last <= span[0] + settled:
            step = float(body.time[first])
            touch = touch_down(body, lead, (last, last))
            landing = moment(body.time, touch if math.isfinite(touch) else last)
        if span[1] - settled < first <= span[1] + 2 * reach and math.isnan(push):
            push, back = float(body.time[first]), float(body.time[last - 1])
    return step, landing, push, back


def _on_plate(scene: Scene, lead: Side, landing: float) -> float:
    """Landing of the lead foot on a plate near a time [s]; NaN without."""
    times = [
        each.strike
        for each in plate_contacts(scene)
        if each.side == lead and abs(each.strike - landing) < LANDS_WITHIN
    ]
    return min(times, key=lambda each: abs(each - landing), default=math.nan)
