"""Joints and coordinates of a model's file, every kind written as axes in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.model.body_model import Coordinate, Joint, Placement, TransformAxis
from ilium.model.functions import Constant, Function, Linear
from ilium.model.joint_kinds import CUSTOM, SIMPLE, Axes, is_rotational, simple_axes
from ilium.model.osim_frames import Fixed, Frames
from ilium.model.osim_functions import constant, function_in, read_function
from ilium.model.osim_node import Node

RANGE: Final = (-10.0, 10.0)
"""OpenSim's range of a coordinate that states none."""

_REMEDY: Final = "Write it as a CustomJoint in OpenSim, or use a model without it."


@dataclass(frozen=True, slots=True, eq=False)
class JointParts:
    """A joint as it is read: the joint and its coordinates."""

    joint: Joint
    coordinates: tuple[Coordinate, ...]


def read_joint(node: Node, parent: Fixed, child: Fixed) -> JointParts:
    """Read a joint between two frames.

    Parameters
    ----------
    node
        The joint's element.
    parent, child
        Its two frames.

    Returns
    -------
    JointParts
        The joint and its coordinates in the file's order.

    Raises
    ------
    InputError
        Where its kind or one of its functions is unknown.
    """
    if node.kind != CUSTOM and node.kind not in SIMPLE:
        node.unknown("a joint", _REMEDY)
    if node.flag("reverse", default=False):
        if node.kind != "WeldJoint":
            node.unknown("a joint from child to parent", _REMEDY)
        parent, child = child, parent
    coordinates = _coordinate_nodes(node)
    if node.kind == CUSTOM:
        rotations, translations = _spatial(node)
    else:
        names = [name for name, _ in coordinates]
        rotations, translations = simple_axes(node.kind, names)
    joint = Joint(
        name=node.name,
        kind=node.kind,
        parent=parent.segment,
        child=child.segment,
        in_parent=parent.placement,
        in_child=child.placement,
        rotations=rotations,
        translations=translations,
    )
    read = (_coordinate(each, name, joint) for name, each in coordinates)
    return JointParts(joint, tuple(read))


def joint_frames(node: Node, frames: Frames, child: str | None) -> tuple[Fixed, Fixed]:
    """Return a joint's frames in its parent and in its child.

    Parameters
    ----------
    node
        The joint's element.
    frames
        Every frame of the file.
    child
        The segment that owns the joint in files of OpenSim 3; ``None`` later.

    Returns
    -------
    tuple
        Parent's and child's frame.
    """
    path = f"/jointset/{node.name}"
    if child is None:
        parent = frames.of(node, "parent_frame", path)
        return parent, frames.of(node, "child_frame", path)
    parent = frames.of(node, "parent_frame", path, "parent_body")
    outer = _placement(node, "location_in_parent", "orientation_in_parent")
    inner = _placement(node, "location", "orientation")
    return Fixed(parent.segment, parent.frame(outer)), Fixed(child, inner)


def _placement(node: Node, location: str, orientation: str) -> Placement:
    return Placement(node.vector(location), node.vector(orientation))


def _coordinate_nodes(node: Node) -> list[tuple[str, Node | None]]:
    nodes = node.members("CoordinateSet") or node.members("coordinates")
    named = [(each.name, each) for each in nodes if each.kind == "Coordinate"]
    if node.kind == CUSTOM:
        return list(named)
    turns, slides = SIMPLE[node.kind]
    count = len(turns) + len(slides)
    if not named:
        return [(f"{node.name}_coord_{number}", None) for number in range(count)]
    if len(named) != count:
        node.refuse(f"it has {len(named)} coordinates instead of {count}")
    return list(named)


def _spatial(node: Node) -> Axes:
    transform = node.child("SpatialTransform")
    given = {each.name: each for each in transform.children()} if transform else {}
    known = {name for name, _ in _coordinate_nodes(node)}
    rotations = tuple(
        _axis(node, given.get(f"rotation{number}"), known) for number in (1, 2, 3)
    )
    translations = tuple(
        _axis(node, given.get(f"translation{number}"), known) for number in (1, 2, 3)
    )
    return _needed(rotations), _needed(translations)


def _needed(axes: tuple[TransformAxis | None, ...]) -> tuple[TransformAxis, ...]:
    return tuple(
        each for each in axes if each is not None and constant(each.function) != 0.0
    )


def _axis(joint: Node, node: Node | None, known: set[str]) -> TransformAxis | None:
    if node is None:
        return None
    names = node.names("coordinates")
    unknown = next((each for each in names if each not in known), None)
    if unknown is not None:
        joint.refuse(f"{node.name} follows {unknown[:60]!r}, which is none of its own")
    if len(names) > 1:
        joint.unknown(f"a joint whose {node.name} follows two coordinates", _REMEDY)
    axis = node.numbers("axis", 3, default=np.array([1.0, 0.0, 0.0]))
    length = float(np.sqrt(axis @ axis))
    if length == 0.0:
        joint.refuse(f"the axis of {node.name} has no direction")
    function = _axis_function(node, follows=bool(names))
    coordinate = names[0] if constant(function) is None else None
    direction = axis if length == 1.0 else axis / length
    return TransformAxis(axis=direction, function=function, coordinate=coordinate)


def _axis_function(node: Node, *, follows: bool) -> Function:
    inside = function_in(node)
    if inside is None:
        if follows:
            node.refuse("it follows a coordinate by no function")
        return Constant(0.0)
    function = read_function(inside)
    if follows or constant(function) is not None:
        return function
    if isinstance(function, Linear):
        return Constant(function.intercept)
    return node.refuse("it has a function and follows no coordinate")


def _coordinate(node: Node | None, name: str, joint: Joint) -> Coordinate:
    rotational = is_rotational(name, joint.rotations, joint.translations)
    if node is None:
        low, high = RANGE
        return Coordinate(
            name=name, joint=joint.name, rotational=rotational, low=low, high=high
        )
    if not name:
        node.refuse("it has no name")
    low, high = node.interval("range", RANGE)
    prescribed = node.flag("prescribed", default=False) and node.only(
        "prescribed_function"
    )
    default, locked = (
        node.number("default_value", 0.0),
        node.flag("locked", default=False),
    )
    if prescribed:
        function = read_function(prescribed)
        if not isinstance(function, Constant):
            node.unknown("a prescribed motion", "Switch it off in the model.")
        default, locked = function.value, True
    return Coordinate(
        name=name,
        joint=joint.name,
        rotational=rotational,
        default=default,
        low=low,
        high=high,
        clamped=node.flag("clamped", default=False),
        locked=locked,
    )
