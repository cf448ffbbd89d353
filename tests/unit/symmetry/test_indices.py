"""The indices against their closed forms and stated limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.symmetry.indices import (
    INDICES,
    absolute_symmetry_index,
    bilateral_symmetry_index,
    limb_symmetry_index,
    percentage_difference,
    symmetry_angle,
    symmetry_index,
)

positive = st.floats(0.01, 1e4)
SIGNED = ("symmetry_index", "bilateral_symmetry_index", "percentage_difference",
          "symmetry_angle", "difference")  # fmt: skip


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (limb_symmetry_index, 0.8),
        (symmetry_index, 10 / 45),
        (absolute_symmetry_index, 10 / 45),
        (bilateral_symmetry_index, 5 / 45),
        (percentage_difference, 0.2),
        (symmetry_angle, (45 - math.atan(20 / 25) * 180 / math.pi) / 90),
    ],
)
def test_twenty_left_and_twenty_five_right_by_hand(index, expected):
    assert index(20.0, 25.0) == pytest.approx(expected, rel=1e-12)


def test_the_symmetry_angle_has_the_limits_its_authors_state():
    assert symmetry_angle(3.0, 3.0) == pytest.approx(0.0)
    assert symmetry_angle(-3.0, -3.0) == pytest.approx(0.0)
    assert abs(symmetry_angle(3.0, -3.0)) == pytest.approx(1.0)
    assert abs(symmetry_angle(-3.0, 3.0)) == pytest.approx(1.0)
    assert abs(symmetry_angle(0.0, 3.0)) == pytest.approx(0.5)
    assert abs(symmetry_angle(3.0, 0.0)) == pytest.approx(0.5)
    assert math.isnan(symmetry_angle(0.0, 0.0))


@given(st.floats(-0.49, 0.49))
def test_the_symmetry_angle_is_the_angle_from_the_line_of_equal_sides(share):
    angle = math.pi / 4 - share * math.pi / 2
    assert symmetry_angle(math.sin(angle), math.cos(angle)) == pytest.approx(
        share, abs=1e-9
    )


@given(positive, positive)
def test_swapping_the_sides_turns_the_sign_and_nothing_else(left, right):
    for name, index in INDICES.items():
        sign = -1.0 if name in SIGNED else 1.0
        if left != right:
            assert index(right, left) == pytest.approx(sign * index(left, right))


@given(positive, positive, st.floats(0.01, 100.0))
def test_the_unit_of_the_sides_does_not_matter(left, right, factor):
    for name, index in INDICES.items():
        if name != "difference":
            assert index(factor * left, factor * right) == pytest.approx(
                index(left, right), rel=1e-6, abs=1e-9
            )


def test_a_swapped_formula_would_be_noticed():
    """Negative control: arctan(right / left) has the other sign."""
    wrong = (45 - math.atan(25 / 20) * 180 / math.pi) / 90
    assert symmetry_angle(20.0, 25.0) != pytest.approx(wrong, abs=0.05)


def test_the_symmetry_index_explodes_where_the_symmetry_angle_does_not():
    assert abs(symmetry_index(1.0, -0.99)) > 100
    assert abs(symmetry_angle(1.0, -0.99)) <= 1.0
