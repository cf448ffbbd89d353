"""Newest checks of several movements beside each other."""

from __future__ import annotations

import datetime as dt

from ilium.programme.across import measured_patterns, several_movements
from ilium.programme.history import CheckResult, CheckValue, History
from ilium.report.across_table import across_table
from ilium.units import DEGREE

DAY = dt.date(2024, 1, 8)


def a_check(task, degrees, *, day=0):
    values = tuple(
        CheckValue(
            measure="pelvic_drop_peak", side=side, value=each * DEGREE, unit="rad",
            tier="lab", sem=1.1 * DEGREE, n=5,
        )
        for side, each in (("left", degrees), ("right", 2.0))
    )  # fmt: skip
    return CheckResult(date=DAY + dt.timedelta(days=day), task=task, values=values)


def test_a_pattern_of_two_movements_is_said_once_and_stands_in_the_table():
    found = several_movements(
        History(checks=(a_check("lunge", 15.0), a_check("single_leg_squat", 19.0)))
    )
    assert found is not None
    assert found.seen("drop", "left") == ("lunge", "single_leg_squat")
    assert len(found.sentences) == 1
    assert measured_patterns(found) == ("drop",)
    table = across_table(found)
    assert [row[0] for row in table.rows] == ["Lunge", "Single-leg squat"]
    assert "15°" in table.rows[0][1]


def test_only_the_newest_check_of_a_movement_speaks():
    checks = (
        a_check("lunge", 15.0),
        a_check("single_leg_squat", 19.0),
        a_check("single_leg_squat", 3.0, day=7),
    )
    found = several_movements(History(checks=checks))
    assert found is not None
    assert found.seen("drop", "left") == ("lunge",)
    assert found.sentences == ()


def test_one_movement_alone_has_nothing_to_lie_beside():
    """Negative control."""
    assert several_movements(History(checks=(a_check("lunge", 15.0),))) is None
