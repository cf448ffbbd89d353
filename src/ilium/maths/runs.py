"""Runs: stretches of consecutive frames for which something holds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


def runs(mask: BoolArray) -> list[tuple[int, int]]:
    """Stretches in which a condition holds.

    Parameters
    ----------
    mask
        Condition, shape (time,) [1].

    Returns
    -------
    list[tuple[int, int]]
        First frame and the frame after the last of each stretch [1], in order.

    Examples
    --------
    >>> runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.diff(np.concatenate(([0], mask.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def long_runs(mask: BoolArray, at_least: int) -> list[tuple[int, int]]:
    """Stretches in which a condition holds long enough.

    Parameters
    ----------
    mask
        Condition, shape (time,) [1].
    at_least
        Fewest frames of a stretch that counts [1].

    Returns
    -------
    list[tuple[int, int]]
        First frame and the frame after the last of each stretch [1], in order.
    """
    return [(start, end) for start, end in runs(mask) if end - start >= at_least]


def finite_blocks(
    columns: FloatArray,
) -> Iterator[tuple[NDArray[np.intp], int, int]]:
    """Blocks without gaps: columns that are seen together, and from when to when.

    Parameters
    ----------
    columns
        Signals, shape (time, column); NaN in gaps [any].

    Yields
    ------
    tuple[NDArray[np.intp], int, int]
        Numbers of the columns, first frame, frame after the last [1].
    """
    seen = np.isfinite(columns)
    patterns: dict[bytes, list[int]] = {}
    for column in range(columns.shape[1]):
        patterns.setdefault(seen[:, column].tobytes(), []).append(column)
    for members in patterns.values():
        for start, end in runs(seen[:, members[0]]):
            yield np.asarray(members, dtype=np.intp), start, end
