"""Muscles and their paths as elements of a model's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from ilium.model.body_model import GROUND, Muscle, PathPoint
from ilium.model.functions import Constant
from ilium.model.osim_elements import add, add_function, add_set
from ilium.model.osim_muscles import FLAGS, KINDS, SMALLEST

_CLASSES: Final = {kind: name for name, kind in KINDS.items()}


def frame_path(segment: str) -> str:
    """Path of a segment's frame in OpenSim's tree."""
    return f"/{GROUND}" if segment == GROUND else f"/bodyset/{segment}"


def add_muscle(parent: Element, muscle: Muscle, owners: Mapping[str, str]) -> None:
    """Add a muscle with its path.

    Parameters
    ----------
    parent
        Where it goes.
    muscle
        The muscle.
    owners
        Coordinate to its joint.
    """
    made = add(parent, _CLASSES[muscle.kind], name=muscle.name)
    path = add(made, "GeometryPath", name="geometrypath")
    points = add_set(path, "PathPointSet")
    for point in muscle.points:
        _add_point(points, point, owners)
    wraps = add_set(path, "PathWrapSet")
    for number, wrap in enumerate(muscle.wraps, start=1):
        inside = add(wraps, "PathWrap", name=f"wrap{number}")
        add(inside, "wrap_object", wrap.surface)
        add(inside, "method", wrap.method)
        add(inside, "range", (wrap.first, wrap.last))
    add(made, "max_isometric_force", muscle.max_isometric_force)
    add(made, "optimal_fiber_length", muscle.optimal_fibre_length)
    add(made, "tendon_slack_length", muscle.tendon_slack_length)
    add(made, "pennation_angle_at_optimal", muscle.pennation)
    add(made, "max_contraction_velocity", muscle.max_contraction_velocity)
    add(made, SMALLEST[muscle.kind][0], muscle.min_activation)
    _add_curves(made, muscle.curves)


def _add_curves(parent: Element, curves: Mapping[str, float]) -> None:
    made: dict[str, Element] = {}
    for name, value in curves.items():
        curve, _, parameter = name.rpartition(".")
        if curve and curve not in made:
            made[curve] = add(parent, curve, name=curve)
        holder = made[curve] if curve else parent
        add(holder, parameter, bool(value) if parameter in FLAGS else value)


def _add_point(parent: Element, point: PathPoint, owners: Mapping[str, str]) -> None:
    kind = "ConditionalPathPoint" if point.condition else "PathPoint"
    made = add(parent, "MovingPathPoint" if point.motion else kind, name=point.name)
    add(made, "socket_parent_frame", frame_path(point.segment))
    if point.motion:
        _add_motion(made, point, owners)
        return
    add(made, "location", point.location)
    if point.condition:
        coordinate, low, high = point.condition
        add(made, "socket_coordinate", _coordinate_path(coordinate, owners))
        add(made, "range", (low, high))


def _add_motion(parent: Element, point: PathPoint, owners: Mapping[str, str]) -> None:
    driver = next(motion[0] for motion in point.motion if motion)
    for axis, motion, rest in zip("xyz", point.motion, point.location, strict=True):
        coordinate, function = motion or (driver, Constant(float(rest)))
        path = _coordinate_path(coordinate, owners)
        add(parent, f"socket_{axis}_coordinate", path)
        add_function(add(parent, f"{axis}_location"), function)


def _coordinate_path(coordinate: str, owners: Mapping[str, str]) -> str:
    return f"/jointset/{owners[coordinate]}/{coordinate}"
