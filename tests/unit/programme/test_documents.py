"""A history survives a file; what cannot be meant does not get in."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from ilium.errors import FileFormatError, InputError, UnknownNameError
from ilium.programme.documents import (
    KINDS,
    history_from,
    history_table,
    item_from,
    item_table,
    kind_of,
)
from ilium.programme.history import (
    PLACES,
    Attendance,
    CheckResult,
    CheckValue,
    Goal,
    History,
    Judgement,
    Override,
    PlannedExercise,
    PlannedWeek,
    Screen,
    SessionLog,
    SetLog,
    StrengthTest,
)

DAY = dt.date(2026, 3, 2)
LATER = DAY + dt.timedelta(days=7)
ITEMS = (
    Goal(date=DAY, words="Lunges without my back", ladder="lunges", able=3),
    Screen(
        date=DAY,
        answers={"saddle": False, "night_pain": True},
        postpartum="after_birth",
        weeks_since_birth=9.5,
        cleared=True,
        equipment=("band", "step"),
        days_a_week=4,
        bodyweight=62.0,
    ),
    CheckResult(
        date=DAY,
        task="single_leg_squat",
        values=(
            CheckValue(
                measure="pelvic_drop_peak",
                side="left",
                value=0.21,
                unit="rad",
                tier="video_b",
                sem=0.04,
            ),
        ),
    ),
    SessionLog(
        date=DAY,
        rows=(SetLog(exercise="E7", sets=3, reps=15, rir=3, extra_reps=2),),
        pain_during=2,
        pain_side="left",
        spreading=False,
        leaking=True,
    ),
    StrengthTest(date=DAY, test="calf_raise", value=21, side="right"),
    Judgement(date=DAY, criterion="quiet_landing", met=True, judge="coach"),
    Override(date=DAY, who="IB", reason="no band", action="swap", target="E14"),
    Attendance(date=DAY, group="spring", present=False),
    PlannedWeek(
        date=DAY,
        level=1,
        rows=(PlannedExercise(exercise="E9", sets=2, seconds=20, on=(0, 3)),),
    ),
)


def test_every_kind_of_item_is_covered():
    assert {type(each) for each in ITEMS} == set(KINDS.values()) == set(PLACES)


@pytest.mark.parametrize("item", ITEMS, ids=kind_of)
def test_an_item_survives_a_file(item):
    text = json.dumps(item_table(item))
    assert item_from(kind_of(item), json.loads(text)) == item


def test_a_history_survives_a_file():
    history = History(client="c1").adding(*ITEMS)
    text = json.dumps(history_table(history))
    assert history_from(json.loads(text)) == history


def test_a_lost_number_is_noticed():
    """Negative control of the round trip."""
    table = item_table(ITEMS[3])
    del table["pain_during"]
    assert item_from("session", table) != ITEMS[3]


def test_a_history_is_ordered_by_day_whatever_the_order_of_writing():
    early, late = SessionLog(date=DAY), SessionLog(date=LATER)
    one = History().adding(late, early)
    assert one == History().adding(early, late)
    assert one.sessions == (early, late)


def test_a_week_given_out_again_replaces_the_first():
    first, again = PlannedWeek(date=DAY, level=1), PlannedWeek(date=DAY, level=0)
    assert History().adding(first, again).weeks == (again,)


def test_the_history_of_an_earlier_day_does_not_know_the_later():
    history = History().adding(SessionLog(date=DAY), SessionLog(date=LATER))
    assert history.until(DAY).sessions == (SessionLog(date=DAY),)


@pytest.mark.parametrize(
    ("kind", "table", "words"),
    [
        ("session", {"date": "2026-03-02", "pain_during": 11}, "outside 0 to 10"),
        ("session", {"date": "yesterday"}, "not a day"),
        ("goal", {"words": "run"}, "no 'date'"),
        ("screen", {"date": "2026-03-02", "days_a_week": 9}, "9 days"),
        (
            "override",
            {"date": "2026-03-02", "who": "IB", "reason": " ", "action": "lock"},
            "neither who nor why",
        ),
        (
            "session",
            {"date": "2026-03-02", "rows": [{"exercise": "E1", "sets": -1}]},
            "sets is -1",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_reason(kind, table, words):
    with pytest.raises(InputError, match=words):
        item_from(kind, table)


def test_an_unknown_kind_or_key_is_refused():
    with pytest.raises(UnknownNameError):
        item_from("sesion", {})
    with pytest.raises(UnknownNameError):
        item_from("goal", {"date": "2026-03-02", "wrods": ""})


def test_a_history_of_another_schema_is_refused():
    with pytest.raises(FileFormatError, match="schema version 99"):
        history_from({"schema_version": 99})
