"""The frozen coverages, what they are called, and a short simulation beside them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from variability_coverage import processes
from variability_processes.signals import fractional

from ilium import variability as v
from ilium.variability.coverage import HONEST, coverages, worded

QUANTITY = "share of intervals that missed the truth, "


@pytest.mark.parametrize("measure", sorted(coverages()))
def test_every_measured_coverage_is_on_the_page(oracle, measure):
    for case in coverages()[measure]["cases"]:
        name = f"{case['process']}, n = {case['n']}, {case['runs']} runs"
        oracle.holds(QUANTITY + measure, 1.0 - case["coverage"], case=name)


def test_a_plain_standard_error_would_be_noticed(oracle):
    generator = np.random.default_rng(8)
    missed = 0
    for _ in range(400):
        sample = generator.standard_normal(3)
        half = 1.96 * sample.std(ddof=1) / math.sqrt(3)
        missed += abs(sample.mean()) > half
    oracle.bites(QUANTITY + "mean_sd", "z for t with 3 values", missed / 400)


def test_an_interval_that_holds_too_rarely_is_called_approximate():
    assert coverages()["dfa"]["least"] < HONEST
    assert worded("dfa", "residuals").startswith("approximate")
    assert not worded("mean_sd", "jackknife").startswith("approximate")
    assert worded("never_measured", "guess").startswith("approximate")
    value = v.dfa(fractional(600, 0.75, np.random.default_rng(0)))
    assert value.interval.startswith("approximate")


QUICK = (
    "dfa",
    "mean_sd",
    "ellipse_area",
    "wolf_exponent",
    "cross_correlation_lag",
    "deviation_phase",
    "coefficient_of_variation",
)
FIRST = {each.measure: each for each in reversed(processes()) if each.measure in QUICK}


@pytest.mark.parametrize("measure", QUICK)
def test_a_short_simulation_agrees_with_the_frozen_coverage(measure):
    process, runs = FIRST[measure], 40
    frozen = next(
        each["coverage"]
        for each in coverages()[measure]["cases"]
        if each["n"] == process.n and each["process"] == process.name
    )
    truth, generator = process.truth(), np.random.default_rng(99)
    held = sum(
        value.ci_low <= truth <= value.ci_high
        for value in (process.draw(generator) for _ in range(runs))
    )
    scatter = math.sqrt(max(frozen * (1.0 - frozen), 0.02) / runs)
    assert abs(held / runs - frozen) < 4.0 * scatter


def test_no_interval_that_is_simulated_is_missing_from_the_table():
    assert {each.measure for each in processes()} == coverages().keys()
