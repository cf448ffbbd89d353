"""Retest day in words: a case each, and never one thing as the cause of another."""

import datetime as dt

import pytest

from ilium.catalogue import kind_of
from ilium.progress.change import Occasion, judge_change
from ilium.progress.scores import ScoreChange, score_change
from ilium.progress.week_six import Retest, pain_course, pelvis_course, tell
from ilium.units import DEGREE

DROP = kind_of("pelvic_drop_peak")
LESS_PAIN = ScoreChange(before=5, after=2, least=2, higher_is_better=False)
SAME_PAIN = ScoreChange(before=5, after=4, least=2, higher_is_better=False)
MORE_PAIN = ScoreChange(before=3, after=6, least=2, higher_is_better=False)


def _change(before, after, *, tier="video_a", n=5):
    start, end = (
        Occasion(
            date=dt.date(2024, 1, 1) + dt.timedelta(days=day),
            value=value * DEGREE,
            sem=4.0 * DEGREE / 2.77,
            tier=each,
            sd=0.5 * DEGREE,
            n=n,
        )
        for day, value, each in ((0, before, "video_a"), (42, after, tier))
    )
    return judge_change([start], [end])


def _retest(left, right=(6, 6), **more):
    sides = {"left": _change(*left), "right": _change(*right)}
    return Retest(kind=DROP, sides=sides, **more)


CASES = {
    "both better": (_retest((12, 7), pain=LESS_PAIN), "better", "better"),
    "pain only": (_retest((12, 11), pain=LESS_PAIN), "same", "better"),
    "pelvis only": (_retest((12, 7), pain=SAME_PAIN), "better", "same"),
    "neither": (_retest((12, 11), pain=SAME_PAIN), "same", "same"),
    "worse": (_retest((6, 12), pain=MORE_PAIN), "worse", "worse"),
}


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_told_as_it_is(case):
    retest, pelvis, pain = CASES[case]
    assert pelvis_course(retest) == pelvis
    assert pain_course(retest.pain) == pain
    story = tell(retest)
    assert all((story.verdict, story.line, story.apart, story.then))


def test_the_line_says_both_values_and_the_error():
    story = tell(CASES["both better"][0])
    assert story.line == (
        "Your left side: 12° → 7°, more than the measurement error of 4°."
    )
    assert story.verdict == "Changed"


def test_pain_alone_is_kept_apart_from_the_pelvis():
    story = tell(CASES["pain only"][0])
    assert story.apart == (
        "Your pain went down; the pelvis did not change beyond error. Both can be true."
    )
    assert story.verdict == "Not more than measurement error"


def test_no_change_is_told_as_information():
    story = tell(CASES["neither"][0])
    assert "That is information" in story.apart
    assert "another door" in story.then


def test_more_pain_decides_what_comes_next_whatever_the_pelvis_did():
    better_but_painful = _retest((12, 7), pain=MORE_PAIN)
    assert tell(better_but_painful).then.startswith("Pain first")
    assert tell(CASES["worse"][0]).then.startswith("Pain first")


def test_a_worse_side_is_not_hidden_behind_a_better_one():
    retest = _retest((12, 6), right=(4, 10))
    assert pelvis_course(retest) == "worse"
    assert "right" in tell(retest).line


def test_missing_weeks_are_welcomed_back_one_step_earlier():
    story = tell(_retest((12, 11), pain=SAME_PAIN, missed=3))
    assert story.then.startswith("Welcome back. We start one step earlier.")
    assert "Welcome" not in tell(_retest((12, 11), pain=SAME_PAIN, missed=1)).then


def test_two_ways_of_measuring_are_not_compared():
    sides = {"left": _change(12, 3, tier="lab")}
    story = tell(Retest(kind=DROP, sides=sides))
    assert story.verdict == "Cannot tell yet"
    assert "different ways" in story.line


def test_a_single_check_asks_for_the_second():
    story = tell(Retest(kind=DROP, sides={}))
    assert "only one check" in story.line
    assert story.apart == "Neither pelvis nor pain can be judged yet."


def test_own_activities_are_judged_by_their_own_change():
    able = ScoreChange(before=3, after=6, least=2, higher_is_better=True)
    assert "3 → 6" in tell(_retest((12, 7), activities=able)).activities
    less = ScoreChange(before=6, after=3, least=2, higher_is_better=True)
    assert "down" in tell(_retest((12, 7), activities=less)).activities
    assert tell(_retest((12, 7))).activities == ""


PROMISES = ("will go away", "cure", "heal", "because", "thanks to", "relief")


def test_nothing_promises_relief_or_names_a_cause():
    for retest, *_ in CASES.values():
        said = " ".join((*vars_of(tell(retest)),)).lower()
        assert not any(word in said for word in PROMISES)


def vars_of(story):
    return (story.line, *story.sides, story.apart, story.activities, story.then)


def test_a_questionnaire_is_judged_by_its_own_rule():
    first, soon, late = (dt.date(2024, 1, day) for day in (1, 8, 29))
    change = score_change("nprs", [(first, 5.0), (late, 3.0)])
    assert change is not None
    assert change.improved
    assert change.changed
    able = score_change("psfs", [(first, 5.0), (late, 3.0)])
    assert able is not None
    assert not able.improved
    assert score_change("nprs", [(first, 5.0), (soon, 1.0)]) is None
    assert score_change("nprs", [(first, 5.0)]) is None
