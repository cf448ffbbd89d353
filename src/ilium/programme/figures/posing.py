"""From a pose's joint angles to the points of a figure that stands on the floor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np

from ilium.conventions import FORWARDS, UP
from ilium.core.quantity import FloatArray
from ilium.model.library import landmark_locations, shipped_model
from ilium.model.posed_model import segment_frames
from ilium.units import DEGREE

Points = Mapping[str, FloatArray]

SIDE_LETTERS: Final = {"left": "l", "right": "r"}
_TRUNK: Final = {
    "pelvis": ("pelvis_tilt", "pelvis_list", "pelvis_rotation"),
    "lumbar": ("lumbar_extension", "lumbar_bending", "lumbar_rotation"),
}
_LIMB: Final = {
    "hip": ("hip_flexion", "hip_adduction", "hip_rotation"),
    "knee": ("knee_angle",),
    "ankle": ("ankle_angle",),
    "arm": ("arm_flex", "arm_add", "arm_rot"),
    "elbow": ("elbow_flex",),
    "forearm": ("pro_sup",),
}
_CENTRES: Final = {
    "hip": ("hip_centre",),
    "knee": ("knee_centre",),
    "ankle": ("ankle_centre",),
    "heel": ("heel",),
    "ball": ("first_metatarsal", "fifth_metatarsal"),
    "toe": ("toe_tip",),
    "asis": ("asis",),
    "crest": ("iliac_crest",),
    "shoulder": ("shoulder_centre",),
    "elbow": ("elbow", "elbow_medial"),
    "wrist": ("wrist_radial", "wrist_ulnar"),
    "hand": ("hand",),
}
_MIDDLE: Final = {
    "neck": ("c7", "clavicle"),
    "head": ("head_front_middle", "head_back_middle"),
    "crown": ("head_top",),
    "chest": ("sternum", "t8"),
    "sacrum": ("sacrum",),
}
RADIUS: Final = {
    "hip": 0.085, "knee": 0.055, "ankle": 0.04, "heel": 0.03, "ball": 0.025,
    "toe": 0.02, "asis": 0.05, "crest": 0.06, "shoulder": 0.06, "elbow": 0.04,
    "wrist": 0.03, "hand": 0.025, "neck": 0.05, "head": 0.1, "crown": 0.02,
    "chest": 0.09, "sacrum": 0.05,
}  # fmt: skip
"""Half thickness of the drawn body about each point [m]."""
FOOT: Final = ("heel", "ball", "toe")
_STEPS: Final = 60
_LONGEST: Final = 8.0 * DEGREE
_NEAR: Final = 1e-4
"""Heights that count as equal [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One key pose of an exercise.

    Parameters
    ----------
    angles
        Coordinate of the model to its value [rad]; those not named are 0.
    flat
        Sides whose ankle is bent so that the sole is level.
    solve
        Coordinate, and two parts of the body that it brings to the same height, one
        after the other: lying, both touch the floor.
    rest
        Part that stands on `level`; empty for whatever is lowest.
    level
        Height of what it stands on [m].
    ahead
        How far before the origin the anchor is [m].
    anchor
        Point that stays in place from pose to pose.
    """

    angles: Mapping[str, float] = field(default_factory=dict[str, float])
    flat: tuple[str, ...] = ()
    solve: tuple[tuple[str, str, str], ...] = ()
    rest: str = ""
    level: float = 0.0
    ahead: float = 0.0
    anchor: str = "sacrum"


def read_pose(row: Mapping[str, Any], anchor: str) -> Pose:
    """Read one pose from its table.

    Parameters
    ----------
    row
        Angles in degrees: ``pelvis`` and ``lumbar`` with three each; ``hip``, ``knee``,
        ``ankle``, ``arm``, ``elbow``, ``forearm`` for both sides or with ``_left`` or
        ``_right``; ``flat``, ``solve``, ``rest``, ``level`` and ``ahead`` as in `Pose`.
    anchor
        Point that stays in place.

    Returns
    -------
    Pose
        Angles in radians.
    """
    angles: dict[str, float] = {}
    for part, names in _TRUNK.items():
        angles |= _angles(names, row.get(part, ()))
    for part, names in _LIMB.items():
        for side, letter in SIDE_LETTERS.items():
            given = row.get(f"{part}_{side}", row.get(part, ()))
            angles |= _angles([f"{name}_{letter}" for name in names], given)
    return Pose(
        angles=angles,
        flat=tuple(row.get("flat", ())),
        solve=tuple((each[0], each[1], each[2]) for each in row.get("solve", ())),
        rest=row.get("rest", ""),
        level=float(row.get("level", 0.0)),
        ahead=float(row.get("ahead", 0.0)),
        anchor=anchor,
    )


def _angles(
    names: list[str] | tuple[str, ...], given: float | Sequence[float]
) -> dict[str, float]:
    numbers = [given] if isinstance(given, int | float) else list(given)
    return {
        name: float(number) * DEGREE
        for name, number in zip(names, numbers, strict=False)
    }


def blend(first: Pose, second: Pose, share: float) -> Pose:
    """Pose between two, by its share of the second from 0 to 1 [1]."""
    names = {*first.angles, *second.angles}
    angles = {
        name: (1.0 - share) * first.angles.get(name, 0.0)
        + share * second.angles.get(name, 0.0)
        for name in names
    }
    nearer = first if share < 0.5 else second
    return Pose(
        angles=angles,
        flat=tuple(each for each in first.flat if each in second.flat),
        solve=first.solve if first.solve == second.solve else (),
        rest=nearer.rest,
        level=(1.0 - share) * first.level + share * second.level,
        ahead=(1.0 - share) * first.ahead + share * second.ahead,
        anchor=first.anchor,
    )


def stand(pose: Pose) -> Points:
    """Points of a figure in a pose, on the floor.

    Parameters
    ----------
    pose
        The pose.

    Returns
    -------
    Mapping
        Point, with ``_left`` or ``_right`` where it is paired, to its place, shape (3,)
        [m]; the floor is at height 0 and the anchor above the origin.
    """
    angles = dict(pose.angles)
    for each in pose.solve:
        angles[each[0]] = _solved(pose, angles, each)
    points = _posed(angles, pose.flat)
    lowest = low_end(points, pose.rest)
    shift = points[pose.anchor].copy()
    shift[FORWARDS] -= pose.ahead
    shift[UP] = lowest - pose.level
    return {name: point - shift for name, point in points.items()}


def low_end(points: Points, part: str = "") -> float:
    """Height of the lowest end of a part of the body [m].

    Parameters
    ----------
    points
        The figure.
    part
        A point's name, ``foot_left``, ``foot_right``, or empty for the whole body.

    Returns
    -------
    float
        Skin, not joint: half the thickness below the point.
    """
    if part.startswith("foot_"):
        side = part.removeprefix("foot_")
        names = [f"{each}_{side}" for each in FOOT]
    else:
        names = [part] if part else list(points)
    return min(points[name][UP] - radius_of(name) for name in names)


def radius_of(name: str) -> float:
    """Half thickness of the body about a point [m]."""
    return RADIUS[name.removesuffix("_left").removesuffix("_right")]


def _solved(
    pose: Pose, angles: Mapping[str, float], wish: tuple[str, str, str]
) -> float:
    """Value of a coordinate at which two parts are equally high, near the given one."""
    name, *parts = wish
    value, step = angles.get(name, 0.0), 1.0 * DEGREE

    def gap(at: float) -> float:
        points = _posed({**angles, name: at}, pose.flat)
        return low_end(points, parts[0]) - low_end(points, parts[1])

    before = gap(value)
    for _ in range(_STEPS):
        after = gap(value + step)
        if abs(after) < _NEAR or abs(after - before) < 1e-9:
            return value + step
        value, step, before = value + step, -after * step / (after - before), after
        step = float(np.clip(step, -_LONGEST, _LONGEST))
    return value


def _posed(angles: Mapping[str, float], flat: tuple[str, ...]) -> dict[str, FloatArray]:
    points = _points(angles)
    if not flat:
        return points
    levelled = dict(angles)
    for side in flat:
        name = f"ankle_angle_{SIDE_LETTERS[side]}"
        levelled[name] = levelled.get(name, 0.0) + _sole(points, side)
    return _points(levelled)


def _sole(points: Points, side: str) -> float:
    """Bend of the ankle that levels a sole, seen from the side [rad]."""
    heel, ball = points[f"heel_{side}"], points[f"ball_{side}"]
    ankle, knee = points[f"ankle_{side}"], points[f"knee_{side}"]
    shank = knee - ankle
    foot = ball - heel
    across = np.cross(shank, foot)
    size = np.linalg.norm(across)
    if size < 1e-9:
        return 0.0
    ahead = np.cross(across / size, shank / np.linalg.norm(shank))
    turn = np.arctan2(foot @ shank, foot @ ahead * np.linalg.norm(shank))
    level = np.array([ahead[0], 0.0, ahead[2]])
    wanted = np.arctan2(level @ shank, level @ ahead * np.linalg.norm(shank))
    return float(wanted - turn)


def _points(angles: Mapping[str, float]) -> dict[str, FloatArray]:
    model = shipped_model()
    names = model.free_coordinates
    pose = np.array([angles.get(name, 0.0) for name in names])
    frames = segment_frames(model, pose)
    found: dict[str, FloatArray] = {}
    for point, parts in _MIDDLE.items():
        found[point] = _middle(frames, parts)
    for point, parts in _CENTRES.items():
        for side in SIDE_LETTERS:
            found[f"{point}_{side}"] = _middle(
                frames, tuple(f"{each}_{side}" for each in parts)
            )
    return found


def _middle(
    frames: Mapping[str, tuple[FloatArray, FloatArray]], landmarks: tuple[str, ...]
) -> FloatArray:
    places = _places()
    where = []
    for name in landmarks:
        segment, local = places[name]
        rotation, origin = frames[segment]
        where.append(rotation @ local + origin)
    return np.mean(where, axis=0)


@cache
def _places() -> Mapping[str, tuple[str, FloatArray]]:
    shoulders = {
        f"shoulder_centre_{side}": (f"humerus_{letter}", np.zeros(3))
        for side, letter in SIDE_LETTERS.items()
    }
    return {**landmark_locations(), **shoulders}
