"""Walking and running from the front or behind: the feet rise in turn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ilium.conventions import Side, SideOrBoth
from ilium.core.event import Event
from ilium.core.movement import TASKS, Repetition
from ilium.core.quantity import FloatArray
from ilium.events.excursions import turning_points
from ilium.events.found import Found, Scene, phases
from ilium.events.intervals import moment
from ilium.events.recognition import Guess
from ilium.events.stance_leg import foot_gap
from ilium.maths.filters import low_pass

RISES = 0.06
"""Least change of the difference in height of both feet from step to step [m]."""

FEWEST = 5
"""Steps in a row that make walking or running [1]."""

LONGEST, QUICK = 1.0, 0.42
"""Longest step of a walk, and of a run [s]."""

CUTOFF = 5.0
"""Low-pass cut-off of the feet's heights [Hz]."""

SOURCE = "picture:foot_height"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontalGait:
    """Stances between which the other foot swings.

    Seen along the way, nobody sees a foot go ahead; but the swinging foot is the higher
    one. A stance lasts while the other foot is higher, its middle is where the other
    foot is highest, and a cycle lasts until that foot rises again. Contacts with the
    ground are not measured.
    """

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every step."""
        gap, turns = swings(scene)
        time = scene.body.time
        repetitions: list[Repetition] = []
        events: list[Event] = []
        numbers: dict[str, int] = {}
        for (before, _), (at, top), (after, _), (end, _) in zip(
            turns, turns[1:], turns[2:], turns[3:], strict=False
        ):
            leg: Side = "left" if top else "right"
            if side not in (None, "both", leg):
                continue
            bounds = [
                moment(time, _crossing(gap, *span))
                for span in ((before, at), (at, after), (after, end))
            ]
            numbers[leg] = numbers.get(leg, 0) + 1
            middle = float(time[at])
            repetitions.append(_cycle(numbers[leg], leg, bounds, middle))
            events.append(
                Event(time=middle, name="mid_stance", side=leg, source=SOURCE)
            )
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))


def swings(scene: Scene) -> tuple[FloatArray, list[tuple[int, bool]]]:
    """How much higher the right foot is, shape (time,) [m], and where that turns."""
    gap = foot_gap(scene.body)
    rate = scene.body.rate
    gap = low_pass(gap, min(CUTOFF, 0.4 * rate), rate)
    seen = gap[np.isfinite(gap)]
    if not seen.size:
        return gap, []
    gap = gap - float(np.median(seen))
    turns = [
        (at, top) for at, top in turning_points(gap, RISES) if (gap[at] > 0.0) == top
    ]
    return gap, turns


def guess_gait(scene: Scene) -> Guess | None:
    """Tell walking and running seen along the way; ``None`` for anything else."""
    _, turns = swings(scene)
    steps = np.diff([scene.body.time[at] for at, _ in turns])
    if steps.size < FEWEST or any(a[1] == b[1] for a, b in pairwise(turns)):
        return None
    step = float(np.median(steps))
    covered = float(steps.sum()) / float(scene.body.time[-1] - scene.body.time[0])
    if step > LONGEST or covered < 0.5:
        return None
    task = "run" if step < QUICK else "walk"
    return Guess(
        task=task,
        confidence=min(0.95, 0.5 + 0.05 * steps.size),
        why=(
            f"The feet rise in turn, {steps.size} times with {step:.2f} s between:"
            f" {TASKS[task]}."
        ),
    )


def _crossing(gap: FloatArray, first: int, last: int) -> float:
    """Frame between two turns at which both feet are equally high."""
    part = gap[first : last + 1]
    change = np.flatnonzero(np.diff(np.sign(part)) != 0)
    if not change.size:
        return float(first + last) / 2.0
    at = int(change[0])
    return first + at + float(part[at] / (part[at] - part[at + 1]))


def _cycle(number: int, leg: Side, bounds: list[float], middle: float) -> Repetition:
    start, off, end = bounds
    return Repetition(
        number=number,
        side=leg,
        start=start,
        end=end,
        events={"mid_stance": middle, "foot_off": off},
        phases=phases(("stance", start), ("swing", off), end=end),
    )
