"""A line over a cylinder about z: OpenSim's way, and the geodesic.

References
----------
Delp SL, Loan JP (1995). A graphics-based software system to develop and analyze models
of musculoskeletal structures. Comput Biol Med 25(1), 21-34.
doi:10.1016/0010-4825(95)98882-E
OpenSim 4.6, class WrapCylinder (https://github.com/opensim-org/opensim-core).
"""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import lean
from ilium.maths.paths.layout import (
    EXACT,
    INSIDE,
    MISSED,
    POSSIBLE,
    REQUIRED,
    Surface,
    Wrap,
)
from ilium.maths.paths.spiral import relax, travelled
from ilium.maths.vectors import Vector, along, cross, dot, minus, side, unit

PARALLEL: Final = 2e-13
"""Squared sine below which OpenSim takes two lines for parallel [1]."""
EDGE: Final = 1e-5
"""OpenSim's tolerance where a plane cuts an edge of the cylinder."""
REACH: Final = 10.0
"""How far OpenSim lets a tangent point slide [m]."""


@lean
def wrap_cylinder(
    p: Vector, q: Vector, surface: Surface, mode: int, alone: bool
) -> Wrap:
    """Lay a line over a cylinder about the z axis.

    Parameters
    ----------
    p, q
        Ends of the line in the cylinder's frame [m].
    surface
        The cylinder; its size is radius and length.
    mode
        `COMPATIBLE` for OpenSim's tangent points, `EXACT` for the geodesic's.
    alone
        Whether the muscle has no other surface; OpenSim then does not turn its tangent
        points into the spiral.

    Returns
    -------
    Wrap
        Both ends of the wrap are the line's own where there is none.
    """
    radius = surface.size[0]
    nearer = min(p[0] * p[0] + p[1] * p[1], q[0] * q[0] + q[1] * q[1])
    if nearer < radius * radius:
        return Wrap(INSIDE, 0.0, p, q)
    near, share = nearest_to_axis(p, q)
    cuts = near[0] ** 2 + near[1] ** 2 < radius**2 and 0.0 < share < 1.0
    outcome = _outcome(p, q, near, cuts, surface)
    if outcome == MISSED:
        return Wrap(MISSED, 0.0, p, q)
    first_a, first_b = tangents(p, radius)
    last_a, last_b = tangents(q, radius)
    wide = _across(first_a, last_b) < _across(first_b, last_a)
    leftwards = not wide
    if surface.sign != 0:
        leftwards = _turns_left(first_a, first_b, last_a, last_b, wide, surface)
    first, last = (first_a, last_b) if leftwards else (first_b, last_a)
    far = surface.sign != 0 and wide == leftwards
    long = surface.sign != 0 and _long_way(p, q, first, last)
    arc = 0.0
    if mode == EXACT:
        turn = 1.0 if leftwards else -1.0
        first, last, arc = _geodesic(p, q, first, last, radius, turn)
    else:
        first, last = _slide(p, q, first, last, radius, far)
    half = 0.5 * surface.size[1]
    if abs(first[2]) > half and abs(last[2]) > half:
        return Wrap(MISSED, 0.0, p, q)
    if mode != EXACT:
        first, last, arc = relax(p, q, first, last, radius, long, alone)
    return Wrap(outcome, arc, first, last)


@lean
def nearest_to_axis(p: Vector, q: Vector) -> tuple[Vector, float]:
    """Point of a line that is nearest to the z axis, and where it is from p to q."""
    line = minus(q, p)
    across = line[0] ** 2 + line[1] ** 2
    if across <= PARALLEL * dot(line, line):
        return (math.nan, math.nan, math.nan), math.nan
    share = -(p[0] * line[0] + p[1] * line[1]) / across
    return along(p, share, line), share


@lean
def _outcome(p: Vector, q: Vector, near: Vector, cuts: bool, surface: Surface) -> int:
    """Whether the line must go over the cylinder, may, or does not."""
    if surface.sign == 0:
        return REQUIRED if cuts else MISSED
    start = side(p[surface.axis])
    end = side(q[surface.axis])
    if surface.sign not in (start, end):
        return POSSIBLE
    if cuts:
        return REQUIRED
    if start != end and side(near[surface.axis]) != surface.sign:
        return POSSIBLE
    return MISSED


