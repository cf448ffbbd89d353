"""Muscles of a model that is kept in tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Literal, cast

from ilium.model.body_model import Muscle, PathPoint, PathWrap
from ilium.model.mirror import both_sides, left_name, mirrored_point
from ilium.model.table_rows import PLACE, read_rows, vector


def table_muscles(model: str) -> tuple[Muscle, ...]:
    """Read the muscles of a model's tables; the left ones are mirrored.

    Parameters
    ----------
    model
        Name of the model's folder.

    Returns
    -------
    tuple[Muscle, ...]
        In the table's order, the left ones after the right ones.
    """
    points = _points(model)
    wraps = _wraps(model)
    curves = {
        row["parameter"]: float(row["value"]) for row in read_rows(model, "curves")
    }
    velocity = curves.pop("max_contraction_velocity")
    activation = curves.pop("min_activation")
    right = (
        Muscle(
            name=row["muscle"],
            kind="millard",
            max_isometric_force=float(row["max_isometric_force_N"]),
            optimal_fibre_length=float(row["optimal_fibre_length_m"]),
            tendon_slack_length=float(row["tendon_slack_length_m"]),
            pennation=float(row["pennation_rad"]),
            max_contraction_velocity=velocity,
            min_activation=activation,
            points=tuple(points[row["muscle"]]),
            wraps=tuple(wraps[row["muscle"]]),
            curves=curves,
        )
        for row in read_rows(model, "muscles")
    )
    return tuple(both_sides(right, lambda each: each.name, _mirrored_muscle))


def _points(model: str) -> dict[str, list[PathPoint]]:
    points: dict[str, list[PathPoint]] = defaultdict(list)
    for row in read_rows(model, "paths"):
        path = points[row["muscle"]]
        name = f"{row['muscle']}-P{len(path) + 1}"
        path.append(
            PathPoint(name=name, segment=row["segment"], location=vector(row, PLACE))
        )
    return points


def _wraps(model: str) -> dict[str, list[PathWrap]]:
    wraps: dict[str, list[PathWrap]] = defaultdict(list)
    for row in read_rows(model, "wraps"):
        wrap = PathWrap(
            surface=row["cylinder"],
            method=cast("Literal['hybrid', 'midpoint', 'axial']", row["method"]),
            first=int(row["first_point"]),
            last=int(row["last_point"]),
        )
        wraps[row["muscle"]].append(wrap)
    return wraps


def _mirrored_muscle(muscle: Muscle) -> Muscle:
    points = tuple(
        replace(
            each,
            name=each.name.replace(muscle.name, left_name(muscle.name)),
            segment=left_name(each.segment),
            location=mirrored_point(each.location),
        )
        for each in muscle.points
    )
    wraps = tuple(
        replace(each, surface=left_name(each.surface)) for each in muscle.wraps
    )
    return replace(muscle, name=left_name(muscle.name), points=points, wraps=wraps)
