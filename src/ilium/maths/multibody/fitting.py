"""Poses that bring a chain's markers nearest to those that were seen."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ilium.maths.compiled import kernel, lean
from ilium.maths.multibody.layout import Chain, FloatArray, IntArray, Markers
from ilium.maths.multibody.markers import MarkerFit, linearise, marker_cost

LEAST_DAMPING, FIRST_DAMPING, MOST_DAMPING = 1e-10, 1e-6, 1e8
BLIND = 1e-12
"""Share of the weight below which a coordinate moves no marker [m2]."""
NEAR = 0.3
"""Step below which the exact second derivatives are tried [rad] or [m]."""


class Problem(NamedTuple):
    """What is fitted, and how closely.

    Parameters
    ----------
    chain, markers
        The chain and its markers.
    free
        1 where a coordinate may move, shape (n,).
    low, high
        Bounds of the coordinates, shape (n,) [rad] or [m].
    tolerance
        Largest step of a converged pose [rad] or [m].
    iterations
        Most steps of one pose.
    """

    chain: Chain
    markers: Markers
    free: IntArray
    low: FloatArray
    high: FloatArray
    tolerance: float
    iterations: int


@kernel
def fit_pose(
    problem: Problem, observed: FloatArray, q: FloatArray, fit: MarkerFit
) -> tuple[float, int]:
    """Move a pose to the nearest least sum of weighted squared distances.

    A Levenberg-Marquardt method with bounds: coordinates that a bound holds back leave
    the system of equations, steps are cut at the bounds and taken only downhill. Near
    the end it becomes Newton's: the exact second derivatives join the normal matrix
    where the sum stays positive definite.

    Parameters
    ----------
    problem
        What is fitted.
    observed
        Where the cameras saw the markers, shape (m, 3) [m]; NaN where they did not.
    q
        The pose, moved in place, shape (n,) [rad] or [m].
    fit
        Room for the work.

    Returns
    -------
    cost : float
        Sum of weighted squared distances [m2].
    steps : int
        How many steps it took; above `problem.iterations` where they did not suffice.

    References
    ----------
    Marquardt DW (1963). An algorithm for least-squares estimation of nonlinear
    parameters. J SIAM 11(2), 431-441. doi:10.1137/0111030
    """
    chain, markers = problem.chain, problem.markers
    for each in range(q.size):
        q[each] = min(max(q[each], problem.low[each]), problem.high[each])
    moved = q.copy()
    system = np.empty_like(fit.normal)
    step = np.empty_like(q)
    damping, exact = FIRST_DAMPING, 1
    cost = marker_cost(chain, markers, observed, q, fit)
    for count in range(1, problem.iterations + 1):
        linearise(chain, markers, observed, fit)
        length, better = 0.0, False
        while not better and damping < MOST_DAMPING:
            if not _step(problem, fit, q, damping, exact, system, step):
                exact = 0
                continue
            length = _bounded(problem, q, step, moved)
            trial = marker_cost(chain, markers, observed, moved, fit)
            better = trial <= cost * (1.0 + 1e-13) or length < problem.tolerance
            if better:
                cost = min(cost, trial)
                damping = max(damping * 0.01, LEAST_DAMPING)
            elif exact == 1 and length < NEAR:
                exact = 0
            else:
                damping = max(damping * 10.0, FIRST_DAMPING)
        if better:
            q[:] = moved
        if length < problem.tolerance or not better:
            return cost, count
        exact = int(length < NEAR)
    return cost, problem.iterations + 1


@lean
def _bounded(
    problem: Problem, q: FloatArray, step: FloatArray, moved: FloatArray
) -> float:
    """Write the pose after a step cut at the bounds; return the longest part of it."""
    longest = 0.0
    for each in range(q.size):
        there = q[each] + step[each]
        moved[each] = min(max(there, problem.low[each]), problem.high[each])
        longest = max(longest, abs(moved[each] - q[each]))
    return longest


@lean
def _step(  # noqa: PLR0917 - inputs, then where the result is written
    problem: Problem,
    fit: MarkerFit,
    q: FloatArray,
    damping: float,
    exact: int,
    system: FloatArray,
    step: FloatArray,
) -> bool:
    """Write the damped step of the free coordinates; False where it has no sense."""
    least = 0.0
    for weight in problem.markers.weight:
        least += BLIND * weight
    for row in range(q.size):
        for column in range(row + 1):
            system[row, column] = fit.normal[row, column]
            if exact == 1:
                system[row, column] += fit.bend[row, column]
        step[row] = -fit.gradient[row]
        system[row, row] += damping * fit.normal[row, row]
    for each in range(q.size):
        pull = fit.gradient[each]
        pressed = (q[each] <= problem.low[each] and pull > 0.0) or (
            q[each] >= problem.high[each] and pull < 0.0
        )
        still = problem.free[each] == 0 or fit.normal[each, each] <= least
        if still or pressed:
            system[each, : each + 1] = 0.0
            system[each:, each] = 0.0
            system[each, each] = 1.0
            step[each] = 0.0
    return solve_tree(system, step)


@lean
def solve_tree(matrix: FloatArray, right: FloatArray) -> bool:
    """Solve a symmetric positive definite system in place, from the last row up.

    The factors of a tree's mass matrix, taken from the tips to the root, are as sparse
    as the matrix: what is zero is skipped.

    Parameters
    ----------
    matrix
        Shape (n, n), of which the lower triangle is read, and overwritten.
    right
        Right-hand side, overwritten by the solution, shape (n,).

    Returns
    -------
    bool
        Whether the matrix is positive definite.

    References
    ----------
    Featherstone R (2005). Efficient factorization of the joint-space inertia matrix for
    branched kinematic trees. Int J Robot Res 24(6), 487-500.
    doi:10.1177/0278364905054928
    """
    size = right.size
    for row in range(size - 1, -1, -1):
        pivot = matrix[row, row]
        if not pivot > 0.0:
            return False
        for column in range(row - 1, -1, -1):
            if matrix[row, column] != 0.0:
                share = matrix[row, column] / pivot
                for each in range(column + 1):
                    matrix[column, each] -= share * matrix[row, each]
                right[column] -= share * right[row]
                matrix[row, column] = share
    for row in range(size):
        total = right[row] / matrix[row, row]
        for column in range(row):
            total -= matrix[row, column] * right[column]
        right[row] = total
    return True
