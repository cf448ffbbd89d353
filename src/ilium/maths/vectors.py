"""Vectors of three numbers, held in tuples so that kernels need no memory for them."""

from __future__ import annotations

import math

from ilium.maths.compiled import lean

Vector = tuple[float, float, float]


@lean
def minus(a: Vector, b: Vector) -> Vector:
    """Vector from `b` to `a`."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


@lean
def along(a: Vector, factor: float, b: Vector) -> Vector:
    """Point `a` moved by `factor` times `b`."""
    return a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]


@lean
def scaled(a: Vector, factor: float) -> Vector:
    """Vector times a number."""
    return factor * a[0], factor * a[1], factor * a[2]


@lean
def dot(a: Vector, b: Vector) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


@lean
def cross(a: Vector, b: Vector) -> Vector:
    """Vector product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


@lean
def length(a: Vector) -> float:
    """Euclidean length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


@lean
def unit(a: Vector) -> Vector:
    """Vector of length 1 along `a`, or zero where `a` is zero."""
    size = length(a)
    if size == 0.0:
        return 0.0, 0.0, 0.0
    return a[0] / size, a[1] / size, a[2] / size


@lean
def arc_cosine(cosine: float) -> float:
    """Angle of a cosine that rounding may have carried beyond ±1 [rad]."""
    return math.acos(min(1.0, max(-1.0, cosine)))


@lean
def side(x: float) -> int:
    """Half of an axis on which a value lies: 1 from zero upwards, −1 below."""
    return 1 if x >= 0.0 else -1
