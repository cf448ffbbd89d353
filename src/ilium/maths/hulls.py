"""Convex outline of points in a plane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def convex_hull(points: FloatArray) -> FloatArray:
    """Corners of the convex hull of points in a plane, by Andrew's monotone chain.

    Parameters
    ----------
    points
        Shape (point, 2), finite [one unit].

    Returns
    -------
    FloatArray
        Corners in order around the hull, without repetition, shape (corner, 2); points
        on an edge are left out.

    References
    ----------
    Andrew AM (1979). Another efficient algorithm for convex hulls in two dimensions.
    Inf Process Lett 9(5), 216-219. doi:10.1016/0020-0190(79)90072-3
    """
    ordered = np.unique(points, axis=0)
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return np.array([*lower[:-1], *upper[:-1]])


def _chain(ordered: FloatArray) -> list[FloatArray]:
    kept: list[FloatArray] = []
    for point in ordered:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0.0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: FloatArray, b: FloatArray, c: FloatArray) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
