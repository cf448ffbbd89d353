"""The next step: the last line of a command says what a coach types next."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.programme.history import History


def lead_on(options: Namespace, command: str) -> None:
    """Say the next command beside the output, where a person reads it.

    Parameters
    ----------
    options
        The command line; silent with ``--quiet`` and ``--json``.
    command
        What to type, without ``ilium``; nothing where empty.
    """
    if not command or options.quiet or getattr(options, "json", False):
        return
    sys.stdout.flush()
    print(f"Next: ilium {command}", file=sys.stderr)


def next_command(history: History, whose: str) -> str:
    """What a coach does next for one person.

    Parameters
    ----------
    history
        Everything that is known.
    whose
        The option that names the person: ``--client k7m3c``.

    Returns
    -------
    str
        A command without ``ilium``: safety questions, a first check, a programme, its
        next week, or the sessions of the week that was given out.
    """
    from ilium.programme.screen import safety

    client = whose.removeprefix("--client ")
    found = safety(history)
    if found.missing:
        asks = "programme new" if client == whose else f"client screen {client}"
        return f"{asks} {whose}" if client == whose else asks
    if found.locked:
        return _cleared(found.yes, whose)
    if not history.checks and client != whose:
        return f"analyse TRIAL {whose}"
    if not history.goals:
        return f"programme new {whose}"
    if not history.weeks:
        return f"programme next {whose}"
    return after_week(history, whose)


def after_week(history: History, whose: str) -> str:
    """Log the sessions of the last week; ask for another where all are logged."""
    last = history.weeks[-1]
    days = {day for row in last.rows for day in row.on}
    logged = {each.date for each in history.sessions if each.date >= last.date}
    if len(logged) >= len(days):
        return f"programme next {whose}"
    return f"programme log {whose} --as-planned --pain 0-10 --morning 0-10"


def after_check(history: History, whose: str) -> str:
    """The judged change where a movement was checked on two days; else as it stands."""
    days = {(each.task, each.date) for each in history.checks}
    tasks = [task for task, _ in days]
    if any(tasks.count(each) > 1 for each in tasks):
        return f"progress show {whose}"
    return next_command(history, whose)


def _cleared(questions: tuple[str, ...], whose: str) -> str:
    """How a clinician's word is kept; nothing where there is no question to clear."""
    if not questions:
        return ""
    return (
        f"programme log {whose} --override clearance={questions[0]} --clinician "
        "--who WHO --reason WHY (once a clinician has said so)"
    )
