"""Paths on a cylinder's surface between two tangent points."""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import lean
from ilium.maths.vectors import Vector, arc_cosine

STEP: Final = 0.002
"""Length of the pieces in which OpenSim draws a path on a cylinder [m]."""
TANGENCY: Final = math.pi / 1800.0
"""Angle between line and spiral that OpenSim accepts [rad]."""
ROUNDS: Final = 100
"""Most rounds in which OpenSim turns tangent points into the spiral."""
FULL_TURN: Final = 2.0 * math.pi
GRAZING: Final = 1e-6
"""Angle by which rounding may carry a wrap that only just touches below zero [rad]."""


@lean
def travelled(first: Vector, last: Vector, turn: float) -> float:
    """Angle from one radius to the other, turning left (1) or right (−1) [rad]."""
    leftwards = math.atan2(
        first[0] * last[1] - first[1] * last[0], first[0] * last[0] + first[1] * last[1]
    )
    angle = (turn * leftwards) % FULL_TURN
    return 0.0 if angle > FULL_TURN - GRAZING else angle


@lean
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
    angle = math.atan2(
        first[0] * last[1] - first[1] * last[0],
        first[0] * last[0] + first[1] * last[1],
    )
    turn = angle
    if long:
        angle = FULL_TURN - angle
        turn = -angle
    start, end, arc = first[2], last[2], 0.0
    drawn, share = 0, 0.0
    entry = leaving = (0.0, 0.0, 0.0)
    for turned in range(ROUNDS + 1):
        rise = end - start
        arc = math.sqrt((radius * angle) ** 2 + rise * rise)
        pieces = 0 if math.isnan(arc) else int(arc / STEP)
        if alone or pieces < 2 or turned == ROUNDS:
            break
        if pieces != drawn:
            drawn, share = pieces, 1.0 / pieces
            entry = _approach(p, first, first, share * turn)
            leaving = _approach(q, last, first, (1.0 - share) * turn)
        moved_first, start = _adjust(p[2], start, start + share * rise, entry)
        late = start + (1.0 - share) * rise
        moved_last, end = _adjust(q[2], end, late, leaving)
        if not (moved_first or moved_last):
            break
    return (first[0], first[1], start), (last[0], last[1], end), arc


@lean
def _approach(p: Vector, touch: Vector, first: Vector, angle: float) -> Vector:
    """What the heights do not change where a line from p meets a spiral.

    Squared lengths, seen along the axis, from p to the tangent point and from there to
    the spiral's next point, `angle` round from its first; and where the tangent point
    is on the straight way between p and that point, as a share.
    """
    sine, cosine = math.sin(angle), math.cos(angle)
    beyond_x = cosine * first[0] - sine * first[1]
    beyond_y = sine * first[0] + cosine * first[1]
    before = (touch[0] - p[0]) ** 2 + (touch[1] - p[1]) ** 2
    after = (beyond_x - touch[0]) ** 2 + (beyond_y - touch[1]) ** 2
    x, y = beyond_x - p[0], beyond_y - p[1]
    across = x * x + y * y
    if across == 0.0:
        return before, after, math.nan
    return before, after, ((touch[0] - p[0]) * x + (touch[1] - p[1]) * y) / across


@lean
def _adjust(
    start: float, touch: float, beyond: float, approach: Vector
) -> tuple[bool, float]:
    """Slide a tangent point along its edge towards a straight way to the spiral."""
    before, after, share = approach
    line = _slope(before, touch - start)
    on = _slope(after, beyond - touch)
    if math.isnan(share) or not _bends(line, on):
        return False, touch
    height = start + share * (beyond - start)
    return True, touch + 1.5 * (height - touch)


@lean
def _slope(across: float, rise: float) -> float:
    """Cosine of the angle between the axis and a line, of its square across it."""
    size = math.sqrt(across + rise * rise)
    return 0.0 if size == 0.0 else rise / size


@lean
def _bends(line: float, on: float) -> bool:
    """Whether two angles differ beyond the tolerance; never less than their cosines."""
    if abs(line - on) > TANGENCY:
        return True
    return abs(arc_cosine(line) - arc_cosine(on)) > TANGENCY
