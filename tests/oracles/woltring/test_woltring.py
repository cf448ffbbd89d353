"""Woltring's spline against his own program inside OpenSim, and against SciPy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.interpolate import make_smoothing_spline

from ilium.maths.splines import natural_derivative
from ilium.maths.woltring import cross_validated, expected_error, smooth_spline

TABLE = np.genfromtxt(Path(__file__).parent / "opensim.csv", delimiter=",", names=True)
RATE = 100.0
SAMPLES = TABLE["sample"]


def worst(ours, column):
    return np.abs(ours - TABLE[column]).max()


def test_cross_validation_agrees_with_opensim(oracle):
    quantity = "cross-validated quintic spline against OpenSim"
    smoothing = cross_validated(SAMPLES, RATE)
    ours = smooth_spline(SAMPLES, RATE, smoothing=smoothing)
    oracle.holds(quantity, worst(ours, "cross_validated"))
    more = smooth_spline(SAMPLES, RATE, smoothing=1.05 * smoothing)
    oracle.bites(quantity, "5 % more smoothing", worst(more, "cross_validated"))
    cubic = smooth_spline(
        SAMPLES,
        RATE,
        smoothing=cross_validated(SAMPLES, RATE, half_order=2),
        half_order=2,
    )
    oracle.bites(quantity, "a cubic spline", worst(cubic, "cross_validated"))


@pytest.mark.parametrize(("order", "name"), [(1, "first"), (2, "second")])
def test_its_derivatives_agree_with_opensim(oracle, order, name):
    smoothing = cross_validated(SAMPLES, RATE)
    ours = smooth_spline(SAMPLES, RATE, smoothing=smoothing)
    quantity, column = f"{name} derivative against OpenSim", f"{name}_derivative"
    oracle.holds(quantity, worst(natural_derivative(ours, RATE, order), column))
    raw = natural_derivative(SAMPLES, RATE, order)
    oracle.bites(quantity, "not smoothed", worst(raw, column))


def test_a_known_error_agrees_with_opensim(oracle):
    quantity = "quintic spline for a known error against OpenSim"
    smoothing = expected_error(SAMPLES, RATE, 0.02**2)
    ours = smooth_spline(SAMPLES, RATE, smoothing=smoothing)
    oracle.holds(quantity, worst(ours, "known_error"))
    other = expected_error(SAMPLES, RATE, 0.025**2)
    ours = smooth_spline(SAMPLES, RATE, smoothing=other)
    oracle.bites(quantity, "an error a quarter larger", worst(ours, "known_error"))


@pytest.mark.parametrize("smoothing", [1e-7, 1e-5, 1e-3])
def test_the_cubic_spline_agrees_with_scipy(oracle, smoothing):
    time = np.arange(SAMPLES.size) / RATE
    theirs = make_smoothing_spline(time, SAMPLES, lam=smoothing)(time)
    quantity = "cubic spline of given smoothing against SciPy"
    for factor in (1.0, 1.01):
        ours = smooth_spline(SAMPLES, RATE, smoothing=factor * smoothing, half_order=2)
        error, case = np.abs(ours - theirs).max(), f"p = {smoothing:g}"
        if factor == 1.0:
            oracle.holds(quantity, error, case=case)
        else:
            oracle.bites(quantity, "1 % more smoothing", error, case=case)
