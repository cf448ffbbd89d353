"""Rigid bodies: their typical shape, and their points in every pose."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.registration import register

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


def visible(positions: FloatArray) -> BoolArray:
    """Whether all coordinates of points are known.

    Parameters
    ----------
    positions
        Points, shape (…, axis) [m]; NaN where not seen.

    Returns
    -------
    BoolArray
        Shape (…) [1].
    """
    return np.asarray(np.isfinite(positions).all(axis=-1), dtype=np.bool_)


def carry(
    rotation: FloatArray, translation: FloatArray, reference: FloatArray
) -> FloatArray:
    """Points of a body in each of its poses.

    Parameters
    ----------
    rotation
        Shape (time, 3, 3) [1].
    translation
        Shape (time, 3) [m].
    reference
        Points in the body's own frame, shape (point, 3) [m].

    Returns
    -------
    FloatArray
        Points in the laboratory, shape (time, point, 3) [m].
    """
    return reference @ rotation.transpose(0, 2, 1) + translation[:, None]


def shape_of(positions: FloatArray) -> FloatArray:
    """Typical shape of a body that is seen through a recording.

    The frame whose distances between points are nearest to their medians is the start;
    every frame is laid onto it, and the median of each point is taken.

    Parameters
    ----------
    positions
        Points of the body, shape (time, point, 3) [m]; NaN where not seen.

    Returns
    -------
    FloatArray
        Shape (point, 3) [m]; NaN for points never seen with three others, and for all
        where no frame shows three points.
    """
    seen = visible(positions)
    whole = np.flatnonzero(seen.sum(axis=1) == seen.sum(axis=1).max(initial=0))
    if not whole.size or seen[whole[0]].sum() < 3:
        return np.full(positions.shape[1:], np.nan)
    gaps = positions[whole][:, :, None] - positions[whole][:, None]
    lengths = np.nan_to_num(np.linalg.norm(gaps, axis=-1))
    typical = np.median(lengths, axis=0)
    start = positions[whole[np.abs(lengths - typical).sum(axis=(1, 2)).argmin()]]
    rotation, translation, _ = register(_along_its_axes(start), positions)
    laid = (positions - translation[:, None]) @ rotation
    return _median(laid)


def _along_its_axes(shape: FloatArray) -> FloatArray:
    """The same shape along its own principal axes, so that no laboratory enters."""
    seen = visible(shape)
    middle: FloatArray = shape[seen].mean(axis=0)
    axes = np.linalg.svd(shape[seen] - middle, full_matrices=False)[2]
    return (shape - middle) @ axes.T


def _median(stack: FloatArray) -> FloatArray:
    """Median over the first axis without NaN; NaN where there is nothing."""
    result = np.full(stack.shape[1:], np.nan)
    known = visible(stack)
    for point in range(stack.shape[1]):
        if known[:, point].any():
            result[point] = np.median(stack[known[:, point], point], axis=0)
    return result
