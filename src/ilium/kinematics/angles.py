"""Joint and segment angles in Plug-in Gait's names, order and signs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from ilium.conventions import SIDES, SIGN, Side, initial
from ilium.core.quantity import FloatArray
from ilium.maths.rotations import cardan, columns, relative, wrapped

COMPONENTS: Final = ("X", "Y", "Z")
JOINT_ANGLES: Final = (
    "PelvisAngles",
    "HipAngles",
    "KneeAngles",
    "AnkleAngles",
    "FootProgressAngles",
    "ThoraxAngles",
    "SpineAngles",
)
ANGLES: Final = tuple(initial(side) + name for side in SIDES for name in JOINT_ANGLES)
BAKER_ANGLES: Final = (
    "LPelvisAngles",
    "RPelvisAngles",
    "LThoraxAngles",
    "RThoraxAngles",
)

Segments = Mapping[str, FloatArray]


def clinical_angles(segments: Segments, progression: FloatArray) -> FloatArray:
    """Plug-in Gait's angles of both sides.

    Parameters
    ----------
    segments
        Orientations by name, each shape (time, axis, column) [1]; `ankle_left` and
        `ankle_right` are the shanks as the ankle angles see them.
    progression
        Axes of progression, shape (axis, column) [1].

    Returns
    -------
    FloatArray
        Shape (time, angle, component) [rad], angles as in `ANGLES`.

    References
    ----------
    Kadaba MP, Ramakrishnan HK, Wootten ME (1990). Measurement of lower extremity
    kinematics during level walking. J Orthop Res 8(3), 383-392.
    doi:10.1002/jor.1100080310
    """
    pelvis = _flexion_first(relative(progression, segments["pelvis"]))
    thorax = _flexion_first(relative(progression, segments["thorax"]))
    spine = _flexion_first(relative(segments["thorax"], segments["pelvis"]))
    rows: list[FloatArray] = []
    for side in SIDES:
        rows += [
            _absolute(pelvis, side),
            *_leg_angles(segments, progression, side),
            _absolute(thorax, side),
            _signed(spine, -1.0, -SIGN[side], SIGN[side]),
        ]
    return np.stack(rows, axis=1)


def _leg_angles(
    segments: Segments, progression: FloatArray, side: Side
) -> list[FloatArray]:
    sign = SIGN[side]
    thigh, shank = segments[f"thigh_{side}"], segments[f"shank_{side}"]
    foot = _vicon_foot(segments[f"foot_{side}"])
    hip = _flexion_first(relative(segments["pelvis"], thigh))
    knee = _flexion_first(relative(thigh, shank))
    ankle = _flexion_first(relative(segments[f"ankle_{side}"], foot))[:, (0, 2, 1)]
    heading = _flexion_first(relative(progression, foot))[:, (0, 2, 1)]
    ankle = _signed(ankle, -1.0, sign, sign)
    ankle[:, 0] = wrapped(ankle[:, 0] - math.pi / 2.0)
    return [
        _signed(hip, -1.0, sign, sign),
        _signed(knee, 1.0, sign, sign),
        ankle,
        _signed(heading, 1.0, -sign, sign),
    ]


def baker_angles(segments: Segments, progression: FloatArray) -> FloatArray:
    """Pelvis and thorax in the order rotation, obliquity, tilt.

    Parameters
    ----------
    segments
        Orientations by name, each shape (time, axis, column) [1].
    progression
        Axes of progression, shape (axis, column) [1].

    Returns
    -------
    FloatArray
        Shape (time, angle, component) [rad], angles as in `BAKER_ANGLES`; component X
        is tilt, Y obliquity (the elevation of the segment's mediolateral axis), Z
        rotation, with Plug-in Gait's signs.

    References
    ----------
    Baker R (2001). Pelvic angles: a mathematically rigorous definition which is
    consistent with a conventional clinical understanding of the terms. Gait Posture
    13(1), 1-6. doi:10.1016/S0966-6362(00)00083-7
    """
    rows: list[FloatArray] = []
    for name in ("pelvis", "thorax"):
        turned = cardan(relative(progression, segments[name]), "yxz")
        angles = np.stack((-turned[:, 2], turned[:, 1], turned[:, 0]), axis=-1)
        rows += [_absolute(angles, side) for side in SIDES]
    return np.stack(rows, axis=1)


def without_tilt(angles: FloatArray, names: tuple[str, ...]) -> FloatArray:
    """Take out what needs the pelvis's tilt, where the tilt was not seen.

    Parameters
    ----------
    angles
        Shape (time, angle, component) [rad].
    names
        Names of the angles.

    Returns
    -------
    FloatArray
        The same with NaN for the pelvis's tilt, hip flexion and the spine.
    """
    left = angles.copy()
    for number, name in enumerate(names):
        if name[1:] in ("PelvisAngles", "HipAngles"):
            left[:, number, 0] = np.nan
        elif name[1:] == "SpineAngles":
            left[:, number] = np.nan
    return left


def progression_axes(direction: FloatArray) -> FloatArray:
    """Axes of progression (forwards, up, right) from a horizontal direction."""
    up = np.array([0.0, 1.0, 0.0])
    return columns(direction, up, np.cross(direction, up))


def _flexion_first(rotations: FloatArray) -> FloatArray:
    """Turns about left, forwards and up, in this order, shape (time, 3) [rad]."""
    turned = cardan(rotations, "zxy")
    turned[:, 0] *= -1.0
    return turned


def _vicon_foot(foot: FloatArray) -> FloatArray:
    """Columns of the foot as Vicon decomposes it: its long axis stands for up."""
    return columns(foot[..., 1], -foot[..., 0], foot[..., 2])


def _absolute(angles: FloatArray, side: Side) -> FloatArray:
    return _signed(angles, 1.0, -SIGN[side], SIGN[side])


def _signed(angles: FloatArray, x: float, y: float, z: float) -> FloatArray:
    return angles * np.array([x, y, z])
