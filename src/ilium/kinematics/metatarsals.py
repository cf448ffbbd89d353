"""First and fifth metatarsals whose labels were exchanged."""

from __future__ import annotations

from ilium.conventions import SIGN, Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.points import Points
from ilium.maths.present import present_median
from ilium.maths.rotations import dot


def in_place(
    points: Points, rightwards: FloatArray, side: Side
) -> tuple[Points, tuple[Issue, ...]]:
    """Give both metatarsals of a foot their own names.

    Some laboratories number them from the outside, and labels get swapped: the marker
    on the inner edge of the foot is the first.

    Parameters
    ----------
    points
        The recording's landmarks.
    rightwards
        Direction to the person's right, shape (time, 3), any length [any].
    side
        Left or right.

    Returns
    -------
    tuple
        The points with the two exchanged where the first sits outside the fifth in
        most frames, and an issue that says so.
    """
    first, fifth = f"first_metatarsal_{side}", f"fifth_metatarsal_{side}"
    outwards = SIGN[side] * dot(points[first] - points[fifth], rightwards)
    if not present_median(outwards) > 0.0:
        return points, ()
    remark = Issue(
        kind="labels-swapped",
        where=f"foot {side}",
        what=(
            f"The {side} first metatarsal's marker sits on the outer edge of the foot:"
            " the labels of the first and fifth are swapped, and were read the other"
            " way round."
        ),
        severity="caution",
    )
    return points.adding({first: points[fifth], fifth: points[first]}), (remark,)
