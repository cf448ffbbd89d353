"""Every measure of variability has an interval, and how often it holds is measured."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilium import variability as v
from ilium.variability.coverage import coverages, worded
from ilium.variability.stretches import edges, looks, of_left_out, of_parts, of_spread
from ilium.variability.value import Value

RANDOM = np.random.default_rng(5)
TIME = np.arange(4000)
WALK = np.sin(2 * np.pi * TIME / 80 + 0.3 * np.sin(TIME / 700)) + 0.1 * (
    RANDOM.standard_normal(4000)
)
NOISE = RANDOM.standard_normal(1000)
STRIDES = np.arange(0, 4000, 80)
ROWS = np.sin(np.linspace(0, 6, 51)) + 0.1 * RANDOM.standard_normal((10, 51)) + 0.5
FAR = np.roll(ROWS, 7, axis=1)
PHASES = np.array([v.phase_angle(np.roll(WALK, each)) for each in range(8)])
FARTHER = np.array([v.phase_angle(np.roll(WALK, 3 * each)) for each in range(8)])

MEASURES = {
    "approximate_entropy": lambda: v.approximate_entropy(NOISE),
    "attractor_complexity_index": lambda: v.attractor_complexity_index(WALK, STRIDES),
    "coefficient_of_variation": lambda: v.coefficient_of_variation(ROWS),
    "correlation_dimension": lambda: v.correlation_dimension(WALK, 3),
    "cross_correlation_lag": lambda: v.cross_correlation_lag(WALK, np.roll(WALK, 3)),
    "cross_sample_entropy": lambda: v.cross_sample_entropy(WALK, WALK[::-1]),
    "dfa": lambda: v.dfa(NOISE),
    "ellipse_area": lambda: v.ellipse_area(ROWS[:, :2]),
    "floquet_multiplier": lambda: v.floquet_multiplier(
        np.random.default_rng(1).standard_normal((180, 3))
    ),
    "fuzzy_entropy": lambda: v.fuzzy_entropy(NOISE),
    "local_dynamic_stability": lambda: v.local_dynamic_stability(WALK, STRIDES),
    "lyapunov_exponent": lambda: v.lyapunov_exponent(WALK),
    "mean_sd": lambda: v.mean_sd(ROWS),
    "multiscale_entropy": lambda: v.multiscale_entropy(WALK),
    "permutation_entropy": lambda: v.permutation_entropy(NOISE),
    "recurrence_quantification": lambda: v.recurrence_quantification(NOISE),
    "relative_phase": lambda: v.relative_phase(PHASES, FARTHER),
    "robust_mean_sd": lambda: v.robust_mean_sd(ROWS),
    "sample_entropy": lambda: v.sample_entropy(NOISE),
    "spread": lambda: v.spread(ROWS),
    "uncontrolled_manifold": lambda: v.uncontrolled_manifold(
        RANDOM.standard_normal((20, 4)), np.array([[1.0, 0.5, -0.3, 0.2]])
    ),
    "vector_coding": lambda: v.vector_coding(ROWS, FAR),
    "wolf_exponent": lambda: v.wolf_exponent(WALK),
}
NO_MEASURES = {
    "check": "says what data allow",
    "classify": "names a pattern",
    "coupling_angles": "a step on the way",
    "explain": "says why",
    "mutual_information": "proposes a parameter",
    "oscillates": "a question",
    "phase_angle": "a step on the way",
    "propose_delay": "proposes a parameter",
    "propose_dimension": "proposes a parameter",
    "repeat": "runs a record again",
    "shares": "counts patterns",
    "surrogate_test": "a p by rank, which is exact",
    "surrogates": "makes signals",
}


def values_of(found) -> dict[str, Value]:
    """Every value that a function gave."""
    if isinstance(found, Value):
        return {"": found}
    if isinstance(found, dict):
        return found
    every = {name: getattr(found, name) for name in found.__slots__}
    return {name: each for name, each in every.items() if isinstance(each, Value)}


def test_every_public_function_is_a_measure_or_says_why_not():
    functions = {name for name in v.__all__ if name[0].islower()}
    assert functions == MEASURES.keys() | NO_MEASURES.keys()


@pytest.mark.parametrize("name", MEASURES)
def test_every_value_has_an_interval_whose_coverage_was_measured(name):
    values = values_of(MEASURES[name]())
    assert values
    for quantity, value in values.items():
        assert math.isfinite(value.ci_low), quantity
        assert value.ci_low <= value.ci_high
        assert value.ci_low <= value.value <= value.ci_high or "jackknife" in (
            value.interval
        )
        assert "of simulations" in value.interval, (quantity, value.interval)


def test_a_measure_without_a_measured_coverage_would_be_noticed():
    assert "of simulations" not in worded("hopping_index", "guess")
    assert "hopping_index" not in coverages()


def test_an_interval_can_be_left_out_and_the_value_stays():
    for measure in (
        v.sample_entropy,
        v.approximate_entropy,
        v.multiscale_entropy,
        lambda x, **options: v.recurrence_quantification(x, **options)["determinism"],
        lambda x, **options: v.cross_sample_entropy(x, WALK[1000:2000], **options),
    ):
        plain, full = measure(NOISE, interval=False), measure(NOISE)
        assert plain.value == full.value
        assert plain.interval == ""
        assert math.isnan(plain.ci_low)
        assert full.ci_low < full.value < full.ci_high


def test_the_tolerance_scatters_with_the_spread_and_the_interval_knows_it():
    """A slow wave moves the standard deviation, and with it the entropy."""
    x = NOISE + 3.0 * np.sin(np.arange(1000) / 160.0)
    own = v.sample_entropy(x)
    fixed = v.sample_entropy(x, tolerance=float(own.record["tolerance_used"]))
    assert own.value == fixed.value
    assert own.ci_high - own.ci_low != fixed.ci_high - fixed.ci_low


def test_longer_signals_have_narrower_intervals():
    x = np.random.default_rng(9).standard_normal(8000)
    for measure in (v.sample_entropy, v.approximate_entropy, v.permutation_entropy):
        widths = []
        for part in (x[:1000], x):
            value = measure(part)
            widths.append(value.ci_high - value.ci_low)
        assert widths[1] < 0.7 * widths[0]


def test_stretches_cover_the_signal_without_a_gap():
    assert edges(40).size == 0
    for count in (57, 500, 1999, 50_000):
        at = edges(count)
        assert 11 <= at.size <= 21
        assert (at[0], at[-1]) == (0, count)
        assert np.ptp(np.diff(at)) <= 1
        assert looks(at).max() < count


def test_the_interval_of_a_mean_of_stretches_is_students():
    parts = np.array([1.0, 2.0, 4.0, 7.0])
    low, high, _ = of_parts("mean_sd", 3.5, parts, "parts")
    half = 3.182446305 * parts.std(ddof=1) / 2.0
    assert (low, high) == pytest.approx((3.5 - half, 3.5 + half))
    without = (parts.sum() - parts) / 3.0
    low, high, _ = of_left_out("mean_sd", 3.5, without, "parts")
    assert (low, high) == pytest.approx((3.5 - half, 3.5 + half))


def test_the_parts_of_the_spread_are_its_derivative():
    x = np.random.default_rng(2).standard_normal(400)
    more = np.append(x, 1.7)
    change = math.log(more.std() / x.std())
    about = (1.7 - x.mean()) / x.std()
    assert change == pytest.approx(0.5 * (about**2 - 1.0) / 401, abs=1e-4)
    assert of_spread(x).mean() == pytest.approx(0.0, abs=1e-12)
