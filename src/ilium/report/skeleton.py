"""The figure: points and limbs that stand for the body in every picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import RIGHT, SIDES, UP, SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics

_PAIRED: Final[dict[str, tuple[str, ...]]] = {
    "asis": ("asis",),
    "psis": ("psis",),
    "hip": ("joint:hip", "hip_centre", "trochanter"),
    "knee": ("joint:knee", "knee_centre", "knee"),
    "ankle": ("joint:ankle", "ankle_centre", "ankle"),
    "heel": ("heel",),
    "toe": ("toe", "fifth_metatarsal", "toe_tip"),
    "shoulder": ("shoulder",),
    "elbow": ("elbow",),
    "wrist": ("wrist_radial", "wrist_ulnar", "hand"),
    "head": ("head_front", "head_back"),
}
_MIDLINE: Final = ("sacrum", "c7", "clavicle")
_LIMBS: Final = (
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "heel"),
    ("heel", "toe"),
    ("ankle", "toe"),
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
)
_TRUNK: Final = (
    ("asis_left", "asis_right"),
    ("hip_left", "hip_right"),
    ("shoulder_left", "shoulder_right"),
    ("head_left", "head_right"),
    ("c7", "sacrum"),
    *((f"asis_{side}", f"hip_{side}") for side in SIDES),
    *((f"hip_{side}", f"shoulder_{side}") for side in SIDES),
    *(("c7", f"shoulder_{side}") for side in SIDES),
    *(("c7", f"head_{side}") for side in SIDES),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Skeleton:
    """Points of the figure and the limbs between them.

    Parameters
    ----------
    names
        Points that the recording holds.
    points
        Their positions, shape (time, point, axis) [m].
    limbs
        Pairs of points with the side that they belong to.
    time
        Clock [s].
    """

    names: tuple[str, ...]
    points: FloatArray
    limbs: tuple[tuple[str, str, SideOrBoth], ...]
    time: FloatArray

    def point(self, name: str) -> FloatArray:
        """Trajectory of one point, shape (time, axis) [m]; NaN where absent."""
        if name not in self.names:
            return np.full((self.time.size, 3), np.nan)
        return self.points[:, self.names.index(name)]

    def frame_at(self, time: float) -> int:
        """Frame nearest to a time."""
        return int(np.argmin(np.abs(self.time - time)))


def build_skeleton(kinematics: Kinematics) -> Skeleton:
    """Choose the points that a recording can show.

    Parameters
    ----------
    kinematics
        Landmarks and joint centres.

    Returns
    -------
    Skeleton
        Points that are seen in at least one frame.
    """
    found: dict[str, FloatArray] = {}
    for side in SIDES:
        for name, sources in _PAIRED.items():
            found[f"{name}_{side}"] = _first_seen(kinematics, sources, side)
    for name in _MIDLINE:
        found[name] = kinematics.landmark(name)
    seen = {key: each for key, each in found.items() if np.isfinite(each).any()}
    points = np.stack(list(seen.values()), axis=1) if seen else _nothing(kinematics)
    return Skeleton(
        names=tuple(seen), points=points, limbs=_limbs(seen), time=kinematics.time
    )


def _nothing(kinematics: Kinematics) -> FloatArray:
    return np.empty((kinematics.time.size, 0, 3))


def _first_seen(
    kinematics: Kinematics, sources: tuple[str, ...], side: str
) -> FloatArray:
    found = kinematics.landmark(f"{sources[0]}_{side}")
    for source in sources:
        joint = source.removeprefix("joint:")
        if joint != source:
            found = kinematics.joint(f"{joint}_{side}")
        else:
            found = kinematics.landmark(f"{source}_{side}")
        if np.isfinite(found).any():
            break
    return found


def _limbs(seen: dict[str, FloatArray]) -> tuple[tuple[str, str, SideOrBoth], ...]:
    limbs: list[tuple[str, str, SideOrBoth]] = []
    for side in SIDES:
        pairs = [(f"{one}_{side}", f"{two}_{side}") for one, two in _LIMBS]
        if f"ankle_{side}" not in seen:
            pairs.append((f"knee_{side}", f"heel_{side}"))
        if f"heel_{side}" in seen:
            pairs.remove((f"ankle_{side}", f"toe_{side}"))
        for one, two in pairs:
            limbs.append((one, two, side))
    for one, two in (*_TRUNK, *_pelvis_back(seen)):
        limbs.append((one, two, "both"))
    return tuple(each for each in limbs if each[0] in seen and each[1] in seen)


def _pelvis_back(seen: dict[str, FloatArray]) -> list[tuple[str, str]]:
    if "psis_left" in seen or "psis_right" in seen:
        return [("psis_left", "psis_right")] + [
            (f"asis_{side}", f"psis_{side}") for side in SIDES
        ]
    return [(f"asis_{side}", "sacrum") for side in SIDES]


def heading(skeleton: Skeleton) -> float:
    """Direction that the pelvis faces on average, about the vertical [rad].

    Parameters
    ----------
    skeleton
        Points of the figure.

    Returns
    -------
    float
        0 where it faces the laboratory's x, positive to the person's left; 0 where
        the pelvis is not seen.
    """
    across = skeleton.point("asis_right") - skeleton.point("asis_left")
    if not np.isfinite(across).all(axis=1).any():
        across = skeleton.point("hip_right") - skeleton.point("hip_left")
    seen = np.isfinite(across).all(axis=1)
    if not seen.any():
        return 0.0
    right = across[seen].mean(axis=0)
    right[UP] = 0.0
    return float(np.arctan2(right[0], right[RIGHT]))
