"""Hip joint centres: Davis's, Harrington's or the laboratory's own."""

from __future__ import annotations

import math

from ilium.conventions import Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.anthropometry import mean_leg_length
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.pelvis import (
    davis_offset,
    harrington_offset,
    pelvic_depth,
    placed,
    trochanter_distance,
)
from ilium.kinematics.points import Points
from ilium.kinematics.settings import HipCentre


def hip_centre(
    points: Points,
    pelvis: FloatArray,
    calibration: Calibration,
    side: Side,
    how: HipCentre,
) -> FloatArray:
    """Hip joint centre of one side, shape (time, 3) [m].

    Parameters
    ----------
    points
        The recording's landmarks.
    pelvis
        Orientation of the pelvis, shape (time, axis, column) [1].
    calibration
        Leg lengths, distance between the ASIS, marker diameter.
    side
        Left or right.
    how
        ``davis`` or ``harrington``; without a leg length always the latter.

    Returns
    -------
    FloatArray
        NaN where the pelvis was not seen.
    """
    leg = mean_leg_length(calibration.numbers)
    if how == "harrington" or math.isnan(leg):
        offset = harrington_offset(
            side, width=calibration["inter_asis"], depth=pelvic_depth(points)
        )
        return placed(points, pelvis, offset)
    own = calibration[f"leg_length_{side}"]
    stated = calibration[f"asis_trochanter_{side}"]
    usual = trochanter_distance(leg if math.isnan(own) else own)
    offset = davis_offset(
        side,
        leg_length=leg,
        inter_asis=calibration["inter_asis"],
        trochanter=usual if math.isnan(stated) else stated,
        marker_radius=calibration["marker_diameter"] / 2.0,
    )
    return placed(points, pelvis, offset)


def landmark_hip(
    points: Points, pelvis: FloatArray, calibration: Calibration, side: Side
) -> FloatArray:
    """Hip joint centre of the landmark model: exported, else Harrington's."""
    exported = f"hip_centre_{side}"
    if points.has(exported):
        return points[exported]
    return hip_centre(points, pelvis, calibration, side, "harrington")
