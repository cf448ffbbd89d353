"""Angles of segments and joints through time, towards the stance side."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.conventions import RIGHT, SIGN, UP, Side, initial
from ilium.core.arrays import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.variability.couples import TRUNK

LONG, ACROSS = UP, RIGHT
"""Columns of a segment's orientation: its long axis and its axis to the right."""
JOINTS: Final = {"hip": "Hip", "knee": "Knee", "ankle": "Ankle"}


def signal(kinematics: Kinematics, name: str, side: Side) -> FloatArray:
    """One angle through the recording.

    Segments are seen from the direction of progression: sagittal positive where the
    upper end leans backwards (as a thigh in flexion), frontal where it leans towards
    the stance side, transverse where the segment turns away from the stance side.
    Joints are Plug-in Gait's, flexion positive.

    Parameters
    ----------
    kinematics
        The body.
    name
        SEGMENT_PLANE or JOINT_sagittal, such as ``pelvis_frontal``.
    side
        Stance side: whose thigh and shank, and which way is positive.

    Returns
    -------
    FloatArray
        Shape (time,) [rad], without jumps by a turn; NaN where not measured.
    """
    part, plane = name.rsplit("_", 1)
    if part in JOINTS:
        return kinematics.angle(f"{initial(side)}{JOINTS[part]}Angles", "X")
    segment = part if part in TRUNK else f"{part}_{side}"
    turned = _towards(kinematics.progression).T @ kinematics.segment(segment)
    return _plane_angle(turned, plane, SIGN[side])


def _plane_angle(rotation: FloatArray, plane: str, sign: int) -> FloatArray:
    long, across = rotation[..., LONG], rotation[..., ACROSS]
    if plane == "sagittal":
        return np.arctan2(-long[:, 0], long[:, 1])
    if plane == "frontal":
        return sign * np.arctan2(long[:, 2], long[:, 1])
    return sign * _continuous(np.arctan2(across[:, 0], across[:, 2]))


def _continuous(angle: FloatArray) -> FloatArray:
    seen = np.isfinite(angle)
    whole = angle.copy()
    whole[seen] = np.unwrap(angle[seen])
    if seen.any():
        turns = np.round(np.median(whole[seen]) / (2.0 * math.pi))
        whole[seen] -= 2.0 * math.pi * turns
    return whole


def _towards(progression: FloatArray) -> FloatArray:
    """Laboratory turned so that the first axis points the way the person goes."""
    forwards = progression / np.linalg.norm(progression)
    up = np.array([0.0, 1.0, 0.0])
    return np.stack((forwards, up, np.cross(forwards, up)), axis=1)
