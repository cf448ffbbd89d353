"""Countermovement jump: unweighting, braking, propulsion, flight, landing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.issue import Issue
from ilium.core.movement import Repetition
from ilium.events.flights import Flight, flights
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.landing import REST, last, not_stabilised, stabilised
from ilium.events.pelvis_path import fastest_fall, highest, last_rest, lowest
from ilium.events.stance_leg import standing_on
from ilium.kinetics.body_weight import BodyWeight, quiet_weight
from ilium.kinetics.ground_force import GroundForce
from ilium.maths.impulse import vertical_velocity

LONGEST_CROUCH = 2.0
"""Longest time from the onset to take-off [s]."""

REACTION = 0.03
"""How long before the force has visibly changed a movement begins [s]."""

SEEN_BEFORE = 0.1
"""How long a recording must run before an onset can be told from its beginning [s]."""

REST_SPEED = 0.05
"""Vertical speed of the pelvis below which the jump has not begun [m/s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountermovementJumps:
    """Onset, unweighting, braking, bottom, take-off, apex, landing, stabilised.

    On plates, the force falls below body weight by five standard deviations of quiet
    standing (unweighting); the movement began 30 ms before (onset). Braking begins with
    the fastest fall, propulsion where the fall ends (bottom), both from the integrated
    force. Without plates, or without quiet standing on them, from the pelvis's path.

    References
    ----------
    Owen NJ, Watkins J, Kilduff LP, Bevan HR, Bennett MA (2014). Development of a
    criterion method to determine peak mechanical power output in a countermovement
    jump. J Strength Cond Res 28(6), 1552-1558. doi:10.1519/JSC.0000000000000311

    McMahon JJ, Suchomel TJ, Lake JP, Comfort P (2018). Understanding the key phases of
    the countermovement jump force-time curve. Strength Cond J 40(4), 96-106.
    doi:10.1519/SSC.0000000000000375
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every flight that began on the ground."""
        jumps = [each for each in flights(scene) if not each.is_drop]
        ends = [*(each.take_off for each in jumps[1:]), last(scene)][: len(jumps)]
        events, repetitions, issues = [], [], []
        for number, (jump, end) in enumerate(zip(jumps, ends, strict=True), start=1):
            start = jumps[number - 2].landing if number > 1 else -math.inf
            crouch, source = _crouch(scene, jump, start)
            repetition, doubts = _repetition(
                scene, jump, crouch, number=number, end=end, side=side
            )
            repetitions.append(repetition)
            sources = dict.fromkeys((*crouch, "propulsion"), source)
            sources |= _apex_source(scene)
            events += events_of(repetition, sources, jump.source)
            issues += doubts
        return Found(
            events=tuple(sorted(events)),
            repetitions=tuple(repetitions),
            issues=tuple(issues),
        )


def _apex_source(scene: Scene) -> dict[str, str]:
    return {"apex": "marker:pelvis_height"} if scene.body.seen else {}


def _crouch(scene: Scene, jump: Flight, start: float) -> tuple[dict[str, float], str]:
    """Events before take-off, and where they come from."""
    if scene.force is not None and jump.source == "plate":
        weight = quiet_weight(scene.force, start=start, end=jump.take_off)
        if weight is not None:
            return crouch_from_force(scene.force, weight, jump.take_off), "plate"
    return _crouch_from_pelvis(scene, jump, start), "marker:pelvis_height"


def crouch_from_force(
    force: GroundForce, weight: BodyWeight, take_off: float
) -> dict[str, float]:
    """Onset, unweighting, braking and bottom of a jump from the force.

    Parameters
    ----------
    force
        Vertical force on the person.
    weight
        Body weight in quiet standing before the jump.
    take_off
        When the feet leave [s].

    Returns
    -------
    dict
        Event to time [s]; without those that were not found.
    """
    begin = max(weight.start, take_off - LONGEST_CROUCH)
    part = force.within(begin, take_off)
    total, time = force.total[part], force.time[part]
    still = force.total[force.within(weight.start, weight.end)]
    strongest = int(np.argmax(total))
    lightest = int(np.argmin(total[: strongest + 1]))
    calm = total[: lightest + 1] > weight.value - 5.0 * float(still.std())
    if not calm.any() or calm[-1]:
        return {}
    leaves = int(np.flatnonzero(calm)[-1]) + 1
    velocity = vertical_velocity(total[leaves:], weight.value, force.rate)
    fall = int(np.argmin(velocity))
    turned = np.flatnonzero(velocity[fall:] >= 0.0)
    return known(
        onset=max(float(time[leaves]) - REACTION, float(force.time[0])),
        unweighting=float(time[leaves]),
        braking=float(time[leaves + fall]),
        bottom=float(time[leaves + fall + turned[0]]) if turned.size else math.nan,
    )


def _crouch_from_pelvis(scene: Scene, jump: Flight, start: float) -> dict[str, float]:
    body = scene.body
    if not body.seen:
        return {}
    begin = max(start, jump.take_off - LONGEST_CROUCH, float(body.time[0]))
    bottom = lowest(body, max(begin, jump.take_off - 1.0), jump.take_off)
    if math.isnan(bottom):
        return {}
    braking = fastest_fall(body, begin, bottom)
    onset = last_rest(body, braking, REST_SPEED)
    if onset < max(begin, float(body.time[0]) + SEEN_BEFORE):
        onset = math.nan
    return known(
        onset=onset,
        unweighting=onset,
        braking=braking,
        bottom=bottom,
    )


def _repetition(
    scene: Scene,
    jump: Flight,
    crouch: dict[str, float],
    *,
    number: int,
    end: float,
    side: SideOrBoth | None,
) -> tuple[Repetition, list[Issue]]:
    apex = highest(scene.body, jump.take_off, jump.landing)
    if math.isnan(apex):
        apex = (jump.take_off + jump.landing) / 2.0
    rest = stabilised(scene, jump.landing, end)
    stop = rest if math.isfinite(rest) else min(jump.landing + REST, end)
    first = min(crouch.values(), default=jump.take_off - 0.5)
    at = {name: crouch.get(name, math.nan) for name in ("onset", "braking", "bottom")}
    repetition = Repetition(
        number=number,
        side=side
        or standing_on(scene.body, jump.take_off - 0.15, jump.take_off - 0.05),
        start=first,
        end=stop,
        events=known(
            **crouch,
            propulsion=at["bottom"],
            take_off=jump.take_off,
            apex=apex,
            landing=jump.landing,
            stabilised=rest,
        ),
        phases=phases(
            ("unweighting", at["onset"]),
            ("braking", at["braking"]),
            ("propulsion", at["bottom"]),
            ("flight", jump.take_off),
            ("landing", jump.landing),
            ("stabilised", rest),
            end=stop,
        ),
        complete="onset" in crouch,
    )
    return repetition, [] if math.isfinite(rest) else [
        not_stabilised(scene, jump.landing)
    ]
