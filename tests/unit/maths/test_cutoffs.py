"""The cut-off comes from the signal's own noise."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import InsufficientDataError
from ilium.maths.cutoffs import residual_cutoff, residuals, yu_cutoff
from ilium.maths.filters import low_pass

RATE = 100.0


def path(noise: float, seed: int = 0):
    rng = np.random.default_rng(seed)
    wandering = rng.standard_normal((600, 4, 3)).cumsum(axis=0) / 10.0
    clean = low_pass(wandering, 5.0, RATE, 8)
    return clean, clean + noise * rng.standard_normal(clean.shape)


def test_residuals_are_what_the_filter_removes():
    signal = path(0.01)[1]
    cutoffs = np.array([2.0, 5.0, 10.0, 20.0])
    direct = [
        np.sqrt(np.mean((signal - low_pass(signal, each, RATE)) ** 2))
        for each in cutoffs
    ]
    np.testing.assert_allclose(residuals(signal, RATE, cutoffs), direct, rtol=1e-6)


@pytest.mark.parametrize("noise", [0.002, 0.01, 0.05])
def test_the_chosen_cutoff_is_near_the_best_one(noise):
    clean, signal = path(noise)

    def error(cutoff: float) -> float:
        return np.sqrt(np.mean((low_pass(signal, cutoff, RATE) - clean) ** 2))

    best = min(error(each) for each in np.linspace(2.0, 40.0, 60))
    assert error(residual_cutoff(signal, RATE)) < 1.35 * best
    assert error(2.5) > 2.0 * best
    assert error(45.0) > 1.5 * best


def test_more_noise_means_a_lower_cutoff():
    chosen = [residual_cutoff(path(noise)[1], RATE) for noise in (0.001, 0.01, 0.1)]
    assert chosen[0] > chosen[1] > chosen[2]


def test_gaps_are_left_out_of_the_analysis():
    signal = path(0.01)[1]
    whole = residual_cutoff(signal, RATE)
    signal[200:230, 1] = np.nan
    assert residual_cutoff(signal, RATE) == pytest.approx(whole, rel=0.1)
    assert yu_cutoff(signal, RATE) > whole


def test_yu_chooses_by_rate_and_relative_residual():
    noise = np.random.default_rng(1).standard_normal(5000)
    removed = noise - low_pass(noise, 0.071 * RATE - 0.3, RATE)
    share = 100.0 * np.sqrt((removed**2).sum() / ((noise - noise.mean()) ** 2).sum())
    assert yu_cutoff(noise, RATE) == pytest.approx(6.0 - 0.22 + 5.95 / share)


def test_yu_stays_below_half_the_rate_for_a_clean_signal():
    assert yu_cutoff(np.zeros(100), RATE) == 45.0


def test_too_short_stretches_are_refused():
    with pytest.raises(InsufficientDataError, match="20 samples"):
        residual_cutoff(np.zeros((10, 3)), RATE)
