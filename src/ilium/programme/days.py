"""On which days of the week an exercise is done."""

from __future__ import annotations

import datetime as dt

from ilium.programme.history import History
from ilium.programme.library import Exercise, exercise

BETWEEN_LANDINGS = 2
"""Least days from one day with landings to the next [d]: 48 hours."""
_SESSIONS = {
    1: (0,),
    2: (0, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 5),
    5: (0, 1, 2, 4, 5),
    6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}
"""Days of training, by their number in a week."""
_APART = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 3, 5)}
"""Days at least two apart, by the number of days of training; from 5 on as with 3."""


def most_days(each: Exercise, days_a_week: int, level: int) -> int:
    """On how many days an exercise is done at most."""
    if each.count == "none":
        return min(each.days, days_a_week)
    if each.impact:
        return min(each.days, days_a_week, len(_apart(days_a_week)))
    return min(each.days, days_a_week, 4 if level <= 1 else 3)


def pick(each: Exercise, number: int, days_a_week: int) -> tuple[int, ...]:
    """Days of the week for an exercise, spread out.

    Parameters
    ----------
    each
        The exercise.
    number
        How many.
    days_a_week
        On how many days the person trains.

    Returns
    -------
    tuple of int
        0 for the week's first day; with landings at least 48 hours apart.
    """
    if each.impact:
        return _spread(_apart(days_a_week), number)
    if number == 3 and days_a_week >= 5:
        return (0, 2, 4)
    return _spread(_SESSIONS[days_a_week], number)


def _apart(days_a_week: int) -> tuple[int, ...]:
    return _APART.get(days_a_week, _APART[3])


def _spread(days: tuple[int, ...], number: int) -> tuple[int, ...]:
    if number >= len(days):
        return days
    if number == 1:
        return days[:1]
    step = (len(days) - 1) / (number - 1)
    return tuple(days[round(step * place)] for place in range(number))


def rested(on: tuple[int, ...], start: dt.date, history: History) -> tuple[int, ...]:
    """Days with landings that leave two days after the last landings that were done."""
    last = max(
        (
            each.date
            for each in history.sessions
            if any(exercise(row.exercise).impact and row.sets for row in each.rows)
        ),
        default=None,
    )
    if last is None:
        return on
    gap = BETWEEN_LANDINGS - (start - last).days
    later = tuple(day for day in on if day >= gap)
    return later or (gap,)
