"""What a marker did while it was not seen, from itself and from its neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.registration import register
from ilium.maths.rigid import shape_of, visible
from ilium.maths.runs import runs
from ilium.maths.splines import interpolate

FloatArray = NDArray[np.float64]

AROUND = 5
"""Frames on each side of a gap that a spline goes through [1]."""


def enclosed_gaps(path: FloatArray) -> list[tuple[int, int]]:
    """Gaps with a seen frame before and after them.

    Parameters
    ----------
    path
        Trajectory, shape (time, axis) [m]; NaN where not seen.

    Returns
    -------
    list[tuple[int, int]]
        First frame and frame after the last of each gap [1].
    """
    gaps = runs(~visible(path))
    return [(a, b) for a, b in gaps if a > 0 and b < path.shape[0]]


def by_spline(path: FloatArray, start: int, end: int) -> FloatArray:
    """Continue a trajectory through a gap by a cubic spline.

    Parameters
    ----------
    path
        Trajectory, shape (time, axis) [m].
    start, end
        Gap as in `enclosed_gaps` [1].

    Returns
    -------
    FloatArray
        The gap, shape (end − start, axis) [m], from up to five seen frames on each
        side.
    """
    seen = np.flatnonzero(visible(path))
    before, after = seen[seen < start][-AROUND:], seen[seen >= end][:AROUND]
    known = np.concatenate([before, after])
    times: FloatArray = known.astype(np.float64)
    wanted: FloatArray = np.arange(start, end, dtype=np.float64)
    return interpolate(times, path[known], wanted)


def by_donor(path: FloatArray, donor: FloatArray, start: int, end: int) -> FloatArray:
    """Let a trajectory follow a neighbour's through a gap.

    The way from the neighbour changes evenly from what it was before the gap to what
    it is after it.

    Parameters
    ----------
    path
        Trajectory, shape (time, axis) [m].
    donor
        The neighbour's trajectory, shape (time, axis) [m].
    start, end
        Gap as in `enclosed_gaps` [1].

    Returns
    -------
    FloatArray
        The gap, shape (end − start, axis) [m]; NaN where the neighbour is not seen
        throughout and at both edges.
    """
    span = slice(start - 1, end + 1)
    if not visible(donor[span]).all():
        return np.full((end - start, path.shape[1]), np.nan)
    return _evenly(path[span] - donor[span]) + donor[start:end]


def by_rigid(path: FloatArray, mates: FloatArray, start: int, end: int) -> FloatArray:
    """Carry a trajectory through a gap on the body that its mates form.

    Its place on the body changes evenly from what it was before the gap to what it is
    after it.

    Parameters
    ----------
    path
        Trajectory, shape (time, axis) [m].
    mates
        Trajectories of the other markers of its segment, shape (time, mate, axis) [m].
    start, end
        Gap as in `enclosed_gaps` [1].

    Returns
    -------
    FloatArray
        The gap, shape (end − start, axis) [m]; NaN where fewer than three mates, or
        mates on a line, are seen throughout and at both edges.
    """
    span = slice(start - 1, end + 1)
    steady = np.flatnonzero(visible(mates[span]).all(axis=0))
    if steady.size < 3:
        return np.full((end - start, path.shape[1]), np.nan)
    near = mates[:, steady][max(start - 100, 0) : end + 100]
    rotation, translation, _ = register(shape_of(near), mates[span][:, steady])
    turned = rotation.transpose(0, 2, 1)
    place = (turned @ (path[span] - translation)[..., None])[..., 0]
    inside = _evenly(place)
    return (rotation[1:-1] @ inside[..., None])[..., 0] + translation[1:-1]


def _evenly(edges: FloatArray) -> FloatArray:
    """Straight way from the first to the last row, without them."""
    share = np.linspace(0.0, 1.0, edges.shape[0])[1:-1, None]
    return edges[:1] + share * (edges[-1:] - edges[:1])
