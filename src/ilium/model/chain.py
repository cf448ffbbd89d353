"""A model's joints as a tree of scalar joints, coupled coordinates eliminated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import InputError, UnknownNameError
from ilium.maths.multibody.frames import STILL, Frame, about, after, body_xyz, inverse
from ilium.maths.multibody.layout import Chain, IntArray, Markers
from ilium.model.body_model import (
    GROUND,
    BodyModel,
    Coordinate,
    Joint,
    Placement,
    TransformAxis,
)
from ilium.model.driven_functions import DrivenFunctions


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompiledChain:
    """A model's chain and the names of its parts.

    Parameters
    ----------
    chain
        Arrays for the kernels.
    coordinates
        Names of its n coordinates: `BodyModel.free_coordinates`.
    segments
        Names of its b segments: `BodyModel.segments`.
    """

    chain: Chain
    coordinates: tuple[str, ...]
    segments: tuple[str, ...]

    def segment(self, name: str) -> int:
        """Return the number of a segment."""
        if name not in self.segments:
            raise UnknownNameError.among("segment", name, self.segments)
        return self.segments.index(name)

    def coordinate(self, name: str) -> int:
        """Return the number of a coordinate."""
        if name not in self.coordinates:
            raise UnknownNameError.among("coordinate", name, self.coordinates)
        return self.coordinates.index(name)


@lru_cache(maxsize=4)
def compile_chain(model: BodyModel) -> CompiledChain:
    """Write a model as a tree of scalar joints.

    A joint becomes its translations, then its rotations; what does not move joins the
    fixed transform that follows. Coupled coordinates disappear: what they drove follows
    the function of the function of the free coordinate. Locked ones are constant. The
    last few models' chains are kept: nobody writes into their arrays.

    Parameters
    ----------
    model
        The model.

    Returns
    -------
    CompiledChain
        The chain in the order of the model's free coordinates and segments.

    Raises
    ------
    InputError
        Where a joint hangs on a segment that no joint before it carries.
    """
    drawing = _Drawing(DrivenFunctions(model))
    for joint in model.joints:
        drawing.add(joint)
    return drawing.finish(model)


def compile_markers(
    model: BodyModel, compiled: CompiledChain, names: tuple[str, ...]
) -> Markers:
    """Arrays of some of a model's markers, all of weight 1.

    Parameters
    ----------
    model
        The model.
    compiled
        Its chain.
    names
        Names of the markers, in the order wanted.

    Returns
    -------
    Markers
        For the kernels.

    Raises
    ------
    UnknownNameError
        Where the model has no such marker.
    """
    known = {each.name: each for each in model.markers}
    for name in names:
        if name not in known:
            raise UnknownNameError.among("model marker", name, known)
    return Markers(
        np.array([compiled.segment(known[name].segment) for name in names], np.int64),
        np.array([known[name].location for name in names], np.float64).reshape(-1, 3),
        np.ones(len(names)),
    )


@dataclass(slots=True)
class _Link:
    parent: int
    revolute: bool
    coordinate: int
    function: int
    stand: Frame
    axis: FloatArray


class _Drawing:
    """Links and segments while the tree is drawn, from the root outwards."""

    def __init__(self, functions: DrivenFunctions) -> None:
        self.functions = functions
        self.links: list[_Link] = []
        self.segments: dict[str, tuple[int, Frame]] = {GROUND: (-1, STILL)}

    def add(self, joint: Joint) -> None:
        """Draw one joint and the segment that it carries."""
        if joint.parent not in self.segments:
            problem = f"The joint {joint.name} hangs on {joint.parent}, not yet placed."
            raise InputError(problem, "Write the joints from the root outwards.")
        parent, fixed = self.segments[joint.parent]
        state = parent, after(fixed, frame_of(joint.in_parent))
        for each in joint.translations:
            state = self._move(each, revolute=False, state=state)
        for each in joint.rotations:
            state = self._move(each, revolute=True, state=state)
        last, stand = state
        self.segments[joint.child] = (
            last,
            after(stand, inverse(frame_of(joint.in_child))),
        )

    def _move(
        self, axis: TransformAxis, *, revolute: bool, state: tuple[int, Frame]
    ) -> tuple[int, Frame]:
        parent, stand = state
        driver, function, constant = self.functions.of(axis)
        unit = np.asarray(axis.axis, np.float64) / np.linalg.norm(axis.axis)
        if driver < 0:
            turn = about(unit, constant) if revolute else np.eye(3)
            shift = np.zeros(3) if revolute else unit * constant
            return parent, after(stand, (turn, shift))
        self.links.append(_Link(parent, revolute, driver, function, stand, unit))
        return len(self.links) - 1, STILL

    def finish(self, model: BodyModel) -> CompiledChain:
        """Put everything into arrays."""
        lost = [each.name for each in model.segments if each.name not in self.segments]
        if lost:
            problem = f"No joint carries the segment {lost[0]}."
            raise InputError(problem, "Give every segment one joint.")
        places = [self.segments[each.name] for each in model.segments]
        free = [model.coordinate(name) for name in model.free_coordinates]
        bound = partial(_bound, model)
        chain = Chain(
            **_link_arrays(self.links),
            segment_link=_integers([link for link, _ in places]),
            segment_rotation=_stack([frame[0] for _, frame in places], 3, 3),
            segment_translation=_stack([frame[1] for _, frame in places], 3),
            mass=_stack([each.mass for each in model.segments]),
            mass_centre=_stack([each.mass_centre for each in model.segments], 3),
            inertia=_stack([each.inertia for each in model.segments], 3, 3),
            gravity=np.array(model.gravity, np.float64),
            low=_stack([each.low if bound(each) else -np.inf for each in free]),
            high=_stack([each.high if bound(each) else np.inf for each in free]),
            default=_stack([each.default for each in free]),
            **self.functions.curves()._asdict(),
        )
        names = tuple(each.name for each in model.segments)
        return CompiledChain(
            chain=chain, coordinates=model.free_coordinates, segments=names
        )


def _bound(model: BodyModel, coordinate: Coordinate) -> bool:
    """Whether a range binds: where the body is in the laboratory has none."""
    joint = next(each for each in model.joints if each.name == coordinate.joint)
    placed = joint.parent == GROUND and not coordinate.rotational
    return coordinate.clamped and not placed


def frame_of(placement: Placement) -> Frame:
    """Rotation and position of a placement in its segment."""
    rotation = body_xyz(np.asarray(placement.orientation, np.float64))
    return rotation, np.asarray(placement.translation, np.float64)


def _link_arrays(links: list[_Link]) -> dict[str, Any]:
    stands = [each.stand for each in links]
    plain = [
        np.array_equal(turn, STILL[0]) and not shift.any() for turn, shift in stands
    ]
    return {
        "parent": _integers([each.parent for each in links]),
        "revolute": _integers([each.revolute for each in links]),
        "coordinate": _integers([each.coordinate for each in links]),
        "function": _integers([each.function for each in links]),
        "plain": _integers(plain),
        "rotation": _stack([turn for turn, _ in stands], 3, 3),
        "translation": _stack([shift for _, shift in stands], 3),
        "axis": _stack([each.axis for each in links], 3),
    }


def _integers(values: Sequence[int]) -> IntArray:
    return np.array(values, dtype=np.int64)


def _stack(values: Sequence[FloatArray | float], *shape: int) -> FloatArray:
    return np.array(values, dtype=np.float64).reshape(len(values), *shape)
