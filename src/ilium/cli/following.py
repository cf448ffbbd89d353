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


def typed(path: object) -> str:
    """A path as it is typed after a command: between quotes where it holds a space.

    Parameters
    ----------
    path
        The path.

    Returns
    -------
    str
        For the shells of every system.

    Examples
    --------
    >>> typed("study"), typed("my study")
    ('study', '"my study"')
    """
    text = str(path)
    return f'"{text}"' if any(each in text for each in " ()&';") else text


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
    from ilium.programme.following import next_deed

    client = whose.removeprefix("--client ")
    stored = client != whose
    deed = next_deed(history, checks=stored)
    if deed == "clear":
        return _cleared(history, whose)
    log = f"programme log {whose} --as-planned --pain 0-10 --morning 0-10"
    return {
        "screen": f"client screen {client}" if stored else f"programme new {whose}",
        "check": f"analyse TRIAL {whose}",
        "goal": f"programme new {whose}",
        "week": f"programme next {whose}",
        "log": log,
    }[deed]


def after_check(history: History, whose: str) -> str:
    """The judged change where a movement was checked on two days; else as it stands."""
    days = {(each.task, each.date) for each in history.checks}
    tasks = [task for task, _ in days]
    if any(tasks.count(each) > 1 for each in tasks):
        return f"progress show {whose}"
    return next_command(history, whose)


def _cleared(history: History, whose: str) -> str:
    """How a clinician's word is kept; nothing where there is no question to clear."""
    from ilium.programme.screen import safety

    questions = safety(history).yes
    if not questions:
        return ""
    return (
        f"programme log {whose} --override clearance={questions[0]} --clinician "
        "--who WHO --reason WHY (once a clinician has said so)"
    )
