"""Places that a recording and a model have in common: landmarks, centres, middles.

A factor is the distance between two places on the person by the same on the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from ilium.conventions import SIDES, initial
from ilium.core.quantity import FloatArray, labels
from ilium.kinematics.result import JOINTS, Kinematics
from ilium.model.body_model import BodyModel

Places = Mapping[str, FloatArray]
"""Name to positions, shape (time, 3) or (3,) [m]."""
Locations = Mapping[str, tuple[str, FloatArray]]
"""Name to its segment and its location in it, shape (3,) [m]."""

CENTRES: Final[Mapping[str, str]] = MappingProxyType(
    {name.replace("_", "_centre_"): name for name in JOINTS}
)
"""Place to the joint of the kinematics stage; exported centres give way to it."""
MIDDLES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "middle_of_asis": ("asis_left", "asis_right"),
        "middle_of_psis": ("psis_left", "psis_right"),
        "middle_of_hips": ("hip_centre_left", "hip_centre_right"),
        "middle_of_shoulders": ("shoulder_left", "shoulder_right"),
    }
)
_BETWEEN: Final = {
    "knee_centre": ("knee", "knee_medial", "femur"),
    "ankle_centre": ("ankle", "ankle_medial", "tibia"),
}


def places_of(kinematics: Kinematics) -> dict[str, FloatArray]:
    """Places of a recording.

    Parameters
    ----------
    kinematics
        Its landmarks and joint centres.

    Returns
    -------
    dict
        Place to its trajectory, shape (time, 3) [m]; NaN where it is not known.
    """
    found = {
        name: kinematics.landmark(name)
        for name in labels(kinematics.landmarks, "landmark")
    }
    found |= {place: kinematics.joint(name) for place, name in CENTRES.items()}
    if "middle_of_psis" not in found and "sacrum" in found:
        found["middle_of_psis"] = found["sacrum"]
    return with_middles(found)


def with_middles(places: Places) -> dict[str, FloatArray]:
    """Add the middles between pairs of places that are both there.

    Parameters
    ----------
    places
        Known places.

    Returns
    -------
    dict
        The same and more; a middle between what is not seen does not replace another.
    """
    found = dict(places)
    for name, (one, two) in MIDDLES.items():
        if one in found and two in found:
            middle = (found[one] + found[two]) / 2.0
            if name not in found or bool(np.isfinite(middle).any()):
                found[name] = middle
    return found


def model_centres(
    model: BodyModel, landmarks: Locations
) -> dict[str, tuple[str, FloatArray]]:
    """Joint centres of a model as the kinematics stage means them.

    The hip is the middle of its joint; knee and ankle lie between the medial and the
    lateral landmark, else in the joint's frame.

    Parameters
    ----------
    model
        The model.
    landmarks
        Its landmarks.

    Returns
    -------
    dict
        Place to segment and location; without those that the model lacks.
    """
    joints = {each.name: each for each in model.joints}
    segments = {each.name for each in model.segments}
    found: dict[str, tuple[str, FloatArray]] = {}
    for side in SIDES:
        letter = initial(side).lower()
        hip = joints.get(f"hip_{letter}")
        if hip is not None:
            place = (hip.child, hip.in_child.translation)
            found[f"hip_centre_{side}"] = place
        for centre, (outer, inner, bone) in _BETWEEN.items():
            one = landmarks.get(f"{outer}_{side}")
            two = landmarks.get(f"{inner}_{side}")
            if one and two and one[0] == two[0] == f"{bone}_{letter}":
                found[f"{centre}_{side}"] = (one[0], (one[1] + two[1]) / 2.0)
        ankle = joints.get(f"ankle_{letter}")
        if ankle is not None and f"ankle_centre_{side}" not in found:
            place = (ankle.parent, ankle.in_parent.translation)
            found[f"ankle_centre_{side}"] = place
    return {name: each for name, each in found.items() if each[0] in segments}
