"""Warrior: a lunge that is held."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.bending import SPLIT
from ilium.events.body import Body
from ilium.events.foot_contacts import ahead_of_pelvis
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import Interval, Mask, bridged, intervals
from ilium.events.lunge import steps
from ilium.units import DEGREE

MARKER = "marker:knee_flexion"

BENT = 30.0 * DEGREE
"""Least flexion of the lead knee in a warrior [rad]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warriors:
    """Every hold of at least five seconds with the feet split and the lead knee bent.

    Held means that knees and pelvis turn slower than 5°/s.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every hold."""
        numbers: dict[str, int] = {}
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for (first, last), lead in holds(scene):
            if side not in (None, "both", lead):
                continue
            numbers[lead] = numbers.get(lead, 0) + 1
            found = _repetition(scene.body, first, last, lead, numbers[lead])
            repetitions.append(found)
            events += events_of(found, {}, MARKER)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def holds(scene: Scene) -> list[tuple[Interval, Side]]:
    """Every hold in frames, with its lead leg, in order of time."""
    body, settings = scene.body, scene.settings
    if len(body.sides) < len(SIDES):
        return []
    ahead = {s: ahead_of_pelvis(body, body.forefoot[s]) for s in SIDES}
    least = round(settings.hold_time * body.rate)
    still = _still(body, settings.hold_speed)
    found = []
    for lead, rear in (SIDES, SIDES[::-1]):
        with np.errstate(invalid="ignore"):
            posed = (
                (ahead[lead] > SPLIT)
                & (ahead[rear] < -SPLIT)
                & (body.knee_flexion[lead] > BENT)
            )
        mask = bridged(posed & still, round(0.2 * body.rate))
        found += [(each, lead) for each in intervals(mask, least=least)]
    return sorted(found)


def _still(body: Body, speed: float) -> Mask:
    angles: list[FloatArray] = [*body.knee_flexion.values(), body.rise, body.trunk]
    with np.errstate(invalid="ignore"):
        slow = [~(np.abs(body.rate_of(each)) >= speed) for each in angles]
    return np.logical_and.reduce(slow)


def _repetition(
    body: Body, first: int, last: int, lead: Side, number: int
) -> Repetition:
    held, released = float(body.time[first]), float(body.time[last - 1])
    step, landing, _, back = steps(body, lead, (first, last - 1))
    step = step if step < held else math.nan
    start = step if math.isfinite(step) else held
    end = back if math.isfinite(back) else released
    return Repetition(
        number=number,
        side=lead,
        start=start,
        end=end,
        events=known(
            step_start=step,
            landing=landing if landing < held else math.nan,
            hold_start=held,
            hold_end=released,
        ),
        phases=phases(("step", step), ("hold", held), ("push-back", released), end=end),
        complete=first > 0 and last < body.time.size,
    )
