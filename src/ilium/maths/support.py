"""How far a point lies inside the area between other points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def margin_inside(
    corners: FloatArray, point: FloatArray, directions: int = 180
) -> FloatArray:
    """Distance of a point from the border of the convex hull of others.

    In every direction ``u`` the hull reaches ``h(u) = maxᵢ pᵢ · u``; the distance is
    the least of ``h(u) − x · u``.

    Parameters
    ----------
    corners
        Points that span the hull, shape (time, corner, 2) [m]; a NaN corner is left
        out.
    point
        The point, shape (time, 2) [m].
    directions
        Number of directions; the result is too large by at most the point's distance
        from a corner times 1 − cos(π / directions) [1].

    Returns
    -------
    FloatArray
        Shape (time,) [m]; positive inside, negative outside; NaN with fewer than three
        corners or without the point.
    """
    angle = np.arange(directions) * 2.0 * np.pi / directions
    unit = np.stack((np.cos(angle), np.sin(angle)))
    seen = np.asarray(np.isfinite(corners).all(axis=2), dtype=np.bool_)
    reach = np.full((point.shape[0], directions), -np.inf)
    for number in range(corners.shape[1]):
        along = np.where(seen[:, number, None], corners[:, number], 0.0) @ unit
        along[~seen[:, number]] = -np.inf
        np.maximum(reach, along, out=reach)
    margin = (reach - point @ unit).min(axis=1)
    return np.where(seen.sum(axis=1) > 2, margin, np.nan)
