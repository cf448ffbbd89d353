"""Drop jump and drop vertical jump: from a box, into the ground and up again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from ilium.conventions import SideOrBoth
from ilium.core.issue import Issue
from ilium.core.movement import Repetition
from ilium.events.flights import Flight, flights, from_a_box
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.landing import REST, last, not_stabilised, stabilised
from ilium.events.pelvis_path import drop_start, highest, lowest
from ilium.events.stance_leg import standing_on

LONGEST_CONTACT = 1.5
"""Longest contact that still belongs to one drop jump [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropJumps:
    """First contact, bottom, take-off, apex, second contact, stabilised.

    The first contact and the flight come from the plates (20 N), else from the markers
    of the feet; bottom and apex are the lowest and the highest point of the pelvis.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every drop that is followed by a jump."""
        repetitions, issues = [], []
        for number, (drop, jump) in enumerate(rebounds(scene), start=1):
            found, doubts = _jump(scene, drop, jump, number, side)
            repetitions.append((found, jump.source))
            issues += doubts
        events = [
            each
            for repetition, source in repetitions
            for each in events_of(repetition, PELVIS, source)
        ]
        return Found(
            events=tuple(sorted(events)),
            repetitions=tuple(each for each, _ in repetitions),
            issues=tuple(issues),
        )


PELVIS: dict[str, str] = dict.fromkeys(
    ("drop_start", "bottom", "apex"), "marker:pelvis_height"
)


def rebounds(scene: Scene) -> list[tuple[Flight, Flight]]:
    """Pairs of a drop and the flight of the jump that follows it."""
    return [
        (before, after)
        for before, after in pairwise(flights(scene))
        if from_a_box(scene.body, before)
        and not after.is_drop
        and after.take_off - before.landing <= LONGEST_CONTACT
    ]


def contact_time(drop: Flight, jump: Flight) -> float:
    """Duration of the contact between drop and jump [s]."""
    return jump.take_off - drop.landing


def _jump(
    scene: Scene, drop: Flight, jump: Flight, number: int, side: SideOrBoth | None
) -> tuple[Repetition, list[Issue]]:
    body, contact, end = scene.body, drop.landing, last(scene)
    bottom = lowest(body, contact, jump.take_off)
    apex = highest(body, jump.take_off, jump.landing)
    if math.isnan(apex):
        apex = (jump.take_off + jump.landing) / 2.0
    start = drop_start(body, contact)
    rest = stabilised(scene, jump.landing, end)
    stop = rest if math.isfinite(rest) else min(jump.landing + REST, end)
    middle = (contact + jump.take_off) / 2.0
    repetition = Repetition(
        number=number,
        side=side or standing_on(body, middle - 0.05, middle + 0.05),
        start=start if math.isfinite(start) else contact,
        end=stop,
        events=known(
            drop_start=start,
            initial_contact=contact,
            bottom=bottom,
            take_off=jump.take_off,
            apex=apex,
            landing=jump.landing,
            stabilised=rest,
        ),
        phases=phases(
            ("drop", start),
            ("braking", contact),
            ("propulsion", bottom),
            ("flight", jump.take_off),
            ("landing", jump.landing),
            ("stabilised", rest),
            end=stop,
        ),
    )
    return repetition, [] if math.isfinite(rest) else [
        not_stabilised(scene, jump.landing)
    ]
