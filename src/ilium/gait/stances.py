"""Which foot stood when, from foot strikes and foot offs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.movement import Movement
from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One foot on the ground, from its foot strike to its foot off [s]."""

    side: Side
    start: float
    end: float


def event_times(movement: Movement, name: str, side: Side) -> FloatArray:
    """Times of one kind of event on one side, in order, shape (event,) [s]."""
    return np.array(
        [e.time for e in movement.events if (e.name, e.side) == (name, side)]
    )


def stances_of(movement: Movement) -> tuple[Stance, ...]:
    """Every stance whose foot strike and foot off were both found, in order of time.

    Parameters
    ----------
    movement
        Events of walking or running.

    Returns
    -------
    tuple of Stance
        A foot strike without a foot off before the same foot's next strike has none.
    """
    found: list[Stance] = []
    for side in SIDES:
        strikes = event_times(movement, "foot_strike", side)
        offs = event_times(movement, "foot_off", side)
        ends = np.append(strikes, np.inf)[1:]
        for start, end in zip(strikes, ends, strict=True):
            within = offs[(offs > start) & (offs < end)]
            if within.size:
                found.append(
                    Stance(side=side, start=float(start), end=float(within[0]))
                )
    return tuple(sorted(found, key=lambda stance: stance.start))
