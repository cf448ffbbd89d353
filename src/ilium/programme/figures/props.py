"""What an exercise needs in its picture: boxes, walls, bands, weights, balls."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.programme.figures.posing import Points

_TURN: Final = np.linspace(0.0, 2.0 * math.pi, 16, endpoint=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """One thing in the picture.

    Parameters
    ----------
    kind
        ``block`` (between two corners, laboratory axes), ``line`` (through points of
        the body, or from one to a place) or ``ball`` (about a point of the body).
    through
        Points of the body that a line passes through.
    place
        Corners of a block, or the far end of a line [m].
    size
        Radius of a ball [m].
    drop
        How far below the point a ball hangs [m].
    behind
        How much farther from the eye it is drawn than it is [m].
    """

    kind: str
    through: tuple[str, ...] = ()
    place: tuple[tuple[float, ...], ...] = ()
    size: float = 0.06
    drop: float = 0.0
    behind: float = 0.0
    poses: tuple[int, ...] = field(default=())


def read_prop(row: Mapping[str, Any]) -> Prop:
    """Read one thing from its table."""
    return Prop(
        kind=row["kind"],
        through=tuple(row.get("through", ())),
        place=tuple(tuple(map(float, each)) for each in row.get("place", ())),
        size=float(row.get("size", 0.06)),
        drop=float(row.get("drop", 0.0)),
        behind=float(row.get("behind", 0.0)),
        poses=tuple(row.get("poses", ())),
    )


def corners(prop: Prop, points: Points) -> Iterator[tuple[FloatArray, bool]]:
    """Outline of a thing in space, and whether it is closed.

    Parameters
    ----------
    prop
        The thing.
    points
        The figure.

    Yields
    ------
    tuple
        Places, shape (place, 3) [m]; the picture shows their convex outline.
    """
    if prop.kind == "block":
        low, high = (np.array(each) for each in prop.place)
        choices = [(low[axis], high[axis]) for axis in range(3)]
        yield np.array(list(product(*choices))), True
    elif prop.kind == "line":
        places = [points[name] for name in prop.through]
        places += [np.array(each) for each in prop.place]
        yield np.array(places), False
    else:
        centre = np.mean([points[name] for name in prop.through], axis=0)
        centre = centre - np.array([0.0, prop.drop, 0.0])
        ring = [(math.cos(a), math.sin(a)) for a in _TURN]
        rounds = [centre + prop.size * np.array(each) for each in _sphere(ring)]
        yield np.array(rounds), True


def _sphere(ring: list[tuple[float, float]]) -> Iterator[tuple[float, float, float]]:
    for first, second in ring:
        yield first, second, 0.0
        yield first, 0.0, second
        yield 0.0, first, second
