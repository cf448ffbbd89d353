"""Joint centres by the chord construction of the conventional gait model."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.rotations import cross, dot, norm, reject, unit

STEPS = 8
"""Secant steps; each about doubles the digits."""


def chord(
    proximal: FloatArray,
    plane: FloatArray,
    lateral: FloatArray,
    offset: float,
    rotation: float = 0.0,
) -> FloatArray:
    """Find the joint centre between the proximal centre and a lateral marker.

    It lies at `offset` from the lateral marker, sees the proximal centre and that
    marker at a right angle, and shares a plane with both and the plane marker, turned
    by `rotation` about the segment.

    Parameters
    ----------
    proximal
        Centre of the joint above, shape (time, 3) [m].
    plane
        Marker that sets the plane (on thigh or shank), shape (time, 3) [m].
    lateral
        Marker on the lateral side of the joint, shape (time, 3) [m].
    offset
        Half the width of the joint plus half a marker's diameter [m].
    rotation
        Right-handed angle about the upward axis of the segment from the plane marker
        to the lateral marker [rad].

    Returns
    -------
    FloatArray
        Joint centres, shape (time, 3) [m]; NaN where a point is, or where the offset
        exceeds the distance between proximal centre and lateral marker.

    References
    ----------
    Kadaba MP, Ramakrishnan HK, Wootten ME (1990). Measurement of lower extremity
    kinematics during level walking. J Orthop Res 8(3), 383-392.
    doi:10.1002/jor.1100080310
    """
    up = unit(proximal - lateral)
    ratio = offset / norm(proximal - lateral)
    ratio = np.where(ratio < 1.0, ratio, np.nan)[:, None]
    outwards = unit(reject(plane - lateral, up))
    sideways = cross(up, outwards)
    across = offset * np.sqrt(1.0 - ratio**2)

    def centre(turn: FloatArray) -> FloatArray:
        way = np.cos(turn)[:, None] * outwards + np.sin(turn)[:, None] * sideways
        return lateral + offset * ratio * up - across * way

    def short_of(turn: FloatArray) -> FloatArray:
        return rotation - turn_of(proximal, plane, lateral, centre(turn))

    before = np.zeros(len(proximal))
    if rotation == 0.0:
        return centre(before)
    lack = short_of(before)
    turn = before + lack
    for _ in range(STEPS):
        left = short_of(turn)
        change = lack - left
        step = left * (turn - before) / np.where(change == 0.0, np.inf, change)
        before, lack, turn = turn, left, turn + step
    return centre(turn)


def turn_of(
    proximal: FloatArray, plane: FloatArray, lateral: FloatArray, centre: FloatArray
) -> FloatArray:
    """Angle about the segment from the plane marker to the lateral marker.

    Parameters
    ----------
    proximal, plane, lateral, centre
        As in `chord`, and the joint centre, shape (time, 3) [m].

    Returns
    -------
    FloatArray
        Right-handed about the upward axis of the segment, shape (time,) [rad].
    """
    up = unit(proximal - centre)
    wand = reject(plane - centre, up)
    axis = reject(lateral - centre, up)
    return np.arctan2(dot(up, cross(wand, axis)), dot(wand, axis))
