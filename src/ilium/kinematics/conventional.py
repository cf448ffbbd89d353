"""The conventional gait model: one leg from its markers and the calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIGN, Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.chord import chord
from ilium.kinematics.points import Points
from ilium.maths.rotations import elementary, frame_along_x, frame_along_y

NEEDS = ("thigh", "knee", "shank", "ankle")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leg:
    """Joint centres and segments of one leg.

    Parameters
    ----------
    hip, knee, ankle
        Joint centres, shape (time, 3) [m].
    thigh, shank, foot
        Orientations, shape (time, axis, column) [1].
    shank_at_ankle
        The shank as the ankle's angles see it: turned by the tibial torsion.
    """

    hip: FloatArray
    knee: FloatArray
    ankle: FloatArray
    thigh: FloatArray
    shank: FloatArray
    foot: FloatArray
    shank_at_ankle: FloatArray


def conventional_leg(
    points: Points, hip: FloatArray, calibration: Calibration, side: Side
) -> Leg:
    """Build one leg of the conventional gait model.

    Parameters
    ----------
    points
        The recording's landmarks.
    hip
        Hip joint centre, shape (time, 3) [m].
    calibration
        Widths of knee and ankle, marker diameter and offsets.
    side
        Left or right.

    Returns
    -------
    Leg
        NaN where a marker was not seen.

    References
    ----------
    Kadaba MP, Ramakrishnan HK, Wootten ME (1990). Measurement of lower extremity
    kinematics during level walking. J Orthop Res 8(3), 383-392.
    doi:10.1002/jor.1100080310
    """
    sign = SIGN[side]
    diameter = calibration["marker_diameter"]
    lateral_knee, lateral_ankle = points[f"knee_{side}"], points[f"ankle_{side}"]
    knee = chord(
        hip,
        points[f"thigh_{side}"],
        lateral_knee,
        (calibration[f"knee_width_{side}"] + diameter) / 2.0,
        sign * calibration.angle(f"thigh_offset_{side}"),
    )
    ankle = chord(
        knee,
        points[f"shank_{side}"],
        lateral_ankle,
        (calibration[f"ankle_width_{side}"] + diameter) / 2.0,
        sign * calibration.angle(f"shank_offset_{side}"),
    )
    distal = frame_along_y(knee - ankle, sign * (lateral_ankle - ankle))
    torsion = calibration.angle(f"tibial_torsion_{side}")
    return Leg(
        hip=hip,
        knee=knee,
        ankle=ankle,
        thigh=frame_along_y(hip - knee, sign * (lateral_knee - knee)),
        shank=distal @ elementary("y", -sign * torsion),
        foot=calibrated_foot(
            technical_foot(points, ankle, distal, side),
            walking_foot(points, distal, side),
            calibration,
            side,
        ),
        shank_at_ankle=distal,
    )


def technical_foot(
    points: Points, ankle: FloatArray, shank: FloatArray, side: Side
) -> FloatArray:
    """Orientation of the foot from ankle centre and toe marker alone."""
    return frame_along_x(points[f"toe_{side}"] - ankle, shank[..., 2])


def walking_foot(
    points: Points, shank: FloatArray, side: Side, *, flat: bool = False
) -> FloatArray:
    """Orientation of the foot from heel and toe markers.

    Parameters
    ----------
    points
        The recording's landmarks.
    shank
        Orientation of the shank, shape (time, axis, column) [1].
    side
        Left or right.
    flat
        Take the heel marker to be as high as the toe marker.

    Returns
    -------
    FloatArray
        Shape (time, axis, column) [1].
    """
    along = points[f"toe_{side}"] - points[f"heel_{side}"]
    if flat:
        along = along * np.array([1.0, 0.0, 1.0])
    return frame_along_x(along, shank[..., 2])


def calibrated_foot(
    technical: FloatArray,
    uncalibrated: FloatArray,
    calibration: Calibration,
    side: Side,
) -> FloatArray:
    """Turn the technical foot by the static offsets.

    Parameters
    ----------
    technical
        From `technical_foot`.
    uncalibrated
        What is used where there are no offsets [rad].
    calibration
        Plantar flexion and rotation offset.
    side
        Left or right.

    Returns
    -------
    FloatArray
        Shape (time, axis, column) [1].
    """
    bend, turn = f"plantar_flexion_offset_{side}", f"foot_rotation_offset_{side}"
    if not calibration.knows(bend, turn):
        return uncalibrated
    offset = elementary("z", calibration[bend]) @ elementary(
        "y", SIGN[side] * calibration[turn]
    )
    return technical @ offset
