"""Derivatives over five frames: closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.maths.rotations import elementary
from ilium.maths.wide_differences import acceleration, angular_velocity, slope

RATE = 100.0
TIME = np.arange(60) / RATE


@pytest.mark.parametrize("degree", range(6))
def test_the_acceleration_of_a_polynomial_is_exact(degree):
    found = acceleration(TIME**degree, RATE)[2:-2]
    wanted = degree * (degree - 1) * TIME[2:-2] ** max(degree - 2, 0)
    np.testing.assert_allclose(found, wanted, atol=1e-8)


def test_the_slope_of_a_parabola_is_exact():
    np.testing.assert_allclose(slope(TIME**2, RATE)[2:-2], 2.0 * TIME[2:-2])


def test_two_frames_at_either_end_and_beside_gaps_are_not_known():
    path = TIME.copy()
    path[30] = np.nan
    found = np.isnan(slope(path, RATE))
    assert found[:2].all()
    assert found[-2:].all()
    assert set(np.flatnonzero(found[2:-2]) + 2) == {28, 30, 32}
    assert np.isnan(acceleration(path, RATE)[28:33]).all()


def test_too_few_frames_leave_nothing():
    assert np.isnan(slope(np.arange(4.0), RATE)).all()


@pytest.mark.parametrize("axis", "xyz")
def test_a_steady_turn_has_its_angular_velocity(axis):
    turned = elementary(axis, 2.0 * TIME)
    found = angular_velocity(turned, RATE)[2:-2]
    wanted = 2.0 * np.eye(3)["xyz".index(axis)]
    np.testing.assert_allclose(found, np.tile(wanted, (len(found), 1)), atol=2e-3)
