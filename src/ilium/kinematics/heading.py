"""Which way the pelvis faces over a stretch of time."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import bearing
from ilium.maths.present import present_mean
from ilium.maths.rotations import unit
from ilium.units import DEGREE

CORNER = 15.0 * DEGREE
"""Change of the pelvis' heading over a gait cycle from which on somebody walks round a
corner [rad]: straight public walks stay below 6°, turning ones change by 29° to 66°."""
AROUND = 0.05
"""Half of the time over which the heading at a moment is averaged [s]."""


def pelvis_heading(
    kinematics: Kinematics, start: float | None = None, end: float | None = None
) -> FloatArray:
    """Mean horizontal direction that the pelvis faces.

    Parameters
    ----------
    kinematics
        The recording.
    start, end
        Half-open time range [s]; ``None`` for the recording's own.

    Returns
    -------
    FloatArray
        Horizontal unit vector in the laboratory frame, shape (3,) [1]; NaN where the
        pelvis was never seen in the range.
    """
    time = kinematics.time
    inside = np.ones(time.shape, dtype=bool)
    if start is not None:
        inside &= time >= start
    if end is not None:
        inside &= time < end
    rightwards = kinematics.segment("pelvis")[inside][..., 2]
    flat = unit(rightwards * np.array([1.0, 0.0, 1.0]))
    mean = unit(present_mean(flat))
    return np.cross(np.array([0.0, 1.0, 0.0]), mean)


def turns_corner(kinematics: Kinematics, start: float, end: float) -> bool:
    """Whether the way bends between two foot strikes of the same foot.

    Parameters
    ----------
    kinematics
        The recording.
    start, end
        The gait cycle [s]: the pelvis' own rotation is the same at both ends.

    Returns
    -------
    bool
        False where the pelvis is not seen at both ends.
    """
    before, after = (
        pelvis_heading(kinematics, time - AROUND, time + AROUND)
        for time in (start, end)
    )
    return bool(np.abs(bearing(after[None], before))[0] > CORNER)
