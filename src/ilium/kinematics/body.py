"""The whole body of one recording: pelvis, legs and trunk from its landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.anthropometry import with_estimated_width
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.clusters import PELVIS, rebuild
from ilium.kinematics.conventional import NEEDS, Leg, conventional_leg
from ilium.kinematics.hips import hip_centre, landmark_hip
from ilium.kinematics.landmark_model import axis_remark, lacking, landmark_leg
from ilium.kinematics.lending import lent_leg
from ilium.kinematics.metatarsals import in_place
from ilium.kinematics.missing import missing_remarks
from ilium.kinematics.pelvis import pelvis_frame, pelvis_of_hips
from ilium.kinematics.points import Points
from ilium.kinematics.settings import HipCentre, KinematicsSettings
from ilium.kinematics.trunk import THORAX, shoulder_trunk_frame, thorax_frame

CONVENTIONAL = (
    "Conventional gait model, compatible with Vicon Plug-in Gait (Kadaba 1990,"
    " doi:10.1002/jor.1100080310; Davis 1991, doi:10.1016/0167-9457(91)90046-Z)"
)
HARRINGTON = "after Harrington (2007, doi:10.1016/j.jbiomech.2006.02.003)"
LANDMARKS = (
    "Joint centres {between} medial and lateral landmarks, segments after ISB (Wu 2002,"
    " doi:10.1016/S0021-9290(01)00222-6), hip centres {hips}, angles in Plug-in Gait's"
    " names and signs"
)
HIPS = ("hip_centre_left", "hip_centre_right")
WITHOUT_TILT = Issue(
    kind="pelvis-without-tilt",
    where="pelvis",
    what=(
        "Only the hip joint centres tell where the pelvis is: its drop and its turn are"
        " measured, its forward tilt is not, and neither are hip flexion and the"
        " spine's angles. Knees and ankles bend about the line between the hips."
    ),
    severity="caution",
)
WANDS = ("plug_in_gait", "plug_in_gait_lower", "plug_in_gait_oxford", "cgm2")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """Joint centres and segments by name, and how they came about.

    Parameters
    ----------
    points
        Landmarks, with those that the static trial lent.
    centres, segments
        As in `ilium.kinematics.result`, and `ankle_left`, `ankle_right` in `segments`:
        the shanks as the ankle angles see them.
    legs
        Both legs.
    conventional
        Sides that follow the conventional gait model.
    calibration
        What was used.
    method
        Sentence that says which model was used.
    issues
        What is missing or doubtful.
    tilt_known
        Whether the pelvis's tilt was seen; where only the hips were, it is none.
    """

    points: Points
    centres: Mapping[str, FloatArray]
    segments: Mapping[str, FloatArray]
    legs: Mapping[Side, Leg]
    conventional: tuple[Side, ...]
    calibration: Calibration
    method: str
    issues: tuple[Issue, ...]
    tilt_known: bool = True


def build_body(
    points: Points,
    marker_set: str,
    calibration: Calibration,
    standing: Points | None,
    settings: KinematicsSettings,
) -> Body:
    """Build pelvis, legs and trunk from landmarks.

    Parameters
    ----------
    points
        The recording's landmarks.
    marker_set
        Name of its marker set.
    calibration
        Body measures and offsets.
    standing
        Landmarks of the static trial; ``None`` without.
    settings
        Choices of the method.

    Returns
    -------
    Body
        NaN where landmarks are missing, named in `issues`.
    """
    pelvic = rebuild(points, standing, PELVIS, where="pelvis")
    built = _Built(pelvic.points, calibration, pelvic.issues)
    pelvis = pelvis_frame(built.points)
    bare = not np.isfinite(pelvis).any() and built.points.has(*HIPS)
    if bare:
        pelvis = pelvis_of_hips(built.points)
        built = _Built(built.points, calibration, (*built.issues, WITHOUT_TILT))
    legs: dict[Side, Leg] = {}
    conventional: list[Side] = []
    for side in SIDES:
        if _follows_wands(built.points, standing, marker_set, side, settings):
            conventional.append(side)
            built, legs[side] = _wand_leg(built, pelvis, side, settings.hip_centre)
        else:
            built, legs[side] = _bare_leg(built, pelvis, standing, side)
    hips = (legs["left"].hip + legs["right"].hip) / 2.0
    thorax, remark = _trunk(built.points, hips)
    segments = _segments(pelvis, thorax, legs)
    missing = missing_remarks(built.points, segments, built.calibration, conventional)
    return Body(
        points=built.points,
        centres=_centres(legs),
        segments=segments,
        legs=legs,
        conventional=tuple(conventional),
        calibration=built.calibration,
        method=_method(conventional, settings, built.points),
        issues=(*built.issues, *remark, *missing),
        tilt_known=not bare,
    )


class _Built(NamedTuple):
    """What is known so far: landmarks, calibration, issues."""

    points: Points
    calibration: Calibration
    issues: tuple[Issue, ...]


def _wand_leg(
    built: _Built, pelvis: FloatArray, side: Side, how: HipCentre
) -> tuple[_Built, Leg]:
    points, calibration, issues = built
    for name in ("knee", "ankle"):
        calibration = with_estimated_width(calibration, f"{name}_{side}")
    hip = hip_centre(points, pelvis, calibration, side, how)
    leg = conventional_leg(points, hip, calibration, side)
    return _Built(points, calibration, issues), leg


def _bare_leg(
    built: _Built, pelvis: FloatArray, standing: Points | None, side: Side
) -> tuple[_Built, Leg]:
    points, calibration, issues = built
    hip = landmark_hip(points, pelvis, calibration, side)
    points, swapped = in_place(points, pelvis[..., 2], side)
    points, lent = lent_leg(points, standing, hip, calibration, side)
    borrowed = lacking(points, side)
    for each in borrowed:
        calibration = with_estimated_width(calibration, each)
    leg = landmark_leg(points, hip, pelvis, calibration, side)
    remarks = (*swapped, *lent, *(axis_remark(each) for each in borrowed))
    return _Built(points, calibration, (*issues, *remarks)), leg


def _follows_wands(
    points: Points,
    standing: Points | None,
    marker_set: str,
    side: Side,
    settings: KinematicsSettings,
) -> bool:
    wanted = points.has(*(f"{name}_{side}" for name in NEEDS))
    if settings.model != "auto" or not wanted:
        return wanted and settings.model == "conventional"
    medial = f"knee_medial_{side}"
    either = points.has(medial) or (standing is not None and standing.has(medial))
    exported = points.has(f"knee_centre_{side}")
    return marker_set in WANDS or not (either or exported)


def _trunk(points: Points, hips: FloatArray) -> tuple[FloatArray, list[Issue]]:
    if points.has(*THORAX) or not points.has("shoulder_left", "shoulder_right"):
        return thorax_frame(points), []
    remark = Issue(
        kind="thorax-from-shoulders",
        where="thorax",
        what=(
            "The thorax's own markers are not all there: its angles are those of the"
            " line from the hips to the shoulders."
        ),
    )
    return shoulder_trunk_frame(points, hips), [remark]


def _segments(
    pelvis: FloatArray, thorax: FloatArray, legs: Mapping[Side, Leg]
) -> dict[str, FloatArray]:
    found = {"pelvis": pelvis, "thorax": thorax}
    for side, leg in legs.items():
        found[f"thigh_{side}"] = leg.thigh
        found[f"shank_{side}"] = leg.shank
        found[f"foot_{side}"] = leg.foot
        found[f"ankle_{side}"] = leg.shank_at_ankle
    return found


def _centres(legs: Mapping[Side, Leg]) -> dict[str, FloatArray]:
    found: dict[str, FloatArray] = {}
    for side, leg in legs.items():
        found[f"hip_{side}"] = leg.hip
        found[f"knee_{side}"] = leg.knee
        found[f"ankle_{side}"] = leg.ankle
    return found


def _method(
    conventional: list[Side], settings: KinematicsSettings, points: Points
) -> str:
    bare: list[Side] = [side for side in SIDES if side not in conventional]
    landmarks = _landmark_words(points, bare)
    if not conventional:
        return landmarks
    hips = f", hip centres {HARRINGTON}" if settings.hip_centre == "harrington" else ""
    if not bare:
        return f"{CONVENTIONAL}{hips}."
    return (
        f"{conventional[0].capitalize()} leg: {CONVENTIONAL}{hips}. Else: {landmarks}"
    )


def _landmark_words(points: Points, sides: list[Side]) -> str:
    """Sentence on the landmark model that names what the laboratory exported."""
    exported = "as the laboratory exported them"
    between, hips = "between", HARRINGTON
    if any(
        points.has(f"{joint}_centre_{side}")
        for joint in ("knee", "ankle")
        for side in sides
    ):
        between = f"{exported}, else between"
    given = [points.has(f"hip_centre_{side}") for side in sides]
    if any(given):
        hips = exported if all(given) else f"{exported}, else {HARRINGTON}"
    return LANDMARKS.format(between=between, hips=hips) + "."
