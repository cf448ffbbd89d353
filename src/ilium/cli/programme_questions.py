"""The questions that begin a programme: by options, a file, or one at a time."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

from ilium.errors import InputError, UnknownNameError
from ilium.programme.history import Goal, History, Screen
from ilium.programme.library import EQUIPMENT
from ilium.programme.screen import asked, carried, questions

YES, NO = ("y", "yes", "j", "ja"), ("n", "no", "nein")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A file with everything that begins a programme.

    Parameters
    ----------
    goal
        In the person's own words.
    able, confident
        0 to 10.
    all_no
        Whether every safety question that is not in `answers` was asked: no.
    answers
        Safety answers by their id.
    postpartum, weeks_since_birth, cleared, history, equipment, days_a_week, bodyweight
        As in `ilium.programme.history.Screen`.
    """

    goal: str = ""
    able: int | None = None
    confident: int | None = None
    all_no: bool = False
    answers: Mapping[str, bool] = field(default_factory=dict)
    postpartum: str = "no"
    weeks_since_birth: float | None = None
    cleared: bool | None = None
    history: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    days_a_week: int = 3
    bodyweight: float | None = None


def begin(options: Namespace, day: dt.date, history: History) -> tuple[Goal, Screen]:
    """Goal and safety answers from options and a file, or asked one at a time.

    Parameters
    ----------
    options
        The command line.
    day
        The day.
    history
        What is known already: safety answers that stand are not asked again.

    Returns
    -------
    Goal, Screen
        What a programme begins with.

    Raises
    ------
    InputError
        Where something is missing and nobody can be asked.
    """
    ask = Asker(alone=sys.stdin.isatty())
    known = _known(history, day)
    given = _begun(options, known)
    words = given.goal or ask.words("goal", "--goal")
    goal = Goal(
        date=day,
        words=words,
        ladder=_ladder(words, ask),
        able=_score(given.able, ask, "able"),
        confident=_score(given.confident, ask, "confident"),
    )
    return goal, _screen(given, known, ask, day)


