"""Everything that is known of one person's training: pure, dated, ready for a file.

Weeks and decisions are worked out from this and the day alone: same history, same
programme. `ilium.programme.documents` turns it into plain tables and back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ilium.programme.by_hand import Attendance, Judgement, Override
from ilium.programme.log import (
    CheckResult,
    CheckValue,
    SessionLog,
    SetLog,
    StrengthTest,
)
from ilium.programme.person import Goal, Screen
from ilium.programme.plan import PlannedExercise, PlannedWeek

__all__ = [
    "Attendance",
    "CheckResult",
    "CheckValue",
    "Goal",
    "History",
    "Item",
    "Judgement",
    "Override",
    "PlannedExercise",
    "PlannedWeek",
    "Screen",
    "SessionLog",
    "SetLog",
    "StrengthTest",
]

Item = (
    Goal
    | Screen
    | CheckResult
    | SessionLog
    | StrengthTest
    | Judgement
    | Override
    | Attendance
    | PlannedWeek
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything of one person, each kind in the order of its dates.

    Parameters
    ----------
    client
        Id of the person; no name.
    goals, screens, checks, sessions, tests, judgements, overrides, attendances, weeks
        What happened, oldest first; of one day in the order given.
    """

    client: str = ""
    goals: tuple[Goal, ...] = ()
    screens: tuple[Screen, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    sessions: tuple[SessionLog, ...] = ()
    tests: tuple[StrengthTest, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    overrides: tuple[Override, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    weeks: tuple[PlannedWeek, ...] = ()

    def __post_init__(self) -> None:
        for each in fields(self):
            if each.name != "client":
                rows = sorted(getattr(self, each.name), key=_day)
                object.__setattr__(self, each.name, tuple(rows))

    def adding(self, *items: Item) -> History:
        """The same history with more in it; a week replaces the one of the same day."""
        made = self
        for item in items:
            name = PLACES[type(item)]
            rows = getattr(made, name)
            if isinstance(item, PlannedWeek):
                rows = tuple(each for each in rows if each.date != item.date)
            changes: dict[str, Any] = {name: (*rows, item)}
            made = replace(made, **changes)
        return made

    def until(self, day: dt.date) -> History:
        """The history as it was at the end of a day."""
        return History(
            client=self.client,
            **{
                name: tuple(each for each in getattr(self, name) if each.date <= day)
                for name in PLACES.values()
            },
        )


PLACES: Mapping[type, str] = {
    Goal: "goals",
    Screen: "screens",
    CheckResult: "checks",
    SessionLog: "sessions",
    StrengthTest: "tests",
    Judgement: "judgements",
    Override: "overrides",
    Attendance: "attendances",
    PlannedWeek: "weeks",
}
"""Field of `History` that keeps each kind of item."""


def _day(item: Item) -> dt.date:
    return item.date
