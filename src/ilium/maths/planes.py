"""Angles of lines against the vertical, the horizon and a heading."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import FORWARDS, RIGHT, UP

FloatArray = NDArray[np.float64]


def elevation(line: FloatArray) -> FloatArray:
    """How far a line rises above the horizon.

    Parameters
    ----------
    line
        Vectors, shape (..., 3) [m].

    Returns
    -------
    FloatArray
        Angle to the horizontal plane, shape (...) [rad]; + where the vector points
        upwards, NaN where it is NaN or has no length.
    """
    length = np.linalg.norm(line, axis=-1)
    return np.arcsin(line[..., UP] / np.where(length > 0.0, length, np.nan))


def forwards_of(rightwards: FloatArray) -> FloatArray:
    """Direction that somebody faces whose right-hand side is known.

    Parameters
    ----------
    rightwards
        Vectors from left to right, shape (..., 3) [m].

    Returns
    -------
    FloatArray
        Horizontal unit vectors forwards, shape (..., 3) [1]; NaN for vertical lines.
    """
    ahead = np.zeros_like(rightwards)
    ahead[..., FORWARDS] = rightwards[..., RIGHT]
    ahead[..., RIGHT] = -rightwards[..., FORWARDS]
    length = np.linalg.norm(ahead, axis=-1, keepdims=True)
    return ahead / np.where(length > 0.0, length, np.nan)


def rightwards_of(heading: FloatArray) -> FloatArray:
    """Horizontal unit vector to the right of a heading, shape (3,) [1].

    Parameters
    ----------
    heading
        Horizontal unit vector forwards, shape (3,) [1].

    Returns
    -------
    FloatArray
        Shape (3,) [1].
    """
    return np.array([-heading[RIGHT], 0.0, heading[FORWARDS]])


def bearing(direction: FloatArray, heading: FloatArray) -> FloatArray:
    """How far directions are turned to the left of a heading.

    Parameters
    ----------
    direction
        Vectors over time, shape (time, 3) [1].
    heading
        Horizontal unit vector, shape (3,) [1].

    Returns
    -------
    FloatArray
        Angle about the vertical, shape (time,) [rad]; + to the left (anticlockwise
        from above), continuous over time; NaN stays NaN.
    """
    right = rightwards_of(heading)
    turned: FloatArray = np.arctan2(0.0 - direction @ right, direction @ heading)
    seen = np.isfinite(turned)
    if seen.any():
        turned[seen] = np.unwrap(turned[seen])
        middle = np.median(turned[seen])
        turned = turned - 2.0 * np.pi * np.round(middle / (2.0 * np.pi))
    return turned


def lean(line: FloatArray, towards: FloatArray) -> FloatArray:
    """How far a line leans from the vertical towards one horizontal direction.

    Parameters
    ----------
    line
        Vectors that point upwards along a segment, shape (time, 3) [m].
    towards
        Horizontal unit vector, shape (3,) [1].

    Returns
    -------
    FloatArray
        Angle in the vertical plane of `towards`, shape (time,) [rad]; + towards it.
    """
    return np.arctan2(line @ towards, line[..., UP])


def projected_bend(
    upper: FloatArray, lower: FloatArray, across: FloatArray, least: float = 0.30
) -> FloatArray:
    """Bend between two segments as a camera square on to the body sees it.

    Parameters
    ----------
    upper, lower
        Vectors down the upper and the lower segment, shape (time, 3) [m].
    across
        Horizontal unit vector in the plane of projection, shape (3,) [1].
    least
        Share of its length that a segment must show in the plane [1]; below it the
        angle is NaN, because the segment points at the camera.

    Returns
    -------
    FloatArray
        180° minus the projected angle between them, shape (time,) [rad]; + where the
        joint in the middle lies on the other side than `across` points to.
    """
    above = np.stack([upper @ across, upper[..., UP]], axis=-1)
    below = np.stack([lower @ across, lower[..., UP]], axis=-1)
    turn = above[..., 0] * below[..., 1] - above[..., 1] * below[..., 0]
    along = (above * below).sum(axis=-1)
    bent = np.arctan2(turn, along)
    for segment in (upper, lower):
        bent = np.where(share_in_plane(segment, across) >= least, bent, np.nan)
    return bent


def share_in_plane(segment: FloatArray, across: FloatArray) -> FloatArray:
    """Share of its length that a segment shows in a vertical plane.

    Parameters
    ----------
    segment
        Vectors along the segment, shape (time, 3) [m].
    across
        Horizontal unit vector in the plane, shape (3,) [1].

    Returns
    -------
    FloatArray
        1 in the plane, 0 at right angles to it, shape (time,) [1]; NaN where the
        segment is NaN or has no length.
    """
    length = np.linalg.norm(segment, axis=-1)
    flat = np.hypot(segment @ across, segment[..., UP])
    return flat / np.where(length > 0.0, length, np.nan)