def _known(history: History, day: dt.date) -> Begun:
    """What the last safety answers say of this day."""
    screen = carried(history, day)
    return Begun(
        **{
            each.name: getattr(screen, each.name)
            for each in fields(Screen)
            if each.name != "date"
        }
    )


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks a person at the terminal, where there is one.

    Parameters
    ----------
    alone
        Whether somebody sits there.
    """

    alone: bool

    def words(self, key: str, option: str) -> str:
        """Free words; an error that names the option where nobody can be asked."""
        from ilium.findings.words import say

        if not self.alone:
            raise InputError(
                f"Something is missing to begin: {say(f'programme.ask.{key}')}",
                f"Give {option}, or --answers FILE.",
            )
        return _typed(say(f"programme.ask.{key}"))

    def until(self, key: str, option: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401
        """Ask until the answer can be read."""
        while True:
            try:
                return read(self.words(key, option))
            except ValueError as error:
                if not self.alone:
                    raise
                print(error if isinstance(error, InputError) else "?")

    def yes(self, question: str) -> bool:
        """Yes or no to a question in words."""
        from ilium.findings.words import say

        asked_for = say("programme.ask.yes_no", question=question)
        while True:
            said = _typed(asked_for).lower()
            if said in YES or said in NO:
                return said in YES


def _typed(question: str) -> str:
    try:
        return input(f"{question} ").strip()
    except EOFError:
        raise InputError(
            "The questions were not answered to their end; nothing was kept.",
            "Begin again, or give the answers as options (see --help).",
        ) from None


def _begun(options: Namespace, known: Begun) -> Begun:
    from dataclasses import replace

    from ilium.core.from_toml import from_table, read_toml

    table = read_toml(options.answers) if options.answers else {}
    read = from_table(Begun, table, "answers")
    said = {name: getattr(read, name) for name in table}
    anew = options.all_no or read.all_no
    said["answers"] = {**({} if anew else known.answers), **read.answers}
    given = replace(known, **said)
    birth, yes = options.after_birth, _list(options.yes)
    for each in (*yes, *given.answers):
        if each not in questions():
            raise UnknownNameError.among("safety question", each, questions())
    changes: dict[str, Any] = {
        "goal": options.goal,
        "able": options.able,
        "confident": options.confident,
        "all_no": options.all_no or None,
        "answers": {**given.answers, **dict.fromkeys(yes, True)} if yes else None,
        "weeks_since_birth": birth,
        "cleared": options.cleared or None,
        "history": (options.history,) if options.history else None,
        "equipment": _equipment(options.equipment),
        "days_a_week": options.days,
        "bodyweight": options.bodyweight,
    }
    if birth is not None or options.pregnant:
        changes["postpartum"] = "pregnant" if options.pregnant else "after_birth"
    return replace(given, **{k: v for k, v in changes.items() if v is not None})


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(each.strip() for each in (text or "").split(",") if each.strip())


def _equipment(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    names = tuple(each for each in _list(text) if each != "none")
    for each in names:
        if each not in EQUIPMENT:
            raise UnknownNameError.among("piece of equipment", each, EQUIPMENT)
    return names


def _ladder(words: str, ask: Asker) -> Any:  # noqa: ANN401
    from typing import get_args

    from ilium.findings.words import say
    from ilium.programme.goals import matched
    from ilium.programme.person import Ladder

    found = matched(words)
    if found or not ask.alone:
        return found
    names = get_args(Ladder)
    for place, name in enumerate(names, start=1):
        print(f"  {place}  {say(f'programme.ladder.{name}')}")

    def read(text: str) -> str | None:
        return names[int(text) - 1] if text.isdigit() and int(text) else None

    try:
        return ask.until("ladder", "--goal", read)
    except IndexError:
        return None


def _score(given: int | None, ask: Asker, key: str) -> int | None:
    if given is not None or not ask.alone:
        return given
    return ask.until(key, f"--{key}", partial(_whole, most=10))


def _whole(text: str, least: int = 0, most: int = 7) -> int:
    """A whole number within limits."""
    if not text.isdigit() or not least <= int(text) <= most:
        raise InputError(
            f"{text!r} is no whole number from {least} to {most}.", "Type it again."
        )
    return int(text)


def _screen(given: Begun, known: Begun, ask: Asker, day: dt.date) -> Screen:
    from ilium.core.from_toml import from_table
    from ilium.findings.words import say

    given = _setting(given, known, ask)
    table = {
        "date": day,
        "postpartum": given.postpartum,
        "weeks_since_birth": given.weeks_since_birth,
        "cleared": given.cleared,
        "history": list(given.history),
        "equipment": list(given.equipment),
        "days_a_week": given.days_a_week,
        "bodyweight": given.bodyweight,
    }
    empty = from_table(Screen, table, "screen")
    answers = dict(given.answers)
    for each in asked(empty):
        if each in answers:
            continue
        if given.all_no:
            answers[each] = False
        elif ask.alone:
            answers[each] = ask.yes(say(f"screen.{each}"))
    return from_table(Screen, {**table, "answers": answers}, "screen")


def _setting(given: Begun, known: Begun, ask: Asker) -> Begun:
    """Ask for birth, equipment, days and weight where the terminal allows it."""
    from dataclasses import replace

    from ilium.findings.words import say

    if not ask.alone or given != replace(known, goal=given.goal):
        return given
    birth = ask.until("postpartum", "--after-birth", _birth)
    made = replace(
        given,
        postpartum=birth,
        equipment=ask.until("equipment", "--equipment", _equipment),
        days_a_week=ask.until("days", "--days", partial(_whole, least=1)),
        bodyweight=ask.until("bodyweight", "--bodyweight", _weight),
    )
    if birth == "no":
        return made
    if birth == "after_birth":
        weeks = ask.until("weeks", "--after-birth", float)
        made = replace(made, weeks_since_birth=weeks)
    return replace(made, cleared=ask.yes(say("programme.ask.cleared")))


def _birth(text: str) -> str:
    if text.lower() in ("p", "pregnant"):
        return "pregnant"
    return "after_birth" if text.lower() in YES else "no"


def _weight(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None
