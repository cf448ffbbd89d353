"""Never a number from nothing: the error says what, and what to do."""

from __future__ import annotations

import numpy as np
import pytest

from ilium import variability as v
from ilium.errors import InputError, InsufficientDataError, SignalError

NOISE = np.random.default_rng(1).standard_normal(600)
MEASURES = {
    "sample_entropy": v.sample_entropy,
    "cross_sample_entropy": lambda x: v.cross_sample_entropy(x, x),
    "approximate_entropy": v.approximate_entropy,
    "fuzzy_entropy": v.fuzzy_entropy,
    "permutation_entropy": v.permutation_entropy,
    "multiscale_entropy": v.multiscale_entropy,
    "propose_delay": v.propose_delay,
    "propose_dimension": v.propose_dimension,
    "lyapunov_exponent": v.lyapunov_exponent,
    "wolf_exponent": v.wolf_exponent,
    "dfa": v.dfa,
    "recurrence_quantification": v.recurrence_quantification,
    "correlation_dimension": lambda x: v.correlation_dimension(x, 2),
    "surrogates": v.surrogates,
    "surrogate_test": v.surrogate_test,
}


def with_gap(x):
    gapped = np.array(x, dtype=float)
    gapped[7:9] = np.nan
    return gapped


def with_infinity(x):
    spoilt = np.array(x, dtype=float)
    spoilt[5] = np.inf
    return spoilt


BAD = {
    "gaps": (with_gap(NOISE), SignalError, "2 of 600 samples are missing"),
    "infinite": (with_infinity(NOISE), SignalError, "Sample 5 is infinite"),
    "constant": (np.full(600, 3.0), InsufficientDataError, "nothing varies"),
    "three samples": (NOISE[:3], InsufficientDataError, "3 samples"),
    "none": (np.empty(0), InsufficientDataError, "0 samples"),
    "a table": (NOISE.reshape(20, 30), InputError, "."),
    "three axes": (NOISE.reshape(6, 10, 10), InputError, "."),
    "words": (np.array(["a"] * 600), SignalError, "real numbers"),
    "complex": (NOISE + 1j, SignalError, "real numbers"),
    "truth values": (NOISE > 0, SignalError, "real numbers"),
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_refused_with_a_remedy(measure, kind):
    given, error, words = BAD[kind]
    with pytest.raises(error, match=words) as caught:
        MEASURES[measure](given)
    assert caught.value.problem.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_signals_of_unequal_length_are_refused():
    with pytest.raises(SignalError, match="600 and 599"):
        v.cross_sample_entropy(NOISE, NOISE[1:])


@pytest.mark.parametrize(
    "arguments",
    [{"m": 0}, {"m": 1.5}, {"r": 0.0}, {"r": -1.0}, {"delay": 0}, {"ddof": 2}],
)
def test_settings_that_mean_nothing_are_refused(arguments):
    with pytest.raises(InputError):
        v.sample_entropy(NOISE, **arguments)


def test_no_match_is_no_entropy():
    rising = np.exp(np.arange(60.0))
    with pytest.raises(InsufficientDataError, match="No pair of patterns"):
        v.sample_entropy(rising, tolerance=1e-9)


def test_a_fit_outside_the_curve_is_refused():
    for fit in ((3, 3), (-1, 4), (0, 9)):
        with pytest.raises(InputError, match="fitted"):
            v.lyapunov_exponent(NOISE, dimension=2, delay=1, steps=8, fit=fit)


def test_strides_outside_the_signal_are_refused():
    for strides in ([0, 700], [5, 4], [0.5, 90.0], [[0, 100]], ["a", "b"]):
        with pytest.raises(InputError, match="strides"):
            v.local_dynamic_stability(NOISE, strides)


def test_a_table_of_joint_signals_is_taken_and_rows_of_repetitions_are_not():
    both = np.stack((NOISE, np.roll(NOISE, 5)), axis=1)
    assert np.isfinite(float(v.lyapunov_exponent(both, dimension=2, delay=1)))
    with pytest.raises(InsufficientDataError, match="separate repetitions"):
        v.lyapunov_exponent(both.T)


def test_states_of_strides_are_checked():
    states = np.random.default_rng(0).standard_normal((200, 2))
    with pytest.raises(SignalError, match="missing"):
        v.floquet_multiplier(with_gap(states))
    with pytest.raises(SignalError, match="shape"):
        v.floquet_multiplier(states[:, 0])
    with pytest.raises(InsufficientDataError, match="separate repetitions"):
        v.floquet_multiplier(states, task="discrete")
    with pytest.raises(InsufficientDataError, match="the same in every stride"):
        v.floquet_multiplier(np.ones((200, 2)))


def test_a_scale_that_leaves_too_little_is_cut_and_flagged():
    found = v.multiscale_entropy(NOISE)
    assert found.record["scales_used"] == [1, 2, 3]
    assert "scales_cut" in found.flags
    with pytest.raises(InsufficientDataError, match="No scale"):
        v.multiscale_entropy(NOISE[:150])
