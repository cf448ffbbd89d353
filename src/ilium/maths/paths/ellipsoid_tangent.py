"""The tangent point of a line to an ellipsoid in a plane, as OpenSim approaches it.

OpenSim stops at a sum of squared residuals of 1e-8, some micrometres from the tangent
point, so its approach is followed step by step.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.maths.compiled import kernel
from ilium.maths.paths.layout import FloatArray
from ilium.maths.vectors import Vector, dot, minus, unit

SQUARES: Final = 1e-8
"""Sum of squared residuals at which OpenSim stops."""
ROUNDS: Final = 50
TRIALS: Final = 1000


@kernel
def slide_to_tangent(
    start: Vector, p: Vector, radii: Vector, normal: Vector, offset: float
) -> Vector:
    """Move a point over an ellipsoid until the line from p touches there.

    Parameters
    ----------
    start
        Where the search begins.
    p
        The point outside.
    radii
        Of the ellipsoid about the origin.
    normal, offset
        Plane in which the point stays.

    Returns
    -------
    Vector
        The tangent point, all scaled with the radii.
    """
    shape = (2.0 / radii[0] ** 2, 2.0 / radii[1] ** 2, 2.0 / radii[2] ** 2)
    unknowns = np.array([start[0], start[1], start[2], -_metric(start, start, shape)])
    error = np.zeros(4)
    slope = np.zeros((4, 4))
    system = np.zeros((4, 5))
    step = np.zeros(4)
    squares = _errors(unknowns, p, shape, normal, offset, error)
    damping = 0.01
    for _ in range(ROUNDS):
        if not squares > SQUARES:
            break
        caution = _caution(unknowns, p)
        _slopes(unknowns, p, shape, normal, slope)
        right = -slope @ error
        before = squares
        for trial in range(TRIALS):
            if trial > 0 and not squares >= before:
                break
            _damped(slope, right, damping, system, step)
            unknowns += caution / 16.0 * step
            before = squares
            squares = _errors(unknowns, p, shape, normal, offset, error)
            damping *= 4.0
        damping /= 8.0
        step *= caution / 16.0
        stride = 0.5
        for _ in range(TRIALS):
            if not squares <= before:
                break
            stride *= 2.0
            unknowns += stride * step
            before = squares
            squares = _errors(unknowns, p, shape, normal, offset, error)
        unknowns -= stride * step
        squares = _errors(unknowns, p, shape, normal, offset, error)
    return unknowns[0], unknowns[1], unknowns[2]


@kernel
def _metric(a: Vector, b: Vector, shape: Vector) -> float:
    """Scalar product in the ellipsoid's metric."""
    return shape[0] * a[0] * b[0] + shape[1] * a[1] * b[1] + shape[2] * a[2] * b[2]


@kernel
def _caution(unknowns: FloatArray, p: Vector) -> float:
    """How much of a step is taken: less where the line nears the centre."""
    point = (unknowns[0], unknowns[1], unknowns[2])
    cosine = dot(unit(minus(p, point)), unit(p))
    return 1.0 - cosine**100 if cosine > 0.1 else 1.0


@kernel
def _errors(
    unknowns: FloatArray,
    p: Vector,
    shape: Vector,
    normal: Vector,
    offset: float,
    error: FloatArray,
) -> float:
    """Write the residuals of plane, surface, and tangent plane twice; their squares."""
    point = (unknowns[0], unknowns[1], unknowns[2])
    error[0] = dot(normal, point) + offset
    error[1] = 0.5 * _metric(point, point, shape) - 1.0
    error[2] = _metric(point, point, shape) + unknowns[3]
    error[3] = _metric(point, p, shape) + unknowns[3]
    return error[0] ** 2 + error[1] ** 2 + error[2] ** 2 + error[3] ** 2


@kernel
def _slopes(
    unknowns: FloatArray, p: Vector, shape: Vector, normal: Vector, slope: FloatArray
) -> None:
    """Write the derivative of each residual (column) by each unknown (row)."""
    for axis in range(3):
        slope[axis, 0] = normal[axis]
        slope[axis, 1] = shape[axis] * unknowns[axis]
        slope[axis, 2] = 2.0 * shape[axis] * unknowns[axis]
        slope[axis, 3] = shape[axis] * p[axis]
    slope[3, :] = 0.0
    slope[3, 2] = 1.0
    slope[3, 3] = 1.0


@kernel
def _damped(
    slope: FloatArray,
    right: FloatArray,
    damping: float,
    system: FloatArray,
    out: FloatArray,
) -> None:
    """Solve the normal equations with Marquardt's damping, by elimination."""
    for row in range(4):
        for column in range(4):
            system[row, column] = np.dot(slope[row], slope[column])
        system[row, row] *= 1.0 + damping
        system[row, 4] = right[row]
    _eliminate(system)
    for row in range(3, -1, -1):
        value = system[row, 4]
        for column in range(row + 1, 4):
            value -= system[row, column] * out[column]
        out[row] = value / system[row, row]


@kernel
def _eliminate(system: FloatArray) -> None:
    """Bring four equations into triangular form, largest pivots first."""
    for pivot in range(4):
        best = pivot
        for row in range(pivot + 1, 4):
            if abs(system[row, pivot]) > abs(system[best, pivot]):
                best = row
        for column in range(5):
            held = system[pivot, column]
            system[pivot, column] = system[best, column]
            system[best, column] = held
        for row in range(pivot + 1, 4):
            share = system[row, pivot] / system[pivot, pivot]
            for column in range(pivot, 5):
                system[row, column] -= share * system[pivot, column]
