"""One line over one surface of any kind."""

from __future__ import annotations

from ilium.maths.compiled import lean
from ilium.maths.paths.cylinder import wrap_cylinder
from ilium.maths.paths.ellipsoid import wrap_ellipsoid
from ilium.maths.paths.layout import CYLINDER, ELLIPSOID, SPHERE, Surface, Wrap
from ilium.maths.paths.sphere import wrap_sphere
from ilium.maths.paths.torus import wrap_torus
from ilium.maths.vectors import Vector


@lean
def wrap_surface(
    p: Vector, q: Vector, surface: Surface, mode: int, alone: bool
) -> Wrap:
    """Lay a line over a surface.

    Parameters
    ----------
    p, q
        Ends of the line in the surface's frame [m].
    surface
        The surface.
    mode
        `COMPATIBLE` or `EXACT`; ellipsoids and tori know the first only.
    alone
        Whether the muscle has no other surface.

    Returns
    -------
    Wrap
        Outcome, length on the surface, and where the path meets and leaves it.
    """
    if surface.kind == CYLINDER:
        return wrap_cylinder(p, q, surface, mode, alone)
    if surface.kind == SPHERE:
        return wrap_sphere(p, q, surface, mode)
    if surface.kind == ELLIPSOID:
        return wrap_ellipsoid(p, q, surface)
    return wrap_torus(p, q, surface, alone)
