"""What was done as it was planned: a log from the plan itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ilium.errors import InputError
from ilium.programme.history import History, PlannedExercise, PlannedWeek, SetLog


def set_of(row: PlannedExercise) -> SetLog:
    """An exercise done as it was planned."""
    return SetLog(
        exercise=row.exercise,
        sets=row.sets,
        reps=row.reps,
        seconds=row.seconds,
        load=row.load,
        contacts=row.contacts,
    )


def last_plan(history: History, day: dt.date) -> PlannedWeek:
    """The newest plan of a day.

    Raises
    ------
    InputError
        Where there is none.
    """
    weeks = [each for each in history.weeks if not each.locked and each.date <= day]
    if not weeks:
        raise InputError(
            "There is no plan to have followed.", "Ask for one with 'programme next'."
        )
    return weeks[-1]


def sets_of_day(
    history: History, day: dt.date, *, but: Collection[str] = ()
) -> list[SetLog]:
    """Everything that the plan holds for a day, as planned.

    Parameters
    ----------
    history
        Its newest plan is followed.
    day
        The day; on one without exercises those of the whole week.
    but
        Exercises to leave out.

    Returns
    -------
    list of SetLog
        In the plan's order.

    Raises
    ------
    InputError
        Where there is no plan.
    """
    plan = last_plan(history, day)
    offset = (day - plan.date).days
    rows = [each for each in plan.rows if offset in each.on] or list(plan.rows)
    return [set_of(each) for each in rows if each.exercise not in but]
