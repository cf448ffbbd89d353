"""Vector coding: closed forms, laws, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.units import DEGREE
from ilium.variability.coupling import coupling_angles, vector_coding
from ilium.variability.patterns import classify, shares

T = np.linspace(0.0, 1.0, 101)


def straight(directions):
    """Segments that turn together at one coupling angle a repetition."""
    angle = np.asarray(directions, dtype=float)[:, None] * DEGREE
    return np.cos(angle) * T, np.sin(angle) * T


def noisy(n=10, seed=0, size=0.05):
    random = np.random.default_rng(seed)
    shift = random.standard_normal((2, n, 1)) * size
    first = np.sin(2.0 * np.pi * T + shift[0])
    return first, np.cos(2.0 * np.pi * T + shift[1])


@given(st.floats(0.0, 359.0))
def test_a_straight_line_has_its_own_direction_and_no_variability(direction):
    found = vector_coding(*straight([direction] * 3))
    np.testing.assert_allclose(np.cos(found.mean - direction * DEGREE), 1.0, atol=1e-12)
    np.testing.assert_allclose(found.raw, 0.0, atol=1e-7)


def test_two_directions_have_the_angular_deviation_of_batschelet():
    found = vector_coding(*straight([30.0, 30.0, 60.0]))
    np.testing.assert_allclose(found.mean / DEGREE, 39.8960906389829)
    np.testing.assert_allclose(found.raw / DEGREE, 14.088012659803193)


def test_the_correction_takes_out_the_bias_of_few_repetitions():
    random = np.random.default_rng(3)
    spread_of = 15.0
    true = math.sqrt(2.0 * (1.0 - math.exp(-0.5 * (spread_of * DEGREE) ** 2)))
    raw, corrected = [], []
    for _ in range(300):
        found = vector_coding(*straight(spread_of * random.standard_normal(5)))
        raw.append(float(found.raw_variability))
        corrected.append(float(found.variability))
    assert np.mean(raw) == pytest.approx(0.84 * true, rel=0.04)
    assert np.mean(corrected) == pytest.approx(0.94 * true, rel=0.04)


@given(st.floats(1e-6, 1e6))
def test_one_unit_for_both_segments_is_as_good_as_another(factor):
    here = vector_coding(*noisy())
    there = vector_coding(*(factor * each for each in noisy()), short=0.0)
    assert float(there.variability) == pytest.approx(float(here.variability))


def test_reversed_time_turns_the_coupling_angle_by_half_a_turn():
    first, second = noisy()
    here = vector_coding(first, second)
    there = vector_coding(first[:, ::-1], second[:, ::-1])
    turned = np.cos(there.mean[::-1] - here.mean)
    np.testing.assert_allclose(turned, -1.0, atol=1e-9)
    np.testing.assert_allclose(there.raw[::-1], here.raw, atol=1e-9)


def test_exchanging_the_segments_exchanges_the_patterns():
    first, second = noisy()
    here, there = vector_coding(first, second), vector_coding(second, first)
    assert here.chang_share["proximal"] == pytest.approx(there.chang_share["distal"])
    assert float(here.variability) == pytest.approx(float(there.variability))


def test_where_neither_segment_moves_there_is_no_angle():
    still = np.array([[0.0, 1.0, 1.0, 1.0]])
    found = coupling_angles(still, np.array([[0.0, 0.0, 0.0, 1.0]]))
    np.testing.assert_allclose(found, [[0.0, np.nan, 0.5 * np.pi]])


def test_short_steps_are_flagged_because_they_inflate_the_variability():
    random = np.random.default_rng(0)
    first, second = noisy()
    first = first + 0.002 * random.standard_normal(first.shape)
    assert "short_steps" not in vector_coding(first, second).variability.flags
    tiny = vector_coding(1e-3 * first, 1e-3 * second)
    assert "short_steps" in tiny.variability.flags


def test_noise_of_a_fifth_of_a_degree_triples_it():
    """So that nobody takes the noise floor for movement."""
    random = np.random.default_rng(1)
    first, second = (10.0 * DEGREE * each for each in noisy())
    noise = 0.2 * DEGREE * random.standard_normal((2, *first.shape))
    clean = float(vector_coding(first, second).variability)
    rough = float(vector_coding(first + noise[0], second + noise[1]).variability)
    assert rough > 3.0 * clean


@given(st.floats(0.0, 2.0 * math.pi))
def test_every_angle_has_exactly_one_pattern(angle):
    for scheme in ("chang", "needham"):
        parts = shares(np.array([angle]), scheme)
        assert sorted(parts.values()) == [0.0, 0.0, 0.0, 1.0]


def test_the_edges_belong_to_the_bin_above_them():
    edges = np.array([22.5, 67.5, 112.5, 157.5]) * DEGREE
    assert list(classify(edges)) == ["in_phase", "distal", "anti_phase", "proximal"]
    assert list(classify(np.array([np.nan]))) == [""]


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (np.ones((5, 10)), np.ones((5, 10)), InputError),
        (*(each[:2] for each in noisy()), InsufficientDataError),
        (noisy()[0], noisy()[1][:, :50], SignalError),
        (np.full((5, 10), np.nan), np.ones((5, 10)), InsufficientDataError),
    ],
)
def test_what_cannot_be_coupled_is_refused_with_a_remedy(first, second, error):
    with pytest.raises(error) as caught:
        vector_coding(first, second)
    assert caught.value.remedy
