"""Foot, shank and thigh as Plug-in Gait weighs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ilium.conventions import FORWARDS, UP, Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.filters import low_pass
from ilium.maths.present import present_mean
from ilium.maths.rotations import cross, frame_along_y, norm, rotated, seen_from
from ilium.maths.wide_differences import acceleration, angular_velocity, slope


class Share(NamedTuple):
    """One segment of Dempster's table as Plug-in Gait uses it.

    Mass as a share of the body's; centre of mass from the proximal joint and radius of
    gyration across the long axis as shares of the length; the long axis.
    """

    mass: float
    along: float
    radius: float
    axis: int


SHARES: Final[Mapping[str, Share]] = {
    "foot": Share(mass=0.0145, along=0.5, radius=0.690, axis=FORWARDS),
    "shank": Share(mass=0.0465, along=0.433, radius=0.528, axis=UP),
    "thigh": Share(mass=0.1, along=0.433, radius=0.540, axis=UP),
}
"""Segment to its shares (Winter 2009, table 4.1, doi:10.1002/9780470549148). The radii
are those about the proximal joint and serve about the centre of mass; about its long
axis no segment has inertia. Vicon's own joint forces and moments show both."""
USUAL_DIAMETER: Final = 0.014
"""Diameter of a marker where it is not known [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moving:
    """One segment in motion, per body mass.

    Parameters
    ----------
    joint
        Its proximal joint centre, shape (time, 3) [m].
    rotation
        Its axes, shape (time, axis, column) [1].
    com
        Its centre of mass, shape (time, 3) [m].
    turning
        Its angular velocity, shape (time, 3) [rad/s].
    acceleration
        Of its centre of mass, shape (time, 3) [m/s²].
    spin
        Change of its angular momentum about the centre of mass per body mass, shape
        (time, 3) [N m/kg].
    mass
        Share of the body's mass [1].
    """

    joint: FloatArray
    rotation: FloatArray
    com: FloatArray
    turning: FloatArray
    acceleration: FloatArray
    spin: FloatArray
    mass: float


def leg_segments(
    kinematics: Kinematics, side: Side, cutoff: float | None
) -> tuple[Moving, Moving, Moving]:
    """Foot, shank and thigh of one leg in motion.

    Parameters
    ----------
    kinematics
        Joint centres and segments.
    side
        Which leg.
    cutoff
        Cut-off at which they are still to be filtered [Hz]; ``None`` for none.

    Returns
    -------
    tuple of Moving
        From the foot upwards.
    """
    rate = _rate(kinematics)
    ankle, knee, hip = (
        _calm(kinematics.joint(f"{name}_{side}"), cutoff, rate)
        for name in ("ankle", "knee", "hip")
    )
    foot, shank, thigh = (
        calm_rotation(kinematics.segment(f"{name}_{side}"), cutoff, rate)
        for name in ("foot", "shank", "thigh")
    )
    length = foot_length(kinematics, side)
    toes = ankle + length * foot[..., FORWARDS]
    return (
        _moving(SHARES["foot"], (ankle, toes), foot, length, rate),
        _moving(
            SHARES["shank"], (knee, ankle), shank, _mean_length(knee - ankle), rate
        ),
        _moving(SHARES["thigh"], (hip, knee), thigh, _mean_length(hip - knee), rate),
    )


def foot_length(kinematics: Kinematics, side: Side) -> float:
    """Length of the foot: mean from heel to toe less a marker's radius [m]."""
    along = kinematics.landmark(f"toe_{side}") - kinematics.landmark(f"heel_{side}")
    diameter = kinematics.calibration.get("marker_diameter", USUAL_DIAMETER)
    return _mean_length(along) - diameter / 2.0


def calm_rotation(
    rotations: FloatArray, cutoff: float | None, rate: float
) -> FloatArray:
    """Filter a segment's axes and make them perpendicular again.

    Parameters
    ----------
    rotations
        Shape (time, axis, column) [1].
    cutoff
        Cut-off of the zero-lag low-pass [Hz]; ``None`` for none.
    rate
        Samples a second [Hz].

    Returns
    -------
    FloatArray
        Same shape [1].
    """
    if cutoff is None:
        return rotations
    calm = low_pass(rotations, cutoff, rate)
    return frame_along_y(calm[..., 1], calm[..., 2])


def _calm(positions: FloatArray, cutoff: float | None, rate: float) -> FloatArray:
    return positions if cutoff is None else low_pass(positions, cutoff, rate)


def _moving(
    share: Share,
    ends: tuple[FloatArray, FloatArray],
    rotation: FloatArray,
    length: float,
    rate: float,
) -> Moving:
    joint, distal = ends
    com = joint + share.along * (distal - joint)
    turning = angular_velocity(rotation, rate)
    across = np.where(np.arange(3) == share.axis, 0.0, 1.0)
    inertia = share.mass * (share.radius * length) ** 2 * across
    own = seen_from(rotation, turning)
    gain = inertia * seen_from(rotation, slope(turning, rate))
    return Moving(
        joint=joint,
        rotation=rotation,
        com=com,
        turning=turning,
        acceleration=acceleration(com, rate),
        spin=rotated(rotation, gain + cross(own, inertia * own)),
        mass=share.mass,
    )


def _mean_length(vectors: FloatArray) -> float:
    return float(present_mean(norm(vectors)))


def _rate(kinematics: Kinematics) -> float:
    time = kinematics.time
    return (time.size - 1) / float(time[-1] - time[0])
