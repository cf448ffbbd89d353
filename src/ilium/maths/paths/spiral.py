"""Paths on a cylinder's surface between two tangent points."""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import kernel
from ilium.maths.paths.vectors import Vector, arc_cosine, minus, unit

STEP: Final = 0.002
"""Length of the pieces in which OpenSim draws a path on a cylinder [m]."""
TANGENCY: Final = math.pi / 1800.0
"""Angle between line and spiral that OpenSim accepts [rad]."""
ROUNDS: Final = 100
"""Most rounds in which OpenSim turns tangent points into the spiral."""
FULL_TURN: Final = 2.0 * math.pi
GRAZING: Final = 1e-6
"""Angle by which rounding may carry a wrap that only just touches below zero [rad]."""


@kernel
def spiral_angle(first: Vector, last: Vector) -> float:
    """Angle between the radii of two points of a cylinder, from 0 to π [rad]."""
    sizes = math.hypot(first[0], first[1]) * math.hypot(last[0], last[1])
    return arc_cosine((first[0] * last[0] + first[1] * last[1]) / sizes)


@kernel
def travelled(first: Vector, last: Vector, turn: float) -> float:
    """Angle from one radius to the other, turning left (1) or right (−1) [rad]."""
    leftwards = math.atan2(
        first[0] * last[1] - first[1] * last[0], first[0] * last[0] + first[1] * last[1]
    )
    angle = (turn * leftwards) % FULL_TURN
    return 0.0 if angle > FULL_TURN - GRAZING else angle


@kernel
def relax(
    p: Vector,
    q: Vector,
    first: Vector,
    last: Vector,
    radius: float,
    long: bool,
    alone: bool,
) -> tuple[Vector, Vector, float]:
    """Length of the spiral between two tangent points, slid until it meets the lines.

    Where the path goes the long way round to the left, OpenSim 4.6 adds the short way's
    angle to a full turn instead of taking it off; so does this.

    Parameters
    ----------
    p, q
        Ends of the line [m].
    first, last
        Tangent points [m].
    radius
        The cylinder's [m].
    long
        Whether the path goes more than half round.
    alone
        Whether the points stay where they are, as OpenSim leaves them where a muscle
        has one surface only.

    Returns
    -------
    tuple
        Both tangent points [m], and the length between them [m].
    """
    arc = 0.0
    for turned in range(ROUNDS + 1):
        angle = math.atan2(
            first[0] * last[1] - first[1] * last[0],
            first[0] * last[0] + first[1] * last[1],
        )
        turn = angle
        if long:
            angle = FULL_TURN - angle
            turn = -angle
        rise = last[2] - first[2]
        arc = math.hypot(radius * angle, rise)
        pieces = 0 if math.isnan(arc) else int(arc / STEP)
        if alone or pieces < 2 or turned == ROUNDS:
            break
        share = 1.0 / pieces
        early = _on_spiral(first, turn, rise, share)
        moved_first, first = _adjust(p, first, early)
        late = _on_spiral(first, turn, rise, 1.0 - share)
        moved_last, last = _adjust(q, last, late)
        if not (moved_first or moved_last):
            break
    return first, last, arc


@kernel
def _on_spiral(first: Vector, angle: float, rise: float, share: float) -> Vector:
    """Point of a spiral at a share of its length."""
    sine, cosine = math.sin(share * angle), math.cos(share * angle)
    x, y = first[0], first[1]
    return cosine * x - sine * y, sine * x + cosine * y, first[2] + share * rise


@kernel
def _adjust(p: Vector, touch: Vector, beyond: Vector) -> tuple[bool, Vector]:
    """Slide a tangent point along its edge towards a straight way to the spiral."""
    line = unit(minus(touch, p))
    on = unit(minus(beyond, touch))
    if not abs(arc_cosine(line[2]) - arc_cosine(on[2])) > TANGENCY:
        return False, touch
    x, y = beyond[0] - p[0], beyond[1] - p[1]
    across = x * x + y * y
    if across == 0.0:
        return False, touch
    share = ((touch[0] - p[0]) * x + (touch[1] - p[1]) * y) / across
    height = p[2] + share * (beyond[2] - p[2])
    return True, (touch[0], touch[1], touch[2] + 1.5 * (height - touch[2]))
