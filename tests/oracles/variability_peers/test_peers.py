"""Other packages on the same series: equal where they are right, told where not."""

from __future__ import annotations

import csv
import importlib.util
import math
from pathlib import Path

import pytest

from ilium import variability as v

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("peers", HERE / "regenerate.py")
regenerate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(regenerate)
SERIES, SCALES = regenerate.series(), regenerate.SCALES
MEASURES = {
    "sample_entropy": ("sample entropy", v.sample_entropy, {"m": 3}),
    "permutation_entropy": ("permutation entropy", v.permutation_entropy, {"m": 4}),
    "approximate_entropy": ("approximate entropy", v.approximate_entropy, {"m": 3}),
    "dfa": (
        "slope of detrended fluctuations",
        lambda x, order=1: v.dfa(x, scales=SCALES, order=order),
        {"order": 2},
    ),
    "lyapunov_exponent": (
        "Rosenstein's slope",
        lambda x, theiler=20: v.lyapunov_exponent(
            x,
            dimension=3,
            delay=2,
            theiler=theiler,
            steps=5,
            fit=(0, 5),
            cycles=1000,
        ),
        {"theiler": 1},
    ),
}


def rows():
    with (HERE / "peers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("measure", MEASURES)
def test_packages_that_are_right_agree(oracle, measure):
    quantity, ours, mistake = MEASURES[measure]
    theirs = [each for each in rows() if each["measure"] == measure]
    assert len(theirs) >= 4
    for each in theirs:
        error = abs(float(ours(SERIES[each["series"]])) - float(each["value"]))
        oracle.holds(quantity, error, case=f"{each['package']} {each['series']}")
    wrong = float(ours(SERIES["ar1"], **mistake))
    right = next(each for each in theirs if each["series"] == "ar1")
    oracle.bites(quantity, f"{mistake}", abs(wrong - float(right["value"])))


def different(measure):
    return {
        each["package"]: float(each["value"])
        for each in rows()
        if each["measure"] == measure
    }


def test_where_a_package_depends_on_the_unit_ilium_does_not():
    theirs = [different(f"fuzzy_entropy x{unit}")["EntropyHub"] for unit in (1, 10)]
    assert abs(theirs[1] - theirs[0]) > 1.0
    x = SERIES["white"]
    assert float(v.fuzzy_entropy(10.0 * x)) == pytest.approx(float(v.fuzzy_entropy(x)))


def test_refined_entropy_of_noise_falls_with_scale_as_theory_says():
    theory = -math.log(math.erf(0.1 * math.sqrt(10.0)))
    ours = v.multiscale_entropy(SERIES["white"], [10]).curves["entropy"][0]
    assert ours == pytest.approx(theory, abs=0.1)
    assert different("refined entropy, scale 10")["neurokit2"] > 2.0


def test_noise_hardly_forms_lines_once_identity_is_left_out():
    found = v.recurrence_quantification(SERIES["white"], dimension=2, radius=0.01)
    assert float(found["determinism"]) < 0.1
    assert different("determinism")["accrqa"] > 0.9
