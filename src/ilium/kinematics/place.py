"""Where the pelvis is, from whichever of its markers a recording has."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics

PELVIS = ("asis_left", "asis_right", "psis_left", "psis_right", "sacrum")


def pelvis_middle(kinematics: Kinematics) -> FloatArray:
    """Mean of the pelvis markers.

    Parameters
    ----------
    kinematics
        The recording.

    Returns
    -------
    FloatArray
        Shape (time, axis) [m]; NaN where a marker of the set is in a gap, and
        everywhere without any.
    """
    names = [name for name in PELVIS if kinematics.has(name)]
    if not names:
        return np.full((kinematics.time.size, 3), np.nan)
    return np.mean([kinematics.landmark(name) for name in names], axis=0)
