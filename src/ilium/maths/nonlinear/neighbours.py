"""The nearest neighbour of every state that is not close to it in time.

A k-d tree over the states; the Theiler window is respected inside the search, and each
search begins with the successor of the neighbour before it, which is near already.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

LEAF = 12


@kernel
def nearest(states: FloatArray, window: int) -> IntArray:
    """Nearest neighbour of each state outside its window of time.

    Parameters
    ----------
    states
        Shape (state, dimension) [any]; C-contiguous.
    window
        A neighbour lies more than so many states away in time [1].

    Returns
    -------
    IntArray
        Index of the neighbour, shape (state,); −1 where there is none at a distance
        above zero.
    """
    count, width = states.shape
    found = np.full(count, -1, dtype=np.int64)
    levels = 0
    while (count >> levels) > LEAF:
        levels += 1
    order = np.empty(count, dtype=np.int64)
    for k in range(count):
        order[k] = k
    axes = np.zeros(max(1, (1 << levels) - 1), dtype=np.int64)
    splits = np.zeros(axes.size)
    _build(states, order, levels, axes, splits)
    placed = np.empty((count, width))
    for k in range(count):
        placed[k] = states[order[k]]
    stack = np.empty((levels + 2, 3), dtype=np.int64)
    bound = np.empty((levels + 2, width + 1))
    before = -1
    for i in range(count):
        guess = before + 1 if 0 <= before < count - 1 else -1
        before = _search(
            states[i],
            i,
            window,
            guess,
            states,
            placed,
            order,
            levels,
            axes,
            splits,
            stack,
            bound,
        )
        found[i] = before
    return found


@kernel
def _build(
    states: FloatArray,
    order: IntArray,
    levels: int,
    axes: IntArray,
    splits: FloatArray,
) -> None:
    """Split each node at the median of its widest axis, breadth first."""
    count, width = states.shape
    values = np.empty(count)
    for level in range(levels):
        nodes = 1 << level
        for node in range(nodes):
            begin, end = count * node // nodes, count * (node + 1) // nodes
            middle = count * (2 * node + 1) // (2 * nodes)
            axis, widest = 0, -1.0
            for k in range(width):
                least, most = np.inf, -np.inf
                for p in range(begin, end):
                    value = states[order[p], k]
                    least = min(least, value)
                    most = max(most, value)
                if most - least > widest:
                    axis, widest = k, most - least
            for p in range(begin, end):
                values[p] = states[order[p], axis]
            _select(values, order, begin, end - 1, middle)
            axes[nodes - 1 + node] = axis
            splits[nodes - 1 + node] = values[middle]


@kernel
def _select(
    values: FloatArray, order: IntArray, low: int, high: int, wanted: int
) -> None:
    """Partially sort, so that the wanted place holds what sorting would put there."""
    while low < high:
        middle = (low + high) >> 1
        a, b, c = values[low], values[middle], values[high]
        pivot = max(min(a, b), min(max(a, b), c))
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                order[i], order[j] = order[j], order[i]
                i += 1
                j -= 1
        if wanted <= j:
            high = j
        elif wanted >= i:
            low = i
        else:
            return


@kernel
def _search(  # noqa: C901 - one walk through the tree
    state: FloatArray,
    time: int,
    window: int,
    guess: int,
    states: FloatArray,
    placed: FloatArray,
    order: IntArray,
    levels: int,
    axes: IntArray,
    splits: FloatArray,
    stack: IntArray,
    bound: FloatArray,
) -> int:
    """Walk the tree, nearer side first; cut what cannot hold a nearer state."""
    count, width = states.shape
    best, nearest_one = np.inf, -1
    if guess >= 0 and abs(guess - time) > window:
        square = 0.0
        for k in range(width):
            square += (state[k] - states[guess, k]) ** 2
        if square > 0.0:
            best, nearest_one = square, guess
    inner = (1 << levels) - 1
    depth = 0
    stack[0, 0] = 0
    bound[0, :] = 0.0
    while depth >= 0:
        node = stack[depth, 0]
        if bound[depth, width] >= best:
            depth -= 1
            continue
        if node >= inner:
            leaf = node - inner
            begin = count * leaf >> levels
            end = count * (leaf + 1) >> levels
            for p in range(begin, end):
                square = 0.0
                for k in range(width):
                    square += (state[k] - placed[p, k]) ** 2
                if square < best and square > 0.0 and abs(order[p] - time) > window:
                    best, nearest_one = square, order[p]
            depth -= 1
            continue
        axis = axes[node]
        away = state[axis] - splits[node]
        near = 2 * node + 1 if away < 0.0 else 2 * node + 2
        far = 4 * node + 3 - near
        beyond = bound[depth, width] - bound[depth, axis] ** 2 + away * away
        if beyond < best:
            bound[depth + 1, :] = bound[depth, :]
            stack[depth, 0] = far
            bound[depth, axis] = away
            bound[depth, width] = beyond * (1.0 - 1e-14)
            depth += 1
        stack[depth, 0] = near
    return nearest_one
