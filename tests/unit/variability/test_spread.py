"""Spread over repetitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.variability.dispersion import (
    coefficient_of_variation,
    ellipse_area,
    mean_sd,
    spread,
)
from ilium.variability.robust import robust_mean_sd

factors = st.floats(1e-6, 1e6)


def curves(n=10, seed=0, points=101):
    random = np.random.default_rng(seed)
    phase = np.linspace(0.0, 2.0 * np.pi, points)
    return np.sin(phase) + 0.1 * random.standard_normal((n, 1)) * np.cos(phase) + 2.0


def test_the_spread_of_known_offsets_is_their_standard_deviation():
    offsets = np.array([-1.0, 0.0, 1.0, 2.0])
    rows = offsets[:, None] + np.linspace(0.0, 1.0, 11)
    found = spread(rows)
    np.testing.assert_allclose(found.sd, offsets.std(ddof=1))
    assert float(found.mean_sd) == pytest.approx(offsets.std(ddof=1))
    np.testing.assert_allclose(found.robust_sd, 1.4826022185 * 1.0)


@given(factors)
def test_a_change_of_unit_changes_the_spread_with_it_and_nothing_else(factor):
    here, there = spread(curves()), spread(curves() * factor)
    assert float(there.mean_sd) == pytest.approx(factor * float(here.mean_sd))
    assert there.mean_sd.ci_high == pytest.approx(factor * here.mean_sd.ci_high)
    assert float(there.winter_cv) == pytest.approx(float(here.winter_cv))


def test_reversed_time_and_order_change_nothing():
    here, there = spread(curves()), spread(curves()[::-1, ::-1])
    assert float(there.mean_sd) == pytest.approx(float(here.mean_sd), rel=1e-12)
    assert there.winter_cv.ci_low == pytest.approx(here.winter_cv.ci_low, rel=1e-9)


def test_an_offset_leaves_the_standard_deviation_and_moves_the_variation():
    here, there = spread(curves()), spread(curves() + 10.0)
    assert float(there.mean_sd) == pytest.approx(float(here.mean_sd))
    assert float(there.winter_cv) < 0.5 * float(here.winter_cv)


def test_one_odd_repetition_moves_the_robust_spread_little():
    rows = curves(n=11)
    odd = rows.copy()
    odd[0] += 5.0
    assert float(mean_sd(odd)) > 10.0 * float(mean_sd(rows))
    assert float(robust_mean_sd(odd)) < 2.0 * float(robust_mean_sd(rows))


def test_repetitions_with_gaps_are_left_out():
    rows = curves()
    rows[3, 40] = np.nan
    assert mean_sd(rows).n == 9
    assert float(mean_sd(rows)) == float(mean_sd(np.delete(rows, 3, axis=0)))


def test_equal_repetitions_have_no_spread_and_no_interval():
    found = mean_sd(np.ones((8, 11)))
    assert float(found) == 0.0
    assert math.isnan(found.ci_low)
    assert found.interval == ""


def test_few_repetitions_are_flagged():
    assert "fewer_than_6_repetitions" in mean_sd(curves(n=4)).flags
    assert not mean_sd(curves(n=8)).flags


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        (np.ones((1, 10)), InsufficientDataError),
        (np.full((4, 10), np.nan), InsufficientDataError),
        (np.full((4, 10), np.inf), SignalError),
        (np.ones(10), SignalError),
        (np.ones((4, 2)), SignalError),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(rows, error):
    with pytest.raises(error) as caught:
        mean_sd(rows)
    assert caught.value.remedy


def test_a_curve_of_zeros_has_no_coefficient_of_variation():
    with pytest.raises(InputError, match="zero"):
        coefficient_of_variation(np.zeros((5, 20)))


def test_the_prediction_ellipse_holds_as_many_further_points_as_it_says():
    random = np.random.default_rng(5)
    shape = np.array([[2.0, 0.0], [0.8, 0.5]])
    inside = []
    for _ in range(400):
        points = random.standard_normal((12, 2)) @ shape.T
        new = random.standard_normal((20, 2)) @ shape.T
        cov = np.cov(points.T)
        about = new - points.mean(axis=0)
        distance = np.einsum("ij,jk,ik->i", about, np.linalg.inv(cov), about)
        area = float(ellipse_area(points))
        radius = area / (math.pi * math.sqrt(np.linalg.det(cov)))
        inside.append((distance <= radius).mean())
    # the area leaves out the uncertainty of the centre, (n + 1)/n
    assert np.mean(inside) == pytest.approx(0.95, abs=0.02)


def test_the_ellipse_with_known_covariance_is_chi_squared():
    points = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    area = math.pi * stats.chi2.ppf(0.95, 2) * (2.0 / 3.0)
    found = ellipse_area(points, form="chi_squared", units="m")
    assert float(found) == pytest.approx(area)
    assert found.units == "m^2"


@pytest.mark.parametrize("n", [1, 2])
def test_two_points_have_no_ellipse(n):
    with pytest.raises(InsufficientDataError) as caught:
        ellipse_area(np.eye(3)[:n, :2])
    assert caught.value.remedy


def test_three_points_have_an_ellipse_without_interval():
    found = ellipse_area(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    assert float(found) > 0.0
    assert math.isnan(found.ci_low)
