"""Lunges and warriors from the front or behind: the body sinks between two still feet.

Nobody sees there how far a foot is ahead; but the floor rises in the picture with the
distance, so that of two feet on it the nearer one stands lower.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side, SideOrBoth
from ilium.core.event import Event
from ilium.core.movement import TASKS, Repetition
from ilium.core.quantity import FloatArray
from ilium.events.excursions import Excursion, excursions
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import bridged, intervals, moment
from ilium.events.recognition import Guess
from ilium.planar.holds import hold
from ilium.planar.picture_feet import PictureFeet

SINKS = 0.08
"""Least sinking of the hips that counts [m]."""
SPEED, BACK = 0.05, 0.02
"""Speed at which it has begun [m/s], and distance from the start at its end [m]."""
APART = 0.08
"""Least difference in height of feet that stand split on one floor [m]."""
TOLD = 0.03
"""Least difference in height that tells which foot is ahead [m]."""
STILL = 0.35
"""Largest movement of a foot that stands, as a share of the hips' [1]."""
NEARER = 0.04
"""Least share by which somebody who has stepped forwards looks larger [1]."""
FOR_GOOD = 0.05
"""Largest movement of toes that stay where they are for the whole recording [m]."""
HIPS = "picture:hip_height"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitBends:
    """Every lunge: the hips sink and rise again; the foot that is ahead leads."""

    feet: PictureFeet

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        time, numbers = scene.body.time, dict.fromkeys(SIDES, 0)
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for course in sinkings(self.feet):
            deep = _deep(self.feet, course)
            lead = _leads(self.feet, deep) or _more_bent(scene, deep)
            if side in SIDES:
                lead = side
            numbers[lead] += 1
            start, end = (moment(time, at) for at in (course.start, course.end))
            bottom = float(time[course.peak])
            found = Repetition(
                number=numbers[lead],
                side=lead,
                start=start,
                end=end,
                events=known(descent_start=start, bottom=bottom, ascent_end=end),
                phases=phases(("descent", start), ("ascent", bottom), end=end),
                complete=course.complete,
            )
            repetitions.append(found)
            events += events_of(found, {}, HIPS)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitHolds:
    """Every warrior: the hips stay low for at least five seconds."""

    feet: PictureFeet

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every hold."""
        body, numbers = scene.body, dict.fromkeys(SIDES, 0)
        events: list[Event] = []
        repetitions: list[Repetition] = []
        for first, last in held(self.feet, scene.settings.hold_time):
            held_low = slice(first, last)
            lead = _leads(self.feet, held_low) or _more_bent(scene, held_low)
            if side in SIDES:
                lead = side
            numbers[lead] += 1
            found = hold(body.time, held_low, side=lead, number=numbers[lead])
            repetitions.append(found)
            events += events_of(found, {}, HIPS)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def guess_split(feet: PictureFeet, hold: float) -> Guess | None:
    """Tell a lunge or a warrior; ``None`` for anything else.

    Parameters
    ----------
    feet
        What the picture shows of them.
    hold
        Time from which on a lunge is a warrior [s].

    Returns
    -------
    Guess or None
        Where in most of the repetitions both feet stay while the hips sink, one of
        them clearly higher in the picture, and either the body has come forwards with
        the step or no foot moves at all: a foot that is lifted looks the same.
    """
    courses = sinkings(feet)
    split = [each for each in courses if _is_split(feet, each)]
    if not split or len(split) < 0.5 * len(courses):
        return None
    task = "warrior" if held(feet, hold) else "lunge"
    return Guess(
        task=task,
        confidence=0.75,
        why=(
            f"The hips sink {len(split)} times between two feet that stand still, one"
            f" ahead of the other: {TASKS[task]}."
        ),
    )


def sinkings(feet: PictureFeet) -> list[Excursion]:
    """Every time that the hips sink and rise again."""
    return excursions(-feet.pelvis, feet.rate, least=SINKS, speed=SPEED, back=BACK)


def held(feet: PictureFeet, hold: float) -> list[tuple[int, int]]:
    """Frames in which the hips stay low for a time [s]."""
    seen = feet.pelvis[np.isfinite(feet.pelvis)]
    if not seen.size:
        return []
    high, low = (float(np.percentile(seen, each)) for each in (98.0, 2.0))
    if high - low < SINKS:
        return []
    with np.errstate(invalid="ignore"):
        mask = feet.pelvis < (high + low) / 2.0
    bridged_mask = bridged(mask, round(0.2 * feet.rate))
    return list(intervals(bridged_mask, least=round(hold * feet.rate)))


def _deep(feet: PictureFeet, course: Excursion) -> slice:
    """Frames around the deepest one in which the hips are lower than half way."""
    half = feet.pelvis[course.peak] + course.size / 2.0
    first = last = course.peak
    while first > course.start and feet.pelvis[first - 1] < half:
        first -= 1
    while last < course.end - 1 and feet.pelvis[last + 1] < half:
        last += 1
    return slice(first, last + 1)


def _is_split(feet: PictureFeet, course: Excursion) -> bool:
    deep = _deep(feet, course)
    apart = _median(feet.ahead[deep])
    sunk = _moved(feet.pelvis[deep])
    moved = max(_moved(feet.toes[side][deep]) for side in SIDES)
    still = abs(apart) > APART and moved < STILL * sunk
    return still and (_stepped(feet, deep) or _stood(feet))


def _stepped(feet: PictureFeet, deep: slice) -> bool:
    """Whether the body is further ahead than where the feet stand side by side."""
    level = feet.near[np.abs(feet.ahead) < TOLD]
    return _median(feet.near[deep]) - _median(level) > NEARER


def _stood(feet: PictureFeet) -> bool:
    """Whether both feet stay where they are for the whole recording."""
    return all(_span(feet.toes[side]) < FOR_GOOD for side in SIDES)


def _leads(feet: PictureFeet, frames: slice) -> Side | None:
    """Which foot is ahead; ``None`` where the picture does not tell."""
    ahead = _median(feet.ahead[frames])
    if not abs(ahead) > TOLD:
        return None
    return "right" if ahead > 0.0 else "left"


def _more_bent(scene: Scene, frames: slice) -> Side:
    flexion = scene.body.knee_flexion
    bent = {side: _median(flexion[side][frames]) for side in SIDES}
    return "right" if bent["right"] > bent["left"] else "left"


def _moved(course: FloatArray) -> float:
    seen = course[np.isfinite(course)]
    return float(np.ptp(seen)) if seen.size else float("inf")


def _span(course: FloatArray) -> float:
    """Movement but for 4 % of the frames [m]."""
    seen = course[np.isfinite(course)]
    return float(np.ptp(np.percentile(seen, (2.0, 98.0)))) if seen.size else np.inf


def _median(course: FloatArray) -> float:
    seen = course[np.isfinite(course)]
    return float(np.median(seen)) if seen.size else float("nan")
