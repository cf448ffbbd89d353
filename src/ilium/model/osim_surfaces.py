"""Wrapping surfaces of a model's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import Placement, SurfaceKind, WrapSurface
from ilium.model.osim_frames import Fixed
from ilium.model.osim_node import Node

KINDS: Final = {
    "WrapCylinder": "cylinder",
    "WrapSphere": "sphere",
    "WrapEllipsoid": "ellipsoid",
    "WrapTorus": "torus",
}
"""OpenSim's class to the shape."""

_ALL: Final = ("", "all", "unassigned")
_HALVES: Final = ("x", "-x", "y", "-y", "z", "-z")


def read_surfaces(owner: Node, frame: Fixed) -> Iterator[WrapSurface | str]:
    """Read the surfaces that are fixed in a frame.

    Parameters
    ----------
    owner
        Element of the body, ground or offset frame.
    frame
        Where that is.

    Yields
    ------
    WrapSurface | str
        A surface; of a kind that ilium does not know, its name.
    """
    for node in owner.members("WrapObjectSet"):
        if node.kind in KINDS:
            yield _surface(node, frame)
        else:
            yield node.name


def _surface(node: Node, frame: Fixed) -> WrapSurface:
    place = Placement(node.vector("translation"), node.vector("xyz_body_rotation"))
    sizes = _dimensions(node)
    if not (sizes > 0.0).all():
        node.refuse("one of its dimensions is not above zero")
    quadrant = node.text("quadrant").lower().removeprefix("+")
    if quadrant not in (*_ALL, *_HALVES):
        node.refuse(f"its quadrant is {quadrant[:20]!r}, neither all nor a half")
    return WrapSurface(
        name=node.name,
        segment=frame.segment,
        kind=cast("SurfaceKind", KINDS[node.kind]),
        placement=frame.frame(place),
        dimensions=tuple(sizes.tolist()),
        quadrant="all" if quadrant in _ALL else quadrant,
        active=node.flag("active", default=True),
    )


def _dimensions(node: Node) -> FloatArray:
    if node.kind == "WrapEllipsoid":
        return node.numbers("dimensions", 3, default=np.full(3, 0.05))
    if node.kind == "WrapTorus":
        sizes = node.number("inner_radius", 0.01), node.number("outer_radius", 0.05)
    elif node.kind == "WrapCylinder":
        sizes = node.number("radius", 1.0), node.number("length", 1.0)
    else:
        sizes = (node.number("radius", 0.05),)
    return np.array(sizes)
