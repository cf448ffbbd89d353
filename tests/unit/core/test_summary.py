"""Summaries over repetitions."""

from __future__ import annotations

import math

import pytest

from ilium.core.measure import Measure
from ilium.core.summary import summarised


def depth(value, number, **more):
    return Measure(
        name="depth", side="left", value=value, unit="m", repetition=number, **more
    )


def test_two_repetitions_have_a_mean_a_spread_and_an_interval():
    *_, whole = summarised([depth(1.0, 1), depth(3.0, 2)])
    assert (whole.repetition, whole.n, whole.value) == (None, 2, 2.0)
    assert whole.sd == pytest.approx(math.sqrt(2.0))
    assert whole.ci_high - whole.value == pytest.approx(12.706204736)


def test_a_repetition_that_could_not_be_measured_does_not_count():
    seen, lost = depth(1.0, 1), depth(math.nan, 2, flags=("marker-lost",))
    *_, whole = summarised([seen, lost])
    assert (whole.value, whole.n, whole.flags) == (1.0, 1, ())


def test_without_any_measured_repetition_the_reason_stays():
    *_, whole = summarised([depth(math.nan, 1, flags=("marker-lost",))])
    assert math.isnan(whole.value)
    assert (whole.n, whole.flags) == (0, ("marker-lost",))


def test_sides_are_summarised_apart():
    right = Measure(name="depth", side="right", value=9.0, unit="m", repetition=1)
    found = summarised([depth(1.0, 1), right])
    assert [(m.side, m.value) for m in found if m.repetition is None] == [
        ("left", 1.0),
        ("right", 9.0),
    ]
