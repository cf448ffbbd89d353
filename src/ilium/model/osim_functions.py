"""Functions of a model's file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.functions import (
    Constant,
    Function,
    Linear,
    PiecewiseLinear,
    Polynomial,
    Scaled,
    SimmSpline,
)
from ilium.model.osim_node import Node

_AXIS: Final = ("coordinates", "axis")
_DEEPEST: Final = 8


def read_function(node: Node, depth: int = 0) -> Function:
    """Read a function of one coordinate.

    Parameters
    ----------
    node
        The function's element.
    depth
        How many other functions it lies in.

    Returns
    -------
    Function
        The function.

    Raises
    ------
    InputError
        Where its class is unknown.
    FileFormatError
        Where its numbers do not make a function.
    """
    if node.kind == "MultiplierFunction" and depth < _DEEPEST:
        inner = node.only("function")
        if inner is None:
            node.refuse("it multiplies nothing")
        return Scaled(node.number("scale", 1.0), read_function(inner, depth + 1))
    if node.kind not in _READERS:
        node.unknown("a function", "Replace it in OpenSim by a SimmSpline.")
    return _READERS[node.kind](node)


def function_in(node: Node) -> Node | None:
    """Return the element of a function that stands in, or directly under, a property.

    Files of OpenSim 3 wrap it in ``<function>``; later ones name it ``function``.

    Parameters
    ----------
    node
        The axis or constraint that holds the function.

    Returns
    -------
    Node | None
        The function's element; ``None`` where there is none.
    """
    wrapped = node.element.find("function")
    if wrapped is not None:
        return next(node.of(wrapped).children(), None)
    others = (each for each in node.children() if each.kind not in _AXIS)
    return next(others, None)


def constant(function: Function) -> float | None:
    """Value of a function that has one value everywhere, else ``None``."""
    if isinstance(function, Scaled):
        inner = constant(function.function)
        return None if inner is None else function.factor * inner
    return function.value if isinstance(function, Constant) else None


def _points(node: Node) -> tuple[FloatArray, FloatArray]:
    x, y = node.numbers("x"), node.numbers("y")
    if x.size != y.size or x.size < 2:
        node.refuse(f"it has {x.size} places and {y.size} values, at least 2 of each")
    if not (np.diff(x) > 0.0).all():
        node.refuse("its places do not increase")
    return x, y


def _linear(node: Node) -> Linear:
    slope, intercept = node.numbers("coefficients", 2, default=np.array([1.0, 0.0]))
    return Linear(float(slope), float(intercept))


def _polynomial(node: Node) -> Polynomial:
    coefficients = node.numbers("coefficients", default=np.ones(1))
    return Polynomial(tuple(coefficients.tolist()))


def _spline(node: Node) -> SimmSpline:
    return SimmSpline(*_points(node))


_READERS: Final[dict[str, Callable[[Node], Function]]] = {
    "Constant": lambda node: Constant(node.number("value", 0.0)),
    "LinearFunction": _linear,
    "PolynomialFunction": _polynomial,
    "PiecewiseLinearFunction": lambda node: PiecewiseLinear(*_points(node)),
    # three names of one class in OpenSim's history
    "SimmSpline": _spline,
    "NaturalCubicSpline": _spline,
    "natCubicSpline": _spline,
}
