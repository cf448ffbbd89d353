"""Poses of a body that put its feet and its centre of mass where they are wanted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel
from ilium.maths.multibody.layout import Chain, FloatArray, Links
from ilium.maths.multibody.links import make_links, move_links, segment_poses
from ilium.maths.multibody.twists import segment_twists

IntArray = NDArray[np.int64]

FEET = 2
ROWS = 13
"""Conditions of a pose: centre of mass 3, each foot 5."""


class Wishes(NamedTuple):
    """Where feet and centre of mass are to be; t frames, two feet.

    Parameters
    ----------
    columns
        Coordinates that are solved for, shape (13,).
    com
        Centre of mass, shape (t, 3) [m]; where `height` is used its y is not.
    height
        Height of the point `carried` [m], shape (t,); NaN where the centre of mass's
        own height counts instead.
    carried
        Point of segment `pelvis` in its frame, shape (t, 3) [m].
    pelvis
        Number of the pelvis.
    segment
        Segments of the feet, shape (2,).
    point
        Point of each foot in its frame, shape (2, 3) [m].
    target
        Where that point is to be, shape (t, 2, 3) [m].
    pitch, heading
        Elevation of the foot's x axis above the horizon, and the direction to its left
        in which it points, seen from above, shape (t, 2) [rad].
    """

    columns: IntArray
    com: FloatArray
    height: FloatArray
    carried: FloatArray
    pelvis: int
    segment: IntArray
    point: FloatArray
    target: FloatArray
    pitch: FloatArray
    heading: FloatArray


@kernel
def place_body(
    chain: Chain,
    q: FloatArray,
    wishes: Wishes,
    goal: tuple[float, int],
    chained: int,
) -> FloatArray:
    """Solve thirteen coordinates of every frame by Newton's method, in place.

    Parameters
    ----------
    chain
        The chain.
    q
        Coordinates, shape (t, n) [rad] or [m]; the wished columns are overwritten.
    wishes
        Where feet and centre of mass are to be.
    goal
        Largest condition left at which a frame is done [m] or [1], and the largest
        number of iterations [1].
    chained
        1 where a frame starts from where the two frames before it lead, 0 where it
        starts from its own row.

    Returns
    -------
    FloatArray
        Largest condition left in each frame, shape (t,) [m] or [1].
    """
    tolerance, limit = goal
    left = np.zeros(q.shape[0])
    links = make_links(chain)
    number = chain.segment_link.size
    rotation, position = np.zeros((number, 3, 3)), np.zeros((number, 3))
    twist = np.zeros((q.shape[1], number, 6))
    value, slope = np.zeros(ROWS), np.zeros((ROWS, ROWS))
    for frame in range(q.shape[0]):
        if chained == 1 and frame > 0:
            before = max(frame - 2, 0)
            for column in wishes.columns:
                q[frame, column] = 2.0 * q[frame - 1, column] - q[before, column]
        for _ in range(limit):
            _look(chain, q[frame], links, rotation, position)
            segment_twists(chain, links, twist)
            _conditions(
                chain, wishes, frame, (rotation, position, twist), (value, slope)
            )
            left[frame] = np.abs(value).max()
            if not left[frame] > tolerance:
                break
            step = np.linalg.solve(slope, value)
            for row in range(ROWS):
                q[frame, wishes.columns[row]] -= min(max(step[row], -0.5), 0.5)
    return left


@kernel
def _look(
    chain: Chain,
    q: FloatArray,
    links: Links,
    rotation: FloatArray,
    position: FloatArray,
) -> None:
    move_links(chain, q, links)
    segment_poses(chain, links, rotation, position)


@kernel
def _conditions(
    chain: Chain,
    wishes: Wishes,
    frame: int,
    posed: tuple[FloatArray, FloatArray, FloatArray],
    out: tuple[FloatArray, FloatArray],
) -> None:
    """Write what is left of every condition, and its slope by the solved columns."""
    rotation, position, twist = posed
    value, slope = out
    value[:] = 0.0
    slope[:] = 0.0
    total = chain.mass.sum()
    for segment in range(chain.mass.size):
        share = chain.mass[segment] / total
        centre = _point(rotation, position, segment, chain.mass_centre[segment])
        _add_point(value, slope, 0, share, centre, twist[:, segment], wishes.columns)
    value[:3] -= wishes.com[frame]
    if not np.isnan(wishes.height[frame]):
        _carry(wishes, frame, posed, out)
    for foot in range(FEET):
        row = 3 + 5 * foot
        segment = wishes.segment[foot]
        point = _point(rotation, position, segment, wishes.point[foot])
        _add_point(value, slope, row, 1.0, point, twist[:, segment], wishes.columns)
        value[row : row + 3] -= wishes.target[frame, foot]
        pitch, heading = wishes.pitch[frame, foot], wishes.heading[frame, foot]
        along = rotation[segment][:, 0]
        across = np.array([np.sin(heading), 0.0, np.cos(heading)])
        value[row + 3] = along[1] - np.sin(pitch)
        value[row + 4] = along[0] * across[0] + along[2] * across[2]
        for column in range(ROWS):
            spin = twist[wishes.columns[column], segment]
            x = spin[1] * along[2] - spin[2] * along[1]
            y = spin[2] * along[0] - spin[0] * along[2]
            z = spin[0] * along[1] - spin[1] * along[0]
            slope[row + 3, column] = y
            slope[row + 4, column] = x * across[0] + z * across[2]


@kernel
def _carry(
    wishes: Wishes,
    frame: int,
    posed: tuple[FloatArray, FloatArray, FloatArray],
    out: tuple[FloatArray, FloatArray],
) -> None:
    """Put the height of a point of the pelvis in the place of the mass centre's."""
    rotation, position, twist = posed
    value, slope = out
    single, lines = np.zeros(3), np.zeros((3, ROWS))
    point = _point(rotation, position, wishes.pelvis, wishes.carried[frame])
    _add_point(single, lines, 0, 1.0, point, twist[:, wishes.pelvis], wishes.columns)
    value[1] = single[1] - wishes.height[frame]
    slope[1] = lines[1]


@kernel
def _point(
    rotation: FloatArray, position: FloatArray, segment: int, location: FloatArray
) -> FloatArray:
    found = position[segment].copy()
    for row in range(3):
        for column in range(3):
            found[row] += rotation[segment, row, column] * location[column]
    return found


@kernel
def _add_point(  # noqa: PLR0917 - rows of a system, filled in place
    value: FloatArray,
    slope: FloatArray,
    row: int,
    share: float,
    point: FloatArray,
    twist: FloatArray,
    columns: IntArray,
) -> None:
    """Add a share of a point's position and of its speed for each solved column."""
    for axis in range(3):
        value[row + axis] += share * point[axis]
    for column in range(columns.size):
        spin = twist[columns[column]]
        x = spin[3] + spin[1] * point[2] - spin[2] * point[1]
        y = spin[4] + spin[2] * point[0] - spin[0] * point[2]
        z = spin[5] + spin[0] * point[1] - spin[1] * point[0]
        slope[row, column] += share * x
        slope[row + 1, column] += share * y
        slope[row + 2, column] += share * z
