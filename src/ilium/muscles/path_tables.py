"""A model's muscle paths written into the arrays that the kernels take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from ilium.errors import InputError, UnknownNameError
from ilium.maths.paths import layout
from ilium.maths.paths.layout import Paths
from ilium.model.body_model import (
    GROUND,
    BodyModel,
    Muscle,
    PathPoint,
    PathWrap,
    WrapSurface,
)
from ilium.model.chain import CompiledChain, frame_of
from ilium.model.driven_functions import DrivenFunctions
from ilium.model.function_pieces import value_at

Row = dict[str, Any]

_KINDS: Final = {
    "cylinder": layout.CYLINDER,
    "sphere": layout.SPHERE,
    "ellipsoid": layout.ELLIPSOID,
    "torus": layout.TORUS,
}
_METHODS: Final = {
    "hybrid": layout.HYBRID,
    "midpoint": layout.MIDPOINT,
    "axial": layout.AXIAL,
}
_POINT: Final = {
    "segment": (np.int64, ()),
    "location": (np.float64, (3,)),
    "gate": (np.int64, ()),
    "gate_function": (np.int64, ()),
    "gate_range": (np.float64, (2,)),
    "driver": (np.int64, ()),
    "driver_function": (np.int64, ()),
    "driver_range": (np.float64, (2,)),
    "motion": (np.int64, (3,)),
}
_WRAP: Final = {
    "wrap_surface": (np.int64, ()),
    "wrap_method": (np.int64, ()),
    "wrap_range": (np.int64, (2,)),
}
_SURFACE: Final = {
    "surface_segment": (np.int64, ()),
    "surface_rotation": (np.float64, (3, 3)),
    "surface_position": (np.float64, (3,)),
    "surface_kind": (np.int64, ()),
    "surface_size": (np.float64, (3,)),
    "surface_axis": (np.int64, ()),
    "surface_sign": (np.int64, ()),
    "surface_active": (np.int64, ()),
}
_ALWAYS: Final[Row] = {
    "gate": -1,
    "gate_function": -1,
    "gate_range": (-np.inf, np.inf),
    "driver": -1,
    "driver_function": -1,
    "driver_range": (-np.inf, np.inf),
    "motion": (-1, -1, -1),
}


class PathTables:
    """Collects muscles.

    Parameters
    ----------
    model
        The model.
    compiled
        Its chain.
    """

    def __init__(self, model: BodyModel, compiled: CompiledChain) -> None:
        self._model = model
        self._compiled = compiled
        self._functions = DrivenFunctions(model)
        self._surfaces = {each.name: at for at, each in enumerate(model.surfaces)}
        self._movers = _movers(compiled)
        self._points: list[list[Row]] = []
        self._wraps: list[list[Row]] = []
        self._moving: list[list[int]] = []
        self._pulled: list[list[int]] = []

    def add(self, muscle: Muscle) -> None:
        """Write one muscle; no points where its path is foreign.

        A coordinate matters that moves its segments against each other. Along a path
        over two surfaces OpenSim's forces are not in balance (see
        `ilium.maths.paths.wrapping`), so there every coordinate matters that moves one.
        """
        foreign = muscle.name in self._model.foreign
        points = [] if foreign else [self._point(each) for each in muscle.points]
        wraps = [self._wrap(each, len(points)) for each in muscle.wraps if points]
        segments = {each["segment"] for each in points} | {
            self._segment(self._model.surfaces[each["wrap_surface"]].segment)
            for each in wraps
        }
        moving = {each["driver"] for each in points} - {-1}
        for coordinate, movers in enumerate(self._movers):
            ways = {movers[each] for each in segments}
            if len(ways) > 1 or (len(wraps) > 1 and ways != {frozenset[int]()}):
                moving.add(coordinate)
        self._points.append(points)
        self._wraps.append(wraps)
        self._moving.append(sorted(moving))
        self._pulled.append(sorted(segments))

    def finish(self) -> Paths:
        """Arrays of everything that was added."""
        surfaces = [self._surface(each) for each in self._model.surfaces]
        most = max((len(each) for each in self._points), default=0)
        return Paths(
            first_point=_starts(self._points),
            first_wrap=_starts(self._wraps),
            first_mover=_starts(self._moving),
            first_pulled=_starts(self._pulled),
            room=most + 2 * max((len(each) for each in self._wraps), default=0),
            movers=np.array([c for each in self._moving for c in each], np.int64),
            pulled=np.array([s for each in self._pulled for s in each], np.int64),
            puller=np.array(
                [at for at, each in enumerate(self._pulled) for _ in each], np.int64
            ),
            **_columns([row for each in self._points for row in each], _POINT),
            **_columns([row for each in self._wraps for row in each], _WRAP),
            **_columns(surfaces, _SURFACE),
            curves=self._functions.curves(),
        )

    def _segment(self, name: str) -> int:
        """Number of a segment; ground comes after the last."""
        if name == GROUND:
            return len(self._compiled.segments)
        return self._compiled.segment(name)

    def _point(self, point: PathPoint) -> Row:
        row = _ALWAYS | {
            "segment": self._segment(point.segment),
            "location": point.location,
        }
        if point.condition is not None:
            row |= self._gate(*point.condition)
        if any(each is not None for each in point.motion):
            row |= self._motion(point)
        return row

    def _gate(self, name: str, low: float, high: float) -> Row:
        driver, function, value = self._functions.source(name)
        if driver >= 0:
            return {
                "gate": driver,
                "gate_function": function,
                "gate_range": (low, high),
            }
        if low - layout.NEARLY <= value <= high + layout.NEARLY:
            return {}
        return {"gate": 0, "gate_range": (np.inf, -np.inf)}

    def _motion(self, point: PathPoint) -> Row:
        names = {each[0] for each in point.motion if each is not None}
        if len(names) > 1:
            problem = (
                f"The point {point.name} moves with {len(names)} coordinates: "
                f"{', '.join(sorted(names))}."
            )
            raise InputError(
                problem, "Let one coordinate move it, as OpenSim requires."
            )
        coordinate = self._model.coordinate(names.pop())
        driver, function, value = self._functions.source(coordinate.name)
        if driver < 0:
            place = np.array(point.location, np.float64)
            for axis, each in enumerate(point.motion):
                if each is not None:
                    place[axis] = value_at(each[1], value)
            return {"location": place}
        return {
            "driver": driver,
            "driver_function": function,
            "driver_range": (coordinate.low, coordinate.high),
            "motion": [
                -1 if each is None else self._functions.separate(each[1])
                for each in point.motion
            ],
        }

    def _wrap(self, wrap: PathWrap, points: int) -> Row:
        if wrap.surface not in self._surfaces:
            kind = "wrapping surface"
            raise UnknownNameError.among(kind, wrap.surface, self._surfaces)
        last = wrap.last - 1 if wrap.last >= 1 else points - 1
        return {
            "wrap_surface": self._surfaces[wrap.surface],
            "wrap_method": _METHODS[wrap.method],
            "wrap_range": (max(wrap.first - 1, 0), last),
        }

    def _surface(self, surface: WrapSurface) -> Row:
        rotation, position = frame_of(surface.placement)
        size = np.zeros(3)
        size[: len(surface.dimensions)] = surface.dimensions
        quadrant = surface.quadrant.lower()
        bound = quadrant[-1:] in "xyz" and quadrant not in {"", "all"}
        return {
            "surface_segment": self._segment(surface.segment),
            "surface_rotation": rotation,
            "surface_position": position,
            "surface_kind": _KINDS[surface.kind],
            "surface_size": size,
            "surface_axis": "xyz".index(quadrant[-1]) if bound else 0,
            "surface_sign": (-1 if quadrant.startswith("-") else 1) if bound else 0,
            "surface_active": int(surface.active),
        }


def _movers(compiled: CompiledChain) -> list[list[frozenset[int]]]:
    """Of each coordinate, the links driven by it under each segment and ground."""
    chain = compiled.chain
    under: list[frozenset[int]] = []
    for link, parent in enumerate(chain.parent):
        above = under[parent] if parent >= 0 else frozenset[int]()
        under.append(above | {link})
    segments = [
        under[link] if link >= 0 else frozenset[int]() for link in chain.segment_link
    ]
    driven = [
        frozenset(np.flatnonzero(chain.coordinate == coordinate).tolist())
        for coordinate in range(len(compiled.coordinates))
    ]
    return [
        [links & each for each in segments] + [frozenset[int]()] for links in driven
    ]


def _starts(rows: Sequence[Sequence[object]]) -> layout.IntArray:
    counts = [len(each) for each in rows]
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).astype(np.int64)


def _columns(rows: Sequence[Row], kinds: Mapping[str, tuple[type, Any]]) -> Row:
    return {
        name: np.ascontiguousarray(
            np.array([row[name] for row in rows], kind).reshape(len(rows), *shape)
        )
        for name, (kind, shape) in kinds.items()
    }
