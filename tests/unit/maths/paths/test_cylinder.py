"""A line over a cylinder: closed forms, and the laws of a geodesic."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilium.maths.paths.cylinder import wrap_cylinder
from ilium.maths.paths.layout import (
    COMPATIBLE,
    CYLINDER,
    EXACT,
    INSIDE,
    MISSED,
    POSSIBLE,
    REQUIRED,
    Surface,
)

RADIUS = 0.03


def cylinder(axis=0, sign=0, radius=RADIUS, length=1.0):
    return Surface(CYLINDER, (radius, length, 0.0), axis, sign, 0)


def total(p, q, wrap):
    ends = math.dist(p, wrap.first) + math.dist(wrap.last, q)
    return ends + wrap.arc


@pytest.mark.parametrize("mode", [COMPATIBLE, EXACT])
def test_in_a_plane_across_the_axis_the_length_is_the_textbook_s(mode):
    p, q = (0.1, 0.005, 0.01), (-0.12, 0.002, 0.01)
    wrap = wrap_cylinder(p, q, cylinder(), mode, True)
    one, two = math.hypot(*p[:2]), math.hypot(*q[:2])
    between = math.acos((p[0] * q[0] + p[1] * q[1]) / one / two)
    angle = between - math.acos(RADIUS / one) - math.acos(RADIUS / two)
    expected = math.sqrt(one**2 - RADIUS**2) + math.sqrt(two**2 - RADIUS**2)
    assert wrap.outcome == REQUIRED
    assert total(p, q, wrap) == pytest.approx(expected + RADIUS * angle, abs=1e-14)


def test_the_geodesic_is_straight_when_the_cylinder_is_unrolled():
    p, q = (0.1, 0.005, 0.04), (-0.12, 0.002, -0.07)
    wrap = wrap_cylinder(p, q, cylinder(), EXACT, True)
    flat = wrap_cylinder((*p[:2], 0.0), (*q[:2], 0.0), cylinder(), EXACT, True)
    unrolled = total((*p[:2], 0.0), (*q[:2], 0.0), flat)
    assert total(p, q, wrap) == pytest.approx(math.hypot(unrolled, 0.11), abs=1e-14)


def test_no_other_pair_of_tangent_points_is_shorter_than_the_geodesic():
    p, q = (0.1, 0.005, 0.04), (-0.12, 0.002, -0.07)
    wrap = wrap_cylinder(p, q, cylinder(), EXACT, True)
    on = math.sqrt(wrap.arc**2 - (wrap.last[2] - wrap.first[2]) ** 2)
    shortest = total(p, q, wrap)
    for one, two in ((1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (1e-3, -1e-3)):
        first = (*wrap.first[:2], wrap.first[2] + one)
        last = (*wrap.last[:2], wrap.last[2] + two)
        longer = math.dist(p, first) + math.dist(last, q)
        longer += math.hypot(on, last[2] - first[2])
        assert longer > shortest


def test_tangents_meet_the_cylinder_at_a_right_angle_to_its_radius():
    p, q = (0.1, 0.005, 0.04), (-0.12, 0.002, -0.07)
    wrap = wrap_cylinder(p, q, cylinder(), EXACT, True)
    for end, touch in ((p, wrap.first), (q, wrap.last)):
        assert math.hypot(*touch[:2]) == pytest.approx(RADIUS, abs=1e-15)
        line = np.subtract(touch, end)
        assert line[0] * touch[0] + line[1] * touch[1] == pytest.approx(0.0, abs=1e-15)


def test_a_line_beside_the_cylinder_misses_it():
    wrap = wrap_cylinder((0.1, 0.05, 0.0), (-0.1, 0.05, 0.0), cylinder(), EXACT, True)
    assert wrap.outcome == MISSED


def test_a_point_inside_ends_the_attempt():
    wrap = wrap_cylinder((0.01, 0.0, 0.0), (-0.1, 0.05, 0.0), cylinder(), EXACT, True)
    assert wrap.outcome == INSIDE


def test_beyond_both_ends_of_the_cylinder_nothing_wraps():
    p, q = (0.1, 0.005, 0.6), (-0.12, 0.002, 0.7)
    assert wrap_cylinder(p, q, cylinder(), EXACT, True).outcome == MISSED


@pytest.mark.parametrize("sign", [1, -1])
def test_a_path_bound_to_a_half_goes_round_there_even_where_it_need_not(sign):
    p, q = (0.1, 0.05, 0.01), (-0.12, 0.05, 0.02)
    wrap = wrap_cylinder(p, q, cylinder(axis=1, sign=sign), EXACT, True)
    if sign == 1:
        assert wrap.outcome == MISSED
    else:
        assert wrap.outcome == POSSIBLE
        assert wrap.first[1] < 0.02
        assert wrap.arc > RADIUS


def test_a_radius_five_percent_off_is_seen():
    p, q = (0.1, 0.005, 0.01), (-0.12, 0.002, 0.01)
    right = total(p, q, wrap_cylinder(p, q, cylinder(), EXACT, True))
    off = cylinder(radius=1.05 * RADIUS)
    wrong = total(p, q, wrap_cylinder(p, q, off, EXACT, True))
    assert abs(wrong - right) > 1e-4
