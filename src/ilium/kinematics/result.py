"""What the kinematics stage leaves: landmarks, joint centres, segments, angles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    CLINICAL_ANGLE,
    JOINT_CENTRE,
    LANDMARK_POSITION,
    SEGMENT_ROTATION,
)
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.shown import Shown

JOINTS = (
    "hip_left",
    "hip_right",
    "knee_left",
    "knee_right",
    "ankle_left",
    "ankle_right",
)
SEGMENTS = (
    "pelvis",
    "thorax",
    "thigh_left",
    "thigh_right",
    "shank_left",
    "shank_right",
    "foot_left",
    "foot_right",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kinematics(Shown):
    """Positions and orientations of the body through one recording.

    Every array has the trial's clock and always the same labels, whatever the marker
    set: what cannot be computed is NaN, and an issue names it.

    Parameters
    ----------
    marker_set
        Name of the recognised marker set.
    landmarks
        Markers under ilium's names (`ilium.model.landmarks`), dims (time, landmark,
        axis) [m]; those present in the recording and those that the static trial
        lent (an issue names them).
    joint_centres
        Dims (time, joint, axis) [m], joints as in `JOINTS`.
    segments
        Orientations, dims (time, segment, axis, column) [1], segments as in `SEGMENTS`;
        columns are the segment's x (forwards), y (up) and z (right) axes.
    angles
        Plug-in Gait's angles, dims (time, angle, component) [rad]: ``LPelvisAngles``
        … with Vicon's signs and components X, Y, Z.
    baker
        Pelvis and thorax in Baker's sequence (ZYX: rotation, obliquity, tilt), same
        dims, labels as in `angles`.
    com
        Whole-body centre of mass, dims (time, axis) [m].
    com_method
        How it was estimated; empty where it is NaN.
    participant
        Body measures that were used, from the file, given or measured.
    calibration
        Every number of the static calibration by name, SI units (`thigh_offset_left`
        [rad], `leg_length_left` [m] …), with where each came from in `sources`.
    sources
        Calibration name to ``given``, ``static`` or ``file`` (stated there),
        ``measured``, ``inferred`` or ``assumed``.
    progression
        Direction of progression that the angles used, shape (3,) [1].
    method
        Sentence that says which method was used, with its DOI.
    issues
        What is missing or doubtful.
    static
        Kinematics of the static trial, where one was given.
    """

    marker_set: str
    landmarks: xr.DataArray
    joint_centres: xr.DataArray
    segments: xr.DataArray
    angles: xr.DataArray
    baker: xr.DataArray
    com: xr.DataArray
    com_method: str
    participant: Participant
    progression: FloatArray
    method: str
    calibration: Mapping[str, float] = field(default_factory=dict[str, float])
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    issues: tuple[Issue, ...] = ()
    static: Kinematics | None = None

    def __post_init__(self) -> None:
        LANDMARK_POSITION.check(self.landmarks)
        JOINT_CENTRE.check(self.joint_centres)
        SEGMENT_ROTATION.check(self.segments)
        CLINICAL_ANGLE.check(self.angles)
        CLINICAL_ANGLE.check(self.baker)
        CENTRE_OF_MASS.check(self.com)

    @property
    def tilt_known(self) -> bool:
        """Whether the pelvis's tilt was seen; where only the hips were, it is none."""
        return all(each.kind != "pelvis-without-tilt" for each in self.issues)

    def needing_tilt(self, signal: FloatArray) -> FloatArray:
        """Return a signal that needs the pelvis's tilt; NaN where it was not seen."""
        return signal if self.tilt_known else np.full_like(signal, np.nan)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.landmarks)

    def has(self, *landmarks: str) -> bool:
        """Whether all these landmarks are in the recording."""
        present = labels(self.landmarks, "landmark")
        return all(each in present for each in landmarks)

    def landmark(self, name: str) -> FloatArray:
        """Trajectory of one landmark, shape (time, axis) [m]; NaN where absent."""
        return _pick(self.landmarks, "landmark", name)

    def joint(self, name: str) -> FloatArray:
        """Trajectory of one joint centre, shape (time, axis) [m]."""
        return _pick(self.joint_centres, "joint", name)

    def segment(self, name: str) -> FloatArray:
        """Orientation of one segment, shape (time, axis, column) [1]."""
        return _pick(self.segments, "segment", name)

    def angle(self, name: str, component: str) -> FloatArray:
        """One component of a Plug-in Gait angle, shape (time,) [rad]."""
        column = labels(self.angles, "component").index(component)
        return _pick(self.angles, "angle", name)[:, column]


def _pick(array: xr.DataArray, dim: str, name: str) -> FloatArray:
    names = labels(array, dim)
    whole = values(array)
    if name not in names:
        nothing = whole[:, :1] if names else whole.sum(axis=1, keepdims=True)
        return nothing[:, 0] * float("nan")
    return whole[:, names.index(name)]
