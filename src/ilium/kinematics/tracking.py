"""Which landmarks a model follows, on which segment, with which weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ilium.conventions import SIDES, initial
from ilium.core.quantity import FloatArray
from ilium.model.landmarks import LANDMARKS, RIGID

NOT_FOLLOWED: Final = (
    "hip_centre", "knee_centre", "ankle_centre", "head_", "hand", "toe_tip",
)  # fmt: skip
"""Beginnings of landmarks that no segment carries: centres that a laboratory computed
rather than saw, and what moves at neck, wrist and toes, where the model is stiff."""

_BONES: Final = {"pelvis": "pelvis", "thorax": "torso"}
_LIMBS: Final = {
    "thigh": "femur",
    "shank": "tibia",
    "foot": "calcn",
    "trochanter": "femur",
    "patella": "femur",
    "upper_arm": "humerus",
    "elbow": "humerus",
    "elbow_medial": "humerus",
    "forearm": "radius",
    "wrist": "radius",
    "wrist_radial": "radius",
    "wrist_ulnar": "radius",
}
_TRUNK: Final = ("t12", "l1", "back_right")
_SHOULDERS: Final = ("shoulder", "shoulder_back", "sternoclavicular")
_SKIN: Final = ("shoulder", "iliac_crest", "trochanter")
"""Beginnings of landmarks that slide far over the bone."""
_WEIGHTS: Final = {"pelvis": 4.0, "torso": 1.0, "femur": 2.0, "tibia": 2.0,
                   "calcn": 2.0}  # fmt: skip


def _table() -> dict[str, str]:
    found = dict.fromkeys(_TRUNK, "torso")
    for part, names in RIGID.items():
        found |= dict.fromkeys(names, _BONES.get(part, ""))
    for side in SIDES:
        letter = initial(side).lower()
        found |= {f"{name}_{side}": "torso" for name in _SHOULDERS}
        for part in ("thigh", "shank", "foot"):
            bone = f"{_LIMBS[part]}_{letter}"
            found |= dict.fromkeys(RIGID[f"{part}_{side}"], bone)
        found |= {f"{name}_{side}": f"{bone}_{letter}" for name, bone in _LIMBS.items()}
    return {name: bone for name, bone in found.items() if bone and name in LANDMARKS}


SEGMENT_OF: Final[Mapping[str, str]] = MappingProxyType(_table())
"""Landmark to the segment that carries it, in OpenSim's names; the head's markers and
the lumbar spine's, which no segment of the model carries, are missing."""


def carriers(
    names: Iterable[str],
    known: Mapping[str, tuple[str, FloatArray]],
    segments: Iterable[str],
    followed: tuple[str, ...] = (),
) -> dict[str, str]:
    """Find the segments that carry landmarks.

    Parameters
    ----------
    names
        Landmarks of a recording.
    known
        Landmarks of the model: segment and location [m].
    segments
        The model's segments.
    followed
        Beginnings of landmarks that this marker set follows all the same.

    Returns
    -------
    dict
        Landmark to segment; without those that no segment carries and those that no
        camera saw.
    """
    there = set(segments)
    found: dict[str, str] = {}
    for name in names:
        segment = known[name][0] if name in known else SEGMENT_OF.get(name, "")
        left_out = name.startswith(NOT_FOLLOWED) and not name.startswith(followed)
        if segment in there and not left_out:
            found[name] = segment
    return found


def weight_of(name: str, segment: str, given: Mapping[str, float]) -> float:
    """Weight of a landmark [1]: what was given, else by its segment.

    The pelvis counts most, as it carries both legs and the trunk; arms count little, as
    they move nothing that matters here, and what slides far over the bone least.

    Parameters
    ----------
    name
        Landmark.
    segment
        Segment that carries it.
    given
        Weights that the user chose [1].

    Returns
    -------
    float
        The weight [1].
    """
    if name in given:
        return given[name]
    if name.startswith(_SKIN):
        return 0.25
    return _WEIGHTS.get(segment.removesuffix("_l").removesuffix("_r"), 0.5)
