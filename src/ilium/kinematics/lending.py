"""What the static trial lends to a leg that lacks medial landmarks in motion."""

from __future__ import annotations

from ilium.conventions import Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.clusters import limb_cluster, rebuild
from ilium.kinematics.hips import landmark_hip
from ilium.kinematics.landmark_model import joint
from ilium.kinematics.metatarsals import in_place
from ilium.kinematics.pelvis import pelvis_frame
from ilium.kinematics.points import Points


def lent_leg(
    moving: Points,
    standing: Points | None,
    hip: FloatArray,
    calibration: Calibration,
    side: Side,
) -> tuple[Points, list[Issue]]:
    """Carry the static trial's landmarks of one leg into a recording.

    Each segment's cluster is joined by the centre of the joint above it, so that two
    markers and that centre are enough.

    Parameters
    ----------
    moving
        Landmarks of the recording.
    standing
        Landmarks of the static trial; ``None`` changes nothing.
    hip
        Hip joint centre in the recording, shape (time, 3) [m].
    calibration
        Body measures.
    side
        Left or right.

    Returns
    -------
    tuple
        The recording with the landmarks it lacks, and issues that say how well they
        are carried.
    """
    if standing is None:
        return moving, []
    pelvis = pelvis_frame(standing)
    standing, _ = in_place(standing, pelvis[..., 2], side)
    above, above_still = hip, landmark_hip(standing, pelvis, calibration, side)
    known, issues = moving, []
    for segment, below in (("thigh", "knee"), ("shank", "ankle"), ("foot", "")):
        centre = f"above_{segment}_{side}"
        rebuilt = rebuild(
            known.adding({centre: above}),
            standing.adding({centre: above_still}),
            (centre, *limb_cluster(segment, side)),
            where=f"{segment} {side}",
        )
        known = rebuilt.points.without(centre)
        issues += rebuilt.issues
        if below:
            above = _middle(known, below, above, calibration, side)
            above_still = _middle(standing, below, above_still, calibration, side)
    return known, issues


def _middle(
    points: Points,
    name: str,
    above: FloatArray,
    calibration: Calibration,
    side: Side,
) -> FloatArray:
    rightwards = points["asis_right"] - points["asis_left"]
    centre, _ = joint(
        points, name, above, rightwards, calibration=calibration, side=side
    )
    return centre
