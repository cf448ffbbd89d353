"""A line over a sphere about the origin: OpenSim's way, and the geodesic.

References
----------
OpenSim 4.6, class WrapSphere (https://github.com/opensim-org/opensim-core).
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
from ilium.maths.paths.spiral import FULL_TURN, GRAZING
from ilium.maths.vectors import (
    Vector,
    along,
    arc_cosine,
    cross,
    dot,
    length,
    minus,
    scaled,
    side,
    unit,
)

METRE: Final = 1.0
"""OpenSim compares a distance from the line's first point with 1, meaning its end."""


@lean
def wrap_sphere(p: Vector, q: Vector, surface: Surface, mode: int) -> Wrap:
    """Lay a line over a sphere about the origin.

    Parameters
    ----------
    p, q
        Ends of the line in the sphere's frame [m].
    surface
        The sphere; the first of its sizes is the radius.
    mode
        `COMPATIBLE` for OpenSim's path, whose length is *negative* on the sphere where
        it goes the long way round, or `EXACT` for the geodesic.

    Returns
    -------
    Wrap
        Both ends of the wrap are the line's own where there is none.
    """
    radius = surface.size[0]
    if length(p) < radius or length(q) < radius:
        return Wrap(INSIDE, 0.0, p, q)
    if not _cuts(p, q, radius):
        return Wrap(MISSED, 0.0, p, q)
    outcome = _outcome(p, q, surface)
    if outcome == MISSED:
        return Wrap(MISSED, 0.0, p, q)
    normal = _normal(p, q)
    first_a, first_b = _tangents(p, normal, radius)
    last_a, last_b = _tangents(q, normal, radius)
    first_is_a = dot(first_a, last_b) > dot(first_b, last_a)
    last_is_a = not first_is_a
    bound = surface.sign != 0 and not _on_side(p, q, surface)
    if bound:
        first_is_a = _deeper(first_a, first_b, p, q)
        last_is_a = _deeper(last_a, last_b, p, q)
        first = first_a if first_is_a else first_b
        last = last_a if last_is_a else last_b
        if surface.sign * _pull(p, q, first, last)[surface.axis] < 0.0:
            first_is_a, last_is_a = not first_is_a, not last_is_a
    if mode == EXACT:
        last_is_a = not first_is_a
    first = first_a if first_is_a else first_b
    last = last_a if last_is_a else last_b
    if mode == EXACT:
        return Wrap(outcome, radius * _travelled(p, first, last), first, last)
    angle = arc_cosine(dot(first, last) / (length(first) * length(last)))
    if bound and dot(along(first, 1.0, last), _pull(p, q, first, last)) < 0.0:
        angle -= FULL_TURN
    return Wrap(outcome, radius * angle, first, last)


@lean
def _cuts(p: Vector, q: Vector, radius: float) -> bool:
    """Whether the line between two points cuts the sphere twice."""
    line = minus(p, q)
    square = dot(line, line)
    half = dot(q, line)
    inside = half * half - square * (dot(q, q) - radius * radius)
    if inside < 0.0:
        return False
    root = math.sqrt(inside)
    return 0.0 < (-half + root) / square < 1.0 and 0.0 < (-half - root) / square < 1.0


@lean
def _outcome(p: Vector, q: Vector, surface: Surface) -> int:
    """Whether the line, which cuts the sphere, must go over it, may, or does not."""
    start = side(p[surface.axis])
    end = side(q[surface.axis])
    if surface.sign == 0 or surface.sign not in (start, end):
        return POSSIBLE
    line = unit(minus(q, p))
    reach = -dot(p, line)
    near = along(p, reach, line)
    if length(near) < surface.size[0] and 0.0 < reach < METRE:
        return REQUIRED
    if start != end and side(near[surface.axis]) != surface.sign:
        return POSSIBLE
    return MISSED


@lean
def _on_side(p: Vector, q: Vector, surface: Surface) -> bool:
    """Whether both ends are on the half on which the path stays."""
    return (
        side(p[surface.axis]) == surface.sign and side(q[surface.axis]) == surface.sign
    )


@lean
def _normal(p: Vector, q: Vector) -> Vector:
    """Normal of the plane through both points and the centre, or of any such one."""
    normal = cross(minus(p, q), q)
    if length(normal) <= 1e-12 * length(p) * length(q):
        least = (1.0, 0.0, 0.0) if abs(p[0]) < abs(p[1]) else (0.0, 1.0, 0.0)
        normal = cross(p, least)
    return unit(normal)


@lean
def _tangents(p: Vector, normal: Vector, radius: float) -> tuple[Vector, Vector]:
    """Where the two tangents from a point touch in the plane of a normal."""
    distance = length(p)
    sine = radius / distance
    cosine = math.sqrt(1.0 - sine * sine)
    inwards = scaled(p, -1.0 / distance)
    sideways = cross(normal, inwards)
    reach = distance * cosine
    middle = along(p, reach * cosine, inwards)
    return along(middle, -reach * sine, sideways), along(middle, reach * sine, sideways)


@lean
def _deeper(a: Vector, b: Vector, p: Vector, q: Vector) -> bool:
    """Whether tangent point a lies further than b on the side away from both ends."""
    away = scaled(along(p, 1.0, q), -1.0)
    return dot(a, away) > dot(b, away)


@lean
def _pull(p: Vector, q: Vector, first: Vector, last: Vector) -> Vector:
    """Sum of the ways from the ends to their tangent points."""
    return along(minus(first, p), 1.0, minus(last, q))


@lean
def _travelled(p: Vector, first: Vector, last: Vector) -> float:
    """Angle from the first to the last tangent point in the sense of arrival [rad]."""
    heading = unit(minus(first, p))
    radius = length(first)
    angle = math.atan2(dot(last, heading), dot(last, first) / radius) % FULL_TURN
    return 0.0 if angle > FULL_TURN - GRAZING else angle
