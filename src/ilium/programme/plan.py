"""Weeks as they were given out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """One row of a week that was given out.

    Parameters
    ----------
    exercise
        Id in the library.
    sets, reps, seconds
        Of one session, on each side where the exercise is one-sided; one of `reps` and
        `seconds` is ``None``.
    load
        Added load [kg].
    on
        Days of the week on which it is done, 0 for the week's first day.
    contacts
        Landings in one session.
    """

    exercise: str
    sets: int
    reps: int | None = None
    seconds: int | None = None
    load: float = 0.0
    on: tuple[int, ...] = (0, 2, 4)
    contacts: int = 0

    @property
    def days(self) -> int:
        """On how many days it is done."""
        return len(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWeek:
    """A week that was given out.

    Parameters
    ----------
    date
        Its first day.
    level
        Level of the programme in it, 0–7.
    rows
        What was planned; empty where the programme was locked.
    easy
        Whether it was a lighter week.
    locked
        Whether safety answers locked it.
    """

    date: dt.date
    level: int
    rows: tuple[PlannedExercise, ...] = ()
    easy: bool = False
    locked: bool = False