@lean
def tangents(p: Vector, radius: float) -> tuple[Vector, Vector]:
    """Where the two tangents from a point touch, left and right of its own radius."""
    distance = math.sqrt(p[0] * p[0] + p[1] * p[1])
    x, y = p[0] / distance, p[1] / distance
    out = radius * radius / distance
    sideways = math.sqrt(radius * radius - out * out)
    return (
        (out * x - sideways * y, out * y + sideways * x, p[2]),
        (out * x + sideways * y, out * y - sideways * x, p[2]),
    )


@lean
def _across(first: Vector, last: Vector) -> float:
    """Scalar product seen along the axis: the smaller, the wider the angle between."""
    return first[0] * last[0] + first[1] * last[1]


@lean
def _turns_left(
    first_a: Vector,
    first_b: Vector,
    last_a: Vector,
    last_b: Vector,
    wide: bool,
    surface: Surface,
) -> bool:
    """OpenSim's choice among the tangents where a path must stay on one half."""
    axis = surface.axis
    left = side(first_a[axis]) == surface.sign
    right = side(first_b[axis]) == surface.sign
    if left != right:
        return left
    if side(last_a[axis]) == surface.sign:
        return False
    if left or side(last_b[axis]) == surface.sign:
        return True
    return wide


@lean
def _long_way(p: Vector, q: Vector, first: Vector, last: Vector) -> bool:
    """OpenSim's test for a path that goes more than half round."""
    out_x, out_y = first[0] + last[0], first[1] + last[1]
    pull_x = first[0] - p[0] + last[0] - q[0]
    pull_y = first[1] - p[1] + last[1] - q[1]
    return out_x * pull_x + out_y * pull_y < 0.0


@lean
def _slide(
    p: Vector, q: Vector, first: Vector, last: Vector, radius: float, far: bool
) -> tuple[Vector, Vector]:
    """Slide the tangent points into the plane of both ends and the apex."""
    share = math.sqrt(p[0] * p[0] + p[1] * p[1])
    share /= share + math.sqrt(q[0] * q[0] + q[1] * q[1])
    middle = along(p, share, minus(q, p))
    centre = (0.0, 0.0, middle[2])
    normal = cross(minus(p, centre), minus(q, centre))
    up = unit((-normal[1], normal[0], 0.0))
    nearer = up[0] * middle[0] + up[1] * middle[1] > 0.0
    out = radius if nearer != far else -radius
    apex = (out * up[0], out * up[1], middle[2])
    plane = unit(cross(minus(p, apex), minus(q, apex)))
    first_z = _cut(first, p, plane)
    last_z = _cut(last, p, plane)
    gap = abs(p[2] - q[2])
    if abs(first_z - q[2]) < gap:
        first = (first[0], first[1], first_z)
    if abs(last_z - p[2]) < gap:
        last = (last[0], last[1], last_z)
    return first, last


@lean
def _cut(edge: Vector, p: Vector, plane: Vector) -> float:
    """Height at which a plane through p cuts an edge; NaN if out of reach."""
    if abs(2.0 * REACH * plane[2]) < EDGE:
        return math.nan
    rise = -dot(minus(edge, p), plane) / plane[2]
    if abs(rise) > REACH * (1.0 + 2.0 * EDGE):
        return math.nan
    return edge[2] + rise


@lean
def _geodesic(
    p: Vector, q: Vector, first: Vector, last: Vector, radius: float, turn: float
) -> tuple[Vector, Vector, float]:
    """Tangent points of the shortest path of one turn: straight when unrolled."""
    before = math.hypot(first[0] - p[0], first[1] - p[1])
    after = math.hypot(last[0] - q[0], last[1] - q[1])
    on = radius * travelled(first, last, turn)
    rise = (q[2] - p[2]) / (before + on + after)
    first = (first[0], first[1], p[2] + rise * before)
    last = (last[0], last[1], q[2] - rise * after)
    return first, last, on * math.sqrt(1.0 + rise * rise)
