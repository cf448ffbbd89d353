"""Angles of the pelvis: drop, rotation, tilt."""

from __future__ import annotations

import numpy as np

from ilium.conventions import FORWARDS, SIDES, SIGN, UP
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import bearing, elevation, forwards_of
from ilium.stability.heading import Heading, asis_line


def pelvis_angles(kinematics: Kinematics, heading: Heading) -> dict[str, FloatArray]:
    """Angles of the pelvis in the laboratory, with clinical signs.

    The drop is how far the line between the anterior superior iliac spines rises
    above the horizon; it does not depend on tilt or rotation, as the obliquity of a
    tilt-first sequence does.

    Parameters
    ----------
    kinematics
        The body.
    heading
        Zero of the rotation.

    Returns
    -------
    dict
        Shape (time,) [rad] each: `pelvic_obliquity` (+ right side higher),
        `pelvic_yaw` (+ turned to the left), `pelvic_tilt` (+ anterior), and for each
        stance side `pelvic_drop` (+ other side lower), `pelvic_hike` (its opposite)
        and `pelvic_rotation` (+ turned towards the stance leg).

    References
    ----------
    Baker R (2001). Pelvic angles: a mathematically rigorous definition which is
    consistent with a conventional clinical understanding of the terms. Gait Posture
    13(1), 1-6. doi:10.1016/S0966-6362(00)00083-7
    """
    line = asis_line(kinematics)
    pelvis = kinematics.segment("pelvis")
    obliquity = elevation(line)
    yaw = bearing(forwards_of(line), heading.forwards)
    tilt = np.arctan2(-pelvis[:, UP, FORWARDS], pelvis[:, UP, UP])
    found = {
        "pelvic_obliquity": obliquity,
        "pelvic_yaw": yaw,
        "pelvic_tilt": kinematics.needing_tilt(tilt),
    }
    for side in SIDES:
        found[f"pelvic_drop_{side}"] = SIGN[side] * obliquity
        found[f"pelvic_hike_{side}"] = -SIGN[side] * obliquity
        found[f"pelvic_rotation_{side}"] = -SIGN[side] * yaw
    return found
