"""Angles of one leg: hip, knee, its projection, shin."""

from __future__ import annotations

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, SIGN, UP, Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import lean, projected_bend, share_in_plane
from ilium.stability.heading import Heading, asis_line

SHOWN = "shown_in_frontal_plane"
"""Share of its length that the more foreshortened of thigh and shin shows [1]."""


def shown_in_plane(kinematics: Kinematics, heading: Heading, side: Side) -> FloatArray:
    """How much of a leg a camera square on to the body sees.

    Parameters
    ----------
    kinematics
        The body.
    heading
        The direction that defines the frontal plane.
    side
        The leg.

    Returns
    -------
    FloatArray
        Share of its length that the thigh or the shin shows in the frontal plane,
        whichever shows less, shape (time,) [1]; NaN where one is not measured.
    """
    hip, knee, ankle = (
        kinematics.joint(f"{name}_{side}") for name in ("hip", "knee", "ankle")
    )
    thigh, shin = (
        share_in_plane(each, heading.right) for each in (knee - hip, knee - ankle)
    )
    return np.minimum(thigh, shin)


def leg_angles(
    kinematics: Kinematics, heading: Heading, side: Side
) -> dict[str, FloatArray]:
    """Angles of one leg, with clinical signs.

    Parameters
    ----------
    kinematics
        The body.
    heading
        The direction that defines the frontal plane.
    side
        The leg.

    Returns
    -------
    dict
        Shape (time,) [rad] each, names end with the side: `hip_flexion`,
        `hip_adduction`, `knee_flexion`, `knee_abduction` (+ shin out, knee in),
        `pelvis_on_femur` (angle between the ASIS line and the femur, 90° for a level
        pelvis on a vertical femur, smaller when the hip adducts),
        `fppa_joint_centres` and `fppa_asis` (+ knee medial),
        `shin_inclination_sagittal` (+ knee ahead of the ankle) and
        `shin_inclination_frontal` (+ knee medial of the ankle).
    """
    hip, knee, ankle = (
        kinematics.joint(f"{name}_{side}") for name in ("hip", "knee", "ankle")
    )
    sign = SIGN[side]
    shin = knee - ankle
    across = sign * heading.right
    asis = kinematics.landmark(f"asis_{side}")
    angles = {
        **_hip(kinematics, hip - knee, sign),
        **_knee(kinematics, side, hip - knee, shin),
        "pelvis_on_femur": projected_bend(
            -sign * asis_line(kinematics), knee - hip, across
        ),
        "fppa_joint_centres": projected_bend(knee - hip, -shin, across),
        "fppa_asis": projected_bend(knee - asis, -shin, across),
        "shin_inclination_sagittal": lean(shin, heading.forwards),
        "shin_inclination_frontal": lean(shin, -across),
    }
    return {f"{name}_{side}": angle for name, angle in angles.items()}


def _hip(kinematics: Kinematics, femur: FloatArray, sign: int) -> dict[str, FloatArray]:
    """Hip angles as Plug-in Gait reads them from the femur's long axis."""
    axis = _in_frame(kinematics.segment("pelvis"), _unit(femur))
    return {
        "hip_flexion": kinematics.needing_tilt(
            np.arctan2(-axis[:, FORWARDS], axis[:, UP])
        ),
        "hip_adduction": sign * np.arcsin(np.clip(axis[:, RIGHT], -1.0, 1.0)),
    }


def _knee(
    kinematics: Kinematics, side: Side, femur: FloatArray, shin: FloatArray
) -> dict[str, FloatArray]:
    """Knee angles about the thigh's axes; flexion from three points without them."""
    thigh = kinematics.segment(f"thigh_{side}")
    axis = _in_frame(thigh, _unit(shin))
    flexion = np.arctan2(axis[:, FORWARDS], axis[:, UP])
    bent = np.arccos(np.clip((_unit(femur) * _unit(shin)).sum(axis=1), -1.0, 1.0))
    return {
        "knee_flexion": np.where(np.isfinite(flexion), flexion, bent),
        "knee_abduction": -SIGN[side] * np.arcsin(np.clip(axis[:, RIGHT], -1.0, 1.0)),
    }


def _unit(vector: FloatArray) -> FloatArray:
    return vector / np.linalg.norm(vector, axis=1, keepdims=True)


def _in_frame(frame: FloatArray, vector: FloatArray) -> FloatArray:
    return np.einsum("tac,ta->tc", frame, vector)
