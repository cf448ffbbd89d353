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
    states: FloatArray, neighbour: IntArray, steps: int, blocks: int
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
    blocks
        The pairs are summed in so many blocks of consecutive states [1].

    Returns
    -------
    tuple
        Sums of the logarithms, and their numbers, shape (block, steps + 1) [1].

    References
    ----------
    Rosenstein MT, Collins JJ, De Luca CJ (1993). A practical method for calculating
    largest Lyapunov exponents from small data sets. Physica D 65(1-2), 117-134.
    doi:10.1016/0167-2789(93)90009-P
    """
    count, pairs = states.shape[0], neighbour.size
    sums = np.zeros((blocks, steps + 1))
    number = np.zeros((blocks, steps + 1), dtype=np.int64)
    product = np.empty(steps + 1)
    for block in range(blocks):
        product[:] = 1.0
        held = 0
        for i in range(pairs * block // blocks, pairs * (block + 1) // blocks):
            j = neighbour[i]
            if j < 0:
                continue
            length = min(steps + 1, count - max(i, j))
            _multiply(
                states[i : i + length],
                states[j : j + length],
                product[:length],
                number[block][:length],
            )
            held += 1
            if held == AT_ONCE:
                for k in range(steps + 1):
                    sums[block, k] += np.log(product[k])
                product[:] = 1.0
                held = 0
        for k in range(steps + 1):
            sums[block, k] += np.log(product[k])
    return 0.5 * sums, number


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
