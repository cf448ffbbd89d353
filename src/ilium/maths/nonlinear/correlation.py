"""Correlation sum: how many pairs of states lie within each distance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@kernel
def count_distances(
    states: FloatArray, window: int, squares: FloatArray, stretches: int
) -> IntArray:
    """Count the pairs of states by the distance between them.

    Parameters
    ----------
    states
        Shape (dimension, state) [any]: one row a coordinate.
    window
        Pairs at most so many states apart in time are left out [1].
    squares
        Squared distances, ascending in equal ratios, shape (radius,).
    stretches
        Stretches of consecutive states that are told apart [1].

    Returns
    -------
    IntArray
        Pairs of which a state lies in each stretch, below each distance and not below
        the one before, shape (stretch, radius); a pair counts once for each of its two
        states, so that the sum over the stretches is twice the number of pairs.
    """
    width, count = states.shape
    found = np.zeros((stretches, squares.size), dtype=np.int64)
    step = np.log(squares[1] / squares[0])
    least = squares[0]
    for k in range(window + 1, count):
        total = np.zeros(count - k)
        for axis in range(width):
            _add_square(states[axis, : count - k], states[axis, k:], total)
        for i in range(count - k):
            if total[i] >= squares[-1]:
                continue
            at = 0
            if total[i] >= least:
                at = min(int(np.log(total[i] / least) / step) + 1, squares.size - 1)
                while total[i] < squares[at - 1]:
                    at -= 1
                while total[i] >= squares[at]:
                    at += 1
            found[i * stretches // count, at] += 1
            found[(i + k) * stretches // count, at] += 1
    return found


@kernel
def _add_square(one: FloatArray, other: FloatArray, total: FloatArray) -> None:
    for i in range(total.size):
        total[i] += (one[i] - other[i]) ** 2
