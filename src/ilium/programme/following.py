"""What comes next for one person: the same answer at the terminal and in the app."""

from __future__ import annotations

from typing import Literal

from ilium.programme.history import History
from ilium.programme.screen import safety

Deed = Literal["screen", "clear", "check", "goal", "week", "log"]


def next_deed(history: History, *, checks: bool = True) -> Deed:
    """What is to be done next.

    Parameters
    ----------
    history
        Everything that is known.
    checks
        Whether a first check is asked for before the programme begins.

    Returns
    -------
    str
        ``screen``: safety questions; ``clear``: a clinician's word; ``check``: a first
        recording; ``goal``: what the person wants to do again; ``week``: the next
        week; ``log``: a session of the week that was given out.
    """
    found = safety(history)
    if found.missing:
        return "screen"
    if found.locked:
        return "clear"
    if checks and not history.checks:
        return "check"
    if not history.goals:
        return "goal"
    return "week" if not history.weeks or week_is_logged(history) else "log"


def week_is_logged(history: History) -> bool:
    """Whether as many days are logged as the last week has."""
    last = history.weeks[-1]
    days = {day for row in last.rows for day in row.on}
    logged = {each.date for each in history.sessions if each.date >= last.date}
    return len(logged) >= len(days)
