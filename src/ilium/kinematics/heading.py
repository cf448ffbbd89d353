"""Which way the pelvis faces over a stretch of time."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.present import present_mean
from ilium.maths.rotations import unit


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
