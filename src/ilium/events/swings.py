"""Repetitions of a movement that a file describes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, SIDES, SIGN, UP, Side, SideOrBoth, other
from ilium.core.declared import DeclaredMovement
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError
from ilium.events.body import Body
from ilium.events.excursions import Excursion, excursions
from ilium.events.found import Found, Scene, events_of, known, phases
from ilium.events.intervals import moment
from ilium.events.stance_leg import still_foot

Reading = Callable[[Body, Side], FloatArray]


def _thigh_forwards(body: Body, side: Side) -> FloatArray:
    """Angle of the thigh in front of the pelvis's long axis [rad]."""
    thigh = body.thigh[side]
    return np.arctan2(thigh[:, FORWARDS], -thigh[:, UP])


SIGNALS: Final[Mapping[str, tuple[str, str, Reading]]] = MappingProxyType(
    {
        "pelvis_height": (
            "m",
            "Height of the middle of the pelvis.",
            lambda body, _: body.pelvis[:, UP],
        ),
        "heel_height": (
            "m",
            "Height of the heel.",
            lambda body, side: body.heel[side][:, UP],
        ),
        "trunk_inclination": (
            "rad",
            "Inclination of the pelvis's long axis from the vertical.",
            lambda body, _: body.trunk,
        ),
        "pelvic_drop": (
            "rad",
            "How much lower the free side of the pelvis is.",
            lambda body, side: SIGN[side] * body.rise,
        ),
        "hip_flexion": ("rad", "Angle of the thigh in front.", _thigh_forwards),
        "knee_flexion": (
            "rad",
            "Angle between thigh and shank, 0 with a straight leg.",
            lambda body, side: body.knee_flexion[side],
        ),
    }
)
"""What a repetition may be found by: unit, meaning, and how it is read of a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swings:
    """Ways out and back of a signal, as the movement's file describes them.

    Parameters
    ----------
    task
        The movement's name, for the events' source.
    rule
        The movement.

    Raises
    ------
    UnknownNameError
        Where it is found by a signal that ilium does not know.
    """

    task: str
    rule: DeclaredMovement

    def __post_init__(self) -> None:
        signal = self.rule.repetition.signal
        if signal not in SIGNALS:
            kind = f"signal to find {self.task} by"
            raise UnknownNameError.among(kind, signal, SIGNALS)

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every repetition."""
        repetitions = sorted(self._repetitions(scene, side), key=lambda x: x.start)
        source = f"marker:{self.rule.repetition.signal}"
        events = {e for each in repetitions for e in events_of(each, {}, source)}
        return Found(events=tuple(sorted(events)), repetitions=tuple(repetitions))

    def _repetitions(
        self, scene: Scene, side: SideOrBoth | None
    ) -> Iterator[Repetition]:
        body = scene.body
        if self.rule.legs == "both":
            seen = [self._signal(body, each) for each in body.sides]
            if seen:
                yield from self._numbered(body, _mean(seen), "both")
            return
        for leg in body.sides:
            if side in (None, "both", leg):
                yield from self._numbered(body, self._signal(body, leg), leg)

    def _signal(self, body: Body, side: Side) -> FloatArray:
        rule = self.rule.repetition
        upwards = 1.0 if rule.direction == "up" else -1.0
        return upwards * SIGNALS[rule.signal][2](body, side)

    def _numbered(
        self, body: Body, signal: FloatArray, side: SideOrBoth
    ) -> Iterator[Repetition]:
        rule = self.rule.repetition
        courses = excursions(
            signal, body.rate, least=rule.least, speed=rule.speed, back=rule.back
        )
        own = [each for each in courses if _stands_on(body, each, side)]
        for number, course in enumerate(own, start=1):
            yield self._repetition(body, course, side, number)

    def _repetition(
        self, body: Body, course: Excursion, side: SideOrBoth, number: int
    ) -> Repetition:
        rule = self.rule.repetition
        out, back = rule.phases
        start, end = (moment(body.time, at) for at in (course.start, course.end))
        turn = float(body.time[course.peak])
        times = {f"{out}_start": start, rule.turn: turn, f"{back}_end": end}
        return Repetition(
            number=number,
            side=side,
            start=start,
            end=end,
            events=known(**times),
            phases=phases((out, start), (back, turn), end=end),
            complete=course.complete,
        )


def _mean(signals: list[FloatArray]) -> FloatArray:
    """Mean of both sides; of one where only one was seen."""
    both = np.stack(signals)
    seen = np.isfinite(both)
    count = seen.sum(axis=0)
    total = np.where(seen, both, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _stands_on(body: Body, course: Excursion, side: SideOrBoth) -> bool:
    """Whether this foot stayed while the other one moved; always true of both."""
    if side == "both" or len(body.sides) < len(SIDES):
        return True
    start, end = (body.time[round(at)] for at in (course.start, course.end))
    moved = still_foot(body, start, end)
    return moved[side] < moved[other(side)]
