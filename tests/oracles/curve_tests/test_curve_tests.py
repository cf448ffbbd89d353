"""Curves against spm1d's own data sets and results."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.maths.curve_permutations import flipped
from ilium.symmetry.curves import (
    CURVE_TESTS,
    compare_conditions,
    compare_groups,
    compare_paired_curves,
    compare_with_zero,
    regress_curves,
)

spm1d = pytest.importorskip("spm1d", reason="spm1d is in the test environment")
SETS = spm1d.data.uv1d

ONE = replace(CURVE_TESTS, two_sided=False)
SPM1D = replace(CURVE_TESTS, as_spm1d=True)


def single(name):
    curves, mean = getattr(SETS.t1, name)().get_data()
    return spm1d.stats.ttest(curves, mean), lambda s: compare_with_zero(
        curves - mean, s
    )


def groups(name):
    first, second = getattr(SETS.t2, name)().get_data()
    theirs = spm1d.stats.ttest2(first, second, equal_var=True)
    return theirs, lambda s: compare_groups(first, second, s)


def paired(name):
    first, second = getattr(SETS.tpaired, name)().get_data()
    theirs = spm1d.stats.ttest_paired(first, second)
    return theirs, lambda s: compare_paired_curves(first, second, s)


def slope(name):
    curves, x = getattr(SETS.regress, name)().get_data()
    return spm1d.stats.regress(curves, x), lambda s: regress_curves(curves, x, s)


def one_way(name):
    curves, group = getattr(SETS.anova1, name)().get_data()
    theirs = spm1d.stats.anova1(curves, group, equal_var=True)
    return theirs, lambda s: compare_conditions(curves, group, s)


T_CASES = {
    "one sample, Random": lambda: single("Random"),
    "one sample, RandomRough": lambda: single("RandomRough"),
    "one sample, SimulatedPataky2015a": lambda: single("SimulatedPataky2015a"),
    "one sample, SimulatedPataky2015b": lambda: single("SimulatedPataky2015b"),
    "two samples, PlantarArchAngle": lambda: groups("PlantarArchAngle"),
    "two samples, SimulatedTwoLocalMax": lambda: groups("SimulatedTwoLocalMax"),
    "two samples, LargePosNeg": lambda: groups("SmallSampleLargePosNegEffects"),
    "paired, PlantarArchAngle": lambda: paired("PlantarArchAngle"),
    "regression, SimulatedPataky2015c": lambda: slope("SimulatedPataky2015c"),
    "regression, SpeedGRF": lambda: slope("SpeedGRF"),
}


def agree(oracle, case, theirs, ours):
    oracle.holds("threshold z*", abs(ours.threshold - theirs.zstar), case=case)
    assert len(ours.stretches) == len(theirs.clusters)
    for here, there in zip(ours.stretches, theirs.clusters, strict=True):
        oracle.holds("p of each stretch", abs(here.p - there.P), case=case)
        ends = np.abs(np.array([here.start, here.end]) - there.endpoints).max()
        oracle.holds("ends of each stretch", float(ends), case=case)


@pytest.mark.parametrize("case", T_CASES)
@pytest.mark.parametrize("two_sided", [False, True])
def test_t_along_curves_is_that_of_spm1d(case, two_sided, oracle):
    theirs, ours = T_CASES[case]()
    expected = theirs.inference(0.05, two_tailed=two_sided, interp=True)
    found = ours(replace(CURVE_TESTS, two_sided=two_sided))
    agree(oracle, f"{case}, {'two' if two_sided else 'one'}-sided", expected, found)


@pytest.mark.parametrize("name", ["SpeedGRFcategorical", "Weather"])
def test_f_of_independent_groups_is_that_of_spm1d(name, oracle):
    theirs, ours = one_way(name)
    agree(oracle, f"one-way, {name}", theirs.inference(0.05), ours(CURVE_TESTS))


@pytest.mark.filterwarnings("ignore")
def test_f_of_repeated_measures_is_that_of_spm1d_with_its_residuals(oracle):
    curves, condition, person = SETS.anova1rm.SpeedGRFcategoricalRM().get_data()
    theirs = spm1d.stats.anova1rm(curves, condition, person)
    ours = compare_conditions(curves, condition, SPM1D, people=person)
    agree(oracle, "repeated, SpeedGRFcategoricalRM", theirs.inference(0.05), ours)
    own = compare_conditions(curves, condition, people=person)
    np.testing.assert_allclose(own.values, theirs.z, rtol=1e-9)


def test_all_sign_flips_give_the_distribution_of_spm1d(oracle):
    first, second = SETS.tpaired.PlantarArchAngle().get_data()
    theirs = spm1d.stats.nonparam.ttest_paired(first, second)
    every = theirs.inference(0.05, two_tailed=False, iterations=-1)
    expected = np.sort(every.PDF0)
    highest, _ = flipped(first - second, 2000, 0)
    error = float(np.abs(np.sort(highest) - expected).max())
    oracle.holds("threshold by all exchanges", error)


def smooth_noise(random, rows):
    kernel = np.exp(-0.5 * (np.arange(-30, 31) / 10.0) ** 2)
    noise = random.standard_normal((rows, 101 + 60))
    return np.array([np.convolve(each, kernel, mode="valid") for each in noise])


@pytest.mark.parametrize("permutations", [0, 400])
def test_smooth_noise_raises_the_alarm_as_often_as_it_was_asked_to(
    permutations, oracle
):
    random = np.random.default_rng(7)
    settings = replace(CURVE_TESTS, permutations=permutations)
    alarms = [
        compare_groups(smooth_noise(random, 8), smooth_noise(random, 8), settings)
        for _ in range(400)
    ]
    share = float(np.mean([each.differs for each in alarms]))
    case = "permutations" if permutations else "random field theory"
    oracle.holds("false alarms of 5 % tests", abs(share - 0.05), case=case)


def test_the_checks_notice_one_sided_limits_taken_for_two(oracle):
    theirs, ours = groups("PlantarArchAngle")
    expected = theirs.inference(0.05, two_tailed=True)
    error = abs(ours(ONE).threshold - expected.zstar)
    oracle.bites("threshold z*", "one side for two", error)


def test_the_checks_notice_a_smoothness_ten_per_cent_off(oracle):
    theirs, _ = groups("PlantarArchAngle")
    expected = theirs.inference(0.05, two_tailed=True)
    rougher = spm1d.rft1d.t.isf_resels(0.025, 18, [1, 1.1 * theirs.resels[1]])
    oracle.bites("threshold z*", "resels 10 % off", abs(rougher - expected.zstar))


def test_the_checks_notice_uncorrected_tests_at_every_point(oracle):
    random = np.random.default_rng(7)
    found = [
        np.abs(compare_groups(smooth_noise(random, 8), smooth_noise(random, 8)).values)
        for _ in range(100)
    ]
    share = float(np.mean([each.max() > 2.1448 for each in found]))
    oracle.bites("false alarms of 5 % tests", "no correction", abs(share - 0.05))
