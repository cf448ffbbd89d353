"""The programme's history, questionnaires and groups are kept as they happened."""

from __future__ import annotations

import datetime as dt

import pytest

from ilium.errors import ConsentError, InputError, StoreError
from ilium.programme.history import (
    Goal,
    History,
    Override,
    PlannedWeek,
    Screen,
    SessionLog,
    SetLog,
    StrengthTest,
)
from stored import Squat, someone

DAY = dt.date(2026, 3, 2)


def items() -> list:
    return [
        Goal(date=DAY, words="Lunges, ohne Schmerz — again", ladder="lunges", able=3),
        Screen(date=DAY, answers={"numb": False}, equipment=("band",)),
        SessionLog(date=DAY, rows=(SetLog(exercise="E5", sets=3, reps=12),), rpe=4.5),
        StrengthTest(date=DAY, test="calf_raise", value=18, side="left"),
        Override(date=DAY, who="Coach", reason="likes it", action="swap", target="E5"),
        PlannedWeek(date=DAY, level=1),
    ]


def test_a_history_comes_back_as_it_was_recorded(store, reopened):
    client = someone(store)
    store.record(client, *items())
    assert reopened().history_of(client) == History(client=client).adding(*items())


def test_analyses_are_checks_of_the_history(store, clock):
    client = someone(store)
    store.results.add(client, Squat(drop=0.2))
    clock.wait(42)
    store.results.add(client, Squat(drop=0.1))
    first, second = store.history_of(client).checks
    assert (first.retest, second.retest) == (False, True)
    (value,) = second.values
    assert (value.measure, value.value, value.sem, value.n) == (
        "pelvic_drop",
        0.1,
        0.02,
        3,
    )


def test_all_items_are_recorded_or_none(store):
    client = someone(store)
    broken = Goal(date=DAY, words="x")
    object.__setattr__(broken, "able", float("nan"))
    with pytest.raises(StoreError):
        store.record(client, *items(), broken)
    assert store.history_of(client) == History(client=client)


def test_nothing_is_recorded_after_withdrawal(store):
    client = someone(store)
    store.consents.change(client, {"store": False})
    with pytest.raises(ConsentError):
        store.record(client, *items())
    assert store.history_of(client) == History(client=client)


def test_a_new_analysis_leaves_what_a_coach_decided(store):
    client = someone(store)
    store.results.add(client, Squat(), findings=[{"id": "drop"}])
    change = Override(
        date=DAY,
        who="Coach",
        reason="she knows",
        action="reword_finding",
        target="drop",
        value="Your left side drops a little.",
    )
    store.record(client, change)
    store.results.add(client, Squat(), findings=[{"id": "drop"}])
    assert store.history_of(client).overrides == (change,)
    assert [each.findings for each in store.results.of(client)] == 2 * [
        ({"id": "drop"},)
    ]


def test_answers_come_back_oldest_first(store, clock):
    client = someone(store)
    clock.wait(7)
    store.answers.add(client, "nprs", {"now": 3}, {"nprs": 3.0})
    store.answers.add(client, "nprs", {"now": 5}, {"nprs": 5.0}, day=DAY)
    assert [(e.day, e.scores["nprs"]) for e in store.answers.of(client)] == [
        (DAY, 5.0),
        (DAY + dt.timedelta(days=7), 3.0),
    ]


def test_a_group_knows_its_members_and_who_came(store, reopened):
    a, b, c = (someone(store) for _ in range(3))
    group = store.groups.new("Tuesday", starts_on=DAY, weeks=12)
    store.groups.add(group, [a, b])
    store.groups.add(group, [b, c])
    store.groups.attend(group, [a, c])
    found = reopened().groups.get(group.upper())
    assert (found.name, found.members) == ("Tuesday", (a, b, c))
    assert found.attended == {DAY: (a, c)}
    assert [each.present for each in store.history_of(b).attendances] == [False]
    assert store.history_of(a).attendances[0].group == group


def test_attendance_typed_again_corrects_the_day(store):
    a, b = someone(store), someone(store)
    group = store.groups.new("Tuesday", starts_on=DAY, weeks=12)
    store.groups.add(group, [a, b])
    store.groups.attend(group, [a])
    store.groups.attend(group, [b])
    assert store.groups.get(group).attended == {DAY: (b,)}


def test_who_is_no_member_cannot_attend(store):
    group = store.groups.new("Tuesday", starts_on=DAY, weeks=12)
    with pytest.raises(InputError, match="group add"):
        store.groups.attend(group, [someone(store)])
    assert store.groups.get(group).attended == {}


def test_weeks_of_a_course_count_from_its_first_day(store):
    group = store.groups.get(store.groups.new("Tuesday", starts_on=DAY, weeks=12))
    days = [-1, 0, 6, 7]
    assert [group.week_of(DAY + dt.timedelta(days=each)) for each in days] == [
        0,
        1,
        1,
        2,
    ]
