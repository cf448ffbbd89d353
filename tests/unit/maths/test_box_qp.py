"""Sharing among muscles: the conditions of the optimum, and independent solvers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import lsq_linear, minimize

from ilium.maths import box_qp
from ilium.maths.box_qp import TOLERANCE, Sharing, share_moments


def a_problem(seed, *, muscles=24, targets=6, scale=1.0, exponent=2.0, low=0.01):
    """Random arms of muscles that cross one to four joints."""
    random = np.random.default_rng(seed)
    columns = np.zeros((muscles, targets))
    touched = np.zeros((muscles, 4), dtype=np.int64)
    count = random.integers(1, 5, muscles).astype(np.int64)
    for at in range(muscles):
        chosen = np.sort(random.choice(targets, count[at], replace=False))
        touched[at, : count[at]] = chosen
        columns[at, chosen] = random.normal(size=count[at]) * 50.0
    return Sharing(
        columns,
        touched,
        count,
        np.full(muscles, low),
        np.full(targets, 1.0),
        random.normal(size=targets) * scale,
        exponent,
    )


def solve(problem, start=None):
    price = np.zeros(problem.target.size) if start is None else start.copy()
    activation = np.empty(problem.low.size)
    residual = share_moments(problem, price, activation)
    return residual, price, activation


def conditions(problem, activation):
    """How far activations are from the optimum: the projected gradient of the cost."""
    left = problem.target - problem.columns.T @ activation
    price = left / problem.reserve
    slope = activation ** (problem.exponent - 1.0) - problem.columns @ price
    moved = np.clip(activation - slope, problem.low, 1.0)
    return np.abs(moved - activation).max()


seeds = st.integers(0, 2**31)
scales = st.floats(-1.0, 3.5).map(lambda power: 10.0**power)


@settings(max_examples=60, deadline=None)
@given(seeds, scales)
def test_the_activations_are_those_of_an_independent_solver(seed, scale):
    problem = a_problem(seed, scale=scale)
    residual, _, activation = solve(problem)
    rows = np.vstack([np.eye(24), problem.columns.T])
    right = np.concatenate([np.zeros(24), problem.target])
    other = lsq_linear(rows, right, (problem.low, np.ones(24)), method="bvls")
    assert residual <= TOLERANCE
    np.testing.assert_allclose(activation, other.x, atol=1e-7)


@settings(max_examples=40, deadline=None)
@given(seeds, scales, st.sampled_from([1.5, 2.0, 2.5, 3.0, 4.0]))
def test_every_certified_solution_meets_the_conditions(seed, scale, exponent):
    problem = a_problem(seed, scale=scale, exponent=exponent)
    residual, _, activation = solve(problem)
    assert residual <= TOLERANCE
    assert conditions(problem, activation) < 1e-5 * max(1.0, scale)
    assert (activation >= problem.low).all()
    assert (activation <= 1.0).all()


@pytest.mark.parametrize("exponent", [1.5, 3.0])
def test_other_exponents_cost_no_more_than_a_general_solvers_best(exponent):
    problem = a_problem(3, scale=20.0, exponent=exponent)
    _, _, activation = solve(problem)

    def cost(a):
        left = problem.target - problem.columns.T @ a
        return (a**exponent).sum() / exponent + 0.5 * left @ left

    def slope(a):
        left = problem.target - problem.columns.T @ a
        return a ** (exponent - 1.0) - problem.columns @ left

    other = minimize(
        cost,
        np.full(24, 0.1),
        jac=slope,
        bounds=[(0.01, 1.0)] * 24,
        method="L-BFGS-B",
        options={"maxiter": 5000, "ftol": 1e-15, "gtol": 1e-10},
    )
    assert cost(activation) <= other.fun + 1e-9
    assert other.fun <= cost(activation) + 1e-3 * cost(np.full(24, 0.1))


def test_the_oracle_notices_another_exponent():
    residual, _, squares = solve(a_problem(3, scale=20.0))
    cubes = solve(a_problem(3, scale=20.0, exponent=3.0))[2]
    assert residual <= TOLERANCE
    assert np.abs(squares - cubes).max() > 0.01
    assert conditions(a_problem(3, scale=20.0, exponent=3.0), squares) > 1e-3


@settings(max_examples=30, deadline=None)
@given(seeds, scales, seeds)
def test_where_the_search_starts_does_not_matter(seed, scale, other):
    problem = a_problem(seed, scale=scale)
    start = np.random.default_rng(other).normal(size=6) * scale
    cold, warm = solve(problem)[2], solve(problem, start)[2]
    np.testing.assert_allclose(cold, warm, atol=1e-7)


@settings(max_examples=40, deadline=None)
@given(seeds, scales)
def test_the_fallback_finds_the_same_solution(seed, scale):
    problem = a_problem(seed, scale=scale)
    _, _, activation = solve(problem)
    price, fallback = np.zeros(6), np.empty(24)
    box_qp._active_set(problem, price, fallback)
    np.testing.assert_allclose(fallback, activation, atol=1e-7)


def test_one_muscle_takes_what_its_reserve_leaves():
    """Closed form: a = w b / (R² + w²), the reserve has the rest."""
    problem = Sharing(
        np.array([[30.0]]),
        np.zeros((1, 1), dtype=np.int64),
        np.ones(1, dtype=np.int64),
        np.array([0.01]),
        np.array([4.0]),
        np.array([12.0]),
        2.0,
    )
    residual, price, activation = solve(problem)
    assert residual <= TOLERANCE
    assert activation[0] == pytest.approx(30.0 * 12.0 / (4.0 + 900.0), abs=1e-12)
    assert 4.0 * price[0] == pytest.approx(12.0 - 30.0 * activation[0], abs=1e-12)


def test_an_unknown_moment_is_never_certified():
    problem = a_problem(1)
    problem.target[2] = np.nan
    assert not solve(problem)[0] <= TOLERANCE


def test_a_start_that_is_not_finite_is_forgotten():
    problem = a_problem(2, scale=50.0)
    assert solve(problem, np.full(6, np.nan))[0] <= TOLERANCE
