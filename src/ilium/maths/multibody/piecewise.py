"""Piecewise polynomials of a coordinate, and polynomials of those."""

from __future__ import annotations

from ilium.maths.compiled import lean
from ilium.maths.multibody.layout import Chain, Curves


@lean
def follow(
    chain: Chain | Curves, function: int, x: float
) -> tuple[float, float, float]:
    """Value, slope and curvature of a function and all that it is composed of.

    Parameters
    ----------
    chain
        What holds the functions.
    function
        Number of the outermost function; −1 for the coordinate itself.
    x
        The coordinate [rad] or [m].

    Returns
    -------
    tuple of float
        Value, first and second derivative by the coordinate.
    """
    depth, slope, curvature = 0, 1.0, 0.0
    each = function
    while each >= 0:
        depth += 1
        each = chain.inner[each]
    for level in range(depth - 1, -1, -1):
        each = function
        for _ in range(level):
            each = chain.inner[each]
        x, first, second = _piece(chain, each, x)
        curvature = second * slope * slope + first * curvature
        slope = first * slope
    return x, slope, curvature


@lean
def _piece(
    chain: Chain | Curves, function: int, x: float
) -> tuple[float, float, float]:
    start = int(chain.first[function])
    at = start + int(chain.pieces[function]) - 1
    while at > start and x < chain.left[at]:
        at -= 1
    offset = x - float(chain.origin[at])
    value, slope, curvature = 0.0, 0.0, 0.0
    for power in range(chain.coefficients.shape[1] - 1, -1, -1):
        curvature = curvature * offset + 2.0 * slope
        slope = slope * offset + value
        value = value * offset + float(chain.coefficients[at, power])
    return value, slope, curvature
