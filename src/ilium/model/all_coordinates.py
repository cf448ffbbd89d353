"""Every coordinate of a model from its free ones."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel
from ilium.model.function_pieces import as_pieces
from ilium.model.functions import Function


def all_coordinates(model: BodyModel, free: FloatArray) -> FloatArray:
    """Add the coupled and the locked coordinates to the free ones.

    Parameters
    ----------
    model
        The model.
    free
        Free coordinates in the model's order, shape (time, free) [rad] or [m].

    Returns
    -------
    FloatArray
        `BodyModel.coordinates` in order, shape (time, coordinate) [rad] or [m].
    """
    columns = {name: free[:, at] for at, name in enumerate(model.free_coordinates)}
    for each in model.coordinates:
        if each.locked:
            columns[each.name] = np.full(len(free), each.default)
    waiting = [each for each in model.couplers if each.dependent not in columns]
    while waiting:
        ready = [each for each in waiting if each.independent in columns]
        if not ready:
            break
        for each in ready:
            driver = columns[each.independent]
            columns[each.dependent] = _values(each.function, driver)
        waiting = [each for each in waiting if each.dependent not in columns]
    names = [each.name for each in model.coordinates]
    return np.column_stack([columns[name] for name in names])


def _values(function: Function, x: FloatArray) -> FloatArray:
    pieces = as_pieces(function)
    at = np.maximum(np.searchsorted(pieces.left, x, side="right") - 1, 0)
    powers = np.arange(pieces.coefficients.shape[1])
    terms = (x - pieces.origin[at])[:, None] ** powers
    return np.einsum("tp,tp->t", terms, pieces.coefficients[at])
