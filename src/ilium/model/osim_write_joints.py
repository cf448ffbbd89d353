"""Joints and coordinates as elements of a model's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

import numpy as np

from ilium.model.body_model import Coordinate, Joint, Placement, TransformAxis
from ilium.model.functions import Constant
from ilium.model.joint_kinds import CUSTOM
from ilium.model.osim_elements import add, add_function
from ilium.model.osim_write_muscles import frame_path


def add_joint(parent: Element, joint: Joint, coordinates: Iterable[Coordinate]) -> None:
    """Add a joint with its coordinates and frames.

    Parameters
    ----------
    parent
        Where it goes.
    joint
        The joint.
    coordinates
        The model's coordinates.
    """
    made = add(parent, joint.kind, name=joint.name)
    before, after = f"{joint.parent}_offset", f"{joint.child}_offset"
    add(made, "socket_parent_frame", before)
    add(made, "socket_child_frame", after)
    own = [each for each in coordinates if each.joint == joint.name]
    if own:
        inside = add(made, "coordinates")
        for coordinate in own:
            _add_coordinate(inside, coordinate)
    frames = add(made, "frames")
    _add_frame(frames, before, joint.parent, joint.in_parent)
    _add_frame(frames, after, joint.child, joint.in_child)
    if joint.kind == CUSTOM:
        transform = add(made, "SpatialTransform")
        _add_axes(transform, "rotation", joint.rotations)
        _add_axes(transform, "translation", joint.translations)


def _add_coordinate(parent: Element, coordinate: Coordinate) -> None:
    made = add(parent, "Coordinate", name=coordinate.name)
    add(made, "default_value", coordinate.default)
    add(made, "range", (coordinate.low, coordinate.high))
    add(made, "clamped", coordinate.clamped)
    add(made, "locked", coordinate.locked)


def _add_frame(parent: Element, name: str, segment: str, place: Placement) -> None:
    made = add(parent, "PhysicalOffsetFrame", name=name)
    add(made, "socket_parent", frame_path(segment))
    add(made, "translation", place.translation)
    add(made, "orientation", place.orientation)


def _add_axes(parent: Element, kind: str, axes: Sequence[TransformAxis]) -> None:
    for number, axis in enumerate(_three(axes), start=1):
        made = add(parent, "TransformAxis", name=f"{kind}{number}")
        add(made, "coordinates", axis.coordinate or "")
        add(made, "axis", axis.axis)
        add_function(made, axis.function, "function")


def _three(axes: Sequence[TransformAxis]) -> list[TransformAxis]:
    given = list(axes)
    for free in np.eye(3):
        if len(given) < 3 and all(abs(each.axis @ free) < 0.99 for each in given):
            given.append(TransformAxis(axis=free, function=Constant(0.0)))
    return given
