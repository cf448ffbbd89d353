"""Contacts of one foot that stood wholly and alone on one plate."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import Side
from ilium.core.event import Event
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.events.found import Scene
from ilium.events.intervals import bridged, intervals
from ilium.kinetics.assignment import plate_side, whole_foot

STRIKE, OFF = "foot_strike", "foot_off"

SHORTEST = 0.05
"""Shorter loads of a plate are no contact [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One foot on one plate; NaN where the recording begins or ends within it [s]."""

    side: Side
    strike: float
    off: float

    @property
    def events(self) -> tuple[Event, ...]:
        """Its events that were recorded."""
        times = ((STRIKE, self.strike), (OFF, self.off))
        return tuple(
            Event(time=time, name=name, side=self.side, source="plate")
            for name, time in times
            if math.isfinite(time)
        )


def plate_contacts(scene: Scene) -> tuple[Contact, ...]:
    """Contacts of feet that were wholly and alone on a plate.

    Parameters
    ----------
    scene
        The recording.

    Returns
    -------
    tuple of Contact
        Empty without plates.
    """
    force = scene.force
    if force is None:
        return ()
    found: list[Contact] = []
    least = round(SHORTEST * force.rate)
    for plate, load in zip(force.plates, force.each.T, strict=True):
        loaded = load > force.threshold
        loaded = bridged(loaded, round(scene.settings.shortest_contact * force.rate))
        for first, last in intervals(loaded, least=least):
            start = _crossing(force.time, load, first, force.threshold)
            end = _crossing(force.time, load, last, force.threshold)
            side = _alone(scene, plate, start, end)
            if side is not None:
                strike = start if first > 0 else math.nan
                off = end if last < load.size else math.nan
                found.append(Contact(side=side, strike=strike, off=off))
    return tuple(found)


def _crossing(time: FloatArray, load: FloatArray, at: int, level: float) -> float:
    """Time at which the force crosses a level between two samples [s]."""
    if not 0 < at < load.size:
        return float(time[min(at, load.size - 1)])
    before, after = load[at - 1], load[at]
    return float(
        time[at - 1] + (level - before) / (after - before) * (time[at] - time[at - 1])
    )


def _alone(scene: Scene, plate: Plate, start: float, end: float) -> Side | None:
    """Return the foot that was wholly and alone on a plate, if one was."""
    kinematics = scene.kinematics
    side = plate_side(kinematics, plate, start, end)
    if side is None or side == "both":
        return None
    if np.isnan(plate.corners).any():
        return side
    return side if whole_foot(kinematics, plate, side, start, end) else None
