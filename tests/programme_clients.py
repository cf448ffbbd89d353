"""Clients of tests: how they answer, train and log."""

from __future__ import annotations

import datetime as dt

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

DAY = dt.date(2026, 1, 5)
ALL_EQUIPMENT = ("band", "weight", "step", "bench")
SIDES = ("left", "right")


def clear(**kwargs):
    """Safety answers, all no."""
    given = {
        "date": DAY,
        "answers": dict.fromkeys(questions(), False),
        "equipment": ALL_EQUIPMENT,
        "bodyweight": 62.0,
    }
    return Screen(**(given | kwargs))


def newcomer(words="running again", **screen):
    return History(client="c1").adding(Goal(date=DAY, words=words), clear(**screen))


def session(week: Week, offset: int, **answers) -> SessionLog:
    """A session as planned; answers may say more."""
    row = {"extra_reps": 0, "rpe": 6.0} | answers.pop("row", {})
    rows = tuple(
        SetLog(
            exercise=each.exercise,
            sets=each.plan.sets,
            reps=each.plan.reps,
            seconds=each.plan.seconds,
            load=each.plan.load,
            contacts=each.plan.contacts,
            **row,
        )
        for each in week.prescriptions
        if offset in each.plan.on
    )
    given = {"pain_during": 1.0, "pain_next_morning": 1.0} | answers
    return SessionLog(date=week.date + dt.timedelta(days=offset), rows=rows, **given)


def offsets(week: Week) -> list[int]:
    return sorted({day for each in week.prescriptions for day in each.plan.on})


def train(history: History, week: Week, **answers) -> History:
    """Every session of a week, as planned."""
    made = [session(week, each, **answers) for each in offsets(week)]
    return with_week(history, week).adding(*made)


def follow(history: History, weeks: int, start: dt.date = DAY, **answers):
    """Train week after week; every week given out, and the history after them."""
    given = []
    for number in range(weeks):
        week = next_week(history, today=start + dt.timedelta(weeks=number))
        given.append(week)
        history = train(history, week, **answers)
        history = history.adding(*strength_tests(week))
    return given, history


def strength_tests(week: Week):
    """Every strength test that a week asks for, done well."""
    made = []
    for test in week.tests:
        if test in ("jog_on_spot", "walk"):
            made.append(
                StrengthTest(
                    date=week.date,
                    test=test,
                    value=60 if test == "jog_on_spot" else 30,
                    unit="s" if test == "jog_on_spot" else "min",
                    symptom_free=True,
                )
            )
        else:
            made += [
                StrengthTest(date=week.date, test=test, side=side, value=25.0)
                for side in SIDES
            ]
    return made
