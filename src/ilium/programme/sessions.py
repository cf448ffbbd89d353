"""What the log says of an exercise: done as planned, enough, alike, hard."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from ilium.programme.history import PlannedExercise, SessionLog, SetLog
from ilium.programme.library import exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One exercise in one session.

    Parameters
    ----------
    session
        The session.
    rows
        Its rows of the exercise, at least one; more where sides or sets were logged
        apart.
    """

    session: SessionLog
    rows: tuple[SetLog, ...]

    @property
    def date(self) -> dt.date:
        """Day of the session."""
        return self.session.date

    @property
    def amount(self) -> float:
        """Repetitions or seconds of a set, the lesser side's; 0 where one lacks."""
        sides = {row.side for row in self.rows}
        if exercise(self.rows[0].exercise).one_sided and len(sides - {"both"}) == 1:
            return 0.0
        return min(amount_of(each) for each in self.rows)

    @property
    def sets(self) -> int:
        """Sets done, the lesser side's."""
        return min(
            sum(row.sets for row in self.rows if row.side == side)
            for side in {row.side for row in self.rows}
        )

    @property
    def load(self) -> float:
        """Load, the lesser side's [kg]."""
        return min(each.load for each in self.rows)

    @property
    def extra(self) -> int:
        """Repetitions beyond the plan in the last set, the lesser side's."""
        last = {row.side: row.extra_reps for row in self.rows}
        return min(last.values())

    @property
    def effort(self) -> float | None:
        """Hardest set 0-10; from repetitions in reserve where only these were said."""
        said = [_effort(each) for each in self.rows]
        known = [each for each in said if each is not None]
        return max(known, default=None)

    @property
    def stopped(self) -> bool:
        """Whether a set ended early because the movement left its target."""
        return any(each.quality_stops > 0 for each in self.rows)

    def fulfils(self, plan: PlannedExercise) -> bool:
        """Whether it was done in full, as planned."""
        return (
            self.sets >= plan.sets
            and self.amount >= planned_amount(plan)
            and abs(self.load - plan.load) < 1e-9
        )


def amount_of(row: SetLog) -> float:
    """Repetitions (metres, steps) or seconds of a row."""
    value = row.seconds if exercise(row.exercise).unit == "s" else row.reps
    return float(value or 0)


def planned_amount(plan: PlannedExercise) -> int:
    """Repetitions (metres, steps) or seconds of a planned set."""
    value = plan.seconds if exercise(plan.exercise).unit == "s" else plan.reps
    return value or 0


def joined(sessions: Iterable[SessionLog]) -> tuple[SessionLog, ...]:
    """Sessions with the answers that came later.

    Parameters
    ----------
    sessions
        In their order. An entry without exercises on the day of an earlier one holds
        later answers to it, such as the pain next morning.

    Returns
    -------
    tuple of SessionLog
        One entry a session.
    """
    made: list[SessionLog] = []
    for each in sessions:
        if not each.rows and made and made[-1].date == each.date:
            made[-1] = _with_answers(made[-1], each)
        else:
            made.append(each)
    return tuple(made)


def _with_answers(session: SessionLog, later: SessionLog) -> SessionLog:
    said: dict[str, Any] = {
        each.name: value
        for each in fields(later)
        if each.name not in ("date", "rows")
        and (value := getattr(later, each.name)) not in (None, "")
    }
    return replace(session, **said)


def done(name: str, sessions: Iterable[SessionLog]) -> list[Done]:
    """Sessions with an exercise, oldest first."""
    found = []
    for each in sessions:
        rows = tuple(row for row in each.rows if row.exercise == name and row.sets > 0)
        if rows:
            found.append(Done(session=each, rows=rows))
    return found


def evenness(each: Done) -> float:
    """Lesser over greater side of the repetitions [1]; NaN where not logged apart."""
    sides = {row.side: amount_of(row) for row in each.rows if row.side != "both"}
    if len(sides) < 2 or not max(sides.values()):
        return math.nan
    return min(sides.values()) / max(sides.values())


def _effort(row: SetLog) -> float | None:
    if row.rpe is not None:
        return row.rpe
    return None if row.rir is None else max(10.0 - row.rir, 0.0)
