"""Which coordinates a set of markers determines."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ilium.core.quantity import FloatArray

SHARE = 1e-3
"""Part in an undetermined movement, squared, from which a coordinate counts."""


class Undetermined(NamedTuple):
    """What the markers leave open.

    Parameters
    ----------
    coordinates
        Numbers of the coordinates that take part in a movement which no marker shows.
    held
        As many of them as must be held for the others to have one value.
    """

    coordinates: tuple[int, ...]
    held: tuple[int, ...]


def undetermined(normal: FloatArray, least_movement: float) -> Undetermined:
    """Find the movements that leave all markers where they are.

    The singular values of the stacked Jacobians are the square roots of the normal
    matrix' eigenvalues.

    Parameters
    ----------
    normal
        Mean normal matrix of a trial's frames, shape (n, n) [m2].
    least_movement
        Root of the summed squares of the markers' movements, for a unit movement of
        the coordinates, below which it counts as none [m].

    Returns
    -------
    Undetermined
        In order of the coordinates.
    """
    values, vectors = np.linalg.eigh(normal)
    open_ = vectors[:, values < least_movement**2]
    parts = (open_**2).sum(axis=1)
    held: list[int] = []
    left = np.arange(normal.shape[0])
    while left.size:
        values, vectors = np.linalg.eigh(normal[np.ix_(left, left)])
        if values[0] >= least_movement**2:
            break
        worst = int(np.abs(vectors[:, 0]).argmax())
        held.append(int(left[worst]))
        left = np.delete(left, worst)
    coordinates = sorted({*held, *map(int, np.flatnonzero(parts > SHARE))})
    return Undetermined(tuple(coordinates), tuple(sorted(held)))
