"""The thorax of Plug-in Gait, and the trunk where its markers are missing."""

from __future__ import annotations

from ilium.core.quantity import FloatArray
from ilium.kinematics.points import Points
from ilium.maths.rotations import columns, cross, frame_along_y, unit

THORAX = ("clavicle", "c7", "sternum", "t10")


def thorax_frame(points: Points) -> FloatArray:
    """Orientation of the thorax, shape (time, axis, column) [1].

    The y axis runs from the middle of xiphoid process and T10 to the middle of jugular
    notch and C7, the x axis from the back markers' middle to the front markers' as far
    as it is perpendicular.

    References
    ----------
    Gutierrez EM, Bartonek A, Haglund-Akerlind Y, Saraste H (2003). Centre of mass
    motion during gait in persons with myelomeningocele. Gait Posture 18(2), 37-46.
    doi:10.1016/S0966-6362(02)00192-3
    """
    front, back = points["clavicle"], points["c7"]
    below_front, below_back = points["sternum"], points["t10"]
    y = unit(front + back - below_front - below_back)
    z = unit(cross(front + below_front - back - below_back, y))
    return columns(cross(y, z), y, z)


def shoulder_trunk_frame(points: Points, hips: FloatArray) -> FloatArray:
    """Orientation of the trunk where the thorax's own markers are not all there.

    Parameters
    ----------
    points
        The recording's landmarks; both acromia.
    hips
        Midpoint of the hip joint centres, shape (time, 3) [m].

    Returns
    -------
    FloatArray
        Shape (time, axis, column) [1]: y from the hips' middle to the acromia's, z
        along the acromia as far as it is perpendicular.
    """
    shoulders = points.middle("shoulder_left", "shoulder_right")
    rightwards = points["shoulder_right"] - points["shoulder_left"]
    return frame_along_y(shoulders - hips, rightwards)
