"""How fast neighbouring states part: the curve of Rosenstein's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

AT_ONCE = 8


@kernel
def divergence(
    states: FloatArray, neighbour: IntArray, steps: int
) -> tuple[FloatArray, IntArray]:
    r"""Sum the logarithm of the distance between each state and its neighbour.

    Distances of several pairs are multiplied before the logarithm is taken; the states
    must have a spread of about 1, so that no product runs out of range. Distances of
    exactly zero are left out.

    Parameters
    ----------
    states
        Shape (state, dimension) [1].
    neighbour
        Neighbour of each of the first states, shape (pair,); negative for none.
    steps
        Both are followed so many steps, or to the end of the states [1].

    Returns
    -------
    tuple
        Sums of the logarithms, and their numbers, shape (steps + 1,) [1].

    References
    ----------
    Rosenstein MT, Collins JJ, De Luca CJ (1993). A practical method for calculating
    largest Lyapunov exponents from small data sets. Physica D 65(1-2), 117-134.
    doi:10.1016/0167-2789(93)90009-P
    """
    sums = np.zeros(steps + 1)
    number = np.zeros(steps + 1, dtype=np.int64)
    product = np.ones(steps + 1)
    held = 0
    for i in range(neighbour.size):
        j = neighbour[i]
        if j < 0:
            continue
        length = min(steps + 1, states.shape[0] - max(i, j))
        one, other = states[i : i + length], states[j : j + length]
        _multiply(one, other, product[:length], number[:length])
        held += 1
        if held == AT_ONCE:
            for k in range(steps + 1):
                sums[k] += np.log(product[k])
            product[:] = 1.0
            held = 0
    for k in range(steps + 1):
        sums[k] += np.log(product[k])
    return 0.5 * sums, number


@kernel
def divergence_by_block(
    states: FloatArray, neighbour: IntArray, steps: int, blocks: int
) -> tuple[FloatArray, IntArray]:
    """Sum the same logarithms over the pairs that each block of states takes part in.

    Parameters
    ----------
    states, neighbour, steps
        As in `divergence`.
    blocks
        Blocks of consecutive states [1].

    Returns
    -------
    tuple
        Sums over the pairs of which either state begins in the block, and their
        numbers, shape (block, steps + 1) [1].
    """
    count = neighbour.size
    sums = np.zeros((blocks, steps + 1))
    number = np.zeros((blocks, steps + 1), dtype=np.int64)
    product = np.empty(steps + 1)
    counted = np.empty(steps + 1, dtype=np.int64)
    for i in range(count):
        j = neighbour[i]
        if j < 0:
            continue
        length = min(steps + 1, states.shape[0] - max(i, j))
        product[:] = 1.0
        counted[:] = 0
        one, other = states[i : i + length], states[j : j + length]
        _multiply(one, other, product[:length], counted[:length])
        first, second = i * blocks // count, min(j * blocks // count, blocks - 1)
        for k in range(length):
            logarithm = 0.5 * np.log(product[k])
            sums[first, k] += logarithm
            number[first, k] += counted[k]
            if second != first:
                sums[second, k] += logarithm
                number[second, k] += counted[k]
    return sums, number


@kernel
def _multiply(
    one: FloatArray, other: FloatArray, product: FloatArray, number: IntArray
) -> None:
    for k in range(product.size):
        square = 0.0
        for axis in range(one.shape[1]):
            square += (one[k, axis] - other[k, axis]) ** 2
        if square > 0.0:
            product[k] *= square
            number[k] += 1
