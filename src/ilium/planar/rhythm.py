"""Repetitions of a movement that has no finder of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import UP, SideOrBoth
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.excursions import Excursion, excursions
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import moment
from ilium.maths.filters import low_pass

FEWEST = 3
"""Repetitions from which on a movement has a rhythm [1]."""

EVEN = 0.35
"""Largest spread of the sizes and of the times between repetitions, as a share of
their mean [1]."""

SHARE = 0.4
"""Least size of a repetition, as a share of the signal's whole range [1]."""

LEAST = 0.3
"""Least range of a signal that counts: rad of the trunk, metres of a height."""

CUTOFF = 3.0
"""Low-pass cut-off [Hz]."""

SOURCE = "picture:rhythm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Excursions of whatever swings most evenly: the trunk, the hips or the hands.

    A repetition goes from rest to its deepest point and back; the first and the last
    count although the recording cuts them, and are marked as incomplete.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for a rhythm."""
        del side
        courses = rhythm(scene)
        time = scene.body.time
        repetitions = []
        events: list[Event] = []
        for number, course in enumerate(courses, start=1):
            start, end = (moment(time, at) for at in (course.start, course.end))
            peak = float(time[course.peak])
            found = Repetition(
                number=number,
                side="both",
                start=start,
                end=end,
                events=known(start=start, bottom=peak, end=end),
                phases=phases(("down", start), ("up", peak), end=end),
                complete=course.complete,
            )
            repetitions.append(found)
            events += events_of(found, {}, SOURCE)
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def rhythm(scene: Scene) -> list[Excursion]:
    """Excursions of the signal that swings most evenly; empty without a rhythm."""
    best: list[Excursion] = []
    evenness = EVEN
    for signal in _signals(scene):
        found = _courses(signal, scene.body.rate)
        if len(found) < FEWEST:
            continue
        uneven = _unevenness(found)
        if uneven < evenness:
            best, evenness = found, uneven
    return best


def _signals(scene: Scene) -> list[FloatArray]:
    """Trunk's inclination [rad], hips and hands from above downwards [m]."""
    body, rate = scene.body, scene.body.rate
    heights = [body.pelvis[:, UP]]
    hands = [
        scene.kinematics.landmark(f"wrist_{side}")[:, UP] for side in ("left", "right")
    ]
    heights.append((hands[0] + hands[1]) / 2.0)
    every = [body.trunk, *(-each for each in heights)]
    return [low_pass(each, min(CUTOFF, 0.4 * rate), rate) for each in every]


def _courses(signal: FloatArray, rate: float) -> list[Excursion]:
    seen = signal[np.isfinite(signal)]
    if not seen.size or np.ptp(seen) < LEAST:
        return []
    span = float(np.ptp(seen))
    return excursions(
        signal, rate, least=SHARE * span, speed=0.1 * span, back=0.1 * span
    )


def _unevenness(found: list[Excursion]) -> float:
    """Spread of sizes and of times between repetitions, as a share of the mean [1]."""
    sizes = np.array([each.size for each in found])
    apart = np.diff([each.peak for each in found])
    return float(max(sizes.std() / sizes.mean(), apart.std() / apart.mean()))
