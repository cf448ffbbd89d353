"""Finders for movements of which one camera does not show the depth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth, other
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.events.bending import Bend, bends
from ilium.events.excursions import Excursion
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.hip_hike import HipHikes
from ilium.events.intervals import bridged, intervals, moment
from ilium.events.stance_leg import foot_gap, still_foot
from ilium.events.standing import SingleLegStanding
from ilium.planar.holds import hold
from ilium.units import DEGREE

BENT = 25.0 * DEGREE
"""Least flexion of the front knee in a warrior [rad]."""

LARGE = 0.6
"""Least size of a hip hike, as a share of the largest one [1]."""

CALMER = 2.0
"""How many times further the other foot moves than the one that somebody stands on."""

KNEE = "picture:knee_flexion"
FOOT = "picture:foot_height"
HIPS = "picture:pelvis_obliquity"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepBends:
    """Every bend of a knee that lowers the body, however the feet seem to stand.

    From the front or behind nobody sees which foot is ahead: the leg that bends first
    and most is the leading one unless somebody names it.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        numbers: dict[str, int] = {}
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for bend in bends(scene.body, scene.settings):
            leg = side or (bend.side if bend.side != "both" else _leading(scene, bend))
            numbers[leg] = numbers.get(leg, 0) + 1
            found = _bend(scene, bend.course, leg, numbers[leg])
            if repetitions and found.start < repetitions[-1].end:
                continue
            repetitions.append(found)
            events += events_of(found, {}, KNEE)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeepHolds:
    """Every stretch of at least five seconds in which one knee stays bent."""

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every hold."""
        body, settings = scene.body, scene.settings
        least = round(settings.hold_time * body.rate)
        numbers: dict[str, int] = {}
        repetitions: list[Repetition] = []
        events: list[Event] = []
        for leg, mask in _bent(scene, side).items():
            for first, last in intervals(bridged(mask, round(body.rate)), least=least):
                numbers[leg] = numbers.get(leg, 0) + 1
                frames = slice(first, last)
                found = hold(body.time, frames, side=leg, number=numbers[leg])
                repetitions.append(found)
                events += events_of(found, {}, KNEE)
        repetitions.sort(key=lambda each: each.start)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


@dataclass(frozen=True, slots=True, kw_only=True)
class StillFoot:
    """Standing on one leg, on the foot that stays where it is.

    To a camera that looks down, the nearer foot seems to be the lower one; but the foot
    that carries the body does not move.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every stance on one leg."""
        numbers: dict[str, int] = {}
        repetitions: list[Repetition] = []
        events: list[Event] = []
        for each in SingleLegStanding().find(scene, None).repetitions:
            leg = _standing_foot(scene, each)
            if side not in (None, "both", leg):
                continue
            numbers[leg] = numbers.get(leg, 0) + 1
            found = replace(each, side=leg, number=numbers[leg])
            repetitions.append(found)
            events += events_of(found, {}, FOOT)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeHikes:
    """Step hip hikes, without what trembles between them.

    In a picture the level pelvis trembles by a few degrees: a hike counts where it is
    at least 60 % as large as the largest one; coming back to level from a hike is less.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        every = HipHikes().find(scene, side).repetitions
        sizes = [_turned(scene, each) for each in every]
        large = [
            each
            for each, size in zip(every, sizes, strict=True)
            if size >= LARGE * max(sizes)
        ]
        numbers: dict[str, int] = {}
        repetitions: list[Repetition] = []
        events: list[Event] = []
        for each in large:
            numbers[each.side] = numbers.get(each.side, 0) + 1
            found = replace(each, number=numbers[each.side])
            repetitions.append(found)
            events += events_of(found, {}, HIPS)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def _turned(scene: Scene, hike: Repetition) -> float:
    """How far the pelvis turns in a repetition [rad]."""
    time = scene.body.time
    rise = scene.body.rise[(time >= hike.start) & (time <= hike.end)]
    seen = rise[np.isfinite(rise)]
    return float(np.ptp(seen)) if seen.size else 0.0


def _standing_foot(scene: Scene, stance: Repetition) -> SideOrBoth:
    moved = still_foot(scene.body, stance.start, stance.end)
    calmer, other_foot = sorted(moved, key=lambda each: moved[each])
    return calmer if CALMER * moved[calmer] < moved[other_foot] else stance.side


def _leading(scene: Scene, bend: Bend) -> Side:
    """The leg whose foot is lower in the picture: the one nearer to the camera."""
    gap = float(foot_gap(scene.body)[bend.course.peak])
    return "left" if gap > 0.0 else "right"


def _bend(scene: Scene, course: Excursion, leg: SideOrBoth, number: int) -> Repetition:
    time = scene.body.time
    start, end = (moment(time, at) for at in (course.start, course.end))
    bottom = float(time[course.peak])
    return Repetition(
        number=number,
        side=leg,
        start=start,
        end=end,
        events=known(descent_start=start, bottom=bottom, ascent_end=end),
        phases=phases(("descent", start), ("ascent", bottom), end=end),
        complete=course.complete,
    )


def _bent(scene: Scene, side: SideOrBoth | None) -> dict[Side, np.ndarray]:
    """Frames in which each knee is bent and bent more than the other."""
    flexion = {each: np.nan_to_num(scene.body.knee_flexion[each]) for each in SIDES}
    found: dict[Side, np.ndarray] = {}
    for each in SIDES:
        if side in (None, "both"):
            more = flexion[each] >= flexion[other(each)]
            found[each] = (flexion[each] > BENT) & more
        elif side == each:
            found[each] = flexion[each] > BENT
    return found
