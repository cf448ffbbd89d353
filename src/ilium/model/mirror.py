"""The left side of a body from its right side: mirrored in the x-y plane."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import Placement

Row = TypeVar("Row")

POINT: Final = np.array([1.0, 1.0, -1.0])
"""Signs of a point's coordinates in the mirror."""

TURN: Final = np.array([-1.0, -1.0, 1.0])
"""Signs of rotations about x, y and z in the mirror."""

_RIGHT: Final = re.compile(r"_r(?=$|_)|_right$")
_LEFT: Final = {"_r": "_l", "_right": "_left"}


def is_right(name: str) -> bool:
    """Whether a name is the right side's, such as ``knee_angle_r_beta``."""
    return _RIGHT.search(name) is not None


def left_name(name: str) -> str:
    """Name of the left side's counterpart; itself in the midline."""
    return _RIGHT.sub(lambda found: _LEFT[found.group()], name)


def mirrored_point(location: FloatArray) -> FloatArray:
    """Location of a point in the mirror, shape (3,) [m]."""
    return _plain(POINT * location)


def mirrored_placement(placement: Placement) -> Placement:
    """A frame in the mirror, its z axis turned back so that it is right-handed."""
    return Placement(
        mirrored_point(placement.translation), _plain(TURN * placement.orientation)
    )


def both_sides(
    parts: Iterable[Row], name: Callable[[Row], str], mirrored: Callable[[Row], Row]
) -> Iterator[Row]:
    """Follow each run of parts of the right side by the same run of the left side.

    Parameters
    ----------
    parts
        Parts of the right side and the midline.
    name
        Name of a part.
    mirrored
        The left counterpart of a part.

    Yields
    ------
    Row
        Midline and right parts in their order, each run of right ones followed by its
        mirror image.
    """
    run: list[Row] = []
    for part in parts:
        if not is_right(name(part)):
            yield from map(mirrored, run)
            run = []
        else:
            run.append(part)
        yield part
    yield from map(mirrored, run)


def _plain(values: FloatArray) -> FloatArray:
    return values + 0.0  # no negative zeros
