"""Kinematics and movements made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    CLINICAL_ANGLE,
    JOINT_CENTRE,
    LANDMARK_POSITION,
    SEGMENT_ROTATION,
)
from ilium.core.event import Event
from ilium.core.movement import Movement, Repetition
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import JOINTS, SEGMENTS, Kinematics

AXES = ["x", "y", "z"]
ANGLES = [
    f"{side}{name}Angles"
    for name in ("Pelvis", "Hip", "Knee", "Ankle", "FootProgress", "Thorax", "Spine")
    for side in "LR"
]


def a_body(
    landmarks: dict[str, FloatArray] | None = None,
    *,
    rate: float = 100.0,
    mass: float | None = None,
    com: FloatArray | None = None,
    angles: dict[str, FloatArray] | None = None,
    joints: dict[str, FloatArray] | None = None,
) -> Kinematics:
    """Kinematics with these landmarks, and NaN for all that is not given."""
    landmarks, angles, joints = landmarks or {}, angles or {}, joints or {}
    paths = [*landmarks.values(), *angles.values(), *joints.values()]
    count = max((each.shape[0] for each in paths), default=0)
    time = np.arange(count) / rate
    stacked = np.full((count, len(landmarks), 3), np.nan)
    for column, path in enumerate(landmarks.values()):
        stacked[:, column] = path
    centres = np.full((count, len(JOINTS), 3), np.nan)
    for name, path in joints.items():
        centres[:, JOINTS.index(name)] = path
    turned = np.full((count, len(ANGLES), 3), np.nan)
    for name, path in angles.items():
        turned[:, ANGLES.index(name)] = path
    xyz = ["X", "Y", "Z"]
    return Kinematics(
        marker_set="synthetic",
        landmarks=LANDMARK_POSITION.label(
            stacked, time=time, landmark=list(landmarks), axis=AXES
        ),
        joint_centres=JOINT_CENTRE.label(
            centres, time=time, joint=list(JOINTS), axis=AXES
        ),
        segments=SEGMENT_ROTATION.label(
            np.full((count, len(SEGMENTS), 3, 3), np.nan),
            time=time,
            segment=list(SEGMENTS),
            axis=AXES,
            column=AXES,
        ),
        angles=CLINICAL_ANGLE.label(turned, time=time, angle=ANGLES, component=xyz),
        baker=CLINICAL_ANGLE.label(
            np.full((count, 4, 3), np.nan), time=time, angle=ANGLES[:4], component=xyz
        ),
        com=CENTRE_OF_MASS.label(
            np.full((count, 3), np.nan) if com is None else com, time=time, axis=AXES
        ),
        com_method="",
        participant=Participant(mass=mass),
        progression=np.array([1.0, 0.0, 0.0]),
        method="made by hand",
    )


def a_movement(
    task: str,
    *repetitions: Repetition,
    source: str = "plate",
    quiet: tuple[float, float] | None = None,
) -> Movement:
    """A movement whose events are those of its repetitions."""
    events = [
        Event(time=time, name=name, side=each.side, source=source)
        for each in repetitions
        for name, time in each.events.items()
    ]
    return Movement(
        task=task,
        how="given",
        confidence=1.0,
        why="made by hand",
        events=tuple(sorted(events)),
        repetitions=repetitions,
        quiet=quiet,
    )


def a_repetition(
    start: float, end: float, *, side="both", number: int = 1, **events: float
) -> Repetition:
    """A repetition with its events."""
    return Repetition(number=number, side=side, start=start, end=end, events=events)


def posed(
    contact: float,
    end: float,
    *,
    knee: tuple[float, float] = (0.6, 1.8),
    thigh: tuple[float, float] = (0.4, 1.3),
    trunk: tuple[float, float] = (0.3, 0.6),
    lean: float = 0.0,
    sway: float = 0.0,
    heel_up: float = 0.05,
    knee_in: tuple[float, float] = (0.0, 0.0),
    shoulders: float = 0.2,
    toes: float = 0.0,
    hands: float = 0.0,
    drop: float = 0.0,
    turn: float = 0.0,
    waver: float = 0.0,
    hidden: tuple[str, ...] = (),
    rate: float = 200.0,
) -> Kinematics:
    """A body that bends from contact to its deepest point and comes up again.

    Pairs are angles (or distances) at contact and at the deepest point [rad or m].
    """
    time = np.arange(0.0, 1.3, 1.0 / rate)
    depth = np.sin(np.pi * np.clip((time - contact) / (end - contact), 0.0, 1.0)) ** 2

    def between(pair: tuple[float, float]) -> FloatArray:
        return pair[0] + (pair[1] - pair[0]) * depth

    def point(x=0.0, y=0.0, z=0.0) -> FloatArray:
        return np.stack(np.broadcast_arrays(x, y, z, 0.0 * time)[:3], axis=1)

    marks: dict[str, FloatArray] = {}
    joints: dict[str, FloatArray] = {}
    angles: dict[str, FloatArray] = {}
    lift = np.where(time <= contact, heel_up, heel_up * (1 - (time - contact) / 0.05))
    lift = np.clip(lift, 0.0, None)
    up, tilt = between(thigh), between(trunk)
    for side, sign in (("left", -1.0), ("right", 1.0)):
        hip = point(0.0, 0.9 - 0.2 * depth, 0.2 * sign)
        inwards = between(knee_in)
        ahead = hip + 0.4 * point(np.sin(up), -np.cos(up))
        ahead[:, 2] = sign * (0.2 - inwards)
        joints[f"hip_{side}"], joints[f"knee_{side}"] = hip, ahead
        joints[f"ankle_{side}"] = point(0.0, 0.1, 0.2 * sign)
        marks[f"heel_{side}"] = point(
            -0.1 * np.cos(toes), 0.03 + lift, sign * (0.2 - 0.1 * np.sin(toes))
        )
        marks[f"toe_{side}"] = point(
            0.1 * np.cos(toes),
            0.03,
            sign * (0.2 + 0.1 * np.sin(toes)) + waver * depth,
        )
        marks[f"asis_{side}"] = point(
            0.08 - sign * 0.12 * np.sin(turn * depth),
            1.0 - 0.2 * depth + sign * 0.12 * np.sin(drop * depth),
            sign * 0.12 * np.cos(turn * depth),
        )
        marks[f"wrist_radial_{side}"] = point(
            0.0, 1.0 - 0.2 * depth + hands * depth, sign * 0.3
        )
        sideways = 0.5 * np.tan(lean + sway * depth)
        marks[f"shoulder_{side}"] = point(
            0.5 * np.tan(tilt), 1.4 - 0.2 * depth, sign * shoulders + sideways
        )
        bent = point()
        bent[:, 0] = between(knee)
        angles[f"{side[0].upper()}KneeAngles"] = bent
    for name in hidden:
        del marks[name]
    body = a_body(marks, rate=rate, joints=joints, angles=angles)
    turned = body.segments.to_numpy().copy()
    turned[:, 0] = np.eye(3)
    segments = SEGMENT_ROTATION.label(
        turned, time=time, segment=list(SEGMENTS), axis=AXES, column=AXES
    )
    return replace(body, segments=segments)
