"""The parts of a letter: each from a history, each with what it does not know."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ilium.catalogue import kind_of
from ilium.conventions import SIDES, Side
from ilium.findings.naming import task_words, title_of
from ilium.findings.numbers import NOTHING, write
from ilium.findings.rules import speaking_order
from ilium.findings.sentences import capital
from ilium.findings.words import join, say
from ilium.programme.decision import day_words
from ilium.programme.history import CheckResult, History, SessionLog
from ilium.programme.log import SYMPTOMS
from ilium.programme.retest import Followed, followed
from ilium.programme.screen import safety, weeks_after_birth
from ilium.programme.sessions import joined
from ilium.programme.texts import dose_text, load_text
from ilium.progress.change import Occasion
from ilium.report.escape import plain
from ilium.units import in_unit

GOALS, TASKS, MEASURES, WEEKS, PLACES, QUESTIONS = 3, 2, 3, 6, 3, 5
"""Most of each that a letter of one page holds."""
WORDS: Final = 100
"""Most characters of what a person wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a letter.

    Parameters
    ----------
    title
        Its heading.
    lines
        Sentences.
    head, rows
        A table under them; empty without.
    """

    title: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def _goal(history: History, today: dt.date) -> Part:
    del today
    newest = {each.words.strip().casefold(): each for each in history.goals}
    lines = []
    for each in list(newest.values())[-GOALS:]:
        scores = ""
        if each.able is not None:
            scores = say("physio_letter.able", able=each.able)
        lines.append(
            say(
                "physio_letter.own_words", words=plain(each.words, WORDS), scores=scores
            )
        )
    return _part("goal", lines)


def _measures(history: History, today: dt.date) -> Part:
    del today
    newest = {each.task: each for each in history.checks}
    tasks = list(newest.values())[-TASKS:]
    lines, rows = [], []
    for check in tasks:
        found = list(_followed(history, check))[:MEASURES]
        if not found:
            continue
        lines.append(_how(check, found[0]))
        for each in found:
            rows += list(_rows(each))
    if not rows:
        return _part("measures", [])
    lines.append(say("physio_letter.error"))
    keys = ("table.measure", "physio_letter.day", "side.left", "side.right")
    return _part("measures", lines, [say(each) for each in keys], rows)


def _followed(history: History, check: CheckResult) -> Iterator[Followed]:
    there = {each.measure for each in check.values if each.side in SIDES}
    for name in speaking_order(check.task):
        if name in there:
            found = followed(history, check.task, name)
            if found is not None:
                yield found


def _how(check: CheckResult, found: Followed) -> str:
    tier = next(iter(found.sides.values()))[-1].tier
    key = "tier.lab" if tier == "lab" else f"tier.{tier}_bare"
    return say(
        "physio_letter.how",
        movement=capital(task_words(check.task)),
        day=day_words(check.date),
        tier=say(key),
    )


def _rows(found: Followed) -> Iterator[tuple[str, ...]]:
    """The newest day of a measure, after its first one where they differ."""
    days = sorted({each.date for rows in found.sides.values() for each in rows})
    for day in dict.fromkeys((days[0], days[-1])):
        yield (
            title_of(kind_of(found.measure)),
            _day(day),
            *(_value(found, side, day) for side in SIDES),
        )


def _value(found: Followed, side: Side, day: dt.date) -> str:
    rows = [each for each in found.sides.get(side, ()) if each.date == day]
    return _number(found.measure, rows[-1]) if rows else NOTHING


def _number(measure: str, occasion: Occasion) -> str:
    kind = kind_of(measure)
    value, error = (
        in_unit(each, kind.unit, kind.display)
        for each in (occasion.value, occasion.half_width)
    )
    said = write(value, kind.display, error)
    return said if math.isfinite(error) else say("physio_letter.no_error", value=said)


def _day(day: dt.date) -> str:
    month = say(f"programme.month.{day.month}")
    return say("physio_letter.date", day=day.day, month=month)


def _programme(history: History, today: dt.date) -> Part:
    del today
    weeks = [each for each in history.weeks if not each.locked]
    if not weeks:
        return _part("programme", [])
    first, last = weeks[0], weeks[-1]
    sessions = joined(history.sessions)
    lines = [
        say("physio_letter.since", day=f"{_day(first.date)} {first.date.year}"),
        say(
            "physio_letter.level",
            level=last.level,
            name=say(f"programme.level_name.{last.level}"),
        ),
        say("physio_letter.sessions", number=len(sessions)),
    ]
    exercises = [
        f"{say(f'exercise.{row.exercise}.name')} {dose_text(row)}{load_text(row)}"
        for row in last.rows
    ]
    lines.append(say("physio_letter.exercises", exercises="; ".join(exercises)))
    return _part("programme", lines)


def _pain(history: History, today: dt.date) -> Part:
    del today
    sessions = joined(history.sessions)
    weeks = _by_week(sessions)
    rows = [
        (_day(start), str(len(rows)), _highest(rows, "pain_during"),
         _highest(rows, "pain_next_morning"))
        for start, rows in list(weeks.items())[-WEEKS:]
    ]  # fmt: skip
    if not rows:
        return _part("pain", [])
    head = [
        say(f"physio_letter.{each}") for each in ("week", "number", "during", "morning")
    ]
    return _part("pain", list(_where(sessions)), head, rows)


def _by_week(sessions: Collection[SessionLog]) -> dict[dt.date, list[SessionLog]]:
    made: dict[dt.date, list[SessionLog]] = {}
    for each in sessions:
        start = each.date - dt.timedelta(days=each.date.weekday())
        made.setdefault(start, []).append(each)
    return made


def _highest(rows: Collection[SessionLog], name: str) -> str:
    said = [value for each in rows if (value := getattr(each, name)) is not None]
    return f"{max(said):g}" if said else NOTHING


def _where(sessions: Collection[SessionLog]) -> Iterator[str]:
    places = [
        f"{plain(each.pain_where, 40)} ({say(f'side_word.{each.pain_side}')})"
        if each.pain_side
        else plain(each.pain_where, 40)
        for each in sessions
        if each.pain_where
    ]
    if places:
        yield say(
            "physio_letter.where", places=join(list(dict.fromkeys(places))[-PLACES:])
        )
    spread = sum(each.spreading is True for each in sessions)
    asked = sum(each.spreading is not None for each in sessions)
    if asked:
        yield say("physio_letter.spread", times=spread, asked=asked)


def _symptoms(history: History, today: dt.date) -> Part:
    screen = history.screens[-1] if history.screens else None
    if screen is None or screen.postpartum != "after_birth":
        return _part("symptoms", [say("physio_letter.no_birth")])
    lines = []
    weeks = weeks_after_birth(screen, today)
    if weeks is not None:
        lines.append(say("physio_letter.birth", weeks=f"{weeks:.0f}"))
    sessions = joined(history.sessions)
    for each in SYMPTOMS:
        said = [getattr(one, each) for one in sessions]
        asked = sum(one is not None for one in said)
        if asked:
            lines.append(
                say(
                    "physio_letter.symptom",
                    symptom=capital(say(f"programme.symptom.{each}")),
                    times=sum(one is True for one in said),
                    asked=asked,
                )
            )
    return _part("symptoms", lines)


def _safety(history: History, today: dt.date) -> Part:
    del today
    if not history.screens:
        return _part("safety", [])
    screen, guard = history.screens[-1], safety(history)
    yes = [key for key, answer in screen.answers.items() if answer]
    lines = [say("physio_letter.asked", day=f"{_day(screen.date)} {screen.date.year}")]
    if not yes:
        lines.append(say("physio_letter.all_no"))
    lines += [
        say("physio_letter.yes", question=say(f"screen.{each}"))
        for each in yes[:QUESTIONS]
    ]
    if yes[QUESTIONS:]:
        lines.append(say("physio_letter.more_yes", more=len(yes) - QUESTIONS))
    if guard.missing:
        lines.append(say("physio_letter.unasked", missing=len(guard.missing)))
    return _part("safety", lines)


def _part(
    name: str,
    lines: list[str],
    head: list[str] | None = None,
    rows: list[tuple[str, ...]] | None = None,
) -> Part:
    said = lines or ([] if rows else [say("physio_letter.nothing")])
    return Part(
        title=say(f"physio_letter.part.{name}"),
        lines=tuple(said),
        head=tuple(head or ()),
        rows=tuple(rows or ()),
    )


PARTS: Mapping[str, Callable[[History, dt.date], Part]] = {
    "goal": _goal,
    "measures": _measures,
    "programme": _programme,
    "pain": _pain,
    "symptoms": _symptoms,
    "safety": _safety,
}
"""What may go in, in the order of the page."""
