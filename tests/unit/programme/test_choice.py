"""Goals, patterns and a coach's hand choose the exercises."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

import programme_clients as clients
from ilium.findings.patterns import PATTERNS
from ilium.programme.goals import ladders, matched
from ilium.programme.history import CheckResult, CheckValue, Override, StrengthTest
from ilium.programme.library import library
from ilium.programme.patterns import answers, seen, suggest
from ilium.programme.week import next_week, retest_day
from ilium.units import radians

DAY = clients.DAY


def at_level(level, **screen):
    """A trained person, let in by a coach."""
    word = Override(date=DAY, who="IB", reason="trained", action="gate", target=level)
    return clients.newcomer(**screen).adding(word)


def names(week):
    return [each.exercise for each in week.prescriptions]


@pytest.mark.parametrize(
    ("words", "ladder"),
    [
        ("do lunges without my hip hurting", "lunges"),
        ("Warrior II in my yoga class", "warrior"),
        ("sun salutations", "sun_salutation"),
        ("my old Pilates class", "pilates_mat"),
        ("run a 10k", "running"),
        ("jump on the trampoline", "jumping"),
        ("pick up my toddler", "carrying"),
        ("wieder laufen", "running"),
        ("feel kind of fine", None),
        ("grunt less", None),
    ],
)
def test_a_goal_is_matched_by_the_persons_own_words(words, ladder):
    assert matched(words) == ladder


def test_a_goal_that_nobody_understands_is_asked_for_and_still_gives_a_week():
    week = next_week(clients.newcomer(words="feel at home"), today=DAY)
    assert "ask_goal" in week.texts
    assert len(week.prescriptions) == 3


def test_ladders_and_patterns_name_exercises_that_exist():
    for each in ladders().values():
        assert set(each["order"]) <= set(library())
        assert len(set(each["order"])) == len(each["order"])
    assert tuple(answers()) == PATTERNS
    for each in answers().values():
        levels = [library()[name].level for name in each]
        assert levels == sorted(levels)


def test_a_pattern_beyond_its_error_brings_its_exercise():
    def drop(degrees):
        return CheckResult(
            date=DAY,
            task="single_leg_squat",
            values=(
                CheckValue(
                    measure="trunk_lean_peak",
                    side="left",
                    value=radians(degrees),
                    unit="rad",
                    tier="lab",
                ),
            ),
        )

    far, near = at_level("3").adding(drop(22)), at_level("3").adding(drop(10.5))
    assert seen(far, DAY) == ("lean",)
    assert seen(near, DAY) == ()
    assert "E27" in names(next_week(far, today=DAY))


def test_a_report_gets_one_exercise_with_its_dose():
    given = suggest(["drop"], "single_leg_squat", equipment=("band",))
    assert given.exercise == "E14"
    assert (given.sets, given.reps) == (2, 10)
    assert suggest(["drop"], "single_leg_squat").exercise == "E8"
    assert suggest([], "kickback_quadruped").exercise == "E13"
    assert not library()[suggest(["knee_in"], "run", level=4).exercise].impact


def test_what_a_coach_decides_stays_week_after_week():
    swap = Override(
        date=DAY, who="IB", reason="knee", action="swap", target="E12", value="E11"
    )
    added = Override(date=DAY, who="IB", reason="likes it", action="add", target="E7")
    history = at_level("1").adding(swap, added)
    for number in range(4):
        week = next_week(history, today=DAY + dt.timedelta(weeks=number))
        assert "E12" not in names(week)
        assert "E7" in names(week)
        history = clients.train(history, week, row={"extra_reps": 2})


def test_a_locked_exercise_keeps_its_dose():
    lock = Override(date=DAY, who="IB", reason="enough", action="lock", target="E8")
    free, _ = clients.follow(at_level("1"), 3)
    held, _ = clients.follow(at_level("1").adding(lock), 3)

    def reps(week):
        rows = {each.exercise: each.plan.reps for each in week.prescriptions}
        return rows["E8"]

    assert reps(free[2]) > reps(free[0])
    assert reps(held[2]) == reps(held[0])


def test_a_landing_added_by_hand_waits_for_its_gate():
    added = Override(date=DAY, who="IB", reason="soon", action="add", target="E35")
    week = next_week(at_level("2").adding(added), today=DAY)
    assert "E35" not in names(week)
    assert any(each.because == "hand_waits" for each in week.decisions)


def test_equipment_that_is_not_there_is_never_asked_for():
    weeks, _ = clients.follow(at_level("3", equipment=()), 6)
    used = {name for week in weeks for name in names(week)}
    assert not any(library()[name].equipment for name in used)


def test_a_good_responder_comes_to_running():
    weeks, _ = clients.follow(clients.newcomer(words="run"), 60, row={"extra_reps": 2})
    assert weeks[-1].level == 7
    assert any("E38" in names(week) for week in weeks)
    levels = [week.level for week in weeks]
    assert all(b - a in (0, 1) for a, b in pairwise(levels))


def test_without_the_strength_tests_nobody_comes_to_landings():
    history = at_level("4", words="run")
    for number in range(12):
        week = next_week(history, today=DAY + dt.timedelta(weeks=number))
        history = clients.train(history, week, row={"extra_reps": 2})
        assert week.level == 4
    assert set(week.tests) >= {"calf_raise", "jog_on_spot"}
    one_short = StrengthTest(date=DAY, test="calf_raise", value=19, side="left")
    assert next_week(history.adding(one_short), today=week.date).level == 4


def test_after_a_birth_landings_wait_for_twelve_weeks():
    early = at_level(
        "5", words="run", postpartum="after_birth", weeks_since_birth=8, cleared=True
    )
    week = next_week(early, today=DAY)
    assert week.level == 4
    assert "E1" in names(week)
    assert "guidelines" in week.texts
    word = Override(
        date=DAY, who="Dr A", reason="ready", action="gate", target="5", clinician=True
    )
    assert next_week(early.adding(word), today=DAY).level == 5


def test_missed_weeks_begin_one_step_earlier_without_reproach():
    weeks, history = clients.follow(at_level("2"), 3)
    back = next_week(history, today=DAY + dt.timedelta(weeks=5))
    assert "welcome_back" in back.texts
    assert back.level == weeks[-1].level
    assert next_week(history, today=DAY + dt.timedelta(weeks=8)).level == 1


def test_the_retest_comes_in_week_six_then_twelve():
    check = CheckResult(date=DAY, task="single_leg_squat")
    history = clients.newcomer().adding(check)
    for after, due in ((1, 6), (6, 6), (7, 12), (20, 24), (25, 36)):
        day = retest_day(history, DAY + dt.timedelta(weeks=after))
        assert day == DAY + dt.timedelta(weeks=due)
    assert retest_day(clients.newcomer(), DAY) is None
