"""Laws that filters, splines and quality checks keep whatever the recording."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.capture.quality import check_quality
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass
from ilium.maths.woltring import smooth_spline, smoothing_for_cutoff
from synthetic_walk import NAMES, a_recording, walking

RATE = 100.0
seeds = st.integers(0, 2**32 - 1)
cutoffs = st.floats(1.0, 45.0)
quick = settings(max_examples=20, deadline=None)


def signals(seed: int, frames: int = 120):
    return np.random.default_rng(seed).standard_normal((frames, 4, 3))


def a_turn(seed: int):
    turn = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))[0]
    return turn * np.sign(np.linalg.det(turn))


def smoothers(cutoff: float):
    yield lambda signal: low_pass(signal, cutoff, RATE)
    smoothing = smoothing_for_cutoff(cutoff, RATE)
    yield lambda signal: smooth_spline(signal, RATE, smoothing=smoothing)


@quick
@given(seeds, cutoffs)
def test_smoothing_turns_and_moves_with_the_laboratory(seed, cutoff):
    signal, turn = signals(seed), a_turn(seed)
    shift = np.array([3.0, -1.0, 0.5])
    for smoother in smoothers(cutoff):
        moved = smoother(signal @ turn.T + shift)
        np.testing.assert_allclose(moved, smoother(signal) @ turn.T + shift, atol=1e-7)


@quick
@given(seeds, cutoffs, st.floats(-3.0, 3.0))
def test_smoothing_is_linear(seed, cutoff, factor):
    one, other = signals(seed), signals(seed + 1)
    for smoother in smoothers(cutoff):
        together = smoother(one + factor * other)
        apart = smoother(one) + factor * smoother(other)
        np.testing.assert_allclose(together, apart, atol=1e-8)


@quick
@given(seeds, cutoffs)
def test_played_backwards_a_recording_is_smoothed_alike(seed, cutoff):
    signal = signals(seed, 600)
    for smoother in smoothers(cutoff):
        forwards, backwards = smoother(signal), smoother(signal[::-1])[::-1]
        away = np.abs(backwards - forwards)[200:400]
        assert away.max() < 1e-6


@quick
@given(seeds, st.sampled_from([1, 2]))
def test_derivatives_turn_with_the_laboratory_and_forget_where_it_is(seed, order):
    signal, turn = signals(seed), a_turn(seed)
    moved = derivative(signal @ turn.T + 5.0, RATE, order)
    expected = derivative(signal, RATE, order) @ turn.T
    np.testing.assert_allclose(moved, expected, atol=1e-8 * RATE**order)


@quick
@given(seeds, st.floats(-np.pi, np.pi))
def test_quality_does_not_depend_on_where_the_person_stands_or_faces(seed, angle):
    rng = np.random.default_rng(seed)
    positions = walking(150, noise=0.001)
    marker, frame = int(rng.integers(len(NAMES))), int(rng.integers(20, 120))
    positions[frame, marker] += 0.1
    positions[60:66, int(rng.integers(len(NAMES)))] = np.nan
    turn = np.array(
        [
            [np.cos(angle), 0.0, np.sin(angle)],
            [0.0, 1.0, 0.0],
            [-np.sin(angle), 0.0, np.cos(angle)],
        ]
    )
    here = check_quality(a_recording(positions)).issues
    there = check_quality(a_recording(positions @ turn.T + [2.0, 0.0, -1.0])).issues
    assert [(e.kind, e.where, e.severity) for e in here] == [
        (e.kind, e.where, e.severity) for e in there
    ]
    for one, other in zip(here, there, strict=True):
        np.testing.assert_allclose(one.value, other.value, atol=1e-6)
