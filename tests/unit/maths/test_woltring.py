"""Properties of the smoothing spline."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import InputError, InsufficientDataError
from ilium.maths import woltring
from ilium.maths.woltring import (
    _freedom,
    cross_validated,
    cutoff_of_smoothing,
    smooth_spline,
    smoothing_for_cutoff,
)

RATE = 200.0
TIME = np.arange(400) / RATE
CLEAN = np.stack(
    [np.sin(2 * np.pi * 1.2 * TIME), np.cos(2 * np.pi * 2.1 * TIME), TIME], axis=1
)


def noisy(size: float, seed: int = 0):
    return CLEAN + size * np.random.default_rng(seed).standard_normal(CLEAN.shape)


@pytest.mark.parametrize("smoothing", [0.0, 1e-9, 1e-4])
def test_a_parabola_passes_unchanged(smoothing):
    parabola = 3.0 * TIME**2 - TIME + 1.0
    smoothed = smooth_spline(parabola, RATE, smoothing=smoothing)
    np.testing.assert_allclose(smoothed, parabola, atol=1e-8)


def test_no_smoothing_interpolates():
    np.testing.assert_array_equal(
        smooth_spline(noisy(0.1), RATE, smoothing=0.0), noisy(0.1)
    )


def test_half_the_power_passes_at_the_cutoff():
    time = np.arange(4000) / RATE
    wave = np.sin(2 * np.pi * 6.0 * time)
    smoothed = smooth_spline(wave, RATE, smoothing=smoothing_for_cutoff(6.0, RATE))
    middle = slice(1000, 3000)
    ratio = np.std(smoothed[middle]) / np.std(wave[middle])
    assert ratio == pytest.approx(np.sqrt(0.5), rel=1e-3)


def test_cutoff_and_smoothing_are_each_others_inverse():
    smoothing = smoothing_for_cutoff(7.5, RATE)
    assert cutoff_of_smoothing(smoothing, RATE) == pytest.approx(7.5)


@pytest.mark.parametrize("size", [0.001, 0.01, 0.1])
def test_cross_validation_comes_near_the_best_smoothing(size):
    samples = noisy(size)

    def error(smoothing: float) -> float:
        smoothed = smooth_spline(samples, RATE, smoothing=smoothing)
        return np.sqrt(np.mean((smoothed - CLEAN) ** 2))

    best = min(error(smoothing_for_cutoff(c, RATE)) for c in np.geomspace(1.1, 60, 80))
    assert error(cross_validated(samples, RATE)) < 1.1 * best
    assert best < 0.5 * size


def test_smoothing_turns_and_moves_with_the_trajectory():
    rng = np.random.default_rng(3)
    turn = np.linalg.qr(rng.standard_normal((3, 3)))[0]
    samples, shift = noisy(0.02), np.array([1.0, -2.0, 0.5])
    moved = samples @ turn.T + shift
    smoothing = cross_validated(samples, RATE)
    assert cross_validated(moved, RATE) == pytest.approx(smoothing, rel=1e-3)
    np.testing.assert_allclose(
        smooth_spline(moved, RATE, smoothing=smoothing),
        smooth_spline(samples, RATE, smoothing=smoothing) @ turn.T + shift,
        atol=1e-8,
    )


def test_freedom_is_the_trace_of_what_smoothing_removes():
    smoothing, samples = 1e-7, 200
    removes = np.eye(samples) - smooth_spline(
        np.eye(samples), RATE, smoothing=smoothing
    )
    log_weight = float(np.log(smoothing * RATE**5))
    assert _freedom(samples, log_weight, 3) == pytest.approx(np.trace(removes), 1e-9)


@pytest.mark.parametrize("share", [0.005, 0.05, 0.4])
def test_freedom_grows_evenly_in_long_recordings(share):
    log_weight = -6.0 * float(np.log(2 * np.pi * share))
    grows = _freedom(3000, log_weight, 3) - _freedom(2000, log_weight, 3)
    direct = [
        _freedom(each, log_weight, 3) for each in (woltring.LONG, woltring.LONG - 100)
    ]
    assert grows / 1000 == pytest.approx((direct[0] - direct[1]) / 100, rel=1e-6)


def test_too_few_samples_are_refused():
    with pytest.raises(InsufficientDataError, match="6 samples"):
        smooth_spline(CLEAN[:5], RATE, smoothing=1.0)


@pytest.mark.parametrize("cutoff", [0.0, 0.5, 99.0])
def test_a_cutoff_out_of_reach_is_refused(cutoff):
    with pytest.raises(InputError, match="cut-off"):
        smoothing_for_cutoff(cutoff, RATE)
