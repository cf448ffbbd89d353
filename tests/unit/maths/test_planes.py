"""Angles of lines against the vertical, the horizon and a heading."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.maths.planes import bearing, elevation, forwards_of, lean, projected_bend

EAST = np.array([1.0, 0.0, 0.0])


def test_a_line_rises_by_the_arcsine_of_its_slope():
    line = np.array([[0.0, 1.0, np.sqrt(3.0)], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(elevation(line), [np.pi / 6, 0.0, np.nan])


def test_somebody_whose_right_is_z_faces_x():
    np.testing.assert_array_equal(forwards_of(np.array([[0.0, 0.4, 2.0]])), [EAST])


def test_turning_to_the_left_is_positive_and_continuous_beyond_half_a_turn():
    turn = np.linspace(0.0, 1.5 * np.pi, 50)
    ahead = np.stack([np.cos(turn), 0 * turn, -np.sin(turn)], axis=1)
    np.testing.assert_allclose(bearing(ahead, EAST), turn, atol=1e-12)


def test_a_gap_does_not_break_the_continuity():
    turn = np.linspace(0.0, 1.2 * np.pi, 50)
    ahead = np.stack([np.cos(turn), 0 * turn, -np.sin(turn)], axis=1)
    ahead[30:33] = np.nan
    found = bearing(ahead, EAST)
    assert np.isnan(found[30:33]).all()
    np.testing.assert_allclose(found[33:], turn[33:], atol=1e-12)


def test_a_line_leans_towards_what_it_points_to():
    line = np.array([[0.0, 1.0, 1.0]])
    assert lean(line, np.array([0.0, 0.0, 1.0])) == pytest.approx(np.pi / 4)
    assert lean(line, EAST) == pytest.approx(0.0)


def test_a_projected_bend_does_not_see_what_points_at_the_camera():
    down = np.array([[1.0, -0.1, 0.0]])
    along = np.array([0.0, 0.0, 1.0])
    assert np.isnan(projected_bend(down, np.array([[0.0, -1.0, 0.0]]), along)).all()
