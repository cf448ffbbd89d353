"""A model's functions as piecewise polynomials."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.multibody.pieces import (
    Pieces,
    polynomial,
    spline_pieces,
    straight_pieces,
)
from ilium.model.functions import (
    Constant,
    Function,
    Linear,
    PiecewiseLinear,
    Polynomial,
    Scaled,
)


def as_pieces(function: Function) -> Pieces:
    """Pieces of a function.

    Parameters
    ----------
    function
        Any function of a model.

    Returns
    -------
    Pieces
        The same function.
    """
    if isinstance(function, Scaled):
        inner = as_pieces(function.function)
        return inner._replace(coefficients=function.factor * inner.coefficients)
    if isinstance(function, Constant):
        return polynomial(np.array([function.value]))
    if isinstance(function, Linear):
        return polynomial(np.array([function.intercept, function.slope]))
    if isinstance(function, Polynomial):
        return polynomial(np.array(function.coefficients[::-1], np.float64))
    x, y = _points(function.x), _points(function.y)
    if isinstance(function, PiecewiseLinear):
        return straight_pieces(x, y)
    return spline_pieces(x, y)


def value_at(function: Function, x: float) -> float:
    """Value of a function.

    Parameters
    ----------
    function
        Any function of a model.
    x
        Its coordinate [rad] or [m].

    Returns
    -------
    float
        Angle [rad] or displacement [m].
    """
    pieces = as_pieces(function)
    at = max(int(np.searchsorted(pieces.left, x, side="right")) - 1, 0)
    powers = (x - pieces.origin[at]) ** np.arange(pieces.coefficients.shape[1])
    return float(powers @ pieces.coefficients[at])


def _points(values: FloatArray) -> FloatArray:
    return np.asarray(values, dtype=np.float64)
