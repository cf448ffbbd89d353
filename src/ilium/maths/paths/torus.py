"""A line through a torus about z: OpenSim's way, a cylinder along the nearest tube.

References
----------
OpenSim 4.6, class WrapTorus (https://github.com/opensim-org/opensim-core).
"""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import lean
from ilium.maths.paths.cylinder import wrap_cylinder
from ilium.maths.paths.layout import (
    COMPATIBLE,
    CYLINDER,
    MISSED,
    POSSIBLE,
    Surface,
    Wrap,
)
from ilium.maths.paths.one_unknown import nearest_to_circle
from ilium.maths.vectors import Vector, along, length, minus, side, unit

TUBE_LENGTH: Final = 10000.0
"""Length of the cylinder that OpenSim lays along the tube [m]."""


@lean
def wrap_torus(p: Vector, q: Vector, surface: Surface, alone: bool) -> Wrap:
    """Lay a line through a torus about the z axis.

    Parameters
    ----------
    p, q
        Ends of the line in the torus' frame [m].
    surface
        The torus; its size is the tube's radius and that of the circle which the tube
        follows (OpenSim's inner and outer radius).
    alone
        As of `wrap_cylinder`.

    Returns
    -------
    Wrap
        Both ends of the wrap are the line's own where there is none.
    """
    found, centre = _tube(p, q, surface)
    if not found:
        return Wrap(MISSED, 0.0, p, q)
    out = unit(centre)
    tube = Surface(CYLINDER, (surface.size[0], TUBE_LENGTH, 0.0), 0, 1, surface.method)
    wrap = wrap_cylinder(
        _into(p, centre, out), _into(q, centre, out), tube, COMPATIBLE, alone
    )
    if wrap.outcome < POSSIBLE:
        return Wrap(MISSED, 0.0, p, q)
    return Wrap(
        POSSIBLE,
        wrap.arc,
        _out_of(wrap.first, centre, out),
        _out_of(wrap.last, centre, out),
    )


@lean
def _tube(p: Vector, q: Vector, surface: Surface) -> tuple[bool, Vector]:
    """Point of the tube's circle that OpenSim finds nearest to the line."""
    circle = surface.size[1]
    forwards = along(p, nearest_to_circle(p, q, circle), unit(minus(q, p)))
    backwards = along(q, nearest_to_circle(q, p, circle), unit(minus(p, q)))
    use = forwards
    if _distance(backwards, circle) <= _distance(forwards, circle):
        use = backwards
    if surface.sign != 0:
        fits = side(forwards[surface.axis]) == surface.sign
        back_fits = side(backwards[surface.axis]) == surface.sign
        if not (fits or back_fits):
            return False, p
        if fits != back_fits:
            use = forwards if fits else backwards
    stretch = circle / math.hypot(use[0], use[1])
    return True, (use[0] * stretch, use[1] * stretch, 0.0)


@lean
def _distance(point: Vector, circle: float) -> float:
    """Distance of a point from a circle about z."""
    return length((math.hypot(point[0], point[1]) - circle, point[2], 0.0))


@lean
def _into(p: Vector, centre: Vector, out: Vector) -> Vector:
    """Point in the axes of the cylinder: x to the torus' centre, z along the tube."""
    x, y, z = minus(p, centre)
    return -(x * out[0] + y * out[1]), -z, x * out[1] - y * out[0]


@lean
def _out_of(p: Vector, centre: Vector, out: Vector) -> Vector:
    """Point in the torus' axes."""
    x, y, z = p
    return (
        centre[0] - x * out[0] + z * out[1],
        centre[1] - x * out[1] - z * out[0],
        centre[2] - y,
    )
