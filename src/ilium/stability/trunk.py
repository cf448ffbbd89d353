"""Angles of the trunk: lean, inclination, flexion on the pelvis, separation."""

from __future__ import annotations

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, SIDES, SIGN, UP
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import bearing, forwards_of, lean
from ilium.stability.heading import Heading, asis_line


def trunk_angles(kinematics: Kinematics, heading: Heading) -> dict[str, FloatArray]:
    """Angles of the trunk in the laboratory and on the pelvis.

    Parameters
    ----------
    kinematics
        The body.
    heading
        The direction that defines the frontal plane.

    Returns
    -------
    dict
        Shape (time,) [rad] each: `trunk_side_lean` (+ to the right),
        `trunk_inclination` (+ forwards), `thorax_yaw` (+ turned to the left),
        `trunk_pelvis_separation` (thorax minus pelvis yaw),
        `thorax_on_pelvis_flexion` and `lumbar_flexion` (+ flexed), and for each
        stance side `trunk_lean` (+ towards it) and `thorax_side_bend` (+ thorax bent
        on the pelvis towards the free leg).
    """
    up = trunk_line(kinematics)
    thorax_yaw = bearing(forwards_of(_thorax_right(kinematics)), heading.forwards)
    pelvis_yaw = bearing(forwards_of(asis_line(kinematics)), heading.forwards)
    pelvis = kinematics.segment("pelvis")
    on_pelvis = _in_frame(pelvis, up)
    leaning = lean(up, heading.right)
    bend = np.arcsin(np.clip(on_pelvis[:, RIGHT], -1.0, 1.0))
    found = {
        "trunk_side_lean": leaning,
        "trunk_inclination": lean(up, heading.forwards),
        "thorax_yaw": thorax_yaw,
        "trunk_pelvis_separation": thorax_yaw - pelvis_yaw,
        "thorax_on_pelvis_flexion": kinematics.needing_tilt(
            np.arctan2(on_pelvis[:, FORWARDS], on_pelvis[:, UP])
        ),
        "lumbar_flexion": _lumbar_flexion(kinematics, pelvis),
    }
    for side in SIDES:
        found[f"trunk_lean_{side}"] = SIGN[side] * leaning
        found[f"thorax_side_bend_{side}"] = -SIGN[side] * bend
    return found


def has_lumbar_markers(kinematics: Kinematics) -> bool:
    """Whether T12 and L1 are both in the recording."""
    return kinematics.has("t12", "l1")


def trunk_line(kinematics: Kinematics) -> FloatArray:
    """Unit vector up the trunk, shape (time, 3) [1].

    Parameters
    ----------
    kinematics
        The body.

    Returns
    -------
    FloatArray
        The thorax' long axis; where a marker set has no thorax, the line from the
        middle of the hip joint centres to the middle of the shoulders; NaN without
        either.
    """
    long_axis = kinematics.segment("thorax")[..., UP]
    if np.isfinite(long_axis).any():
        return long_axis
    shoulders = kinematics.landmark("shoulder_left") + kinematics.landmark(
        "shoulder_right"
    )
    line = (
        shoulders - kinematics.joint("hip_left") - kinematics.joint("hip_right")
    ) / 2
    return line / np.linalg.norm(line, axis=1, keepdims=True)


def trunk_source(kinematics: Kinematics) -> str:
    """Which line stands for the trunk: ``thorax``, ``shoulders`` or nothing."""
    if np.isfinite(kinematics.segment("thorax")[..., UP]).any():
        return "thorax"
    return "shoulders" if kinematics.has("shoulder_left", "shoulder_right") else ""


def _thorax_right(kinematics: Kinematics) -> FloatArray:
    lateral = kinematics.segment("thorax")[..., RIGHT]
    if np.isfinite(lateral).any():
        return lateral
    return kinematics.landmark("shoulder_right") - kinematics.landmark("shoulder_left")


def _lumbar_flexion(kinematics: Kinematics, pelvis: FloatArray) -> FloatArray:
    line = kinematics.landmark("t12") - kinematics.landmark("l1")
    on_pelvis = _in_frame(pelvis, line)
    return np.arctan2(on_pelvis[:, FORWARDS], on_pelvis[:, UP])


def _in_frame(frame: FloatArray, vector: FloatArray) -> FloatArray:
    return np.einsum("tac,ta->tc", frame, vector)
