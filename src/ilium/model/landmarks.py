"""Ilium's own names for the places on the body that markers sit on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ilium.conventions import SIDES

_MIDLINE = {
    "sacrum": "midpoint between the posterior superior iliac spines",
    "c7": "spinous process of the seventh cervical vertebra",
    "t2": "spinous process of the second thoracic vertebra",
    "t6": "spinous process of the sixth thoracic vertebra",
    "t7": "spinous process of the seventh thoracic vertebra",
    "t8": "spinous process of the eighth thoracic vertebra",
    "t10": "spinous process of the tenth thoracic vertebra",
    "t12": "spinous process of the twelfth thoracic vertebra",
    "l1": "spinous process of the first lumbar vertebra",
    "l5": "spinous process of the fifth lumbar vertebra",
    "clavicle": "jugular notch, where the clavicles meet the sternum",
    "sternum": "xiphoid process of the sternum",
    "back_right": "right scapula, no anatomical place (tells left from right)",
    "head_top": "top of the head",
    "head_front_middle": "middle of the forehead",
    "head_back_middle": "middle of the back of the head",
    "pelvis_tracker_1": "first marker of a cluster on the sacrum",
    "pelvis_tracker_2": "second marker of a cluster on the sacrum",
    "pelvis_tracker_3": "third marker of a cluster on the sacrum",
}
_PAIRED = {
    "asis": "anterior superior iliac spine",
    "psis": "posterior superior iliac spine",
    "iliac_crest": "highest point of the iliac crest",
    "trochanter": "greater trochanter",
    "hip_centre": "hip joint centre, as the laboratory exported it",
    "knee_centre": "knee joint centre, as the laboratory exported it",
    "ankle_centre": "ankle joint centre, as the laboratory exported it",
    "thigh": "thigh marker that sets its plane (wand or skin)",
    "patella": "patella",
    "fibula_head": "head of the fibula",
    "tibial_tuberosity": "tibial tuberosity",
    "knee": "lateral femoral epicondyle",
    "knee_medial": "medial femoral epicondyle",
    "shank": "shank marker that sets its plane (wand or skin)",
    "ankle": "lateral malleolus",
    "ankle_medial": "medial malleolus",
    "heel": "calcaneus, at the height of `toe` in Plug-in Gait",
    "toe": "between the second and third metatarsal heads, on the foot",
    "first_metatarsal": "head of the first metatarsal",
    "second_metatarsal": "head of the second metatarsal",
    "fifth_metatarsal": "head of the fifth metatarsal",
    "navicular": "tuberosity of the navicular",
    "toe_tip": "tip of the longest toe",
    "shoulder": "acromion",
    "shoulder_back": "back of the shoulder",
    "sternoclavicular": "sternoclavicular joint",
    "upper_arm": "upper arm, no anatomical place",
    "forearm": "forearm, no anatomical place",
    "elbow": "lateral epicondyle of the humerus",
    "elbow_medial": "medial epicondyle of the humerus",
    "wrist": "middle of the wrist, where it has one marker",
    "wrist_radial": "radial styloid (thumb side)",
    "wrist_ulnar": "ulnar styloid (little-finger side)",
    "hand": "head of the second metacarpal",
    "head_front": "temple",
    "head_back": "back of the head",
}
_TRACKERS = {"thigh": 5, "shank": 4, "foot": 4}
_PAIRED |= {
    f"{segment}_tracker_{number}": f"{segment}, marker {number} of a technical cluster"
    for segment, count in _TRACKERS.items()
    for number in range(1, count + 1)
}

LANDMARKS: Mapping[str, str] = MappingProxyType(
    {
        **_MIDLINE,
        **{
            f"{name}_{side}": f"{side} {meaning}"
            for name, meaning in _PAIRED.items()
            for side in SIDES
        },
    }
)
"""Landmark to its anatomical place."""

_CLUSTERS = {
    "thigh": ("thigh", "knee", "knee_medial"),
    "shank": ("fibula_head", "tibial_tuberosity", "shank", "ankle", "ankle_medial"),
    "foot": (
        "heel",
        "toe",
        "first_metatarsal",
        "second_metatarsal",
        "fifth_metatarsal",
        "navicular",
    ),
}

RIGID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pelvis": (
            "asis_left",
            "asis_right",
            "psis_left",
            "psis_right",
            "sacrum",
            "iliac_crest_left",
            "iliac_crest_right",
            *(f"pelvis_tracker_{number}" for number in (1, 2, 3)),
        ),
        "thorax": ("c7", "t2", "t6", "t7", "t8", "t10", "clavicle", "sternum"),
        "head": (
            *(f"head_{end}_{side}" for end in ("front", "back") for side in SIDES),
            "head_top",
            "head_front_middle",
            "head_back_middle",
        ),
        **{
            f"{segment}_{side}": tuple(
                f"{name}_{side}"
                for name in (
                    *names,
                    *(
                        f"{segment}_tracker_{number}"
                        for number in range(1, _TRACKERS[segment] + 1)
                    ),
                )
            )
            for segment, names in _CLUSTERS.items()
            for side in SIDES
        },
    }
)
"""Segment to the landmarks that keep their distances on it, as rigidly as skin does."""
