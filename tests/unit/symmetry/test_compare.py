"""Both sides, every index that applies, the error of the difference, the rule."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from ilium.catalogue import KINDS, RAW
from ilium.core.measure import Measure
from ilium.core.summary import summarised
from ilium.symmetry import compare_sides, side_comparisons
from ilium.symmetry.rule import BEYOND, NEAR, SEEN_ONCE
from ilium.units import DEGREE


def sides(name, unit, left, right) -> tuple[Measure, ...]:
    """Repetitions and summaries of a left and a right side."""
    return summarised(
        Measure(name=name, side=side, value=value, unit=unit, repetition=number)
        for side, numbers in (("left", left), ("right", right))
        for number, value in enumerate(numbers, start=1)
    )


def drop(left: float, right: float) -> tuple[Measure, ...]:
    """Pelvic drop of three repetitions a side, in degrees, ±1°."""
    spread = (-1.0, 0.0, 1.0)
    return sides(
        "pelvic_drop_peak",
        "rad",
        [(left + each) * DEGREE for each in spread],
        [(right + each) * DEGREE for each in spread],
    )


def test_an_angle_has_a_difference_in_its_own_unit_and_nothing_else():
    (difference,) = compare_sides(drop(12.0, 4.0))
    assert difference.name == "pelvic_drop_peak_difference"
    assert difference.unit == "rad"
    assert difference.value == pytest.approx(8.0 * DEGREE)


def test_the_error_of_the_difference_is_welchs():
    from scipy.stats import ttest_ind

    left, right = [12.0, 13.5, 11.0, 12.2], [4.0, 6.5, 9.0]
    (made,) = compare_sides(sides("pelvic_drop_peak", "rad", left, right))
    interval = ttest_ind(left, right, equal_var=False).confidence_interval()
    assert made.ci_low == pytest.approx(interval.low, rel=1e-6)
    assert made.ci_high == pytest.approx(interval.high, rel=1e-6)
    assert made.sd == pytest.approx(
        math.hypot(np.std(left, ddof=1), np.std(right, ddof=1)), rel=1e-6
    )


def test_both_raw_sides_stand_beside_every_index():
    measures = drop(12.0, 4.0)
    (pair,) = side_comparisons(measures)
    assert pair.left.value == pytest.approx(12.0 * DEGREE)
    assert pair.right.value == pytest.approx(4.0 * DEGREE)
    assert "Left 12 ± 1 deg (n = 3), right 4 ± 1 deg (n = 3)" in pair.indices[0].method


def test_the_first_occasion_is_only_seen_once():
    (difference,) = compare_sides(drop(12.0, 4.0))
    assert difference.flags == (NEAR, SEEN_ONCE)


def test_a_second_occasion_to_the_same_side_confirms():
    first = compare_sides(drop(12.0, 4.0))
    (same,) = compare_sides(drop(11.0, 5.0), earlier=[first])
    (other,) = compare_sides(drop(4.0, 12.0), earlier=[first])
    assert same.flags == (BEYOND,)
    assert other.flags == (NEAR, SEEN_ONCE)


def test_five_degrees_are_within_the_rule():
    (difference,) = compare_sides(drop(8.0, 3.5))
    assert difference.flags == ()


def test_a_published_error_widens_the_rule():
    measures = [replace(each, sem=3.0 * DEGREE) for each in drop(11.0, 4.0)]
    (difference,) = compare_sides(measures)
    assert difference.flags == ()


def test_a_force_has_shares_and_the_task_says_which():
    force = sides("peak_force", "N", [1000.0, 1010.0], [1250.0, 1260.0])
    alone = {each.name.removeprefix("peak_force_") for each in compare_sides(force)}
    shared = compare_sides(force, task="drop_jump")
    together = {each.name.removeprefix("peak_force_") for each in shared}
    assert "percentage_difference" in alone
    assert "bilateral_symmetry_index" in together
    assert alone & together == {
        "limb_symmetry_index",
        "symmetry_index",
        "absolute_symmetry_index",
        "symmetry_angle",
    }


def test_the_absolute_index_names_the_larger_side():
    force = sides("peak_force", "N", [1000.0], [1250.0])
    found = {each.name: each for each in compare_sides(force)}
    assert found["peak_force_absolute_symmetry_index"].side == "right"


def test_noisy_repetitions_raise_the_limit():
    calm = sides("peak_force", "N", [1000.0, 1001.0], [1250.0, 1251.0])
    noisy = sides("peak_force", "N", [800.0, 1200.0], [1000.0, 1500.0])
    first, second = (compare_sides(each, earlier=[compare_sides(calm)])
                     for each in (calm, noisy))  # fmt: skip
    assert BEYOND in first[1].flags
    assert BEYOND not in second[1].flags


def test_mixed_signs_leave_only_the_symmetry_angle():
    (only,) = compare_sides(sides("trunk_lead_time", "s", [0.02], [-0.01]))
    assert only.name == "trunk_lead_time_symmetry_angle"
    assert only.flags == ("mixed-signs",)


def test_jerk_is_compared_only_at_equal_duration():
    jerk = sides("pelvic_drop_rms_jerk", "rad/s^3", [2.0], [3.0])
    equal = sides("hold_duration", "s", [10.0], [10.2])
    unequal = sides("hold_duration", "s", [10.0], [20.0])
    for durations, known in ((equal, True), (unequal, False), ((), False)):
        found = {each.name: each for each in compare_sides((*jerk, *durations))}
        index = found["pelvic_drop_rms_jerk_symmetry_index"]
        assert math.isfinite(index.value) == known
        assert ("unequal-duration" in index.flags) != known


def test_one_side_alone_is_not_compared():
    alone = [each for each in drop(12.0, 4.0) if each.side == "left"]
    assert compare_sides(alone) == ()


def test_every_index_is_in_the_catalogue_and_every_row_can_be_emitted():
    rows = {each.name for each in KINDS} - {each.name for each in RAW}
    emitted = set()
    for kind in RAW:
        measures = sides(kind.name, kind.unit, [1.0, 1.2], [2.0, 2.1])
        steady = sides("hold_duration", "s", [5.0], [5.0])
        for task in ("single_leg_squat", "squat"):
            emitted |= {each.name for each in compare_sides(measures, task=task)}
            emitted |= {each.name for each in compare_sides(steady, task=task)}
    assert emitted == rows


def test_the_legs_of_a_turn_are_not_compared():
    straight = drop(12.0, 4.0)
    turned = [replace(each, flags=("turning",)) for each in straight]
    assert compare_sides(straight)
    assert compare_sides(turned) == ()
    half = [replace(x, flags=("turning",)) if x.side == "left" else x for x in straight]
    assert compare_sides(half) == ()
