"""Kinematics and movements made by hand."""

from __future__ import annotations

import numpy as np

from ilium.core.event import Event
from ilium.core.movement import Movement, Repetition
from ilium.core.participant import Participant
from ilium.core.quantity import (
    CENTRE_OF_MASS,
    CLINICAL_ANGLE,
    JOINT_CENTRE,
    LANDMARK_POSITION,
    SEGMENT_ROTATION,
    FloatArray,
)
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
