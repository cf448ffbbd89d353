"""The record of a value runs it again to the last bit."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from ilium import variability as v
from ilium.errors import InputError
from ilium.variability.value import Value

random = np.random.default_rng(11)
TIME = np.arange(4000)
WALK = np.sin(2 * np.pi * TIME / 80 + 0.3 * np.sin(TIME / 700)) + 0.1 * (
    random.standard_normal(4000)
)
NOISE = random.standard_normal(700)
STRIDES = np.arange(0, 4000, 80)
STATES = random.standard_normal((180, 3)).cumsum(axis=0) * 0.01 + (
    random.standard_normal((180, 3))
)
ROWS = np.sin(np.linspace(0, 6, 51)) + 0.1 * random.standard_normal((10, 51))
MADE = {
    "sample_entropy": ((WALK,), lambda: v.sample_entropy(WALK, m=3, r=0.15)),
    "cross_sample_entropy": (
        (WALK, WALK[::-1]),
        lambda: v.cross_sample_entropy(WALK, WALK[::-1]),
    ),
    "approximate_entropy": ((NOISE,), lambda: v.approximate_entropy(NOISE)),
    "fuzzy_entropy": ((NOISE,), lambda: v.fuzzy_entropy(NOISE, exponent=3)),
    "permutation_entropy": ((NOISE,), lambda: v.permutation_entropy(NOISE, m=4)),
    "multiscale_entropy": (
        (WALK,),
        lambda: v.multiscale_entropy(WALK, (1, 2, 5), method="plain"),
    ),
    "propose_delay": ((WALK,), lambda: v.propose_delay(WALK)),
    "propose_dimension": ((WALK,), lambda: v.propose_dimension(WALK)),
    "lyapunov_exponent": ((WALK,), lambda: v.lyapunov_exponent(WALK, rate=80)),
    "local_dynamic_stability": (
        (WALK, STRIDES),
        lambda: v.local_dynamic_stability(WALK, STRIDES, count=40),
    ),
    "attractor_complexity_index": (
        (WALK, STRIDES),
        lambda: v.attractor_complexity_index(WALK, STRIDES),
    ),
    "wolf_exponent": ((WALK,), lambda: v.wolf_exponent(WALK)),
    "dfa": ((NOISE,), lambda: v.dfa(NOISE, rule="binned")),
    "recurrence_quantification": (
        (NOISE,),
        lambda: v.recurrence_quantification(NOISE, dimension=2)["determinism"],
    ),
    "correlation_dimension": ((WALK,), lambda: v.correlation_dimension(WALK, 3)),
    "floquet_multiplier": ((STATES,), lambda: v.floquet_multiplier(STATES)),
    "surrogate_test": (
        (NOISE,),
        lambda: v.surrogate_test(
            NOISE, "permutation_entropy", count=19, options={"m": 4}
        ),
    ),
    "mean_sd": ((ROWS,), lambda: v.mean_sd(ROWS, units="rad")),
    "robust_mean_sd": ((ROWS,), lambda: v.robust_mean_sd(ROWS)),
    "coefficient_of_variation": ((ROWS,), lambda: v.coefficient_of_variation(ROWS)),
    "ellipse_area": (
        (ROWS[:, :2],),
        lambda: v.ellipse_area(ROWS[:, :2], form="chi_squared"),
    ),
    "cross_correlation_lag": (
        (WALK, np.roll(WALK, 3)),
        lambda: v.cross_correlation_lag(WALK, np.roll(WALK, 3), rate=100.0),
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_the_record_repeats_the_value_to_the_last_bit(name):
    data, make = MADE[name]
    value = make()
    record = json.loads(json.dumps(dict(value.record)))
    again = v.repeat(record, *data)
    assert isinstance(again, Value)
    assert again.measure == value.measure
    for one, other in (
        (value.value, again.value),
        (value.ci_low, again.ci_low),
        (value.ci_high, again.ci_high),
    ):
        assert one == other or (math.isnan(one) and math.isnan(other))
    assert again.flags == value.flags
    for each in value.record.get("arguments", ("version", "measure")):
        assert again.record[each] == value.record[each]


PHASES = np.array([v.phase_angle(np.roll(WALK, each)) for each in range(8)])
FARTHER = np.array([v.phase_angle(np.roll(WALK, 3 * each)) for each in range(8)])
JOINTS = random.standard_normal((20, 4))
PULL = np.array([[1.0, 0.5, -0.3, 0.2]])
FAR = np.roll(ROWS, 7, axis=1)
PARTS = {
    "variability": ((ROWS, FAR), lambda: v.vector_coding(ROWS, FAR, short=0.001)),
    "raw_variability": ((ROWS, FAR), lambda: v.vector_coding(ROWS, FAR, still=0.01)),
    "marp": (
        (PHASES, FARTHER),
        lambda: v.relative_phase(PHASES, FARTHER, deviation="folded"),
    ),
    "deviation_phase": ((PHASES, FARTHER), lambda: v.relative_phase(PHASES, FARTHER)),
    **{
        name: ((JOINTS, PULL), lambda: v.uncontrolled_manifold(JOINTS, PULL))
        for name in ("keeping", "moving", "total", "synergy", "synergy_z")
    },
}


@pytest.mark.parametrize("name", PARTS)
def test_the_record_of_one_of_several_results_repeats_that_one(name):
    data, make = PARTS[name]
    value = getattr(make(), name)
    record = json.loads(json.dumps(dict(value.record)))
    assert record["quantity"] == name
    again = v.repeat(record, *data)
    for one, other in (
        (value.value, again.value),
        (value.ci_low, again.ci_low),
        (value.ci_high, again.ci_high),
    ):
        assert one == other or (math.isnan(one) and math.isnan(other))
    assert again.record == value.record


def test_the_summaries_of_a_spread_repeat_alone():
    found = v.spread(ROWS, units="rad")
    for value in (found.mean_sd, found.robust_mean_sd, found.winter_cv):
        assert v.repeat(value.record, ROWS).value == value.value


def test_every_value_says_its_version_and_what_it_was_made_of():
    value = v.lyapunov_exponent(WALK)
    assert {"version", "dimension", "delay", "theiler", "fit", "r_squared", "n"} <= set(
        value.record
    )
    assert {"mutual_information", "false_neighbours", "divergence"} <= set(value.curves)


def test_what_is_no_record_is_refused():
    with pytest.raises(InputError, match="names no measure"):
        v.repeat({"version": "0.1.0"}, NOISE)
    with pytest.raises(InputError, match="does not have"):
        v.repeat({"measure": "phrenology", "arguments": []}, NOISE)


def test_the_kinds_of_random_numbers_are_the_records():
    one = v.surrogates(NOISE, "iaaft", count=2, seed=4)
    np.testing.assert_array_equal(one, v.surrogates(NOISE, "iaaft", count=2, seed=4))
    assert not np.array_equal(one, v.surrogates(NOISE, "iaaft", count=2, seed=5))
