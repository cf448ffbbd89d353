"""Every decision of the programme, so that it can be read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ilium.findings.numbers import short
from ilium.findings.words import say

What = Literal[
    "held",
    "raised",
    "lowered",
    "started",
    "left out",
    "swapped",
    "locked",
    "passed",
    "waits",
    "noted",
    "easy",
]
Value = str | float | dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the programme decided, and why.

    Parameters
    ----------
    rule
        The rule, named as in the method page: ``pain-light``, ``two-for-two`` …
    what
        What was done.
    because
        Key of the sentence, under ``programme.why``.
    values
        What the sentence's names stand for: words, numbers, days, ids of exercises.
    exercise
        Exercise that it is about; empty for the whole week.
    dates
        Days of the entries that it rests on.
    """

    rule: str
    what: What
    because: str
    values: tuple[tuple[str, Value], ...] = ()
    exercise: str = ""
    dates: tuple[dt.date, ...] = ()


def decide(
    rule: str,
    what: What,
    because: str,
    *,
    exercise: str = "",
    dates: tuple[dt.date, ...] = (),
    **values: Value,
) -> Decision:
    """Make a decision's record; the values are those of its sentence."""
    return Decision(
        rule=rule,
        what=what,
        because=because,
        values=tuple(values.items()),
        exercise=exercise,
        dates=dates,
    )


def read(decision: Decision) -> str:
    """A decision as a sentence: ``held at 3 × 10: pain rose to 4 on Tuesday``.

    Parameters
    ----------
    decision
        Of a week.

    Returns
    -------
    str
        Words for people, without the exercise's name before it.
    """
    return say(f"programme.why.{decision.because}", **_words(dict(decision.values)))


def table_of(decision: Decision) -> dict[str, object]:
    """A decision as plain text and lists, with its sentence."""
    return {
        "rule": decision.rule,
        "what": decision.what,
        "exercise": decision.exercise,
        "sentence": read(decision),
        "values": {key: _plain(value) for key, value in decision.values},
        "dates": [each.isoformat() for each in decision.dates],
    }


def day_words(day: dt.date) -> str:
    """Day of the week and date: ``Tuesday, 3 March``."""
    return say(
        "programme.day",
        weekday=say(f"programme.weekday.{day.isoweekday()}"),
        day=day.day,
        month=say(f"programme.month.{day.month}"),
    )


def date_words(day: dt.date) -> str:
    """Day of the week and date with its year: ``Tuesday, 3 March 2026``."""
    return f"{day_words(day)} {day.year}"


def _words(values: Mapping[str, Value]) -> dict[str, object]:
    return {key: _word(key, value) for key, value in values.items()}


def _word(key: str, value: Value) -> object:
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, str):
        table = _TABLES.get(key)
        return say(table.format(value)) if table else value
    return short(value)


_TABLES = {
    "exercise": "exercise.{}.name",
    "other": "exercise.{}.name",
    "criterion": "criterion_name.{}",
    "test": "strength_test.{}.name",
    "judge": "programme.judge.{}",
    "symptom": "programme.symptom.{}",
    "question": "screen.{}",
}
"""Values that are ids, and where their words stand."""


def _plain(value: Value) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
