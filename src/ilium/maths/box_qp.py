"""Sharing moments among muscles: a box-constrained problem, solved on its dual."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel, lean

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

TOLERANCE: Final = 1e-10
"""Largest residual of a certified solution, as a share of the largest target [1]."""
_ITERATIONS: Final = 60
_STEEPEST: Final = 1e12
_LADDER: Final = 10


class Sharing(NamedTuple):
    """One frame's problem: minimise Σ aᵖ/p + Σ x²/2 with Wᵀa + R x = b, l ≤ a ≤ 1.

    Parameters
    ----------
    columns
        W: what each muscle adds to each target at full activation, shape (muscle,
        target) [N m].
    touched, number
        Targets that each muscle adds to, shape (muscle, most), and how many they are,
        shape (muscle,).
    low
        l, shape (muscle,) [1].
    reserve
        R², shape (target,) [N² m²].
    target
        b, shape (target,) [N m].
    exponent
        p [1].
    """

    columns: FloatArray
    touched: IntArray
    number: IntArray
    low: FloatArray
    reserve: FloatArray
    target: FloatArray
    exponent: float


@lean
def _pull(problem: Sharing, price: FloatArray, muscle: int) -> float:
    total = 0.0
    for at in range(problem.number[muscle]):
        target = problem.touched[muscle, at]
        total += problem.columns[muscle, target] * price[target]
    return total


@lean
def _response(pull: float, low: float, exponent: float) -> float:
    """Activation that a muscle answers a pull with."""
    if pull <= 0.0:
        return low
    level = pull if exponent == 2.0 else pull ** (1.0 / (exponent - 1.0))
    return min(max(level, low), 1.0)


@lean
def _gradient(
    problem: Sharing, price: FloatArray, activation: FloatArray, gradient: FloatArray
) -> float:
    """Gradient of the dual, the activations that go with it, its largest entry."""
    for j in range(gradient.size):
        gradient[j] = problem.reserve[j] * price[j] - problem.target[j]
    for i in range(activation.size):
        pull = _pull(problem, price, i)
        level = _response(pull, problem.low[i], problem.exponent)
        activation[i] = level
        for at in range(problem.number[i]):
            j = problem.touched[i, at]
            gradient[j] += problem.columns[i, j] * level
    largest = 0.0
    for j in range(gradient.size):
        size = abs(gradient[j])
        if not size <= largest:
            largest = size
    return largest


@lean
def _curvature(problem: Sharing, activation: FloatArray, hessian: FloatArray) -> None:
    """Lower triangle of a generalised Hessian of the dual."""
    size = problem.target.size
    for j in range(size):
        for k in range(j):
            hessian[j, k] = 0.0
        hessian[j, j] = problem.reserve[j]
    power = problem.exponent - 2.0
    for i in range(activation.size):
        level = activation[i]
        if not problem.low[i] < level < 1.0:
            continue
        bend = 1.0
        if power != 0.0:
            bend = min(level ** (-power) / (power + 1.0), _STEEPEST)
        _add_square(problem, i, bend, hessian)


@lean
def _add_square(problem: Sharing, i: int, factor: float, hessian: FloatArray) -> None:
    for at in range(problem.number[i]):
        j = problem.touched[i, at]
        share = factor * problem.columns[i, j]
        for to in range(at + 1):
            k = problem.touched[i, to]
            hessian[j, k] += share * problem.columns[i, k]


@lean
def _solve(hessian: FloatArray, right: FloatArray) -> None:
    """Solve by Cholesky's factors in place, from the lower triangle."""
    size = right.size
    for j in range(size):
        for k in range(j):
            total = hessian[j, k]
            for i in range(k):
                total -= hessian[j, i] * hessian[k, i]
            hessian[j, k] = total / hessian[k, k]
            right[j] -= hessian[j, k] * right[k]
        total = hessian[j, j]
        for i in range(j):
            total -= hessian[j, i] * hessian[j, i]
        hessian[j, j] = math.sqrt(total)
        right[j] /= hessian[j, j]
    for j in range(size - 1, -1, -1):
        for k in range(j + 1, size):
            right[j] -= hessian[k, j] * right[k]
        right[j] /= hessian[j, j]


@kernel
def _search(
    problem: Sharing,
    price: FloatArray,
    step: FloatArray,
    activation: FloatArray,
    gradient: FloatArray,
) -> float:
    """Move the price along a step that goes downhill; largest entry of the gradient.

    The dual is convex: its slope along the step grows from a negative value. The whole
    step is taken where the slope stays negative to its end, else a part of it after
    which at most half of the slope is left.
    """
    size = price.size
    start = np.empty(size)
    slope = 0.0
    for j in range(size):
        start[j] = price[j]
        slope += step[j] * gradient[j]
    low, high, share = 0.0, 1.0, 1.0
    largest = math.inf
    for turn in range(40):
        for j in range(size):
            price[j] = start[j] + share * step[j]
        largest = _gradient(problem, price, activation, gradient)
        there = 0.0
        for j in range(size):
            there += step[j] * gradient[j]
        if there <= -1e-8 * slope and (turn == 0 or there >= 0.5 * slope):
            break
        if there <= 0.0:
            low = share
        else:
            high = share
        share = 0.5 * (low + high)
    return largest


