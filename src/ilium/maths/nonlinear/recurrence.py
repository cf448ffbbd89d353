"""Which states come back near each other, and the lines that they form.

The recurrence matrix is never stored: its diagonals are visited from the farthest to
the nearest, and of every row and column only the line that is being drawn is kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

WORD = 64


@kernel
def recurrence_lines(
    states: FloatArray, radius: float, window: int
) -> tuple[IntArray, IntArray]:
    """Count the diagonal and the vertical lines of a recurrence plot by length.

    Parameters
    ----------
    states
        Shape (dimension, state) [any]: one row a coordinate.
    radius
        Two states recur at a Euclidean distance of at most this [as the states].
    window
        Pairs less than so many states apart in time are left out, and so is each state
        itself [1]; at least 1.

    Returns
    -------
    tuple of IntArray
        Number of diagonal lines of each length, above the line of identity only, and
        of vertical lines on both its sides; each of shape (state + 1,).
    """
    count = states.shape[1]
    diagonal = np.zeros(count + 1, dtype=np.int64)
    vertical = np.zeros(count + 1, dtype=np.int64)
    last = np.zeros((2, count), dtype=np.int64)
    run = np.zeros((2, count), dtype=np.int64)
    near = np.zeros(count + WORD, dtype=np.bool_)
    for k in range(count - 1, window - 1, -1):
        _within(states[:, : count - k], states[:, k:], radius * radius, near)
        _draw(near, count - k, k, diagonal, vertical, last, run)
    for side in range(2):
        for j in range(count):
            vertical[run[side, j]] += 1
    vertical[0] = 0
    return diagonal, vertical


@kernel
def _within(
    one: FloatArray, other: FloatArray, square: float, near: NDArray[np.bool_]
) -> None:
    """Mark the pairs whose squared distance is at most the given one."""
    size = one.shape[1]
    if one.shape[0] == 1:
        _near_one(one[0], other[0], square, near[:size])
    elif one.shape[0] == 2:
        _near_two(one[0], other[0], one[1], other[1], square, near[:size])
    elif one.shape[0] == 3:
        _near_three(
            one[0], other[0], one[1], other[1], one[2], other[2], square, near[:size]
        )
    else:
        total = np.zeros(size)
        for axis in range(one.shape[0]):
            _add_square(one[axis], other[axis], total)
        for i in range(size):
            near[i] = total[i] <= square
    near[size : size + WORD] = False


@kernel
def _add_square(one: FloatArray, other: FloatArray, total: FloatArray) -> None:
    for i in range(total.size):
        total[i] += (one[i] - other[i]) ** 2


@kernel
def _near_one(
    a: FloatArray, b: FloatArray, square: float, near: NDArray[np.bool_]
) -> None:
    for i in range(near.size):
        near[i] = (a[i] - b[i]) ** 2 <= square


@kernel
def _near_two(
    a: FloatArray,
    b: FloatArray,
    c: FloatArray,
    d: FloatArray,
    square: float,
    near: NDArray[np.bool_],
) -> None:
    for i in range(near.size):
        near[i] = (a[i] - b[i]) ** 2 + (c[i] - d[i]) ** 2 <= square


@kernel
def _near_three(
    a: FloatArray,
    b: FloatArray,
    c: FloatArray,
    d: FloatArray,
    e: FloatArray,
    f: FloatArray,
    square: float,
    near: NDArray[np.bool_],
) -> None:
    for i in range(near.size):
        sum_two = (a[i] - b[i]) ** 2 + (c[i] - d[i]) ** 2
        near[i] = sum_two + (e[i] - f[i]) ** 2 <= square


@kernel
def _draw(  # noqa: C901 - words, bytes, points
    near: NDArray[np.bool_],
    size: int,
    k: int,
    diagonal: IntArray,
    vertical: IntArray,
    last: IntArray,
    run: IntArray,
) -> None:
    """Continue the lines through the recurrences of one diagonal."""
    words = near[: (size + WORD - 1) // WORD * WORD].view(np.uint64)
    length, before = 0, -2
    for word in range(words.size // 8):
        any_one = np.uint64(0)
        for each in range(8):
            any_one |= words[8 * word + each]
        if any_one == np.uint64(0):
            continue
        for each in range(8 * word, 8 * word + 8):
            if words[each] == np.uint64(0):
                continue
            for i in range(8 * each, 8 * each + 8):
                if not near[i]:
                    continue
                if i == before + 1:
                    length += 1
                else:
                    if length > 0:
                        diagonal[length] += 1
                    length = 1
                before = i
                _extend(i + k, k, vertical, last[0], run[0])
                _extend(i, k, vertical, last[1], run[1])
    if length > 0:
        diagonal[length] += 1


@kernel
def _extend(
    place: int, k: int, vertical: IntArray, last: IntArray, run: IntArray
) -> None:
    """Continue a vertical line whose last point lay on the diagonal before."""
    if last[place] == k + 1:
        run[place] += 1
    else:
        vertical[run[place]] += 1
        run[place] = 1
    last[place] = k
