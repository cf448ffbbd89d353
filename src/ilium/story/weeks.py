"""Twelve weeks of a made-up person: trained as planned, one sore, one missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ilium.conventions import SIDES
from ilium.findings.words import say
from ilium.programme.history import (
    Goal,
    History,
    Screen,
    SessionLog,
    SetLog,
    StrengthTest,
)
from ilium.programme.screen import questions
from ilium.programme.week import Week, next_week, with_week

START: Final = dt.date(2024, 1, 22)
"""Day on which the origin's text was published."""
WEEKS: Final = 12
SORE, AWAY = 5, 8
"""Week with more pain, and week without a session, counted from 1."""
STRONG: Final = 22.0
"""Repetitions of every strength test from week `STRONG_FROM` on; before, `GETTING`."""
GETTING: Final = 14.0
STRONG_FROM: Final = 6


def newcomer() -> History:
    """The person at the beginning: goals in own words, safety answers, equipment."""
    screen = Screen(
        date=START,
        answers=dict.fromkeys(questions(), False),
        postpartum="after_birth",
        weeks_since_birth=78.0,
        cleared=True,
        equipment=("band", "weight", "step", "bench"),
        days_a_week=3,
        bodyweight=62.0,
    )
    return History(client="story").adding(screen, *_goals(START, able=2, confident=1))


def lived(history: History) -> tuple[History, tuple[Week, ...]]:
    """Twelve weeks: every week as the programme gave it, trained and logged.

    Parameters
    ----------
    history
        With its first checks.

    Returns
    -------
    tuple
        The history after them, without the last checks, and the weeks as given out.
    """
    given: list[Week] = []
    for number in range(1, WEEKS + 1):
        today = START + dt.timedelta(weeks=number - 1)
        week = next_week(history, today=today)
        given.append(week)
        history = with_week(history, week)
        if number != AWAY:
            history = history.adding(*_sessions(week, number), *_tests(week, number))
    return history, tuple(given)


def after(history: History) -> History:
    """The history with the goals rated again on retest day."""
    return history.adding(*_goals(retest_date(), able=8, confident=7))


def retest_date() -> dt.date:
    """Day of the second visit."""
    return START + dt.timedelta(weeks=WEEKS)


def _goals(date: dt.date, *, able: int, confident: int) -> tuple[Goal, ...]:
    return tuple(
        Goal(
            date=date,
            words=say(f"story.goal_{each}"),
            ladder=each,
            able=able,
            confident=confident,
        )
        for each in ("lunges", "warrior")
    )


def _sessions(week: Week, number: int) -> Iterator[SessionLog]:
    offsets = sorted({day for each in week.prescriptions for day in each.plan.on})
    pain = _pain(number)
    for offset in offsets:
        rows = tuple(
            SetLog(
                exercise=each.exercise,
                sets=each.plan.sets,
                reps=each.plan.reps,
                seconds=each.plan.seconds,
                load=each.plan.load,
                contacts=each.plan.contacts,
                extra_reps=0 if number == SORE else 2,
                rpe=6.0,
                off_target=max(0.0, 0.5 - 0.05 * number),
            )
            for each in week.prescriptions
            if offset in each.plan.on
        )
        yield SessionLog(
            date=week.date + dt.timedelta(days=offset),
            rows=rows,
            pain_during=pain,
            pain_next_morning=max(0.0, pain - 1.0),
            pain_where=say("story.where"),
            pain_side="left",
            spreading=False,
            leaking=False,
            heaviness=False,
            doming=False,
            bleeding=False,
        )


def _pain(number: int) -> float:
    """Pain in a week: down from 4, with one sore week."""
    return 4.0 if number == SORE else max(0.0, round(4.0 - number / 3.0))


def _tests(week: Week, number: int) -> Iterator[StrengthTest]:
    repetitions = STRONG if number >= STRONG_FROM else GETTING
    for test in week.tests:
        if test in ("jog_on_spot", "walk"):
            continue
        for side in SIDES:
            yield StrengthTest(date=week.date, test=test, side=side, value=repetitions)
