"""Frames of a model's file: which segment each is fixed in, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ilium.core.quantity import FloatArray
from ilium.maths.body_fixed import body_xyz_angles
from ilium.maths.multibody.frames import body_xyz
from ilium.model.body_model import GROUND, Placement
from ilium.model.osim_node import Node

_DEEPEST: Final = 16
_NEST: Final = ("components", "frames")


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """A frame: the segment that it is fixed in, and its place there."""

    segment: str
    placement: Placement

    def point(self, location: FloatArray) -> FloatArray:
        """Move a point of this frame into the segment, shape (3,) [m]."""
        if not self.placement.orientation.any():
            return self.placement.translation + location
        return self.placement.translation + _matrix(self.placement) @ location

    def frame(self, inner: Placement) -> Placement:
        """Move a frame of this frame into the segment."""
        if not self.placement.orientation.any():
            place = self.placement.translation + inner.translation
            return Placement(place, inner.orientation)
        angles = body_xyz_angles(_matrix(self.placement) @ _matrix(inner))
        return Placement(self.point(inner.translation), angles)


class Frames:
    """Every frame of a file, found by the path that a socket names.

    Parameters
    ----------
    model
        The model's element.
    """

    def __init__(self, model: Node) -> None:
        self._bodies = {GROUND}
        self._offsets: dict[str, Node] = {}
        for body in model.members("BodySet"):
            self._bodies.add(body.name)
            self._collect(body, f"/bodyset/{body.name}")
        for ground in model.element.iterfind("Ground"):
            self._collect(model.of(ground), f"/{GROUND}")
        for joint in model.members("JointSet"):
            self._collect(joint, f"/jointset/{joint.name}")
        for holder in ("components", "ComponentSet"):
            for each in model.members(holder):
                self._collect_one(each, f"/{each.name}")

    def offsets(self) -> Iterator[tuple[Node, Fixed]]:
        """Every offset frame, and where it is."""
        for path, node in self._offsets.items():
            yield node, self.at(path, "/", node)

    def of(self, node: Node, socket: str, owner: str, old: str = "body") -> Fixed:
        """Return the frame that a socket of an element names.

        Parameters
        ----------
        node
            The element.
        socket
            The socket, such as ``parent_frame``.
        owner
            The element's own path, where relative paths begin.
        old
            The property that files of OpenSim 3 use instead.

        Returns
        -------
        Fixed
            The frame.
        """
        path = node.text(f"socket_{socket}", f"socket_{socket}_connectee_name", old)
        if not path:
            node.refuse(f"it does not say what its {socket} is")
        return self.at(path, owner, node)

    def at(self, path: str, owner: str, node: Node, depth: int = 0) -> Fixed:
        """Return the frame of a path."""
        absolute = _resolve(path, owner)
        last = absolute.rpartition("/")[2]
        for candidate in (absolute, f"{_resolve('.', owner)}/{path}"):
            if candidate in self._offsets and depth < _DEEPEST:
                return self._offset(candidate, depth)
        loose = path.startswith("..") or "/" not in path
        known = (f"/bodyset/{last}", f"/{last}")
        if last in self._bodies and (loose or absolute in known):
            return Fixed(last, Placement())
        near = [each for each in self._offsets if each.rpartition("/")[2] == last]
        if len(near) == 1 and loose and depth < _DEEPEST:
            return self._offset(near[0], depth)
        return node.refuse(f"there is no frame {path[:60]!r}")

    def _offset(self, path: str, depth: int) -> Fixed:
        node = self._offsets[path]
        parent = node.text("socket_parent", "socket_parent_connectee_name")
        base = self.at(parent, path, node, depth + 1)
        inner = Placement(node.vector("translation"), node.vector("orientation"))
        return Fixed(base.segment, base.frame(inner))

    def _collect(self, node: Node, path: str) -> None:
        for tag in _NEST:
            for each in node.members(tag):
                self._collect_one(each, f"{path}/{each.name}")

    def _collect_one(self, node: Node, path: str) -> None:
        if node.kind == "PhysicalOffsetFrame":
            self._offsets[path] = node
            self._collect(node, path)


def _matrix(placement: Placement) -> FloatArray:
    return body_xyz(placement.orientation)


def _resolve(path: str, owner: str) -> str:
    parts = [] if path.startswith("/") else owner.strip("/").split("/")
    for each in path.strip("/").split("/"):
        if each == "..":
            del parts[-1:]
        elif each not in ("", "."):
            parts.append(each)
    return "/" + "/".join(parts)
