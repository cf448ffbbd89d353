"""The point of an ellipsoid that a path is laid over, by OpenSim's three methods."""

from __future__ import annotations

from typing import Final

from ilium.maths.compiled import kernel
from ilium.maths.paths.closest import NO_PLANE, closest_point
from ilium.maths.paths.layout import AXIAL, MIDPOINT, Surface
from ilium.maths.vectors import Vector, along, minus, scaled, side, unit

LEAST_AXIAL: Final = 0.7073
"""Cosine between line and axis up to which only the fan counts [1]."""
ALL_AXIAL: Final = 0.9
"""Cosine from which only the axial method counts [1]."""
FADE: Final = 0.3
"""Share of the chord near its ends over which the axial method fades out [1]."""
BLADES: Final = 300


@kernel
def apex_and_starts(
    p: Vector,
    q: Vector,
    enter: Vector,
    leave: Vector,
    radii: Vector,
    surface: Surface,
) -> tuple[Vector, Vector, Vector]:
    """Find the point that a path is laid over, and where the tangents are sought from.

    Parameters
    ----------
    p, q
        Ends of the line, scaled with the radii.
    enter, leave
        Where the line cuts the ellipsoid.
    radii
        Its radii, scaled to a mean of 1.
    surface
        Its method and the half on which the path stays.

    Returns
    -------
    tuple
        The point, and the two starts.
    """
    chord = minus(leave, enter)
    steep, share = _most_parallel(unit(minus(p, q)), enter, chord)
    weight = -1.0
    use_apex = True
    if surface.method == MIDPOINT:
        middle = along(enter, 0.5, chord)
        apex = closest_point(radii, middle, NO_PLANE, middle)
    else:
        foot = along(enter, share, chord)
        apex = closest_point(radii, foot, _axis(unit(minus(p, q))), foot)
        if surface.method == AXIAL:
            use_apex = 0.0 < share < 1.0
        else:
            apex, weight = _blend(radii, enter, chord, apex, _faded(steep, share))
    first, last = (apex, apex) if use_apex else (enter, leave)
    if surface.sign != 0 and side(apex[surface.axis]) != surface.sign:
        apex = _times(apex, surface.axis, -1.0)
        first, last = apex, apex
        if weight > 0.0:
            lowered = _times(apex, surface.axis, 1.0 - weight)
            apex = closest_point(radii, lowered, NO_PLANE, apex)
    return apex, first, last


@kernel
def _axis(line: Vector) -> int:
    """Axis that a line is most parallel to."""
    x, y, z = abs(line[0]), abs(line[1]), abs(line[2])
    if z > x and z > y:
        return 2
    return 1 if y > x else 0


@kernel
def _most_parallel(line: Vector, enter: Vector, chord: Vector) -> tuple[float, float]:
    """Cosine to the most parallel axis, and where on the chord that axis is at zero."""
    axis = _axis(line)
    return abs(line[axis]), -enter[axis] / chord[axis]


@kernel
def _faded(steep: float, share: float) -> float:
    """Cosine, lowered where the axial method's point nears the ends of the chord."""
    if steep <= LEAST_AXIAL:
        return steep
    fade = 1.0
    if share < 0.0 or share > 1.0:
        fade = 0.0
    elif share < FADE:
        fade = share / FADE
    elif share > 1.0 - FADE:
        fade = (1.0 - share) / FADE
    return LEAST_AXIAL + fade * (steep - LEAST_AXIAL)


@kernel
def _blend(
    radii: Vector, enter: Vector, chord: Vector, axial: Vector, steep: float
) -> tuple[Vector, float]:
    """Point between the axial method's and the fan's, and the fan's weight."""
    if steep >= ALL_AXIAL:
        return axial, -1.0
    target = along(along(enter, 0.5, chord), 1.0, _fan(radii, enter, chord))
    apex = closest_point(radii, target, NO_PLANE, axial)
    if steep <= LEAST_AXIAL:
        return apex, 1.0
    share = (steep - LEAST_AXIAL) / (ALL_AXIAL - LEAST_AXIAL)
    mixed = along(scaled(axial, share), 1.0 - share, apex)
    return closest_point(radii, mixed, NO_PLANE, axial), 1.0 - share


@kernel
def _fan(radii: Vector, enter: Vector, chord: Vector) -> Vector:
    """Mean direction from the chord to the surface, over samples of the chord."""
    total = (0.0, 0.0, 0.0)
    near = enter
    for blade in range(1, BLADES - 1):
        foot = along(enter, blade / BLADES, chord)
        near = closest_point(radii, foot, NO_PLANE, near)
        total = along(total, 1.0, unit(minus(near, foot)))
    return unit(total)


@kernel
def _times(point: Vector, axis: int, factor: float) -> Vector:
    """Point with one of its coordinates multiplied."""
    x, y, z = point
    if axis == 0:
        return factor * x, y, z
    if axis == 1:
        return x, factor * y, z
    return x, y, factor * z
