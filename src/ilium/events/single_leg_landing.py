"""Landing on one leg, from a box or from a hop, without jumping again."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ilium.conventions import SideOrBoth
from ilium.core.movement import Repetition
from ilium.events.flights import Flight, flights
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.landing import REST, last, not_stabilised, stabilised
from ilium.events.pelvis_path import drop_start, lowest
from ilium.events.stance_leg import standing_on

PELVIS: dict[str, str] = dict.fromkeys(("drop_start", "bottom"), "marker:pelvis_height")

ABSORBED = 0.6
"""Within this time after the contact the pelvis is lowest [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landings:
    """Initial contact (after a drop) or landing (after a hop), bottom, stabilised."""

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every landing."""
        every = flights(scene)
        final = last(scene)
        ends = [*(each.take_off for each in every[1:]), final][: len(every)]
        events, repetitions, issues = [], [], []
        for number, (flight, end) in enumerate(zip(every, ends, strict=True), start=1):
            until = end if math.isfinite(end) else final
            repetition = _landing(scene, flight, number, until, side)
            repetitions.append(repetition)
            events += events_of(repetition, PELVIS, flight.source)
            if "stabilised" not in repetition.events:
                issues.append(not_stabilised(scene, flight.landing))
        return Found(
            events=tuple(sorted(events)),
            repetitions=tuple(repetitions),
            issues=tuple(issues),
        )


def _landing(
    scene: Scene, flight: Flight, number: int, end: float, side: SideOrBoth | None
) -> Repetition:
    touch = flight.landing
    bottom = lowest(scene.body, touch, min(touch + ABSORBED, end))
    rest = stabilised(scene, touch, end)
    stop = rest if math.isfinite(rest) else min(touch + REST, end)
    first = flight.take_off
    if flight.is_drop:
        first = drop_start(scene.body, touch)
    name = "initial_contact" if flight.is_drop else "landing"
    start = first if math.isfinite(first) else touch
    return Repetition(
        number=number,
        side=side or standing_on(scene.body, touch + 0.1, touch + 0.3),
        start=start,
        end=stop,
        events=known(
            **{"drop_start" if flight.is_drop else "take_off": first},
            **{name: touch},
            bottom=bottom,
            stabilised=rest,
        ),
        phases=phases(
            ("drop" if flight.is_drop else "flight", first),
            ("landing", touch),
            ("stabilised", rest),
            end=stop,
        ),
    )
