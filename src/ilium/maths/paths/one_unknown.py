"""Where OpenSim finds a line nearest to a circle, found as MINPACK's lmdif does.

OpenSim's torus takes the root that this search happens to reach from the line's end, so
the search is followed step by step, for one equation in one unknown.

References
----------
Moré JJ (1978). The Levenberg-Marquardt algorithm: implementation and theory. In: Watson
GA (ed), Numerical Analysis, Lecture Notes in Mathematics 630, 105-116.
doi:10.1007/BFb0067700
"""

from __future__ import annotations

import math
from typing import Final

from ilium.maths.compiled import kernel
from ilium.maths.vectors import Vector, dot, minus, unit

TOLERANCE: Final = 1e-4
"""Relative change of residual or unknown at which OpenSim stops [1]."""
FIRST_STEP: Final = 0.2
"""OpenSim's bound of the first, scaled, step."""
DIFFERENCE: Final = 1e-5
"""Step of OpenSim's forward difference [m]."""
CALLS: Final = 500


@kernel
def nearest_to_circle(p: Vector, q: Vector, circle: float) -> float:
    """Distance from p, along the line to q, to where it is nearest to a circle about z.

    Parameters
    ----------
    p, q
        Two points of the line [m].
    circle
        Radius of the circle in the plane z = 0 [m].

    Returns
    -------
    float
        Where OpenSim's derivative of the squared distance vanishes [m]; it counts the
        circle's share twice, so the place is nearest to a circle of twice the radius.
    """
    line = unit(minus(q, p))
    at, value = 0.0, _slope(0.0, p, line, circle)
    scale, bound, damping = 0.0, FIRST_STEP, 0.0
    opening = True
    for _ in range(CALLS):
        if value == 0.0:
            break
        change = (_slope(at + DIFFERENCE, p, line, circle) - value) / DIFFERENCE
        scale = max(scale, abs(change))
        if scale == 0.0:
            scale = 1.0
        done = False
        for _ in range(CALLS):
            damping, move = _step(value, change, scale, bound, damping)
            size = scale * abs(move)
            if opening:
                bound = min(bound, size)
            new = _slope(at + move, p, line, circle)
            gain, foreseen, bound, damping = _judge(
                value, new, change * move, size, bound, damping
            )
            ratio = gain / foreseen if foreseen != 0.0 else 0.0
            if ratio >= TOLERANCE:
                at, value, opening = at + move, new, False
            small = abs(gain) <= TOLERANCE and foreseen <= TOLERANCE and ratio <= 2.0
            done = small or bound <= TOLERANCE * scale * abs(at)
            if done or ratio >= TOLERANCE:
                break
        if done:
            break
    return at


@kernel
def _slope(at: float, p: Vector, line: Vector, circle: float) -> float:
    """OpenSim's derivative of the squared distance to the circle along a line."""
    x, y = p[0] + at * line[0], p[1] + at * line[1]
    outwards = (x * line[0] + y * line[1]) / math.hypot(x, y)
    return 2.0 * (dot(p, line) + at) - 4.0 * circle * outwards


@kernel
def _step(
    value: float, change: float, scale: float, bound: float, damping: float
) -> tuple[float, float]:
    """Levenberg's damping and the step within the bound (MINPACK's lmpar)."""
    newton = -value / change
    size = scale * abs(newton)
    excess = size - bound
    if excess <= 0.1 * bound:
        return 0.0, newton
    low = excess / bound * (change / scale) ** 2
    high = abs(change * value) / scale / bound
    damping = min(max(damping, low), high)
    if damping == 0.0:
        damping = abs(change * value) / scale / size
    move = newton
    for turn in range(10):
        weight = change * change + damping * scale * scale
        move = -change * value / weight
        excess = scale * abs(move) - bound
        if abs(excess) <= 0.1 * bound or turn == 9:
            break
        if excess > 0.0:
            low = max(low, damping)
        damping = max(low, damping + excess / bound * weight / scale**2)
    return damping, move


@kernel
def _judge(
    value: float, new: float, linear: float, size: float, bound: float, damping: float
) -> tuple[float, float, float, float]:
    """Actual and foreseen reduction, and the next bound and damping."""
    gain = 1.0 - (new / value) ** 2 if 0.1 * abs(new) < abs(value) else -1.0
    straight = (linear / value) ** 2
    damped = damping * (size / value) ** 2
    foreseen = straight + 2.0 * damped
    ratio = gain / foreseen if foreseen != 0.0 else 0.0
    if ratio <= 0.25:
        share = 0.5
        if gain < 0.0:
            fall = -(straight + damped)
            share = 0.5 * fall / (fall + 0.5 * gain)
        if 0.1 * abs(new) >= abs(value) or share < 0.1:
            share = 0.1
        return gain, foreseen, share * min(bound, 10.0 * size), damping / share
    if damping == 0.0 or ratio >= 0.75:
        return gain, foreseen, 2.0 * size, 0.5 * damping
    return gain, foreseen, bound, damping
