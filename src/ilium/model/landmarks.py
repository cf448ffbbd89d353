"""Ilium's own names for the places on the body that markers sit on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ilium.conventions import SIDES

_MIDLINE = {
    "sacrum": "midpoint between the posterior superior iliac spines",
    "c7": "spinous process of the seventh cervical vertebra",
    "t10": "spinous process of the tenth thoracic vertebra",
    "t12": "spinous process of the twelfth thoracic vertebra",
    "l1": "spinous process of the first lumbar vertebra",
    "l5": "spinous process of the fifth lumbar vertebra",
    "clavicle": "jugular notch, where the clavicles meet the sternum",
    "sternum": "xiphoid process of the sternum",
    "back_right": "right scapula, no anatomical place (tells left from right)",
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
    "knee": "lateral femoral epicondyle",
    "knee_medial": "medial femoral epicondyle",
    "shank": "shank marker that sets its plane (wand or skin)",
    "ankle": "lateral malleolus",
    "ankle_medial": "medial malleolus",
    "heel": "calcaneus, at the height of `toe` in Plug-in Gait",
    "toe": "between the second and third metatarsal heads, on the foot",
    "first_metatarsal": "head of the first metatarsal",
    "fifth_metatarsal": "head of the fifth metatarsal",
    "toe_tip": "tip of the longest toe",
    "shoulder": "acromion",
    "upper_arm": "upper arm, no anatomical place",
    "elbow": "lateral epicondyle of the humerus",
    "elbow_medial": "medial epicondyle of the humerus",
    "wrist_radial": "radial styloid (thumb side)",
    "wrist_ulnar": "ulnar styloid (little-finger side)",
    "hand": "head of the second metacarpal",
    "head_front": "temple",
    "head_back": "back of the head",
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
