"""The point of an ellipsoid that is closest to a point, as OpenSim computes it.

OpenSim stops Newton's iteration at a residual of 1e-9 and treats points on a coordinate
plane apart; where the path over an ellipsoid lies depends on both.

References
----------
Hart JC (1994). Distance to an ellipsoid. In: Heckbert PS (ed), Graphics Gems IV,
113-119. doi:10.1016/B978-0-12-336156-1.50019-1
"""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import kernel
from ilium.maths.vectors import Vector, length

ZERO: Final = 2e-13
"""Coordinate that OpenSim takes for zero."""
RESIDUAL: Final = 1e-9
ROUNDS: Final = 64
NO_PLANE: Final = -1


@kernel
def closest_point(radii: Vector, point: Vector, plane: int, before: Vector) -> Vector:
    """Closest point of an ellipsoid about the origin.

    Parameters
    ----------
    radii
        Its radii, scaled to a mean of 1.
    point
        The point.
    plane
        Axis along which the point keeps its place, so that the closest point of the
        ellipse across it is taken; `NO_PLANE` for the ellipsoid.
    before
        What is returned where the iteration does not end.

    Returns
    -------
    Vector
        The closest point.
    """
    if plane == NO_PLANE:
        plane = _plane(radii, point)
    if plane == 0:
        y, z = _on_ellipse(radii[1], radii[2], point[1], point[2])
        return point[0], y, z
    if plane == 1:
        z, x = _on_ellipse(radii[2], radii[0], point[2], point[0])
        return x, point[1], z
    if plane == 2:
        x, y = _on_ellipse(radii[0], radii[1], point[0], point[1])
        return x, y, point[2]
    return _on_ellipsoid(radii, point, before)


@kernel
def _plane(radii: Vector, point: Vector) -> int:
    """Axis along which the point is at zero; of several, of the smaller ellipse."""
    plane = NO_PLANE
    least = math.inf
    total = radii[0] + radii[1] + radii[2]
    for axis in range(3):
        if abs(point[axis]) <= ZERO and total - radii[axis] < least:
            plane, least = axis, total - radii[axis]
    return plane


@kernel
def _on_ellipsoid(radii: Vector, point: Vector, before: Vector) -> Vector:
    a, b, c = radii[0] ** 2, radii[1] ** 2, radii[2] ** 2
    u, v, w = a * point[0] ** 2, b * point[1] ** 2, c * point[2] ** 2
    at = 0.0
    if u / a**2 + v / b**2 + w / c**2 >= 1.0:
        at = max(radii[0], radii[1], radii[2]) * length(point)
    for _ in range(ROUNDS):
        p, q, r = at + a, at + b, at + c
        value = (
            (p * q * r) ** 2 - u * (q * r) ** 2 - v * (p * r) ** 2 - w * (p * q) ** 2
        )
        if abs(value) < RESIDUAL:
            return a * point[0] / p, b * point[1] / q, c * point[2] / r
        rate = p * q * r * (q * r + p * r + p * q)
        rate -= u * q * r * (q + r) + v * p * r * (p + r) + w * p * q * (p + q)
        at -= value / (2.0 * rate)
    return before


@kernel
def _on_ellipse(a: float, b: float, u: float, v: float) -> tuple[float, float]:
    """Closest point of an ellipse with radii a, b to the point (u, v)."""
    on_v, on_u = abs(u) <= ZERO, abs(v) <= ZERO
    if on_v and on_u:
        if a < b:
            return (-a if u < 0.0 else a), v
        return u, (-b if v < 0.0 else b)
    if on_v:
        y, x = _on_axis(b, a, v, u)
        return x, y
    if on_u:
        return _on_axis(a, b, u, v)
    at = 0.0
    if (u / a) ** 2 + (v / b) ** 2 >= 1.0:
        at = max(a, b) * math.hypot(u, v)
    p, q = at + a * a, at + b * b
    for _ in range(ROUNDS):
        p, q = at + a * a, at + b * b
        value = (p * q) ** 2 - (a * u * q) ** 2 - (b * v * p) ** 2
        if abs(value) < RESIDUAL:
            break
        rate = 2.0 * (p * q * (p + q) - (a * u) ** 2 * q - (b * v) ** 2 * p)
        at -= value / rate
    return a * a * u / p, b * b * v / q


@kernel
def _on_axis(a: float, b: float, u: float, v: float) -> tuple[float, float]:
    """Closest point of an ellipse to (u, v) on the axis of radius a: v is zero."""
    if b >= a or abs(u) >= a - b * b / a:
        return (a if u >= 0.0 else -a), v
    x = a * a * u / (a * a - b * b)
    return x, b * math.sqrt(abs(1.0 - (x / a) ** 2))
