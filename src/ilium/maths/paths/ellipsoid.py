"""A line over an ellipsoid about the origin: OpenSim's way.

OpenSim lays the path into a plane through both ends and a point of the surface, which
it finds by one of three methods, and measures it there in chords.

References
----------
OpenSim 4.6, class WrapEllipsoid (https://github.com/opensim-org/opensim-core).
"""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import kernel
from ilium.maths.paths.ellipsoid_apex import apex_and_starts
from ilium.maths.paths.ellipsoid_tangent import slide_to_tangent
from ilium.maths.paths.layout import INSIDE, MISSED, REQUIRED, Surface, Wrap
from ilium.maths.vectors import (
    Vector,
    along,
    arc_cosine,
    cross,
    dot,
    length,
    minus,
    scaled,
    unit,
)

SURFACE: Final = 1e-4
"""How far inside a point may lie, and how parallel two radii may be [1]."""
STEP: Final = 0.001
"""Length of the chords [m]."""
MOST_CHORDS: Final = 499


@kernel
def wrap_ellipsoid(p: Vector, q: Vector, surface: Surface) -> Wrap:
    """Lay a line over an ellipsoid.

    Parameters
    ----------
    p, q
        Ends of the line in the ellipsoid's frame [m].
    surface
        The ellipsoid; its size is the three radii.

    Returns
    -------
    Wrap
        Both ends of the wrap are the line's own where there is none.
    """
    total = surface.size[0] + surface.size[1] + surface.size[2]
    scale = 3.0 / total
    radii = scaled(surface.size, scale)
    start, end = scaled(p, scale), scaled(q, scale)
    above, end_above = _height(start, radii), _height(end, radii)
    if above < -SURFACE or end_above < -SURFACE:
        return Wrap(INSIDE, 0.0, p, q)
    cuts, enter, leave = _cut(start, end, radii)
    if not cuts or abs(dot(unit(start), unit(end)) - 1.0) < SURFACE:
        return Wrap(MISSED, 0.0, p, q)
    apex, first, last = apex_and_starts(start, end, enter, leave, radii, surface)
    normal = unit(cross(minus(start, end), minus(start, apex)))
    offset = -dot(normal, apex)
    if abs(above) < SURFACE:
        first = start
    else:
        first = slide_to_tangent(first, start, radii, normal, offset)
    if abs(end_above) < SURFACE:
        last = end
    else:
        last = slide_to_tangent(last, end, radii, normal, offset)
    arc, inner_first, inner_last, bent = _chords(
        first, last, radii, normal, offset, scale, False
    )
    if surface.sign != 0 and bent:
        back = dot(minus(start, first), minus(inner_first, first)) > 0.0
        if back or dot(minus(end, last), minus(inner_last, last)) > 0.0:
            arc, inner_first, inner_last, bent = _chords(
                first, last, radii, normal, offset, scale, True
            )
    return Wrap(
        REQUIRED, arc / scale, scaled(first, 1.0 / scale), scaled(last, 1.0 / scale)
    )


@kernel
def _height(point: Vector, radii: Vector) -> float:
    """Value of the ellipsoid's equation: below zero inside."""
    return (
        (point[0] / radii[0]) ** 2
        + (point[1] / radii[1]) ** 2
        + (point[2] / radii[2]) ** 2
        - 1.0
    )


@kernel
def _shrunk(a: Vector, radii: Vector) -> Vector:
    return a[0] / radii[0], a[1] / radii[1], a[2] / radii[2]


@kernel
def _cut(p: Vector, q: Vector, radii: Vector) -> tuple[bool, Vector, Vector]:
    """Where the line between two points cuts the ellipsoid, if it does twice."""
    line = minus(p, q)
    rate, foot = _shrunk(line, radii), _shrunk(q, radii)
    a, b, c = dot(rate, rate), 2.0 * dot(rate, foot), dot(foot, foot) - 1.0
    inside = b * b - 4.0 * a * c
    if inside < 0.0:
        return False, p, q
    root = math.sqrt(inside)
    one, two = (-b + root) / (2.0 * a), (-b - root) / (2.0 * a)
    if not (0.0 < one < 1.0 and 0.0 < two < 1.0):
        return False, p, q
    return True, along(q, one, line), along(q, two, line)


@kernel
def _chords(
    first: Vector,
    last: Vector,
    radii: Vector,
    normal: Vector,
    offset: float,
    scale: float,
    far: bool,
) -> tuple[float, Vector, Vector, bool]:
    """Length of the path in a plane, and its second and last but one point."""
    gap = length(minus(last, first))
    if gap / scale < STEP:
        return gap, first, last, False
    pieces = min(int(gap / scale / STEP), MOST_CHORDS)
    centre = _centre(normal, offset)
    x = unit(minus(first, centre))
    z = unit(cross(x, unit(minus(last, centre))))
    y = cross(z, x)
    whole = arc_cosine(dot(x, unit(minus(last, centre))))
    if far:
        whole -= 2.0 * math.pi
    total = 0.0
    before, second = first, first
    for each in range(1, pieces):
        angle = each * whole / pieces
        heading = along(scaled(x, math.cos(angle)), math.sin(angle), y)
        here = along(centre, _reach(centre, heading, radii), heading)
        if each == 1:
            second = here
        total += length(minus(here, before))
        before = here
    return total + length(minus(last, before)), second, before, pieces > 1


@kernel
def _centre(normal: Vector, offset: float) -> Vector:
    """Where the plane cuts the axis that it is most across."""
    x, y, z = abs(normal[0]), abs(normal[1]), abs(normal[2])
    if z > x and z > y:
        return 0.0, 0.0, -offset / normal[2]
    if y > x:
        return 0.0, -offset / normal[1], 0.0
    return -offset / normal[0], 0.0, 0.0


@kernel
def _reach(centre: Vector, heading: Vector, radii: Vector) -> float:
    """Distance from a point inside to the ellipsoid."""
    rate, foot = _shrunk(heading, radii), _shrunk(centre, radii)
    a, b, c = dot(rate, rate), dot(rate, foot), dot(foot, foot) - 1.0
    return (-b + math.sqrt(b * b - a * c)) / a
