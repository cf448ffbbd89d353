"""Nothing but what must change changes: units, offsets, the direction of time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium import variability as v

random = np.random.default_rng(21)
TIME = np.arange(1500)
WALK = np.sin(2 * np.pi * TIME / 40 + 0.2 * np.sin(TIME / 90)) + 0.05 * (
    random.standard_normal(1500)
)
STRIDES = np.arange(0, 1500, 40)


def autoregressive(count=900):
    x = np.empty(count)
    x[0] = 0.0
    for k, push in enumerate(random.standard_normal(count - 1)):
        x[k + 1] = 0.6 * x[k] + push
    return x


MEMORY = autoregressive()
EXPONENT = {"dimension": 3, "delay": 8, "theiler": 40, "fit": (0, 15), "cycles": 37}
FREE_OF_UNITS = {
    "sample_entropy": (v.sample_entropy, MEMORY),
    "approximate_entropy": (v.approximate_entropy, MEMORY),
    "fuzzy_entropy": (v.fuzzy_entropy, MEMORY),
    "permutation_entropy": (v.permutation_entropy, MEMORY),
    "multiscale_entropy": (lambda x: v.multiscale_entropy(x, (1, 2, 4)), MEMORY),
    "cross_sample_entropy": (lambda x: v.cross_sample_entropy(x, MEMORY), MEMORY + 0.1),
    "propose_delay": (v.propose_delay, WALK),
    "propose_dimension": (lambda x: v.propose_dimension(x, delay=10), WALK),
    "lyapunov_exponent": (lambda x: v.lyapunov_exponent(x, **EXPONENT), WALK),
    "wolf_exponent": (lambda x: v.wolf_exponent(x, dimension=3, delay=8), WALK),
    "local_dynamic_stability": (
        lambda x: v.local_dynamic_stability(x, STRIDES, samples_per_stride=40),
        WALK,
    ),
    "dfa": (v.dfa, MEMORY),
    "determinism": (
        lambda x: v.recurrence_quantification(x, dimension=2)["determinism"],
        MEMORY,
    ),
    "correlation_dimension": (lambda x: v.correlation_dimension(x, 2), MEMORY),
    "floquet_multiplier": (
        lambda x: v.floquet_multiplier(x[:1400].reshape(200, 7)[:, :2]),
        MEMORY[:1] + np.concatenate((MEMORY, MEMORY[::-1])),
    ),
}
EITHER_WAY = (
    "sample_entropy",
    "fuzzy_entropy",
    "multiscale_entropy",
    "determinism",
    "correlation_dimension",
)


@pytest.mark.parametrize("name", FREE_OF_UNITS)
@settings(max_examples=6, deadline=None)
@given(power=st.floats(-6.0, 6.0))
def test_another_unit_changes_nothing(name, power):
    measure, x = FREE_OF_UNITS[name]
    assert float(measure(x * 10.0**power)) == pytest.approx(float(measure(x)), rel=1e-6)


@pytest.mark.parametrize("name", [name for name in FREE_OF_UNITS if "entropy" in name])
def test_powers_of_two_change_no_bit_of_the_entropies(name):
    measure, x = FREE_OF_UNITS[name]
    assert float(measure(x * 2.0**-20)) == pytest.approx(float(measure(x)), rel=1e-14)


@pytest.mark.parametrize("name", FREE_OF_UNITS)
@settings(max_examples=4, deadline=None)
@given(offset=st.floats(-100.0, 100.0))
def test_an_offset_changes_nothing(name, offset):
    measure, x = FREE_OF_UNITS[name]
    assert float(measure(x + offset)) == pytest.approx(float(measure(x)), rel=2e-3)


@pytest.mark.parametrize("name", EITHER_WAY)
def test_backwards_in_time_counts_the_same_pairs(name):
    measure, x = FREE_OF_UNITS[name]
    backwards = float(measure(x[::-1]))
    assert backwards == pytest.approx(float(measure(x)), rel=0.02)


def test_memory_is_much_the_same_backwards():
    forwards, backwards = (float(v.dfa(x)) for x in (MEMORY, MEMORY[::-1]))
    assert backwards == pytest.approx(forwards, abs=0.05)


def test_divergence_is_not_the_same_backwards():
    x = np.empty(3000)
    x[0] = 0.3
    for k in range(2999):
        x[k + 1] = 4.0 * x[k] * (1.0 - x[k])
    given = {"dimension": 2, "delay": 1, "theiler": 5, "fit": (0, 5), "cycles": 1000}
    forwards = float(v.lyapunov_exponent(x, **given))
    assert forwards == pytest.approx(math.log(2.0), rel=0.05)
    assert abs(float(v.lyapunov_exponent(x[::-1], **given)) - forwards) > 0.1


def test_wolf_and_rosenstein_find_ln_2_in_the_logistic_map():
    x = np.empty(3000)
    x[0] = 0.37
    for k in range(2999):
        x[k + 1] = 4.0 * x[k] * (1.0 - x[k])
    wolf = v.wolf_exponent(x, dimension=2, delay=1, theiler=5, steps=1, cycles=1000)
    assert float(wolf) == pytest.approx(math.log(2.0), rel=0.05)
    assert wolf.units == "nats/sample"


def test_rate_only_sets_the_unit_of_time():
    slow = v.lyapunov_exponent(WALK, **EXPONENT)
    fast = v.lyapunov_exponent(WALK, **EXPONENT, rate=100.0, per="s")
    assert float(fast) == pytest.approx(100.0 * float(slow), rel=1e-12)
    assert fast.units == "nats/s"


def test_cross_sample_entropy_is_the_same_with_both_exchanged():
    other = np.roll(MEMORY, 40)
    one = v.cross_sample_entropy(MEMORY, other)
    assert one.value == v.cross_sample_entropy(other, MEMORY).value


def test_a_cycle_that_repeats_exactly_has_no_entropy_and_full_determinism():
    x = np.tile(random.permutation(20).astype(float), 30)
    assert float(v.sample_entropy(x, tolerance=0.5)) == 0.0
    found = v.recurrence_quantification(x, dimension=2, radius=0.1)
    assert float(found["determinism"]) == 1.0


def test_more_noise_has_more_entropy_and_less_determinism():
    quiet = np.sin(TIME / 7.0) + 0.02 * random.standard_normal(1500)
    loud = quiet + 0.5 * random.standard_normal(1500)
    assert float(v.sample_entropy(loud)) > float(v.sample_entropy(quiet))
    calm, wild = (
        v.recurrence_quantification(each, dimension=3, delay=9, rate=0.02)
        for each in (quiet, loud)
    )
    assert float(calm["determinism"]) > float(wild["determinism"])


def test_long_signals_take_the_wider_ranks_and_agree():
    x = random.standard_normal(70_000)
    whole = v.sample_entropy(x, tolerance=0.2)
    assert float(whole) == pytest.approx(-math.log(math.erf(0.1)), abs=0.02)
    from ilium.maths.nonlinear.matches import count_pairs

    for m in (1, 2, 4):
        part = x[:1500]
        near = np.abs(part[:, None] - part[None, :]) <= 0.4
        count = 1500 - m
        alike = np.ones((count, count), dtype=bool)
        for k in range(m):
            alike &= near[k : k + count, k : k + count]
        pairs = int(np.triu(alike, 1).sum())
        assert count_pairs(part, m, 1, 0.4)[0] == pairs


def test_surrogates_keep_what_they_promise():
    made = v.surrogates(WALK, "pseudoperiodic", count=3, delay=10)
    assert np.isin(made, WALK).all()
    for method in ("fourier", "iaaft"):
        one = v.surrogates(WALK, method, count=1)[0]
        np.testing.assert_allclose(
            np.abs(np.fft.rfft(one)).sum(), np.abs(np.fft.rfft(WALK)).sum(), rtol=0.05
        )


def test_the_rank_test_finds_a_map_and_not_noise():
    x = np.empty(500)
    x[0] = 0.31
    for k in range(499):
        x[k + 1] = 3.97 * x[k] * (1.0 - x[k])
    noise = np.random.default_rng(2).standard_normal(500)
    options = {"statistic": "permutation_entropy", "method": "iaaft", "side": "smaller"}
    assert float(v.surrogate_test(x, **options)) == pytest.approx(0.05)
    assert float(v.surrogate_test(noise, **options)) > 0.05
