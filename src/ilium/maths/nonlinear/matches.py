"""How many stretches of a signal look alike within a tolerance.

Whether two samples lie within the tolerance is asked of their ranks: the samples within
the tolerance of a sample are one run of the sorted signal, found once with the very
comparison of the definition. Ranks are small integers, so that sixteen or more pairs
are compared at a time, and the count is exact.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

BLOCK = 4096
SMALL = 65535


def count_alike(
    signal: FloatArray, other: FloatArray, m: int, lag: int, tolerance: float
) -> tuple[IntArray, IntArray]:
    """Count, for each template of a signal, the templates of another that match it.

    Parameters
    ----------
    signal
        Its templates ask, shape (time,) [any].
    other
        Its templates are counted, shape (time,) [as the signal].
    m
        Length of the shorter templates [1].
    lag
        Samples between the elements of a template [1].
    tolerance
        Largest difference of any element [as the signal].

    Returns
    -------
    tuple of IntArray
        Matches of length m and of length m + 1 of each of the N − m·lag templates of
        the signal, in the order of time; a template of the other that is the same
        stretch is counted too.
    """
    at = np.arange(signal.size - m * lag)
    asking, ranked = _ranks(signal, other, tolerance)
    _, columns, before = _templates(ranked, other.size, m, lag)
    start, stop = before[asking[0][at]], before[asking[0][at] + asking[1][at]]
    low, width = _limits(asking, at, m, lag, columns.dtype)
    found = np.zeros((2, at.size), dtype=np.int64)
    _compare(columns, low, width, start, stop, found)
    return found[0], found[1]


def count_pairs(
    signal: FloatArray,
    m: int,
    lag: int,
    tolerance: float,
    at: IntArray | None = None,
) -> tuple[int, int, IntArray, IntArray]:
    """Count the pairs of different templates of one signal that match.

    Parameters
    ----------
    signal
        Shape (time,) [any].
    m
        Length of the shorter templates [1].
    lag
        Samples between the elements of a template [1].
    tolerance
        Largest difference of any element [as the signal].
    at
        First samples of templates whose own matches are counted too, shape (some,).

    Returns
    -------
    tuple
        Pairs i < j that match over m and over m + 1 elements, both among the same
        N − m·lag templates; then how many others match each of some templates over m
        and over m + 1 elements, shapes (some,).
    """
    asking, ranked = _ranks(signal, signal, tolerance)
    order, columns, before = _templates(ranked, signal.size, m, lag)
    stop = before[asking[0][order] + asking[1][order]]
    low, width = _limits(asking, order, m, lag, columns.dtype)
    found = np.zeros((2, order.size), dtype=np.int64)
    _compare(columns, low, width, np.arange(1, order.size + 1), stop, found)
    some = np.empty(0, dtype=np.int64) if at is None else at
    own = _own(asking, columns, before, some, m, lag)
    shorter, longer = (int(each.sum()) for each in found)
    return shorter, longer, own[0], own[1]


def count_own(
    signal: FloatArray, m: int, lag: int, tolerance: float, at: IntArray
) -> tuple[IntArray, IntArray]:
    """Count the other templates of a signal that match some of its templates.

    Parameters
    ----------
    signal, m, lag, tolerance, at
        As in `count_pairs`.

    Returns
    -------
    tuple of IntArray
        Others that match over m and over m + 1 elements, shapes (some,).
    """
    asking, ranked = _ranks(signal, signal, tolerance)
    _, columns, before = _templates(ranked, signal.size, m, lag)
    own = _own(asking, columns, before, at, m, lag)
    return own[0], own[1]


def _own(
    asking: tuple[IntArray, IntArray],
    columns: NDArray[Any],
    before: IntArray,
    at: IntArray,
    m: int,
    lag: int,
) -> IntArray:
    """Matches of some templates, each without itself, shape (2, some)."""
    own = np.ones((2, at.size), dtype=np.int64)
    if at.size:
        start, stop = before[asking[0][at]], before[asking[0][at] + asking[1][at]]
        low, width = _limits(asking, at, m, lag, columns.dtype)
        _compare(columns, low, width, start, stop, own)
    return own - 1


def _ranks(
    signal: FloatArray, other: FloatArray, tolerance: float
) -> tuple[tuple[IntArray, IntArray], tuple[IntArray, IntArray]]:
    order = np.argsort(other)
    mine = order if signal is other else np.argsort(signal)
    low, width = (np.empty(signal.size, dtype=np.int64) for _ in range(2))
    _runs(other[order], signal[mine], mine, tolerance, low, width)
    rank = np.empty(other.size, dtype=np.int64)
    rank[order] = np.arange(other.size)
    return (low, width), (order, rank)


def _templates(
    ranked: tuple[IntArray, IntArray], size: int, m: int, lag: int
) -> tuple[IntArray, NDArray[Any], IntArray]:
    order, rank = ranked
    whole = order < size - m * lag
    first = order[whole]
    kind = np.uint16 if size <= SMALL else np.uint32
    columns = np.empty((m, first.size), dtype=kind)
    for k in range(m):
        columns[k] = rank[first + (k + 1) * lag]
    before = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(whole, out=before[1:])
    return first, columns, before


def _limits(
    asking: tuple[IntArray, IntArray],
    at: IntArray,
    m: int,
    lag: int,
    kind: np.dtype[Any],
) -> tuple[NDArray[Any], NDArray[Any]]:
    where = at + lag * np.arange(1, m + 1)[:, None]
    return asking[0][where].astype(kind), asking[1][where].astype(kind)


@kernel
def _runs(
    ordered: FloatArray,
    asking: FloatArray,
    place: IntArray,
    tolerance: float,
    low: IntArray,
    width: IntArray,
) -> None:
    """Run of ordered values within the tolerance of each asking one, both ascending."""
    begin, end = 0, 0
    for i in range(asking.size):
        value = asking[i]
        while begin < ordered.size and value - ordered[begin] > tolerance:
            begin += 1
        end = max(end, begin)
        while end < ordered.size and ordered[end] - value <= tolerance:
            end += 1
        low[place[i]] = begin
        width[place[i]] = end - begin


@kernel
def _compare(
    columns: NDArray[Any],
    low: NDArray[Any],
    width: NDArray[Any],
    start: IntArray,
    stop: IntArray,
    found: IntArray,
) -> None:
    """Count what lies within the limits of each query in columns 1 … m."""
    m = columns.shape[0]
    mask = np.empty(BLOCK, columns.dtype)
    for i in range(start.size):
        shorter, longer = 0, 0
        for begin in range(start[i], stop[i], BLOCK):
            end = min(begin + BLOCK, stop[i])
            if m == 2:
                one, two = _both(
                    columns[0][begin:end],
                    columns[1][begin:end],
                    low[0, i],
                    width[0, i],
                    low[1, i],
                    width[1, i],
                )
                shorter += one
                longer += two
            else:
                inside = mask[: end - begin]
                inside[:] = 1
                one = end - begin
                for k in range(m):
                    if k == m - 1:
                        shorter += one
                    one = _narrow(inside, columns[k][begin:end], low[k, i], width[k, i])
                longer += one
        found[0, i] = shorter
        found[1, i] = longer


@kernel
def _narrow(
    inside: NDArray[Any],
    column: NDArray[Any],
    low: Any,  # noqa: ANN401 - 16 or 32 bits
    width: Any,  # noqa: ANN401
) -> int:
    """Keep in the mask what lies in [low, low + width) of a column, and count it."""
    kind = column.dtype.type
    total = kind(0)
    for j in range(column.size):
        keep = kind(inside[j] & kind(kind(column[j] - low) < width))
        inside[j] = keep
        total = kind(total + keep)
    return int(total)


@kernel
def _both(
    first: NDArray[Any],
    second: NDArray[Any],
    low: Any,  # noqa: ANN401
    width: Any,  # noqa: ANN401
    low_second: Any,  # noqa: ANN401
    width_second: Any,  # noqa: ANN401
) -> tuple[int, int]:
    """Count what lies in the first column's range, and in both columns' ranges."""
    kind = first.dtype.type
    shorter, longer = kind(0), kind(0)
    for j in range(first.size):
        one = kind(kind(first[j] - low) < width)
        two = kind(one & kind(kind(second[j] - low_second) < width_second))
        shorter = kind(shorter + one)
        longer = kind(longer + two)
    return int(shorter), int(longer)
