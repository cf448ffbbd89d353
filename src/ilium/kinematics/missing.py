"""Name what a marker set cannot give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.points import Points
from ilium.kinematics.trunk import THORAX

WANDS: Final = {
    "thigh": ("thigh", "knee"),
    "shank": ("shank", "ankle"),
    "foot": ("toe", "heel"),
}
BARE: Final = {"thigh": ("knee",), "shank": ("ankle",), "foot": ("toe", "heel")}
LOST: Final = {
    "thigh": "hip and knee angles",
    "shank": "knee and ankle angles",
    "foot": "ankle and foot progression angles",
}


def missing_remarks(
    points: Points,
    segments: Mapping[str, FloatArray],
    calibration: Calibration,
    conventional: Iterable[Side],
) -> tuple[Issue, ...]:
    """Name each segment that could not be built, and what that leaves out.

    Parameters
    ----------
    points
        The recording's landmarks.
    segments
        Orientations by name; all NaN where they could not be built [1].
    calibration
        Body measures that were used.
    conventional
        Sides that follow the conventional gait model.

    Returns
    -------
    tuple of Issue
        Empty where nothing is missing.
    """
    found: list[Issue] = []
    if not np.isfinite(segments["pelvis"]).any():
        lacking = points.missing("asis_left", "asis_right", "psis_left", "psis_right")
        found.append(_remark("pelvis", lacking, "pelvis, hip and spine angles"))
    if not np.isfinite(segments["thorax"]).any():
        found.append(
            _remark("thorax", points.missing(*THORAX), "thorax and spine angles")
        )
    for side in SIDES:
        needs = WANDS if side in tuple(conventional) else BARE
        for segment, names in needs.items():
            if not np.isfinite(segments[f"{segment}_{side}"]).any():
                lacking = (
                    *points.missing(*(f"{name}_{side}" for name in names)),
                    *_unknown(calibration, segment, side),
                )
                found.append(
                    _remark(f"{segment} {side}", lacking, f"{side} {LOST[segment]}")
                )
    return tuple(found)


def _unknown(calibration: Calibration, segment: str, side: Side) -> tuple[str, ...]:
    joint = {"thigh": "knee", "shank": "ankle"}.get(segment)
    if joint is None or calibration.knows(f"{joint}_width_{side}"):
        return ()
    return (f"{joint}_width_{side}",)


def _remark(where: str, lacking: Iterable[str], lost: str) -> Issue:
    names = ", ".join(each.replace("_", " ") for each in lacking)
    reason = f"Missing: {names}" if names else "The markers are never seen together"
    return Issue(
        kind="segment-missing",
        where=where,
        what=f"{reason}. Without it there are no {lost}.",
        severity="caution",
    )
