"""What a movement's finder leaves, and what it looks at."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

from ilium.conventions import SideOrBoth
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.movement import Phase, Repetition
from ilium.core.trial import Trial
from ilium.events.body import Body
from ilium.events.settings import EventSettings
from ilium.kinematics.result import Kinematics
from ilium.kinetics.ground_force import GroundForce


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """One recording as the finders see it.

    Parameters
    ----------
    trial, kinematics
        The recording.
    body
        Pelvis, feet and angles, smoothed.
    force
        Vertical force under the plates; ``None`` without plates that were stood on.
    still
        Longest time range in which the person stands still on both feet [s]; ``None``
        without.
    settings
        Thresholds.
    """

    trial: Trial
    kinematics: Kinematics
    body: Body
    force: GroundForce | None
    still: tuple[float, float] | None
    settings: EventSettings

    @property
    def quiet(self) -> tuple[float, float] | None:
        """Time range of quiet standing, as long as the settings ask [s]."""
        if self.still is None:
            return None
        start, end = self.still
        frame = 1.5 / self.body.rate if self.body.seen else 0.0
        return self.still if end - start + frame >= self.settings.still_time else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Events, repetitions and doubts of one movement."""

    events: tuple[Event, ...] = ()
    repetitions: tuple[Repetition, ...] = ()
    issues: tuple[Issue, ...] = field(default=())


class Finder(Protocol):
    """Finds the events and repetitions of one movement."""

    def find(self, scene: Scene, side: SideOrBoth | None) -> Found:
        """Look for them; `side` is the stance side where somebody named it."""
        ...


def phases(*bounds: tuple[str, float], end: float) -> tuple[Phase, ...]:
    """Phases that follow each other, from their names and beginnings.

    Parameters
    ----------
    *bounds
        (name, start [s]) in order; a phase whose start is NaN is left out and the one
        before it lasts longer.
    end
        End of the last phase [s].

    Returns
    -------
    tuple of Phase
        Without phases that do not last.
    """
    known = [(name, start) for name, start in bounds if math.isfinite(start)]
    ends = [start for _, start in known[1:]] + [end]
    return tuple(
        Phase(name=name, start=start, end=stop)
        for (name, start), stop in zip(known, ends, strict=True)
        if stop > start
    )


def known(**times: float) -> dict[str, float]:
    """Events whose time is known, in order of time."""
    finite = {name: time for name, time in times.items() if math.isfinite(time)}
    return dict(sorted(finite.items(), key=lambda each: each[1]))


def events_of(
    repetition: Repetition, sources: dict[str, str], default: str
) -> tuple[Event, ...]:
    """Events of a repetition with their sources, in order of time."""
    return tuple(
        sorted(
            Event(
                time=time,
                name=name,
                side=repetition.side,
                source=sources.get(name, default),
            )
            for name, time in repetition.events.items()
            if math.isfinite(time)
        )
    )
