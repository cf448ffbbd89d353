"""Questionnaires come to the scores that their own rules give, worked out by hand."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.errors import InputError, InsufficientDataError, UnknownNameError
from ilium.progress.questionnaires import instruments, score


def test_pain_is_the_mean_of_the_ratings_given():
    assert score("nprs", {"now": 3}) == {"nprs": 3.0}
    assert score("nprs", {"now": 3, "best": 1, "worst": 8}) == {"nprs": 4.0}
    assert score("nprs", {"now": 3, "best": None, "worst": 8}) == {"nprs": 5.5}


def test_own_activities_are_a_mean_from_three_on():
    told = {"lunges": 4, "warrior": 6, "stairs": 8}
    assert score("psfs", told) == {"psfs": 6.0}
    assert score("psfs", {**told, "running": None}) == {"psfs": 6.0}
    with pytest.raises(InsufficientDataError, match="on its own"):
        score("psfs", {"lunges": 4, "warrior": 6, "stairs": None})
    with pytest.raises(InputError, match="at most 5"):
        score("psfs", {str(at): 5 for at in range(6)})


def test_ticked_statements_are_counted():
    assert score("rmdq", {"rmdq": 11}) == {"rmdq": 11.0}
    with pytest.raises(InputError, match="0 to 24"):
        score("rmdq", {"rmdq": 25})
    with pytest.raises(InputError, match="whole"):
        score("rmdq", {"rmdq": 3.5})


def test_pelvic_girdle_scores_are_shares_of_what_was_answered():
    """20 activities at 1 (20 of 60) and 5 symptoms at 3 (15 of 15): 35 of 75."""
    told: dict[str, float | None] = {
        str(at): 1 if at <= 20 else 3 for at in range(1, 26)
    }
    found = score("pgq", told)
    assert found["pgq_activity"] == pytest.approx(100 / 3)
    assert found["pgq_symptom"] == 100.0
    assert found["pgq"] == pytest.approx(100 * 35 / 75)
    told["1"] = told["2"] = None
    told["3"] = 3
    found = score("pgq", told)
    assert found["pgq_activity"] == pytest.approx(100 * 20 / 54)
    assert found["pgq"] == pytest.approx(100 * 35 / 69)


def test_a_part_with_too_few_answers_has_no_score():
    told: dict[str, float | None] = {
        str(at): 1 for at in range(1, 26) if at not in (21, 22)
    }
    assert score("pgq", told) == {"pgq_activity": pytest.approx(100 / 3)}
    with pytest.raises(InsufficientDataError):
        score("pgq", {"1": 1})


def test_a_session_is_effort_times_minutes():
    assert score("session_rpe", {"effort": 6, "minutes": 45}) == {"session_load": 270}
    with pytest.raises(InsufficientDataError):
        score("session_rpe", {"effort": 6, "minutes": None})


def test_overall_change_has_seven_steps():
    assert [score("pgic", {"pgic": at})["pgic"] for at in range(-3, 4)] == [
        *range(-3, 4)
    ]
    for wrong in (-4, 4, 0.5):
        with pytest.raises(InputError):
            score("pgic", {"pgic": wrong})


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("odi", {"odi": 101}),
        ("start_back", {"start_back": 10}),
        ("nprs", {"now": 11}),
        ("nprs", {"now": -1}),
        ("nprs", {"now": math.nan}),
        ("pgq", {"1": 4}),
        ("psfs", {"a": 3, "b": 4, "c": 10.5}),
    ],
)
def test_what_is_out_of_range_is_refused(name, answers):
    with pytest.raises(InputError):
        score(name, answers)


def test_what_does_not_exist_is_refused():
    with pytest.raises(UnknownNameError, match="rmdq"):
        score("rmdqq", {})
    with pytest.raises(UnknownNameError, match="worst"):
        score("nprs", {"worse": 3})
    with pytest.raises(UnknownNameError):
        score("pgq", {"26": 3})


@given(st.lists(st.integers(0, 10), min_size=3, max_size=5))
def test_a_mean_lies_between_its_answers(points):
    found = score("psfs", {str(at): each for at, each in enumerate(points)})["psfs"]
    assert min(points) <= found <= max(points)


@given(st.lists(st.integers(0, 3), min_size=25, max_size=25))
def test_the_total_lies_between_its_parts(points):
    found = score("pgq", {str(at): each for at, each in enumerate(points, start=1)})
    low, high = sorted([found["pgq_activity"], found["pgq_symptom"]])
    assert low - 1e-9 <= found["pgq"] <= high + 1e-9


def test_every_smallest_change_names_its_source_and_kind():
    for each in instruments().values():
        assert each.source
        for one in each.scores.values():
            known = not math.isnan(one.least)
            assert known == (one.least_kind != "none") == bool(one.least_source)
            assert one.low < one.high


def test_no_band_and_no_item_is_shipped():
    text = repr(instruments()).lower()
    bands = "minimal dis|moderate|severe|crippled|bed-bound|low risk|high risk"
    assert not re.search(bands, text)
    assert max(len(each.title) for each in instruments().values()) < 70
