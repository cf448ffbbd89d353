"""Elements of a model's file, from names, numbers and functions."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.functions import (
    Constant,
    Function,
    Linear,
    PiecewiseLinear,
    Polynomial,
    Scaled,
)

Value = str | bool | int | float | Sequence[float] | FloatArray


def add(
    parent: Element, tag: str, value: Value | None = None, *, name: str = ""
) -> Element:
    """Add an element, with text and name where they are given.

    Parameters
    ----------
    parent
        Where it goes.
    tag
        Its class or property.
    value
        Number, flag, text, or several numbers; every digit is kept.
    name
        Its name.

    Returns
    -------
    Element
        The new element.
    """
    made = SubElement(parent, tag, {"name": name} if name else {})
    if value is not None:
        made.text = _text(value)
    return made


def add_set(parent: Element, tag: str) -> Element:
    """Add a set, such as ``BodySet``, and return where its objects go."""
    return add(add(parent, tag, name=tag.lower()), "objects")


def add_function(parent: Element, function: Function, name: str = "") -> None:
    """Add a function.

    Parameters
    ----------
    parent
        The property that holds it.
    function
        The function.
    name
        Its name, where the property is not its own element.
    """
    if isinstance(function, Constant):
        add(add(parent, "Constant", name=name), "value", function.value)
    elif isinstance(function, Linear):
        made = add(parent, "LinearFunction", name=name)
        add(made, "coefficients", (function.slope, function.intercept))
    elif isinstance(function, Polynomial):
        made = add(parent, "PolynomialFunction", name=name)
        add(made, "coefficients", function.coefficients)
    elif isinstance(function, Scaled):
        made = add(parent, "MultiplierFunction", name=name)
        add_function(add(made, "function"), function.function)
        add(made, "scale", function.factor)
    else:
        straight = isinstance(function, PiecewiseLinear)
        kind = "PiecewiseLinearFunction" if straight else "SimmSpline"
        made = add(parent, kind, name=name)
        add(made, "x", function.x)
        add(made, "y", function.y)


def symmetric(matrix: FloatArray) -> tuple[float, ...]:
    """Six numbers of a symmetric matrix in OpenSim's order: xx yy zz xy xz yz."""
    pairs = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))
    return tuple(float(matrix[pair]) for pair in pairs)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    numbers = value.tolist() if isinstance(value, np.ndarray) else value
    return " ".join(repr(each) for each in numbers)
