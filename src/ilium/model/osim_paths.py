"""Muscle paths of a model's file: points, and surfaces that they wrap over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, cast

import numpy as np

from ilium.errors import FileFormatError, InputError
from ilium.model.body_model import PathPoint, PathWrap
from ilium.model.functions import Function
from ilium.model.osim_frames import Frames
from ilium.model.osim_functions import constant, read_function
from ilium.model.osim_node import Node

Path = tuple[tuple[PathPoint, ...], tuple[PathWrap, ...]]

_METHODS: Final = ("hybrid", "midpoint", "axial")
_POINTS: Final = ("PathPoint", "ConditionalPathPoint", "MovingPathPoint")


class ForeignPathError(InputError):
    """A muscle's path holds something that ilium does not know."""


class Paths:
    """Reads the paths of one file.

    Parameters
    ----------
    frames
        Every frame.
    coordinates
        Names of the coordinates.
    surfaces
        Name of each wrapping surface to whether ilium knows its kind.
    """

    def __init__(
        self, frames: Frames, coordinates: frozenset[str], surfaces: Mapping[str, bool]
    ) -> None:
        self._frames = frames
        self._coordinates = coordinates
        self._surfaces = surfaces

    def read(self, muscle: Node) -> Path:
        """Read a muscle's path.

        Parameters
        ----------
        muscle
            The muscle's element.

        Returns
        -------
        tuple
            Points from origin to insertion; surfaces in the order in which they apply.

        Raises
        ------
        ForeignPathError
            Where the path holds something unknown.
        FileFormatError
            Where it names what the file does not hold.
        """
        path = muscle.child("GeometryPath")
        if path is None:
            raise _foreign(muscle, "its path is no GeometryPath")
        points = [self._point(muscle, each) for each in path.members("PathPointSet")]
        if len(points) < 2:
            muscle.refuse(f"its path has {len(points)} points, at least 2 are needed")
        wraps = [self._wrap(muscle, each) for each in path.members("PathWrapSet")]
        for each in wraps:
            if max(each.first, each.last) > len(points):
                muscle.refuse(f"it wraps over {each.surface!r} beyond its last point")
        return tuple(points), tuple(wraps)

    def _point(self, muscle: Node, node: Node) -> PathPoint:
        if node.kind not in _POINTS:
            raise _foreign(muscle, f"its point {node.name!r} is a {node.kind}")
        owner = f"/forceset/{muscle.name}/geometrypath/{node.name}"
        frame = self._frames.of(node, "parent_frame", owner)
        condition = None
        if node.kind == "ConditionalPathPoint":
            low, high = node.interval("range", (0.0, 0.0))
            condition = self._coordinate(node, "coordinate"), low, high
        motion: tuple[tuple[str, Function] | None, ...] = ()
        location = node.vector("location")
        if node.kind == "MovingPathPoint":
            if frame.placement.orientation.any() or frame.placement.translation.any():
                raise _foreign(
                    muscle, f"its point {node.name!r} moves in an offset frame"
                )
            motion = tuple(self._motion(muscle, node, axis) for axis in "xyz")
            location = np.array([_rest(muscle, node, axis) for axis in "xyz"])
        return PathPoint(
            name=node.name,
            segment=frame.segment,
            location=frame.point(location),
            condition=condition,
            motion=motion if any(motion) else (),
        )

    def _motion(
        self, muscle: Node, node: Node, axis: str
    ) -> tuple[str, Function] | None:
        inside = node.only(f"{axis}_location")
        if inside is None:
            return None
        function = _function(muscle, inside)
        if constant(function) is not None:
            return None
        return self._coordinate(node, f"{axis}_coordinate"), function

    def _coordinate(self, node: Node, socket: str) -> str:
        path = node.text(f"socket_{socket}", f"socket_{socket}_connectee_name", socket)
        name = path.rpartition("/")[2]
        if name not in self._coordinates:
            node.refuse(f"there is no coordinate {path[:60]!r}")
        return name

    def _wrap(self, muscle: Node, node: Node) -> PathWrap:
        surface = node.text("wrap_object").rpartition("/")[2]
        if surface not in self._surfaces:
            muscle.refuse(f"there is no wrapping surface {surface[:60]!r}")
        if not self._surfaces[surface]:
            raise _foreign(muscle, f"it wraps over {surface!r}, of an unknown shape")
        method = node.text("method", default="hybrid").lower()
        if method not in _METHODS:
            raise _foreign(muscle, f"it wraps by the method {method[:20]!r}")
        first, last = node.numbers("range", 2, default=np.array([-1.0, -1.0]))
        return PathWrap(
            surface=surface,
            method=cast("Literal['hybrid', 'midpoint', 'axial']", method),
            first=int(first),
            last=int(last),
        )


def _rest(muscle: Node, node: Node, axis: str) -> float:
    inside = node.only(f"{axis}_location")
    if inside is None:
        return 0.0
    return constant(_function(muscle, inside)) or 0.0


def _function(muscle: Node, inside: Node) -> Function:
    try:
        return read_function(inside)
    except FileFormatError:
        raise
    except InputError as error:
        raise _foreign(muscle, error.problem) from error


def _foreign(muscle: Node, reason: str) -> ForeignPathError:
    return ForeignPathError(
        f"{muscle.label()}: {reason}.",
        "Install ilium[opensim], which then follows that muscle's path.",
    )
