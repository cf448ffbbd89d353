"""Criteria ask for no more than healthy people show; what is unseen never blocks."""

from __future__ import annotations

import datetime as dt

import pytest

from ilium.findings.norm_files import own_norms
from ilium.programme.criteria import criteria, error_of, judge, limit_of
from ilium.programme.history import CheckResult, CheckValue, History, Judgement
from ilium.units import radians

DAY = dt.date(2026, 3, 2)
TIERS = ("lab", "video_a", "video_b")


def value(degrees, measure="pelvic_drop_peak", side="left", tier="lab"):
    return CheckValue(
        measure=measure, side=side, value=radians(degrees), unit="rad", tier=tier
    )


def check(degrees, day=DAY, task="single_leg_squat", **more):
    return CheckResult(date=day, task=task, values=(value(degrees, **more),))


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", criteria())
def test_no_limit_is_stricter_than_the_healthy_mean_plus_one_error(name, tier):
    criterion = criteria()[name]
    for measure in criterion.measures:
        for task in criterion.tasks:
            one = CheckValue(
                measure=measure, side="left", value=0.1, unit="rad", tier=tier
            )
            means = [
                each.mean
                for each in own_norms().references
                if each.measure == measure
                and task in each.tasks
                and each.kind == "published"
                and each.mean == each.mean
            ]
            limit = limit_of(criterion, one, task)
            assert limit >= criterion.limit
            assert all(limit >= mean + error_of(one, task) - 1e-12 for mean in means)


def test_the_healthy_mean_widens_a_stricter_target():
    """Negative control of the law above: 5° alone would be stricter than 7.4°."""
    one = value(7.5)
    assert limit_of(criteria()["squat_drop"], one, "single_leg_squat") > radians(8)
    narrow = criteria()["stance_drop_5"]
    assert limit_of(narrow, one, "single_leg_squat") > radians(7.4)


def test_a_camera_gives_more_room_than_the_laboratory():
    limits = [
        limit_of(criteria()["squat_drop"], value(8, tier=tier), "single_leg_squat")
        for tier in TIERS
    ]
    assert limits == sorted(limits)
    assert limits[0] < limits[2]


def test_what_nobody_judged_is_unknown():
    found = judge("squat_drop", History(), DAY)
    assert (found.state, found.judge) == ("unknown", "nobody")


def test_an_old_check_counts_as_not_measured():
    history = History().adding(check(30))
    late = DAY + dt.timedelta(days=29)
    assert judge("squat_drop", history, DAY).state == "not_met"
    assert judge("squat_drop", history, late).state == "unknown"


def test_the_camera_speaks_before_an_answer_and_the_coach_before_the_person():
    said = [
        Judgement(date=DAY, criterion="squat_drop", met=True, judge="self"),
        Judgement(date=DAY, criterion="squat_drop", met=False, judge="coach"),
    ]
    history = History().adding(*said)
    assert judge("squat_drop", history, DAY).judge == "coach"
    assert judge("squat_drop", history, DAY).state == "not_met"
    seen = judge("squat_drop", history.adding(check(3)), DAY)
    assert (seen.judge, seen.state) == ("camera", "met")


def test_better_than_at_first_beyond_error_is_enough():
    later = DAY + dt.timedelta(days=14)
    better = History().adding(check(20), check(12, later))
    same = History().adding(check(20), check(19, later))
    assert judge("squat_drop", better, later).state == "met"
    assert judge("squat_drop", same, later).state == "not_met"


def test_four_weeks_without_change_open_the_way():
    later = DAY + dt.timedelta(days=28)
    stuck = History().adding(check(20), check(19, later))
    worse = History().adding(check(14), check(24, later))
    assert judge("squat_drop", stuck, later).state == "plateau"
    assert judge("squat_drop", worse, later).state == "not_met"
    said = [
        Judgement(date=day, criterion="quiet_landing", met=False)
        for day in (DAY, DAY + dt.timedelta(days=14), later)
    ]
    assert judge("quiet_landing", History().adding(*said), later).state == "plateau"
    assert judge("quiet_landing", History().adding(*said[1:]), later).state == "not_met"
