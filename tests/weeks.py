"""Weeks for paper: few exercises, many, and those with the longest words."""

from __future__ import annotations

import datetime as dt

from ilium.programme.history import Goal, History, Screen
from ilium.programme.library import exercise, library
from ilium.programme.overload import first_dose
from ilium.programme.person import Postpartum
from ilium.programme.screen import Safety
from ilium.programme.week import Prescription, Week
from ilium.report.sheet import make_sheet

MONDAY = dt.date(2026, 11, 23)
WORDS = "Lunges with my daughter on my back, without a thought about my hip, all day"
CONTACT = "Anna Muster, 0170 1234567"


def a_week(ids, **values):
    """A week of exercises at their first dose, on three days."""
    given = [
        Prescription(
            plan=first_dose(exercise(each), (0, 2, 4)),
            decision=None,
            easier=exercise(each).easier,
            harder=exercise(each).harder,
        )
        for each in ids
    ]
    rest = {
        "level": 3,
        "texts": (),
        "safety": Safety(locked=False),
        "retest": dt.date(2027, 1, 4),
        **values,
    }
    return Week(
        date=MONDAY, ladder=None, prescriptions=tuple(given), decisions=(), **rest
    )


def a_person(postpartum: Postpartum = "no", goal=WORDS):
    """Somebody with a goal and safety answers."""
    return History(
        goals=(Goal(date=MONDAY, words=goal),),
        screens=(Screen(date=MONDAY, postpartum=postpartum),),
    )


def longest(number):
    """Exercises that need the most letters in the language that is spoken."""
    rows = make_sheet(a_week(library()), a_person()).rows
    length = {
        row.exercise: len(f"{row.name}{row.dose}{row.cue}{row.easier}{row.harder}")
        for row in rows
    }
    return sorted(length, key=length.__getitem__)[-number:]


def the_fullest(number, postpartum="after_birth"):
    """The sheet with the longest words; after a birth also with a note."""
    texts = ("easy",) if postpartum == "after_birth" else ()
    week = a_week(longest(number), texts=texts)
    return make_sheet(week, a_person(postpartum), contact=CONTACT, label="ab12c")
