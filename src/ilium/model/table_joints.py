"""Joints of a model that is kept in tables."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import Joint, TransformAxis
from ilium.model.functions import Constant, Function, Linear, SimmSpline
from ilium.model.joint_kinds import CUSTOM, Axes, simple_axes
from ilium.model.mirror import left_name
from ilium.model.table_rows import Row, placement, read_rows, vector

Knots = tuple[FloatArray, FloatArray]


def table_joints(model: str) -> tuple[Joint, ...]:
    """Read the joints of a model's tables.

    Parameters
    ----------
    model
        Name of the model's folder.

    Returns
    -------
    tuple[Joint, ...]
        In the table's order, from the root outwards.
    """
    knots = _knots(model)
    axes: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(model, "axes"):
        axes[row["joint"]].append(row)
    coordinates = _coordinates(model)
    made: list[Joint] = []
    for row in read_rows(model, "joints"):
        name, kind = row["joint"], row["kind"]
        own = kind == CUSTOM
        rotations, translations = (
            _axes(axes[name], knots) if own else simple_axes(kind, coordinates[name])
        )
        joint = Joint(
            name=name,
            kind=kind,
            parent=row["parent"],
            child=row["child"],
            in_parent=placement(row, "parent_"),
            in_child=placement(row, "child_"),
            rotations=rotations,
            translations=translations,
        )
        made.append(joint)
    return tuple(made)


def _coordinates(model: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(model, "coordinates"):
        joint, name = row["joint"], row["coordinate"]
        names[joint].append(name)
        if left_name(joint) != joint:
            names[left_name(joint)].append(left_name(name))
    return names


def _knots(model: str) -> dict[str, Knots]:
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in read_rows(model, "functions"):
        knot = float(row["coordinate_rad"]), float(row["value"])
        places[row["function"]].append(knot)
    tables = {name: np.array(given) for name, given in places.items()}
    return {
        name: (each[:, 0].copy(), each[:, 1].copy()) for name, each in tables.items()
    }


def _axes(rows: list[Row], knots: dict[str, Knots]) -> Axes:
    rotations = [_axis(row, knots) for row in rows if row["moves"] == "rotation"]
    translations = [_axis(row, knots) for row in rows if row["moves"] == "translation"]
    return tuple(rotations), tuple(translations)


def _axis(row: Row, knots: dict[str, Knots]) -> TransformAxis:
    return TransformAxis(
        axis=vector(row, ("axis_x", "axis_y", "axis_z")),
        function=_function(row["function"], float(row["factor"]), knots),
        coordinate=row["coordinate"] or None,
    )


def _function(name: str, factor: float, knots: dict[str, Knots]) -> Function:
    if name == "linear":
        return Linear(factor, 0.0)
    if name == "constant":
        return Constant(factor)
    x, y = knots[name]
    return SimmSpline(x, factor * y + 0.0)
