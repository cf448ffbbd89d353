"""A leg from landmarks on both sides of its joints, for sets without wands."""

from __future__ import annotations

import numpy as np

from ilium.conventions import SIGN, Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.conventional import Leg
from ilium.kinematics.points import Points
from ilium.maths.rotations import frame_along_x, frame_along_y, reject, unit

TOES = ("toe", "second_metatarsal", "toe_tip")


def landmark_leg(
    points: Points,
    hip: FloatArray,
    pelvis: FloatArray,
    calibration: Calibration,
    side: Side,
) -> Leg:
    """Build one leg from medial and lateral landmarks.

    Joint centres are the laboratory's own where it exported them, else midpoints of
    medial and lateral landmarks, else the lateral landmark moved inwards by half the
    joint's width. Flexion axes run through both landmarks.

    Parameters
    ----------
    points
        The recording's landmarks, with those that the static trial lent.
    hip
        Hip joint centre, shape (time, 3) [m].
    pelvis
        Orientation of the pelvis, shape (time, axis, column) [1].
    calibration
        Widths and marker diameter, used where no medial landmark is known.
    side
        Left or right.

    Returns
    -------
    Leg
        NaN where a landmark was not seen.

    References
    ----------
    Wu G, Siegler S, Allard P, et al. (2002). ISB recommendation on definitions of
    joint coordinate system of various joints for the reporting of human joint motion,
    part I. J Biomech 35(4), 543-548. doi:10.1016/S0021-9290(01)00222-6
    """
    knee, knee_axis = joint(
        points, "knee", hip, pelvis[..., 2], calibration=calibration, side=side
    )
    thigh = frame_along_y(hip - knee, knee_axis)
    ankle, ankle_axis = joint(
        points, "ankle", knee, thigh[..., 2], calibration=calibration, side=side
    )
    shank = frame_along_y(knee - ankle, ankle_axis)
    return Leg(
        hip=hip,
        knee=knee,
        ankle=ankle,
        thigh=thigh,
        shank=shank,
        foot=_foot(points, shank, side),
        shank_at_ankle=shank,
    )


def joint(
    points: Points,
    name: str,
    proximal: FloatArray,
    rightwards: FloatArray,
    *,
    calibration: Calibration,
    side: Side,
) -> tuple[FloatArray, FloatArray]:
    """Centre and flexion axis (pointing right) of knee or ankle.

    Parameters
    ----------
    points
        The recording's landmarks.
    name
        ``knee`` or ``ankle``.
    proximal
        Centre of the joint above, shape (time, 3) [m].
    rightwards
        Direction that stands for the flexion axis where no second point is known,
        shape (time, 3) [1].
    calibration
        Width and marker diameter.
    side
        Left or right.

    Returns
    -------
    tuple
        Centre [m] and axis (any length), shape (time, 3) each.
    """
    sign = SIGN[side]
    lateral, medial = points[f"{name}_{side}"], points[f"{name}_medial_{side}"]
    exported = f"{name}_centre_{side}"
    paired = points.has(f"{name}_{side}", f"{name}_medial_{side}")
    if points.has(exported):
        centre = points[exported]
        if paired:
            return centre, sign * (lateral - medial)
        if points.has(f"{name}_{side}"):
            return centre, sign * (lateral - centre)
        return centre, rightwards
    if paired:
        return (lateral + medial) / 2.0, sign * (lateral - medial)
    half = (calibration[f"{name}_width_{side}"] + calibration["marker_diameter"]) / 2.0
    inwards = unit(reject(rightwards, unit(proximal - lateral)))
    return lateral - sign * half * inwards, rightwards


def lacking(points: Points, side: Side) -> tuple[str, ...]:
    """Joints of a leg that have a lateral landmark and nothing on their medial side."""
    return tuple(
        f"{name}_{side}"
        for name in ("knee", "ankle")
        if points.has(f"{name}_{side}")
        and not points.has(f"{name}_medial_{side}")
        and not points.has(f"{name}_centre_{side}")
    )


def axis_remark(joint_name: str) -> Issue:
    """Say that a flexion axis had to be borrowed from the segment above."""
    return Issue(
        kind="joint-axis-assumed",
        where=joint_name,
        what=(
            f"No medial marker of the {joint_name.replace('_', ' ')} is known: its"
            " centre and axis lean on the segment above, so its frontal and transverse"
            " angles are approximate."
        ),
        severity="caution",
    )


def _foot(points: Points, shank: FloatArray, side: Side) -> FloatArray:
    first, fifth = (
        points[f"first_metatarsal_{side}"],
        points[f"fifth_metatarsal_{side}"],
    )
    toe = next(
        (points[f"{name}_{side}"] for name in TOES if points.has(f"{name}_{side}")),
        (first + fifth) / 2.0,
    )
    if not np.isfinite(toe).any():
        toe = fifth
    heel = points[f"heel_{side}"]
    return frame_along_x(toe - heel, _across(points, shank[..., 2], side))


def _across(points: Points, rightwards: FloatArray, side: Side) -> FloatArray:
    """Direction across the forefoot to the right."""
    first, fifth = f"first_metatarsal_{side}", f"fifth_metatarsal_{side}"
    if not points.has(first, fifth):
        return rightwards
    return SIGN[side] * (points[fifth] - points[first])