@kernel
def _newton(
    problem: Sharing, price: FloatArray, activation: FloatArray, limit: float
) -> float:
    """Semismooth Newton iterations on the dual; largest entry of its gradient."""
    size = price.size
    gradient, step = np.empty(size), np.empty(size)
    hessian = np.empty((size, size))
    largest = _gradient(problem, price, activation, gradient)
    for _ in range(_ITERATIONS):
        if largest <= limit or not math.isfinite(largest):
            break
        _curvature(problem, activation, hessian)
        for j in range(size):
            step[j] = -gradient[j]
        _solve(hessian, step)
        largest = _search(problem, price, step, activation, gradient)
    return largest


@kernel
def _from_strong_reserves(
    problem: Sharing, price: FloatArray, activation: FloatArray, limit: float
) -> float:
    """Solve ever weaker reserves down to the problem's own, each from the last."""
    price[:] = 0.0
    largest = math.inf
    for halving in range(_LADDER, -1, -1):
        stronger = problem.reserve * 4.0**halving
        rung = Sharing(
            problem.columns,
            problem.touched,
            problem.number,
            problem.low,
            stronger,
            problem.target,
            problem.exponent,
        )
        largest = _newton(rung, price, activation, limit)
    return largest


@kernel
def _free_solution(
    problem: Sharing, activation: FloatArray, held: IntArray, price: FloatArray
) -> None:
    """Price at which the muscles that are not held meet the rest of the target."""
    size = price.size
    hessian = np.zeros((size, size))
    for j in range(size):
        hessian[j, j] = problem.reserve[j]
        price[j] = problem.target[j]
    for i in range(activation.size):
        if held[i] == 0:
            _add_square(problem, i, 1.0, hessian)
            continue
        for at in range(problem.number[i]):
            j = problem.touched[i, at]
            price[j] -= problem.columns[i, j] * activation[i]
    _solve(hessian, price)


@kernel
def _step_to_bound(
    problem: Sharing, activation: FloatArray, held: IntArray, price: FloatArray
) -> bool:
    """Move free muscles towards their solution; whether one came to its bound."""
    share = 1.0
    for i in range(activation.size):
        if held[i] == 0:
            there = _pull(problem, price, i)
            bound = problem.low[i] if there < problem.low[i] else 1.0
            if there < problem.low[i] or there > 1.0:
                share = min(share, (bound - activation[i]) / (there - activation[i]))
    for i in range(activation.size):
        if held[i] == 0:
            there = _pull(problem, price, i)
            moved = activation[i] + share * (there - activation[i])
            if there < problem.low[i] and moved <= problem.low[i] + 1e-14:
                moved, held[i] = problem.low[i], -1
            elif there > 1.0 and moved >= 1.0 - 1e-14:
                moved, held[i] = 1.0, 1
            activation[i] = moved
    return share < 1.0


@kernel
def _active_set(problem: Sharing, price: FloatArray, activation: FloatArray) -> None:
    """Solve for exponent 2 in finitely many steps, from any activations.

    References
    ----------
    Stark PB, Parker RL (1995). Bounded-variable least-squares: an algorithm and
    applications. Comput Stat 10, 129-141.
    """
    held = np.zeros(activation.size, dtype=np.int64)
    for i in range(activation.size):
        activation[i] = 0.5 * (problem.low[i] + 1.0)
    for _ in range(20 * activation.size + 20):
        _free_solution(problem, activation, held, price)
        if _step_to_bound(problem, activation, held, price):
            continue
        worst, who = 1e-13, -1
        for i in range(activation.size):
            pull = _pull(problem, price, i)
            wish = held[i] * (activation[i] - pull)
            if held[i] != 0 and wish > worst:
                worst, who = wish, i
        if who < 0:
            return
        held[who] = 0


@kernel
def share_moments(problem: Sharing, price: FloatArray, activation: FloatArray) -> float:
    """Find the activations that meet the targets with the least effort.

    The reserves x are eliminated: their price is y = x / R, a muscle's activation
    answers the pull Wᵢ·y within its bounds, and the dual of the problem, convex in y,
    is minimised by a semismooth Newton method with a line search. Where this does not
    end in a certified solution, problems with stronger reserves lead to this one, then
    an active-set method takes over (exponent 2).

    Parameters
    ----------
    problem
        One frame.
    price
        Receives y; where it comes from another frame, the search starts there; shape
        (target,) [1/(N m)].
    activation
        Receives a, shape (muscle,) [1].

    Returns
    -------
    float
        Largest residual of the conditions of Karush, Kuhn and Tucker as a share of the
        largest target (at least 1 N m): up to `TOLERANCE` the solution is certified
        [1]. NaN or infinite for targets that are not finite.

    References
    ----------
    Qi L, Sun J (1993). A nonsmooth version of Newton's method. Math Program 58,
    353-367. doi:10.1007/BF01581275
    """
    scale = 1.0
    for j in range(price.size):
        scale = max(scale, abs(problem.target[j]))
        if not math.isfinite(problem.target[j]):
            return math.nan
    for j in range(price.size):
        if not math.isfinite(price[j]):
            price[:] = 0.0
            break
    limit = TOLERANCE * scale
    largest = _newton(problem, price, activation, limit)
    if not largest <= limit:
        largest = _from_strong_reserves(problem, price, activation, limit)
    if not largest <= limit and problem.exponent == 2.0:
        _active_set(problem, price, activation)
        largest = _gradient(problem, price, activation, np.empty(price.size))
    return largest / scale
