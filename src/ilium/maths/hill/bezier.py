"""Curves of quintic Bézier sections, straight beyond their ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.errors import InputError
from ilium.maths.compiled import lean

FloatArray = NDArray[np.float64]

SECTIONS = 5
"""Most sections that a curve has [1]."""
WIDTH = 7 + 12 * SECTIONS
"""Numbers that describe a curve: see `curve_of` [1]."""
_STEPS = 30
_TO_POWERS = np.array(
    [
        [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [-5.0, 5.0, 0.0, 0.0, 0.0, 0.0],
        [10.0, -20.0, 10.0, 0.0, 0.0, 0.0],
        [-10.0, 30.0, -30.0, 10.0, 0.0, 0.0],
        [5.0, -20.0, 30.0, -20.0, 5.0, 0.0],
        [-1.0, 5.0, -10.0, 10.0, -5.0, 1.0],
    ]
)


class Knot(NamedTuple):
    """A point that a curve passes through, and its slope there."""

    x: float
    y: float
    slope: float


def curve_of(knots: Sequence[Knot], curviness: Sequence[float]) -> FloatArray:
    """Describe a curve that bends once between each knot and the next.

    The middle control points of a section lie, in pairs, on its two end tangents, at
    the share `curviness` of the way to where the tangents meet.

    Parameters
    ----------
    knots
        From left to right, two to six.
    curviness
        Of each section, from 0 (straight) to 1 [1].

    Returns
    -------
    FloatArray
        Number of sections; x, y and slope of the first knot, of the last; then for
        each section the coefficients of x and of y by rising powers of the section's
        parameter, shape (`WIDTH`,).

    Raises
    ------
    InputError
        Where two tangents do not meet between their knots.

    References
    ----------
    Millard M, Uchida T, Seth A, Delp SL (2013). Flexing computational muscle. J Biomech
    Eng 135(2), 021005. doi:10.1115/1.4023390
    """
    row = np.zeros(WIDTH)
    row[0] = len(knots) - 1
    row[1:4], row[4:7] = knots[0], knots[-1]
    pairs = zip(knots[:-1], knots[1:], curviness, strict=True)
    for at, (left, right, bend) in enumerate(pairs):
        x, y = _corner(left, right, 0.1 + 0.8 * bend)
        start = 7 + 12 * at
        row[start : start + 6] = _powers(x)
        row[start + 6 : start + 12] = _powers(y)
    return row


def _corner(left: Knot, right: Knot, share: float) -> tuple[FloatArray, FloatArray]:
    turn = left.slope - right.slope
    if abs(turn) > 1.5e-8:
        lines = right.y - left.y - right.x * right.slope + left.x * left.slope
        x = lines / turn
    else:
        x = 0.5 * (left.x + right.x)
    y = (x - right.x) * right.slope + right.y
    if not left.x <= x <= right.x:
        problem = (
            f"A muscle's curve cannot bend once between ({left.x:g}, {left.y:g}) with "
            f"slope {left.slope:g} and ({right.x:g}, {right.y:g}) with slope "
            f"{right.slope:g}."
        )
        raise InputError(problem, "Check the curve's parameters in the model.")
    near, far = left.x + share * (x - left.x), right.x + share * (x - right.x)
    low, high = left.y + share * (y - left.y), right.y + share * (y - right.y)
    return (
        np.array([left.x, near, near, far, far, right.x]),
        np.array([left.y, low, low, high, high, right.y]),
    )


def _powers(points: FloatArray) -> FloatArray:
    """Coefficients by rising powers of a quintic Bézier section."""
    return _TO_POWERS @ points


@lean
def curve_value(row: FloatArray, x: float) -> float:
    """Height of a curve.

    Parameters
    ----------
    row
        As `curve_of` describes it, shape (`WIDTH`,).
    x
        Where [1].

    Returns
    -------
    float
        Height [1].
    """
    if x <= row[1]:
        return row[2] + row[3] * (x - row[1])
    if x >= row[4]:
        return row[5] + row[6] * (x - row[4])
    start = 7
    while start < 7 + 12 * (int(row[0]) - 1) and x >= row[start + 12]:
        start += 12
    c0, c1, c2 = row[start], row[start + 1], row[start + 2]
    c3, c4, c5 = row[start + 3], row[start + 4], row[start + 5]
    low, high = 0.0, 1.0
    u = (x - c0) / (c1 + c2 + c3 + c4 + c5)
    for _ in range(_STEPS):
        error = c0 - x + u * (c1 + u * (c2 + u * (c3 + u * (c4 + u * c5))))
        if error > 0.0:
            high = u
        else:
            low = u
        slope = c1 + u * (2.0 * c2 + u * (3.0 * c3 + u * (4.0 * c4 + u * 5.0 * c5)))
        step = error / slope
        u -= step
        if not low <= u <= high:
            u = 0.5 * (low + high)
        elif abs(step) < 1e-12:
            break
    start += 6
    c3, c4, c5 = row[start + 3], row[start + 4], row[start + 5]
    c0, c1, c2 = row[start], row[start + 1], row[start + 2]
    return c0 + u * (c1 + u * (c2 + u * (c3 + u * (c4 + u * c5))))
