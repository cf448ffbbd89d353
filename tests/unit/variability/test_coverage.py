"""The intervals hold the truth as often as they say; the plain jackknife does not."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.variability import coefficient_of_variation, mean_sd
from ilium.variability.coverage import coverages, worded

RUNS = 300
PHASE = np.linspace(0.0, 2.0 * np.pi, 101)
SHAPES = np.array([np.cos(k * PHASE / 2.0) for k in range(5)])


def curves(count, random):
    weight = 0.03 * random.standard_normal((count, 5, 1))
    return 0.5 * np.sin(PHASE) + (weight * SHAPES).sum(axis=1)


TRUTH = float(0.03 * np.sqrt((SHAPES**2).sum(axis=0)).mean())


def held(interval):
    random = np.random.default_rng(3)
    inside = 0
    for _ in range(RUNS):
        low, high = interval(curves(8, random))
        inside += low <= TRUTH <= high
    return inside / RUNS


def of_ilium(rows):
    value = mean_sd(rows)
    return value.ci_low, value.ci_high


def plain(rows):
    """Jackknife of the spread itself with a normal quantile."""
    n = len(rows)
    left = [np.delete(rows, i, axis=0).std(axis=0, ddof=1).mean() for i in range(n)]
    pseudo = n * rows.std(axis=0, ddof=1).mean() - (n - 1) * np.array(left)
    reach = 1.959964 * pseudo.std(ddof=1) / np.sqrt(n)
    return pseudo.mean() - reach, pseudo.mean() + reach


def test_eight_repetitions_are_enough_and_the_plain_jackknife_is_not():
    assert 0.92 <= held(of_ilium) <= 0.985
    assert held(plain) < 0.915


@pytest.mark.parametrize("measure", ["mean_sd", "coupling_angle_variability"])
def test_the_measured_coverage_from_eight_repetitions_is_92_to_98_percent(measure):
    cases = coverages()[measure]["cases"]
    assert {each["n"] for each in cases} == {8, 10, 20}
    assert all(0.92 <= each["coverage"] <= 0.98 for each in cases)


def test_an_interval_below_90_percent_is_called_approximate():
    assert worded("dfa", "fit").startswith("approximate: fit; held the truth in 5")
    assert not worded("mean_sd", "jackknife").startswith("approximate")
    rows = curves(8, np.random.default_rng(1))
    assert not coefficient_of_variation(rows).interval.startswith("approximate")
    assert "held the truth in 9" in mean_sd(rows).interval
