"""The pelvis and the hip joint centres that are predicted in it."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.conventions import SIGN, Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.points import Points, sacrum
from ilium.maths.rotations import cross, frame_along_z, norm, rotated

THETA: Final = 0.5
BETA: Final = 0.314


def pelvis_origin(points: Points) -> FloatArray:
    """Midpoint between the anterior superior iliac spines, shape (time, 3) [m]."""
    return points.middle("asis_left", "asis_right")


def pelvis_frame(points: Points) -> FloatArray:
    """Orientation of the pelvis, shape (time, axis, column) [1].

    The z axis runs from the left to the right anterior superior iliac spine, the x axis
    from the sacrum to their midpoint as far as it is perpendicular to it.
    """
    rightwards = points["asis_right"] - points["asis_left"]
    return frame_along_z(rightwards, pelvis_origin(points) - sacrum(points))


def pelvis_of_hips(points: Points) -> FloatArray:
    """Orientation of a pelvis of which only the hip joint centres were seen.

    The z axis runs from the left to the right hip joint centre, the x axis is level:
    obliquity and rotation are the pelvis's own (in the order rotation, obliquity,
    tilt), the tilt is 0 for want of a third point and must not be read.

    Parameters
    ----------
    points
        The recording's landmarks.

    Returns
    -------
    FloatArray
        Shape (time, axis, column) [1].
    """
    rightwards = points["hip_centre_right"] - points["hip_centre_left"]
    up = np.broadcast_to((0.0, 1.0, 0.0), rightwards.shape)
    return frame_along_z(rightwards, cross(up, rightwards))


def pelvic_width(points: Points) -> FloatArray:
    """Distance between the anterior superior iliac spines, shape (time,) [m]."""
    return norm(points["asis_right"] - points["asis_left"])


def pelvic_depth(points: Points) -> FloatArray:
    """Distance from the sacrum to the middle of the ASIS, shape (time,) [m]."""
    return norm(pelvis_origin(points) - sacrum(points))


def trochanter_distance(leg_length: float) -> float:
    """Distance from the ASIS to the trochanter along the pelvis [m].

    References
    ----------
    Davis RB, Ounpuu S, Tyburski D, Gage JR (1991). A gait analysis data collection and
    reduction technique. Hum Mov Sci 10(5), 575-587. doi:10.1016/0167-9457(91)90046-Z
    """
    return 0.1288 * leg_length - 0.04856


def davis_offset(
    side: Side,
    *,
    leg_length: float,
    inter_asis: float,
    trochanter: float,
    marker_radius: float,
) -> FloatArray:
    """Place the hip joint centre in the pelvis as Plug-in Gait does.

    Parameters
    ----------
    side
        Left or right.
    leg_length
        Mean of both leg lengths [m].
    inter_asis
        Distance between the anterior superior iliac spines [m].
    trochanter
        Distance from the ASIS to the trochanter [m].
    marker_radius
        Half the diameter of the markers [m].

    Returns
    -------
    FloatArray
        From the middle of the ASIS, in the pelvis's axes, shape (3,) [m].

    References
    ----------
    Davis RB, Ounpuu S, Tyburski D, Gage JR (1991). A gait analysis data collection and
    reduction technique. Hum Mov Sci 10(5), 575-587. doi:10.1016/0167-9457(91)90046-Z
    """
    depth = 0.115 * leg_length - 0.0153
    behind = trochanter + marker_radius
    inwards = depth * math.cos(THETA)
    x = inwards * math.sin(BETA) - behind * math.cos(BETA)
    y = -inwards * math.cos(BETA) - behind * math.sin(BETA)
    z = SIGN[side] * (inter_asis / 2.0 - depth * math.sin(THETA))
    return np.array([x, y, z])


def harrington_offset(side: Side, *, width: float, depth: FloatArray) -> FloatArray:
    """Place the hip joint centre in the pelvis by Harrington's regressions.

    Parameters
    ----------
    side
        Left or right.
    width
        Pelvic width, between the anterior superior iliac spines [m].
    depth
        Pelvic depth, from the sacrum to the middle of the ASIS, shape (time,) [m].

    Returns
    -------
    FloatArray
        From the middle of the ASIS, in the pelvis's axes, shape (time, 3) [m].

    References
    ----------
    Harrington ME, Zavatsky AB, Lawson SEM, Yuan Z, Theologis TN (2007). Prediction of
    the hip joint centre in adults, children, and patients with cerebral palsy based on
    magnetic resonance imaging. J Biomech 40(3), 595-602.
    doi:10.1016/j.jbiomech.2006.02.003
    """
    x = -0.24 * depth - 0.0099
    y = np.full_like(depth, -0.30 * width - 0.0109)
    z = np.full_like(depth, SIGN[side] * (0.33 * width + 0.0073))
    return np.stack((x, y, z), axis=-1)


def placed(points: Points, frame: FloatArray, offset: FloatArray) -> FloatArray:
    """Point of the pelvis given in its axes, in the laboratory [m]."""
    return pelvis_origin(points) + rotated(
        frame, np.broadcast_to(offset, (points.frames, 3))
    )
