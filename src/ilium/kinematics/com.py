"""Whole-body centre of mass from segments, as far as the markers allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.pelvis import pelvis_origin
from ilium.kinematics.points import Points, sacrum

MASS: Final = {
    "head": 0.0681,
    "trunk": 0.4302,
    "upper_arm": 0.0263,
    "forearm": 0.0150,
    "hand": 0.00585,
    "thigh": 0.1447,
    "shank": 0.0457,
    "foot": 0.0133,
}
"""Share of body mass, mean of women and men [1]."""
ALONG: Final = {
    "upper_arm": 0.5763,
    "forearm": 0.4567,
    "thigh": 0.3854,
    "shank": 0.4438,
    "foot": 0.4215,
}
"""Centre of mass along the segment from its proximal end, mean of women and men; the
foot from heel to toe [1]."""
TRUNK_TO_C7: Final = 0.4949
TRUNK_TO_NOTCH: Final = 0.5682
"""The trunk's, from the hips' middle to C7 or to the jugular notch [1]."""
HEAD_AND_ARMS: Final = 0.73
"""Head and hanging arms along the line from hips to C7, from the same table [1]."""
SOURCE: Final = "de Leva 1996, doi:10.1016/0021-9290(95)00178-6"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyMass:
    """Centre of mass, shape (time, 3) [m], with how it was estimated."""

    position: FloatArray
    method: str
    issues: tuple[Issue, ...] = ()


def body_mass(points: Points, centres: Mapping[str, FloatArray]) -> BodyMass:
    """Estimate the whole body's centre of mass.

    Parameters
    ----------
    points
        The recording's landmarks.
    centres
        Joint centres by name, shape (time, 3) [m].

    Returns
    -------
    BodyMass
        From all segments; with head and arms on the trunk; from the pelvis's middle;
        or NaN, whichever the markers allow first.

    References
    ----------
    de Leva P (1996). Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters.
    J Biomech 29(9), 1223-1230. doi:10.1016/0021-9290(95)00178-6
    """
    lower = _legs_and_trunk(points, centres)
    if lower is not None:
        upper = _head_and_arms(points)
        if upper is not None:
            return BodyMass(position=lower + upper, method=f"14 segments ({SOURCE})")
        carried = _carried_by_trunk(points, centres)
        return BodyMass(
            position=lower + carried,
            method=f"legs and trunk, head and arms carried by the trunk ({SOURCE})",
            issues=(_remark("Head and arms were taken to move with the trunk"),),
        )
    middle = (pelvis_origin(points) + sacrum(points)) / 2.0
    if np.isfinite(middle).any():
        return BodyMass(
            position=middle,
            method="middle of the pelvis",
            issues=(_remark("The middle of the pelvis stands for it", "caution"),),
        )
    return BodyMass(position=middle, method="")


def _legs_and_trunk(
    points: Points, centres: Mapping[str, FloatArray]
) -> FloatArray | None:
    neck, share = _neck(points)
    hips = (centres["hip_left"] + centres["hip_right"]) / 2.0
    total = MASS["trunk"] * _between(hips, neck, share)
    for side in SIDES:
        hip, knee, ankle = (
            centres[f"{each}_{side}"] for each in ("hip", "knee", "ankle")
        )
        heel, toe = points[f"heel_{side}"], points[f"toe_{side}"]
        foot = _between(heel, toe, ALONG["foot"])
        if not points.has(f"heel_{side}", f"toe_{side}"):
            foot = ankle
        total = total + MASS["thigh"] * _between(hip, knee, ALONG["thigh"])
        total = total + MASS["shank"] * _between(knee, ankle, ALONG["shank"])
        total = total + MASS["foot"] * foot
    return total if np.isfinite(total).any() else None


def _head_and_arms(points: Points) -> FloatArray | None:
    heads = [
        points[name]
        for name in (
            "head_front_left",
            "head_front_right",
            "head_back_left",
            "head_back_right",
        )
    ]
    total = MASS["head"] * sum(heads, np.zeros(3)) / len(heads)
    for side in SIDES:
        shoulder, elbow = points[f"shoulder_{side}"], points[f"elbow_{side}"]
        wrist = points.middle(f"wrist_radial_{side}", f"wrist_ulnar_{side}")
        if points.has(f"wrist_{side}"):
            wrist = points[f"wrist_{side}"]
        hand = points[f"hand_{side}"] if points.has(f"hand_{side}") else wrist
        total = total + MASS["upper_arm"] * _between(
            shoulder, elbow, ALONG["upper_arm"]
        )
        total = total + MASS["forearm"] * _between(elbow, wrist, ALONG["forearm"])
        total = total + MASS["hand"] * hand
    return total if np.isfinite(total).any() else None


def _carried_by_trunk(points: Points, centres: Mapping[str, FloatArray]) -> FloatArray:
    hips = (centres["hip_left"] + centres["hip_right"]) / 2.0
    arms = 2.0 * (MASS["upper_arm"] + MASS["forearm"] + MASS["hand"])
    return (MASS["head"] + arms) * _between(hips, _neck(points)[0], HEAD_AND_ARMS)


def _neck(points: Points) -> tuple[FloatArray, float]:
    """Upper end of the trunk, and where the trunk's centre of mass lies towards it."""
    if points.has("c7", "clavicle"):
        middle = points.middle("c7", "clavicle")
        return middle, (TRUNK_TO_C7 + TRUNK_TO_NOTCH) / 2.0
    if points.has("c7"):
        return points["c7"], TRUNK_TO_C7
    return points.middle("shoulder_left", "shoulder_right"), TRUNK_TO_NOTCH


def _between(start: FloatArray, end: FloatArray, share: float) -> FloatArray:
    return start + share * (end - start)


def _remark(what: str, severity: str = "note") -> Issue:
    return Issue(
        kind="centre-of-mass",
        where="centre of mass",
        what=f"{what}: too few markers for every segment's centre of mass.",
        severity="caution" if severity == "caution" else "note",
    )
