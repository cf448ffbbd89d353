"""Changes against the error of measurement, and what must not be judged."""

import datetime as dt
import math
import random

import pytest

from ilium.errors import InsufficientDataError
from ilium.progress.change import Occasion, judge_change
from ilium.units import DEGREE

DAY = dt.date(2024, 1, 1)
SEM = 4.0 * DEGREE / 2.77


def _on(day, value, *, sem=SEM, tier="video_a", sd=0.5 * DEGREE, n=5):
    return Occasion(
        date=DAY + dt.timedelta(days=day),
        value=value * DEGREE,
        sem=sem,
        tier=tier,
        sd=sd,
        n=n,
    )


def test_a_change_beyond_the_minimal_detectable_one_is_a_change():
    change = judge_change([_on(0, 12)], [_on(42, 7)])
    assert change.verdict == "changed"
    assert change.mdc == pytest.approx(1.96 * math.sqrt(2) * SEM)
    assert change.nearer(0.0)
    assert change.ci_low < change.difference < change.ci_high < 0.0


def test_a_change_within_the_error_is_called_so():
    assert judge_change([_on(0, 12)], [_on(42, 9)]).verdict == "within_error"


def test_the_error_of_a_median_is_that_of_one_occasion():
    before = [_on(day, value) for day, value in ((0, 12), (1, 11), (2, 14))]
    after = [_on(day, value) for day, value in ((40, 7), (41, 8), (42, 6))]
    change = judge_change(before, after)
    assert (change.before, change.after) == (12 * DEGREE, 7 * DEGREE)
    assert change.occasions == (3, 3)
    assert change.mdc == pytest.approx(1.96 * math.sqrt(2) * SEM)


def test_the_first_three_and_the_last_three_occasions_count():
    before = [_on(day, value) for day, value in ((0, 12), (1, 12), (2, 12), (20, 2))]
    after = [_on(day, value) for day, value in ((30, 11), (40, 5), (41, 5), (42, 5))]
    change = judge_change(before[::-1], after[::-1])
    assert (change.before, change.after) == (12 * DEGREE, 5 * DEGREE)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (_on(0, 12), _on(42, 2, tier="lab"), "tiers"),
        (_on(0, 12, sem=math.nan), _on(42, 2), "no_error"),
        (_on(0, 12), _on(42, 2, n=2), "few"),
        (_on(0, 12, sd=8 * DEGREE), _on(42, 7), "varies"),
    ],
)
def test_what_cannot_be_told_says_why(before, after, reason):
    change = judge_change([before], [after])
    assert (change.verdict, change.reason) == ("cannot_tell", reason)


def test_an_end_without_an_occasion_is_refused():
    with pytest.raises(InsufficientDataError, match="before"):
        judge_change([], [_on(0, 3)])


def _share_of_changes(true_change, runs=2000):
    rng = random.Random(5)
    told = 0
    for _ in range(runs):
        ends = [
            _on(day, value + rng.gauss(0.0, SEM / DEGREE), sd=0.1 * DEGREE)
            for day, value in ((0, 10.0), (42, 10.0 + true_change))
        ]
        told += judge_change(ends[:1], ends[1:]).verdict == "changed"
    return told / runs


def test_people_who_did_not_change_are_told_so_in_95_of_100():
    assert _share_of_changes(0.0) == pytest.approx(0.05, abs=0.015)


def test_a_change_of_twice_the_error_is_seen_in_most():
    assert _share_of_changes(-8.0) > 0.9
