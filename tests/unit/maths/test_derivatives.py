"""Derivatives are exact where the signal is of second degree."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.maths.derivatives import derivative
from ilium.maths.runs import runs

TIME = np.arange(40) / 100.0


def test_a_parabola_is_differentiated_exactly_to_its_ends():
    path = np.stack([3 * TIME**2 - TIME, 5 * TIME], axis=1)
    slope = np.stack([6 * TIME - 1, np.full(40, 5.0)], axis=1)
    np.testing.assert_allclose(derivative(path, 100.0), slope, atol=1e-10)


def test_the_second_derivative_of_a_cubic_is_exact_to_its_ends():
    np.testing.assert_allclose(derivative(TIME**3, 100.0, 2), 6 * TIME, atol=1e-8)


@pytest.mark.parametrize("order", [1, 2])
def test_a_gap_stays_a_gap_and_spreads_nowhere(order):
    path = TIME**2
    path[15:18] = np.nan
    result = derivative(path, 100.0, order)
    np.testing.assert_array_equal(np.isnan(result), np.isnan(path))
    expected = 2 * TIME if order == 1 else np.full(40, 2.0)
    seen = np.isfinite(path)
    np.testing.assert_allclose(result[seen], expected[seen], atol=1e-9)


def test_halving_the_step_quarters_the_error():
    def worst(count: int) -> float:
        time = np.linspace(0.0, 1.0, count + 1)
        return np.abs(derivative(np.sin(6 * time), count) - 6 * np.cos(6 * time)).max()

    assert worst(100) / worst(200) == pytest.approx(4.0, rel=0.05)


def test_two_samples_have_no_derivative_of_second_order():
    assert np.isnan(derivative(np.array([0.0, 1.0]), 100.0)).all()


def test_a_third_derivative_is_refused():
    with pytest.raises(ValueError, match="1 or 2"):
        derivative(TIME, 100.0, 3)


def test_runs_are_half_open():
    mask = np.array([True, True, False, True])
    assert runs(mask) == [(0, 2), (3, 4)]
    assert runs(~mask) == [(2, 3)]
    assert runs(np.zeros(0, dtype=bool)) == []
