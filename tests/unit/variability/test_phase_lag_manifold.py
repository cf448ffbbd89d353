"""Relative phase, lag, uncontrolled manifold: closed forms, laws, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import hilbert

from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.maths.phase import hilbert_transform
from ilium.units import DEGREE
from ilium.variability.lag import cross_correlation_lag
from ilium.variability.manifold import uncontrolled_manifold
from ilium.variability.phases import oscillates, phase_angle, relative_phase

T = np.arange(1000) / 100.0


def phases(shifts, size=1.0, offset=0.0):
    waves = [size * np.cos(2.0 * np.pi * T + each * DEGREE) + offset for each in shifts]
    return np.array([phase_angle(each) for each in waves])


@pytest.mark.parametrize("n", [64, 65])
def test_the_transform_is_that_of_scipy(n):
    signal = np.random.default_rng(n).standard_normal(n)
    np.testing.assert_allclose(
        hilbert_transform(signal), np.imag(hilbert(signal)), atol=1e-12
    )


@given(st.floats(-170.0, 170.0), st.floats(1e-6, 1e6), st.floats(-5.0, 5.0))
def test_sinusoids_are_apart_by_their_shift_whatever_size_and_offset(shift, size, up):
    found = relative_phase(
        phases([shift] * 3, size=size, offset=up * size), phases([0.0] * 3)
    )
    np.testing.assert_allclose(found.mean / DEGREE, shift, atol=1e-6)


def test_phases_near_half_a_turn_spread_little_unless_they_are_cut_there():
    shifts = [175.0, 178.0, -178.0, -175.0]
    first, second = phases(shifts), phases([0.0] * 4)
    circular = relative_phase(first, second)
    linear = relative_phase(first, second, deviation="linear")
    folded = relative_phase(first, second, deviation="folded")
    assert float(circular.deviation_phase) / DEGREE < 4.0
    assert float(linear.deviation_phase) / DEGREE > 180.0
    assert float(folded.deviation_phase) < float(circular.deviation_phase)
    assert np.all(np.abs(np.abs(circular.mean) - math.pi) < 1e-6)


def test_the_phase_plane_agrees_with_the_transform_for_a_sinusoid():
    wave = np.cos(2.0 * np.pi * T)
    apart = phase_angle(wave) - phase_angle(wave, method="phase_plane", rate=100.0)
    np.testing.assert_allclose(np.cos(apart), 1.0, atol=0.01)


def test_noise_does_not_oscillate():
    assert oscillates(phases([0.0])[0])
    noise = np.random.default_rng(0).standard_normal(500)
    assert not oscillates(phase_angle(noise))
    rows = np.array([phase_angle(noise)] * 3)
    found = relative_phase(rows, rows, monotone=False)
    assert "phase_not_monotone" in found.marp.flags


@pytest.mark.parametrize(
    ("signal", "error"),
    [
        (np.ones(100), InputError),
        (np.arange(4.0), InsufficientDataError),
        (np.array([1.0, np.nan] * 20), SignalError),
        (np.ones((3, 30)), SignalError),
    ],
)
def test_a_signal_without_a_phase_is_refused_with_a_remedy(signal, error):
    with pytest.raises(error) as caught:
        phase_angle(signal)
    assert caught.value.remedy


@given(st.floats(-0.2, 0.2))
def test_a_delayed_signal_lags_by_its_delay(delay):
    swing = np.exp(-(((T - 5.0) / 0.6) ** 2))
    later = np.exp(-(((T - 5.0 - delay) / 0.6) ** 2))
    found = cross_correlation_lag(swing, later, rate=100.0)
    assert float(found) == pytest.approx(delay, abs=1e-4)
    assert float(cross_correlation_lag(3.0 * later + 1.0, swing, rate=100.0)) == (
        pytest.approx(-delay, abs=1e-4)
    )


def test_a_lag_at_the_limit_is_flagged():
    found = cross_correlation_lag(T, T**2, rate=100.0, longest=0.1)
    assert "lag_at_limit" in found.flags


@pytest.mark.parametrize(
    "pair", [(np.ones(50), T[:50]), (T, T[:10]), (T[:3], T[:3]), (T, T * np.nan)]
)
def test_a_lag_of_nothing_is_refused_with_a_remedy(pair):
    with pytest.raises(InputError) as caught:
        cross_correlation_lag(*pair)
    assert caught.value.remedy


def test_a_sum_that_is_kept_lies_in_its_manifold():
    random = np.random.default_rng(2)
    first = random.standard_normal(20)
    found = uncontrolled_manifold(
        np.stack((first, -first), axis=1), np.array([[1.0, 1.0]])
    )
    assert float(found.moving) == pytest.approx(0.0, abs=1e-15)
    assert float(found.synergy) == pytest.approx(2.0)
    np.testing.assert_allclose(np.abs(found.directions.ravel()), math.sqrt(0.5))


@given(st.floats(1e-6, 1e6), st.integers(0, 100))
def test_units_of_the_task_do_not_matter_and_those_of_the_joints_square(factor, seed):
    random = np.random.default_rng(seed)
    q, task = random.standard_normal((18, 4)), random.standard_normal((1, 4))
    here = uncontrolled_manifold(q, task)
    there = uncontrolled_manifold(factor * q, task / factor)
    assert float(there.keeping) == pytest.approx(factor**2 * float(here.keeping))
    assert float(there.synergy) == pytest.approx(float(here.synergy))


def test_the_variances_add_up_to_the_whole():
    q = np.random.default_rng(4).standard_normal((20, 5))
    found = uncontrolled_manifold(q, np.eye(2, 5))
    whole = 3.0 * float(found.keeping) + 2.0 * float(found.moving)
    assert whole == pytest.approx(q.var(axis=0).sum())
    assert 5.0 * float(found.total) == pytest.approx(whole)


@pytest.mark.parametrize(
    ("q", "task"),
    [
        (np.zeros((3, 4)), np.ones((1, 4))),
        (np.random.default_rng(0).standard_normal((20, 3)), np.zeros((1, 3))),
        (np.random.default_rng(0).standard_normal((20, 3)), np.eye(3)),
        (np.random.default_rng(0).standard_normal((20, 3)), np.ones((1, 4))),
        (np.random.default_rng(0).standard_normal((20, 3)), np.full((1, 3), np.nan)),
    ],
)
def test_a_manifold_of_nothing_is_refused_with_a_remedy(q, task):
    with pytest.raises(InputError) as caught:
        uncontrolled_manifold(q, task)
    assert caught.value.remedy
