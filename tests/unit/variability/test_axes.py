"""Measures of variability beside what is like them."""

from __future__ import annotations

import math

import pytest

from ilium.core.measure import Measure
from ilium.variability.axes import place_on_axes, reference_sets

CAV = "coupling_variability_pelvis_frontal_thigh_frontal"


def measure(value, name=CAV, side="left", half=0.02):
    return Measure(
        name=name,
        side=side,
        value=value,
        unit="rad",
        ci_low=value - half,
        ci_high=value + half,
    )


@pytest.mark.parametrize(
    ("value", "label"), [(0.10, "lower"), (0.30, "within"), (0.50, "higher")]
)
def test_the_own_baseline_speaks_in_both_directions(value, label):
    earlier = [[measure(each)] for each in (0.25, 0.30, 0.35)]
    placed = place_on_axes([measure(value)], task="walk", earlier=earlier)[0]
    assert (placed.against, placed.label) == ("baseline", label)
    assert placed.low <= placed.percentile <= placed.high


def test_an_interval_that_reaches_the_usual_is_within_it():
    earlier = [[measure(each)] for each in (0.25, 0.30, 0.35)]
    wide = place_on_axes([measure(0.5, half=0.3)], task="walk", earlier=earlier)[0]
    assert wide.label == "within"


def test_two_visits_are_no_baseline_yet():
    earlier = [[measure(0.25)], [measure(0.30)]]
    placed = place_on_axes([measure(0.3)], task="walk", earlier=earlier)[0]
    assert placed.against == "none"
    assert math.isnan(placed.percentile)


def test_without_a_baseline_the_other_limb_is_beside_it():
    left, right = place_on_axes(
        [measure(0.50), measure(0.30, side="right")], task="walk"
    )
    assert (left.against, left.label) == ("other_limb", "higher")
    assert right.label == "lower"


def test_a_reference_counts_only_for_the_same_task_and_surface():
    reference = reference_sets()[0]
    value = measure(reference.mean, name=reference.measure, side="both")
    same = {"task": reference.task, "surface": reference.surface}
    assert place_on_axes([value], **same)[0].against == "reference"
    for other in ({**same, "surface": ""}, {**same, "task": "run"}):
        assert place_on_axes([value], **other)[0].against == "none"


def test_measures_that_are_no_variability_have_no_axis():
    assert place_on_axes([measure(1.0, name="pelvic_drop")], task="walk") == ()
