"""Reliability, agreement and bands against published tables and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ilium.maths.agreement import limits_of_agreement
from ilium.maths.distributions import t_quantile
from ilium.maths.reliability import repeated_sessions
from ilium.symmetry.bands import band_of_difference, band_of_mean

SHROUT_FLEISS = np.array(
    [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ],
    dtype=float,
)
"""Six people, four judges: Shrout & Fleiss 1979, Table 2."""
WRIGHT = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178,
          423, 427]  # fmt: skip
MINI = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350,
        451]  # fmt: skip
"""Peak expiratory flow, first measurement with each meter: Bland & Altman 1986."""
FROZEN = json.loads(
    Path(__file__).with_name("pingouin.json").read_text(encoding="utf-8")
)["tables"]


def test_the_worked_example_of_shrout_and_fleiss(oracle):
    found = repeated_sessions(SHROUT_FLEISS)
    oracle.holds("published ICC", abs(found.icc_agreement - 0.29), case="ICC(2,1)")
    oracle.holds("published ICC", abs(found.icc_consistency - 0.71), case="ICC(3,1)")


def test_the_check_notices_agreement_taken_for_consistency(oracle):
    found = repeated_sessions(SHROUT_FLEISS)
    error = abs(found.icc_consistency - 0.29)
    oracle.bites("published ICC", "ICC(3,1) for ICC(2,1)", error)


@pytest.mark.parametrize("case", FROZEN)
def test_correlations_and_intervals_are_those_of_pingouin(case, oracle):
    theirs = FROZEN[case]
    ours = repeated_sessions(np.array(theirs["table"]))
    for kind in ("agreement", "consistency"):
        icc, *interval = theirs[kind]
        oracle.holds(
            "ICC of pingouin", abs(getattr(ours, f"icc_{kind}") - icc), case=case
        )
        error = np.abs(np.array(getattr(ours, f"icc_{kind}_ci")) - interval).max()
        oracle.holds("interval of pingouin", float(error), case=f"{case}, {kind}")


def test_the_check_notices_a_session_left_out(oracle):
    theirs = FROZEN["many"]
    ours = repeated_sessions(np.array(theirs["table"])[:, 1:])
    error = abs(ours.icc_agreement - theirs["agreement"][0])
    oracle.bites("ICC of pingouin", "a session left out", error)
    wide = repeated_sessions(np.array(theirs["table"]), confidence=0.9)
    error = abs(wide.icc_agreement_ci[0] - theirs["agreement"][1])
    oracle.bites("interval of pingouin", "90 % for 95 %", error)


def test_the_worked_example_of_bland_and_altman(oracle):
    """They take two standard deviations for 1.96."""
    found = limits_of_agreement(np.array(WRIGHT, float), np.array(MINI, float), width=2)
    for case, ours, printed in (
        ("mean difference", found.bias, -2.1),
        ("standard deviation", found.sd, 38.8),
    ):
        oracle.holds("published bias and spread", abs(ours - printed), case=case)
    for case, ours, printed in (
        ("lower limit", found.low, -79.7),
        ("upper limit", found.high, 75.5),
        ("bias, low", found.bias_ci[0], -22.0),
        ("bias, high", found.bias_ci[1], 17.8),
        ("lower limit, low", found.low_ci[0], -114.3),
        ("lower limit, high", found.low_ci[1], -45.1),
        ("upper limit, low", found.high_ci[0], 40.9),
        ("upper limit, high", found.high_ci[1], 110.1),
    ):
        oracle.holds("published limits of agreement", abs(ours - printed), case=case)


def test_the_check_notices_the_limits_of_means_for_those_of_people(oracle):
    found = limits_of_agreement(np.array(WRIGHT, float), np.array(MINI, float))
    mean_only = found.bias - 2.0 * found.sd / np.sqrt(found.n)
    error = abs(mean_only + 79.7)
    oracle.bites("published limits of agreement", "standard error for deviation", error)
    error = abs(np.std(np.array(WRIGHT) - MINI) - 38.8)
    oracle.bites("published bias and spread", "n for n − 1", error)


def bands():
    spm1d = pytest.importorskip("spm1d", reason="spm1d is in the test environment")
    first, second = spm1d.data.uv1d.tpaired.PlantarArchAngle().get_data()
    options = {"datum": "difference", "mu": 0}
    yield (
        "mean",
        band_of_mean(first),
        spm1d.stats.ci_onesample(first, 0.05),
    )
    yield (
        "paired difference",
        band_of_mean(first - second),
        spm1d.stats.ci_pairedsample(first, second, 0.05, **options),
    )
    yield (
        "difference of groups",
        band_of_difference(first, second),
        spm1d.stats.ci_twosample(first, second, 0.05, **options),
    )


def test_bands_are_those_of_spm1d(oracle):
    for case, ours, theirs in bands():
        half = (ours.high - ours.low) / 2.0
        error = np.abs(half / theirs.hstar - 1.0).max()
        oracle.holds("half width of a band", float(error), case=case)


def test_the_check_notices_a_band_for_single_points(oracle):
    for case, ours, theirs in bands():
        half = (ours.high - ours.low) / 2.0
        single = half * t_quantile(0.975, 18) / 3.5
        error = np.abs(single / theirs.hstar - 1.0).max()
        oracle.bites("half width of a band", "no correction", float(error), case=case)


def test_a_band_holds_the_true_curve_as_often_as_it_says():
    random = np.random.default_rng(3)
    kernel = np.exp(-0.5 * (np.arange(-30, 31) / 10.0) ** 2)
    kept = 0
    for _ in range(400):
        noise = random.standard_normal((10, 161))
        curves = np.array([np.convolve(e, kernel, mode="valid") for e in noise])
        band = band_of_mean(curves)
        kept += bool(((band.low <= 0.0) & (band.high >= 0.0)).all())
    assert kept / 400 == pytest.approx(0.95, abs=0.03)


def test_intervals_hold_the_true_value_as_often_as_they_say():
    """Simulated sessions: between people 3, shift 1, noise 1 (standard deviations)."""
    random = np.random.default_rng(5)
    agreement, consistency = 9.0 / 11.0, 9.0 / 10.0
    kept = [0, 0]
    for _ in range(800):
        table = random.normal(0.0, 3.0, (15, 1)) + random.normal(0.0, 1.0, (1, 4))
        found = repeated_sessions(table + random.normal(0.0, 1.0, (15, 4)))
        for at, (true, (low, high)) in enumerate(
            (
                (agreement, found.icc_agreement_ci),
                (consistency, found.icc_consistency_ci),
            )
        ):
            kept[at] += low <= true <= high
    assert kept[0] / 800 == pytest.approx(0.95, abs=0.03)
    assert kept[1] / 800 == pytest.approx(0.95, abs=0.03)


def test_the_standard_error_is_what_was_put_in():
    random = np.random.default_rng(2)
    table = random.normal(0.0, 3.0, (4000, 1)) + random.normal(0.0, 1.5, (4000, 2))
    assert repeated_sessions(table).sem == pytest.approx(1.5, rel=0.05)
    shifted = repeated_sessions(table + np.array([0.0, 2.0]))
    assert shifted.sem_consistency == pytest.approx(1.5, rel=0.05)
    assert shifted.sem == pytest.approx(np.sqrt(1.5**2 + 2.0), rel=0.05)
    assert shifted.mdc == pytest.approx(2.772 * shifted.sem, rel=1e-3)
