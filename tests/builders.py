"""A small synthetic body whose angles are known because they were posed.

Angles are radians and keep ilium's signs: `tilt` + anterior, `obliquity` + right side
higher, `rotation` + turned to the left; of the trunk `lean` + to the right,
`inclination` + forwards, `turn` + to the left; of a leg flexion, adduction, internal
rotation, abduction of the knee and dorsiflexion +. A scalar holds for the whole
recording, an array for each frame.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.conventions import AXES, SIDES, SIGN, initial
from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    CLINICAL_ANGLE,
    JOINT_CENTRE,
    LANDMARK_POSITION,
    MARKER_POSITION,
    SEGMENT_ROTATION,
)
from ilium.core.movement import Movement, Repetition
from ilium.core.participant import Participant
from ilium.core.quantity import clock, labels, values
from ilium.core.trial import LabFrame, Source, Trial
from ilium.kinematics.result import JOINTS, SEGMENTS, Kinematics

THIGH, SHANK = 0.42, 0.40
PELVIS = {
    "asis": (0.09, 0.0, 0.12),
    "psis": (-0.09, 0.0, 0.05),
    "hip": (0.04, -0.09, 0.085),
    "iliac_crest": (0.0, 0.06, 0.14),
}
FOOT = {
    "heel": (-0.05, -0.07, 0.0),
    "toe": (0.14, -0.07, 0.0),
    "toe_tip": (0.20, -0.07, 0.0),
}
TRUNK = {
    "clavicle": (0.09, 0.38, 0.0),
    "c7": (-0.06, 0.45, 0.0),
    "sternum": (0.11, 0.22, 0.0),
    "t10": (-0.08, 0.24, 0.0),
}
VICON = {
    "asis": "ASI", "psis": "PSI", "thigh": "THI", "knee": "KNE", "shank": "TIB",
    "ankle": "ANK", "heel": "HEE", "toe": "TOE", "shoulder": "SHO",
    "c7": "C7", "t10": "T10", "clavicle": "CLAV", "sternum": "STRN",
}  # fmt: skip


def turned(axis: int, angle) -> np.ndarray:
    """Rotation about one axis, shape (time, 3, 3) [1]."""
    angle = np.atleast_1d(np.asarray(angle, dtype=float))
    made = np.zeros((angle.size, 3, 3))
    after, last = (axis + 1) % 3, (axis + 2) % 3
    made[:, axis, axis] = 1.0
    made[:, after, after] = made[:, last, last] = np.cos(angle)
    made[:, last, after] = np.sin(angle)
    made[:, after, last] = -np.sin(angle)
    return made


def a_clock(duration: float = 2.0, rate: float = 100.0) -> np.ndarray:
    """Times of the frames [s]."""
    return np.arange(round(duration * rate) + 1) / rate


def a_body(
    time=None,
    *,
    tilt=0.0,
    obliquity=0.0,
    rotation=0.0,
    hips=None,
    lean=0.0,
    inclination=0.0,
    turn=0.0,
    lumbar=None,
    lift=0.0,
    facing: float = 0.0,
    standing_on: str | None = None,
    travel=0.0,
    **legs,
) -> Kinematics:
    """Pose a body and return what the kinematics stage would have found.

    `legs` takes ``hip_flexion``, ``hip_adduction``, ``hip_rotation``, ``knee_flexion``,
    ``knee_abduction`` and ``dorsiflexion``, for both legs or with ``_left`` or
    ``_right``. `standing_on` keeps that ankle where it is. `lumbar` poses T12 and L1
    that far flexed from the pelvis. `facing` turns the whole laboratory to the left.
    """
    time = a_clock() if time is None else np.asarray(time, dtype=float)
    shape = np.ones(time.size)
    pelvis = (
        turned(1, rotation * shape)
        @ turned(0, -obliquity * shape)
        @ turned(2, -tilt * shape)
    )
    places, centres, segments = {}, {}, {"pelvis": pelvis}
    origin = np.zeros((time.size, 3))
    hips = PELVIS["hip"] if hips is None else hips
    for side in SIDES:
        for name in ("asis", "psis", "iliac_crest"):
            places[f"{name}_{side}"] = origin + pelvis @ _sided(PELVIS[name], side)
        centres[f"hip_{side}"] = origin + pelvis @ _sided(hips, side)
        _add_leg((places, centres, segments), side, shape, legs)
    assert not legs, f"unknown: {sorted(legs)}"
    places["sacrum"] = (places["psis_left"] + places["psis_right"]) / 2
    thorax = (
        turned(1, turn * shape)
        @ turned(0, lean * shape)
        @ turned(2, -inclination * shape)
    )
    segments["thorax"] = thorax
    for name, offset in TRUNK.items():
        places[name] = origin + thorax @ np.array(offset)
    for side in SIDES:
        places[f"shoulder_{side}"] = origin + thorax @ _sided((0.0, 0.4, 0.18), side)
    if lumbar is not None:
        line = pelvis @ turned(2, -lumbar * shape) @ np.array([0.0, 0.03, 0.0])
        places["l1"] = origin + pelvis @ np.array([-0.09, 0.12, 0.0])
        places["t12"] = places["l1"] + line
    shift = np.stack([travel * shape, lift * shape, 0.0 * shape], axis=1)
    if standing_on is None:
        shift[:, 1] += 0.98
    else:
        shift += np.array([0.0, 0.07, 0.0]) - centres[f"ankle_{standing_on}"]
    for group in (places, centres):
        for name in group:
            group[name] = group[name] + shift
    return _kinematics(time, (places, centres, segments), turned(1, facing)[0])


def _sided(offset, side) -> np.ndarray:
    return np.array([offset[0], offset[1], SIGN[side] * offset[2]])


def _add_leg(body, side, shape, legs) -> None:
    places, centres, segments = body

    def angle(name):
        return legs.pop(f"{name}_{side}", _shared(legs, name, side)) * shape

    sign = SIGN[side]
    thigh = (
        segments["pelvis"]
        @ turned(2, angle("hip_flexion"))
        @ turned(0, sign * angle("hip_adduction"))
        @ turned(1, sign * angle("hip_rotation"))
    )
    shank = (
        thigh
        @ turned(2, -angle("knee_flexion"))
        @ turned(0, -sign * angle("knee_abduction"))
    )
    foot = shank @ turned(2, angle("dorsiflexion"))
    knee = centres[f"hip_{side}"] - THIGH * thigh[..., 1]
    ankle = knee - SHANK * shank[..., 1]
    centres[f"knee_{side}"], centres[f"ankle_{side}"] = knee, ankle
    segments[f"thigh_{side}"] = thigh
    segments[f"shank_{side}"] = shank
    segments[f"foot_{side}"] = foot
    places[f"thigh_{side}"] = knee + thigh @ _sided((0.0, 0.2, 0.09), side)
    places[f"knee_{side}"] = knee + thigh @ _sided((0.0, 0.0, 0.055), side)
    places[f"shank_{side}"] = ankle + shank @ _sided((0.0, 0.2, 0.07), side)
    places[f"ankle_{side}"] = ankle + shank @ _sided((0.0, 0.0, 0.04), side)
    for name, offset in FOOT.items():
        places[f"{name}_{side}"] = ankle + foot @ np.array(offset)


def _shared(legs, name, side):
    return legs.pop(name, 0.0) if side == SIDES[-1] else legs.get(name, 0.0)


def _kinematics(time, body, lab) -> Kinematics:
    places, centres, segments = body
    landmarks = np.stack([each @ lab.T for each in places.values()], axis=1)
    joints = np.stack([centres[name] @ lab.T for name in JOINTS], axis=1)
    rotations = np.stack([lab @ segments[name] for name in SEGMENTS], axis=1)
    angle_names = [
        f"{initial(side)}{name}Angles"
        for side in SIDES
        for name in (
            "Pelvis",
            "Hip",
            "Knee",
            "Ankle",
            "FootProgress",
            "Thorax",
            "Spine",
        )
    ]
    nothing = CLINICAL_ANGLE.label(
        np.full((time.size, len(angle_names), 3), np.nan),
        time=time, angle=angle_names, component=["X", "Y", "Z"],
    )  # fmt: skip
    return Kinematics(
        marker_set="synthetic",
        landmarks=LANDMARK_POSITION.label(
            landmarks, time=time, landmark=list(places), axis=list(AXES)
        ),
        joint_centres=JOINT_CENTRE.label(
            joints, time=time, joint=list(JOINTS), axis=list(AXES)
        ),
        segments=SEGMENT_ROTATION.label(
            np.clip(rotations, -1.0, 1.0),
            time=time, segment=list(SEGMENTS), axis=list(AXES), column=list(AXES),
        ),
        angles=nothing,
        baker=nothing,
        com=CENTRE_OF_MASS.label(
            (joints[:, 0] + joints[:, 1]) / 2, time=time, axis=list(AXES)
        ),
        com_method="midpoint of the hip joint centres",
        participant=Participant(mass=65.0, height=1.70),
        progression=lab @ np.array([1.0, 0.0, 0.0]),
        method="posed",
    )  # fmt: skip


def mirrored(body: Kinematics) -> Kinematics:
    """Return the same recording seen in a mirror: left and right change places."""
    flip = np.diag([1.0, 1.0, -1.0])

    def swapped(array, dim, turn):
        names = labels(array, dim)
        twins = [_twin(each) for each in names]
        order = [names.index(each) for each in twins]
        return array.copy(data=turn(values(array)[:, order]))

    return replace(
        body,
        landmarks=swapped(body.landmarks, "landmark", lambda each: each @ flip),
        joint_centres=swapped(body.joint_centres, "joint", lambda each: each @ flip),
        segments=swapped(body.segments, "segment", lambda each: flip @ each @ flip),
        com=body.com.copy(data=values(body.com) @ flip),
    )


def _twin(name: str) -> str:
    if name.endswith("_left"):
        return name.removesuffix("_left") + "_right"
    if name.endswith("_right"):
        return name.removesuffix("_right") + "_left"
    return name


def without(body: Kinematics, *names: str) -> Kinematics:
    """Return the same recording with these joints, segments and landmarks unseen."""

    def blanked(array, dim):
        data = values(array).copy()
        for index, label in enumerate(labels(array, dim)):
            if any(label.startswith(name) or label.endswith(name) for name in names):
                data[:, index] = np.nan
        return array.copy(data=data)

    return replace(
        body,
        landmarks=blanked(body.landmarks, "landmark"),
        joint_centres=blanked(body.joint_centres, "joint"),
        segments=blanked(body.segments, "segment"),
    )


def a_trial(body: Kinematics, *, plates=(), name: str = "synthetic") -> Trial:
    """Return the trial that would have shown this body, under Vicon's labels."""
    shown, names = [], []
    for index, place in enumerate(labels(body.landmarks, "landmark")):
        stem, _, side = place.rpartition("_")
        if side in SIDES and stem in VICON:
            names.append(initial(side) + VICON[stem])
        elif place in VICON:
            names.append(VICON[place])
        else:
            continue
        shown.append(values(body.landmarks)[:, index])
    return Trial(
        name=name,
        participant=body.participant,
        markers=MARKER_POSITION.label(
            np.stack(shown, axis=1),
            time=clock(body.landmarks), marker=names, axis=list(AXES),
        ),
        lab=LabFrame(rotation=np.eye(3), forwards="+x", up="+y", how="given"),
        source=Source(format="synthetic", sha256=""),
        plates=tuple(plates),
    )  # fmt: skip


def a_movement(task: str, *repetitions: Repetition, quiet=None) -> Movement:
    """Return a movement that somebody named."""
    return Movement(
        task=task,
        how="given",
        confidence=1.0,
        why="posed",
        repetitions=repetitions,
        quiet=quiet,
    )
