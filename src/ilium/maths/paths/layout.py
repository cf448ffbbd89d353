"""The arrays that describe muscles' paths, and what a wrap leaves."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.multibody.layout import Curves
from ilium.maths.vectors import Vector

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

CYLINDER: Final = 0
SPHERE: Final = 1
ELLIPSOID: Final = 2
TORUS: Final = 3

HYBRID: Final = 0
MIDPOINT: Final = 1
AXIAL: Final = 2

COMPATIBLE: Final = 0
EXACT: Final = 1

NEARLY: Final = 1e-5
"""How far beyond its range a coordinate still keeps a point, as in OpenSim."""

MISSED: Final = 0
"""A straight line misses the surface."""
INSIDE: Final = 1
"""A point lies inside the surface, so that no path over it exists."""
POSSIBLE: Final = 2
"""A path over the surface exists."""
REQUIRED: Final = 3
"""The straight line cuts the surface, so that the path must go over it."""


class Wrap(NamedTuple):
    """One line over one surface, in the surface's axes.

    Parameters
    ----------
    outcome
        `MISSED`, `INSIDE`, `POSSIBLE` or `REQUIRED`.
    arc
        Length on the surface [m].
    first, last
        Where the path meets and leaves the surface [m].
    """

    outcome: int
    arc: float
    first: Vector
    last: Vector


class Surface(NamedTuple):
    """Shape of a surface, in its own axes.

    Parameters
    ----------
    kind
        `CYLINDER`, `SPHERE`, `ELLIPSOID` or `TORUS`.
    size
        As of `WrapSurface.dimensions`, filled up with zeros [m].
    axis, sign
        Axis and half-axis (1, −1) on which the path stays; sign 0 for everywhere.
    method
        `HYBRID`, `MIDPOINT` or `AXIAL`, of an ellipsoid.
    """

    kind: int
    size: Vector
    axis: int
    sign: int
    method: int


class Paths(NamedTuple):
    """m muscles with p points and w wraps over s surfaces; f functions.

    Parameters
    ----------
    first_point, first_wrap, first_mover, first_pulled
        Where each muscle's points, wraps, moving coordinates and pulled segments begin,
        and their number at the end, shape (m + 1,).
    room
        Most points that a path can have, tangent points included.
    movers
        Coordinates that move a muscle's points against each other.
    pulled, puller
        Segments that a muscle may pull at, b for ground, and the muscle of each, k of
        them, shape (k,).
    segment, location
        Segment of each point and where it is in it, shapes (p,) and (p, 3) [m].
    gate, gate_function, gate_range
        Coordinate in whose range a point exists (−1: always), function that it
        follows (−1: the coordinate itself), and the range, shapes (p,), (p,), (p, 2).
    driver, driver_function, driver_range
        Coordinate that moves a point in its segment (−1: none), function that it
        follows, and the range beyond which the point stays, shapes (p,), (p,), (p, 2).
    motion
        Function of x, y and z of a moving point, −1 where it stays, shape (p, 3).
    wrap_surface, wrap_method, wrap_range
        Surface, method, and first and last point between which a muscle wraps, counted
        in the muscle from 0, shapes (w,), (w,), (w, 2).
    surface_segment, surface_rotation, surface_position
        Segment of each surface, and its frame in it, shapes (s,), (s, 3, 3), (s, 3).
    surface_kind, surface_size, surface_axis, surface_sign, surface_active
        As of `Surface`, shapes (s,), (s, 3), (s,), (s,), (s,).
    curves
        The functions.
    """

    first_point: IntArray
    first_wrap: IntArray
    first_mover: IntArray
    first_pulled: IntArray
    room: int
    movers: IntArray
    pulled: IntArray
    puller: IntArray
    segment: IntArray
    location: FloatArray
    gate: IntArray
    gate_function: IntArray
    gate_range: FloatArray
    driver: IntArray
    driver_function: IntArray
    driver_range: FloatArray
    motion: IntArray
    wrap_surface: IntArray
    wrap_method: IntArray
    wrap_range: IntArray
    surface_segment: IntArray
    surface_rotation: FloatArray
    surface_position: FloatArray
    surface_kind: IntArray
    surface_size: FloatArray
    surface_axis: IntArray
    surface_sign: IntArray
    surface_active: IntArray
    curves: Curves


class Frames(NamedTuple):
    """One pose: segments in ground, the last row for ground itself; b + 1 rows.

    Parameters
    ----------
    rotation, position
        Of each segment, shapes (b + 1, 3, 3) [1] and (b + 1, 3) [m].
    surface_rotation, surface_position
        Of each surface, shapes (s, 3, 3) [1] and (s, 3) [m].
    twist
        Of each segment per unit speed of each coordinate, as `segment_twists` writes
        it, shape (n, b + 1, 6).
    """

    rotation: FloatArray
    position: FloatArray
    surface_rotation: FloatArray
    surface_position: FloatArray
    twist: FloatArray


class Route(NamedTuple):
    """The points that one muscle runs through in one pose; k of them at most.

    Parameters
    ----------
    position
        In ground, shape (k, 3) [m].
    segment
        Segment of each point, shape (k,).
    point
        Number of each path point; −1 for the first and −2 for the second tangent point
        of a surface, shape (k,).
    wrap
        Wrap of each tangent point, −1 for a path point, shape (k,).
    arc
        Length on the surface before each second tangent point, shape (k,) [m].
    held
        Place in ground at which OpenSim sees the tangent points of each of the muscle's
        wraps, two rows a wrap, NaN before it looks; shape (k, 3) [m].
    """

    position: FloatArray
    segment: IntArray
    point: IntArray
    wrap: IntArray
    arc: FloatArray
    held: FloatArray
