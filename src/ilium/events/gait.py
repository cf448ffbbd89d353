"""Walking and running: foot strikes, foot offs and gait cycles of both feet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ilium.conventions import Side, SideOrBoth, other
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.movement import Phase, Repetition
from ilium.events.found import Found, Scene, known, phases
from ilium.events.gait_events import gait_events
from ilium.events.plate_contacts import OFF, STRIKE

SHORTEST, LONGEST = 0.3, 3.0
"""Durations between which two strikes of one foot make a cycle [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gait:
    """Foot strikes, foot offs and cycles from strike to strike of the same foot.

    Phases of walking: loading until the other foot leaves, midstance and terminal
    stance as the two halves of single support, pre-swing from the other foot's strike,
    swing. Phases of running: stance, float until the other foot lands, swing.
    """

    running: bool

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for every step; `side` keeps the cycles of one side only."""
        events = gait_events(scene, running=self.running)
        cycles = [
            each
            for leg in scene.body.sides
            if side in (None, "both", leg)
            for each in self._cycles(events, leg)
        ]
        cycles.sort(key=lambda each: each.start)
        return Found(events=events, repetitions=tuple(cycles), issues=_doubts(scene))

    def _cycles(self, events: Sequence[Event], side: Side) -> list[Repetition]:
        strikes = _times(events, STRIKE, side)
        found: list[Repetition] = []
        for start, end in pairwise(strikes):
            if not SHORTEST <= end - start <= LONGEST:
                continue
            found.append(self._cycle(events, side, start, end, len(found) + 1))
        return found

    def _cycle(
        self, events: Sequence[Event], side: Side, start: float, end: float, number: int
    ) -> Repetition:
        off = _within(events, OFF, side, start, end)
        far_strike = _within(events, STRIKE, other(side), start, end)
        far_off = _within(events, OFF, other(side), start, end)
        if not self.running and far_off > off:
            far_off = math.nan
        return Repetition(
            number=number,
            side=side,
            start=start,
            end=end,
            events=known(
                foot_strike=start,
                foot_off=off,
                opposite_foot_strike=far_strike,
                opposite_foot_off=far_off,
            ),
            phases=self._phases(start, off, far_off, far_strike, end),
            complete=math.isfinite(off) and math.isfinite(far_strike),
        )

    def _phases(
        self, start: float, off: float, far_off: float, far_strike: float, end: float
    ) -> tuple[Phase, ...]:
        if math.isnan(off):
            return ()
        if self.running:
            landed = far_strike if far_strike > off else math.nan
            return phases(
                ("stance", start),
                ("float", off if math.isfinite(landed) else math.nan),
                ("swing", landed if math.isfinite(landed) else off),
                end=end,
            )
        if not start < far_off < far_strike < off:
            return phases(("stance", start), ("swing", off), end=end)
        return phases(
            ("loading", start),
            ("midstance", far_off),
            ("terminal stance", (far_off + far_strike) / 2.0),
            ("pre-swing", far_strike),
            ("swing", off),
            end=end,
        )


def _times(events: Sequence[Event], name: str, side: Side) -> list[float]:
    return [each.time for each in events if (each.name, each.side) == (name, side)]


def _within(
    events: Sequence[Event], name: str, side: Side, start: float, end: float
) -> float:
    inside = (time for time in _times(events, name, side) if start < time < end)
    return next(inside, math.nan)


def _doubts(scene: Scene) -> tuple[Issue, ...]:
    missing = [side for side in ("left", "right") if side not in scene.body.sides]
    return tuple(
        Issue(
            kind="foot-not-seen",
            where=f"{side} foot",
            what=f"No foot strike and foot off of the {side} foot: it has no markers.",
            severity="caution",
        )
        for side in missing
    )
