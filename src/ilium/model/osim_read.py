"""A model's file, read by ilium itself: OpenSim 3 and 4 layouts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError
from ilium.model import osim_muscles, osim_tree
from ilium.model.body_model import (
    GROUND,
    BodyModel,
    Coordinate,
    Joint,
    ModelMarker,
    Muscle,
    Placement,
    Segment,
    WrapSurface,
)
from ilium.model.osim_constraints import read_couplers
from ilium.model.osim_frames import Fixed, Frames
from ilium.model.osim_joints import JointParts, joint_frames, read_joint
from ilium.model.osim_node import Node
from ilium.model.osim_paths import Paths
from ilium.model.osim_surfaces import read_surfaces
from ilium.model.osim_xml import read_xml

GRAVITY: Final = np.array([0.0, -9.80665, 0.0])

_UNUSED: Final = (
    "ContactGeometrySet",
    "ControllerSet",
    "ProbeSet",
    "ComponentSet",
    "AnalysisSet",
)


def read_osim(path: str | Path) -> BodyModel:
    """Read an OpenSim model.

    Every joint becomes rotations and translations in order, every frame a place in
    its segment. What does not move the body or pull at it (contact geometry,
    controllers, actuators, ligaments, probes) is named in `BodyModel.ignored`.

    Parameters
    ----------
    path
        An ``.osim`` file in the layout of OpenSim 3 or 4.

    Returns
    -------
    BodyModel
        The model; a muscle whose path ilium cannot follow stands in
        `BodyModel.foreign`, with the reason.

    Raises
    ------
    FileFormatError
        Where the file is not a model, or contradicts itself.
    InputError
        Where it holds a joint, constraint, function or muscle that ilium does not
        know and that would change the motion or the forces.

    References
    ----------
    Seth A, Hicks JL, Uchida TK et al. (2018). OpenSim: simulating musculoskeletal
    dynamics and neuromuscular control. PLoS Comput Biol 14(7), e1006223.
    doi:10.1371/journal.pcbi.1006223
    """
    file = Path(path)
    return _Reading(_model(file)).model(file)


def _model(file: Path) -> Node:
    root = read_xml(file)
    element = root if root.tag == "Model" else root.find("Model")
    if element is None:
        problem = f"{file.name} is a file of <{root.tag[:40]}>, not of a model."
        raise FileFormatError(problem, "Give the .osim file of a model.")
    defaults = element.find("defaults")
    given = {each.tag: each for each in defaults} if defaults is not None else {}
    return Node(element, file.name, given)


@dataclass(slots=True)
class _Reading:
    node: Node

    def model(self, file: Path) -> BodyModel:
        bodies = [each for each in self.node.members("BodySet") if each.name != GROUND]
        _distinct(self.node, "body", (each.name for each in bodies))
        frames = Frames(self.node)
        parts = list(self._joints(frames))
        _distinct(self.node, "joint", (each.joint.name for each in parts))
        joints = osim_tree.from_the_root(
            self.node, [each.joint for each in parts], {each.name for each in bodies}
        )
        coordinates = _coordinates(parts, joints)
        names = [each.name for each in coordinates]
        _distinct(self.node, "coordinate", names)
        couplers, idle = read_couplers(self.node, names)
        segments = _segments(bodies, joints)
        surfaces, unknown = self._surfaces(frames, segments)
        known = {each.name: True for each in surfaces}
        paths = Paths(
            frames,
            frozenset(names),
            known | dict.fromkeys(unknown, False),
        )
        muscles, foreign, unused = self._forces(paths)
        return BodyModel(
            name=self.node.name or file.stem,
            source=self._source(),
            segments=segments,
            joints=joints,
            coordinates=coordinates,
            couplers=couplers,
            surfaces=surfaces,
            muscles=muscles,
            markers=self._markers(frames),
            gravity=self.node.numbers("gravity", 3, default=GRAVITY),
            ignored=(
                *unused,
                *(f"constraint {each} (off)" for each in idle),
                *(f"wrapping surface {each}" for each in unknown),
                *self._other(),
            ),
            foreign=foreign,
            origin=file,
        )

    def _joints(self, frames: Frames) -> Iterator[JointParts]:
        nodes = self.node.members("JointSet")
        if nodes:
            for node in nodes:
                yield read_joint(node, *joint_frames(node, frames, None))
            return
        for body in self.node.members("BodySet"):
            node = body.only("Joint")
            if node is not None and body.name != GROUND:
                yield read_joint(node, *joint_frames(node, frames, body.name))

    def _surfaces(
        self, frames: Frames, segments: tuple[Segment, ...]
    ) -> tuple[tuple[WrapSurface, ...], list[str]]:
        owners = [
            (each, Fixed(each.name, Placement()))
            for each in self.node.members("BodySet")
        ]
        grounds = self.node.element.iterfind("Ground")
        owners += [(self.node.of(each), Fixed(GROUND, Placement())) for each in grounds]
        found = [
            each
            for owner, frame in (*owners, *frames.offsets())
            for each in read_surfaces(owner, frame)
        ]
        order = [GROUND, *(each.name for each in segments)]
        known = (each for each in found if isinstance(each, WrapSurface))
        surfaces = tuple(sorted(known, key=lambda each: order.index(each.segment)))
        _distinct(self.node, "wrapping surface", (each.name for each in surfaces))
        return surfaces, [each for each in found if isinstance(each, str)]

    def _forces(
        self, paths: Paths
    ) -> tuple[tuple[Muscle, ...], dict[str, str], list[str]]:
        muscles: list[Muscle] = []
        foreign: dict[str, str] = {}
        unused: Counter[str] = Counter()
        for node in self.node.members("ForceSet"):
            if "Muscle" not in node.kind:
                unused[node.kind] += 1
            elif not osim_muscles.acts(node):
                unused[f"{node.kind} {node.name} (off)"] += 1
            elif node.kind not in osim_muscles.KINDS:
                node.unknown("a muscle", osim_muscles.LAYOUT)
            else:
                muscle, reason = osim_muscles.read_muscle(node, paths)
                muscles.append(muscle)
                if reason:
                    foreign[muscle.name] = reason
        _distinct(self.node, "muscle", (each.name for each in muscles))
        return tuple(muscles), foreign, _counted(unused)

    def _markers(self, frames: Frames) -> tuple[ModelMarker, ...]:
        nodes = self.node.members("MarkerSet")
        _distinct(self.node, "marker", (each.name for each in nodes))
        made: list[ModelMarker] = []
        for node in nodes:
            frame = frames.of(node, "parent_frame", f"/markerset/{node.name}")
            marker = ModelMarker(
                name=node.name,
                segment=frame.segment,
                location=frame.point(node.vector("location")),
                fixed=node.flag("fixed", default=False),
            )
            made.append(marker)
        return tuple(made)

    def _source(self) -> str:
        given = (self.node.text("credits"), self.node.text("publications"))
        return " ".join(" ".join(each.split()) for each in given if each)

    def _other(self) -> Iterator[str]:
        for each in _UNUSED:
            kinds = Counter(node.kind for node in self.node.members(each))
            kinds.pop("groups", None)
            yield from _counted(kinds)


def _coordinates(
    parts: list[JointParts], joints: tuple[Joint, ...]
) -> tuple[Coordinate, ...]:
    order = [each.name for each in joints]
    sorted_parts = sorted(parts, key=lambda each: order.index(each.joint.name))
    return tuple(each for part in sorted_parts for each in part.coordinates)


def _segments(bodies: list[Node], joints: tuple[Joint, ...]) -> tuple[Segment, ...]:
    read = {each.name: _segment(each) for each in bodies}
    return tuple(read[each.child] for each in joints)


def _segment(node: Node) -> Segment:
    mass = node.number("mass")
    inertia = _inertia(node)
    if mass < 0.0 or (np.diag(inertia) < 0.0).any():
        node.refuse("its mass or a moment of inertia is below zero")
    return Segment(
        name=node.name,
        mass=mass,
        mass_centre=node.vector("mass_center"),
        inertia=inertia,
    )


def _inertia(node: Node) -> FloatArray:
    if node.child("inertia_xx") is None:
        xx, yy, zz, xy, xz, yz = node.numbers("inertia", 6, default=np.zeros(6))
    else:
        tags = ("xx", "yy", "zz", "xy", "xz", "yz")
        xx, yy, zz, xy, xz, yz = (node.number(f"inertia_{tag}", 0.0) for tag in tags)
    return np.array([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]])


def _distinct(model: Node, what: str, names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if not name:
            model.refuse(f"a {what} has no name")
        if count > 1:
            model.refuse(f"{count} of its parts are the {what} {name[:60]!r}")


def _counted(kinds: Counter[str]) -> list[str]:
    return [f"{kind} (×{n})" if n > 1 else kind for kind, n in kinds.items()]
