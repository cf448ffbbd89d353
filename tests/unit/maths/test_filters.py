"""The low-pass filter leaves alone what it should."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import InputError
from ilium.maths.filters import low_pass


def noise(*shape: int):
    return np.random.default_rng(1).standard_normal(shape)


def test_a_straight_line_passes_unchanged_to_its_very_ends():
    line = np.linspace(-3.0, 5.0, 200)[:, None] * np.array([1.0, -2.0])
    np.testing.assert_allclose(low_pass(line, 6.0, 100.0), line, atol=1e-7)


def test_gaps_stay_gaps_and_each_stretch_is_filtered_by_itself():
    signal = noise(300, 2, 3)
    signal[100:120, 1] = np.nan
    filtered = low_pass(signal, 6.0, 100.0)
    assert np.isnan(filtered[100:120, 1]).all()
    assert np.isfinite(filtered).sum() == np.isfinite(signal).sum()
    alone = low_pass(signal[120:, 1], 6.0, 100.0)
    np.testing.assert_allclose(filtered[120:, 1], alone, atol=1e-12)


@pytest.mark.parametrize("length", [0, 1, 2, 5, 9])
def test_short_stretches_come_back_finite(length):
    assert np.isfinite(low_pass(noise(length, 3), 6.0, 100.0)).all()
    assert low_pass(noise(length, 3), 6.0, 100.0).shape == (length, 3)


def test_the_input_is_left_as_it_was():
    signal = noise(50, 3)
    before = signal.copy()
    low_pass(signal, 6.0, 100.0)
    np.testing.assert_array_equal(signal, before)


@pytest.mark.parametrize("cutoff", [0.0, -1.0, 50.0, float("nan")])
def test_a_cutoff_that_the_rate_cannot_carry_is_refused(cutoff):
    with pytest.raises(InputError, match="cut-off"):
        low_pass(noise(50), cutoff, 100.0)


def test_an_odd_order_is_refused():
    with pytest.raises(InputError, match="even order"):
        low_pass(noise(50), 6.0, 100.0, order=3)
