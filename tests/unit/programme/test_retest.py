"""Which checks, pains and weeks of a history retest day compares."""

import datetime as dt

import pytest

from ilium.programme.history import (
    CheckResult,
    CheckValue,
    Goal,
    History,
    PlannedWeek,
    SessionLog,
)
from ilium.programme.retest import followed, missed_weeks, retest
from ilium.units import DEGREE

DAY = dt.date(2024, 1, 1)


def _day(number):
    return DAY + dt.timedelta(days=number)


def _check(day, left, right=6.0, *, task="single_leg_squat", tier="video_a"):
    values = tuple(
        CheckValue(
            measure="pelvic_drop_peak",
            side=side,
            value=value * DEGREE,
            unit="rad",
            tier=tier,
            sem=1.44 * DEGREE,
            sd=0.5 * DEGREE,
            n=5,
        )
        for side, value in (("left", left), ("right", right))
    )
    return CheckResult(date=_day(day), task=task, values=values)


def _session(day, pain):
    return SessionLog(date=_day(day), pain_during=pain)


def test_the_first_and_the_last_check_are_compared():
    history = History(checks=(_check(0, 12), _check(20, 10), _check(42, 7)))
    found = retest(history)
    assert found is not None
    assert found.kind.name == "pelvic_drop_peak"
    left = found.sides["left"]
    assert left.before == pytest.approx(12 * DEGREE)
    assert left.after == pytest.approx(7 * DEGREE)
    assert left.verdict == "changed"
    assert found.sides["right"].verdict == "within_error"


def test_checks_of_the_same_fortnight_are_one_end():
    early = [_check(day, value) for day, value in ((0, 12), (3, 20), (6, 12))]
    late = [_check(day, value) for day, value in ((40, 6), (42, 0), (44, 7))]
    found = retest(History(checks=(*early, *late)))
    assert found is not None
    assert found.sides["left"].occasions == (3, 3)
    assert found.sides["left"].before == pytest.approx(12 * DEGREE)


def test_a_single_check_compares_nothing_and_none_is_nothing():
    found = retest(History(checks=(_check(0, 12),)))
    assert found is not None
    assert found.sides == {}
    assert retest(History()) is None


def test_another_movement_is_not_mixed_in():
    checks = (_check(0, 12), _check(30, 2, task="lunge"), _check(42, 7))
    rows = followed(History(checks=checks))
    assert rows is not None
    assert [each.date for each in rows.sides["left"]] == [_day(0), _day(42)]


def test_pain_of_the_first_week_is_held_against_the_last():
    sessions = [_session(day, pain) for day, pain in ((0, 5), (2, 5), (20, 9), (40, 2))]
    found = retest(History(checks=(_check(0, 12),), sessions=tuple(sessions)))
    assert found is not None
    assert found.pain is not None
    assert (found.pain.before, found.pain.after) == (5, 2)
    assert found.pain.improved


def test_pain_of_one_week_is_no_course():
    sessions = tuple(_session(day, 5) for day in (0, 2, 4))
    found = retest(History(checks=(_check(0, 12),), sessions=sessions))
    assert found is not None
    assert found.pain is None


@pytest.mark.parametrize(("activities", "changed"), [(1, False), (2, True)])
def test_a_single_activity_needs_a_larger_change_than_a_mean(activities, changed):
    words = ("lunges", "stairs")[:activities]
    goals = [Goal(date=_day(0), words=each, able=3) for each in words]
    goals += [Goal(date=_day(42), words=each, able=5) for each in words]
    found = retest(History(checks=(_check(0, 12),), goals=tuple(goals)))
    assert found is not None
    assert found.activities is not None
    assert found.activities.changed is changed


def test_weeks_without_a_session_are_counted_and_the_running_week_is_not():
    weeks = tuple(PlannedWeek(date=_day(day), level=1) for day in (0, 7, 14, 21))
    sessions = (_session(1, 2), _session(22, 2))
    assert missed_weeks(History(weeks=weeks, sessions=sessions)) == 2
    assert missed_weeks(History(weeks=weeks)) == 0
