"""The arrays that describe a chain and hold its state; compiled kernels take both."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Chain(NamedTuple):
    """A tree of scalar joints; l links, b segments, n coordinates, f functions.

    A link stands in its parent by a fixed transform, then turns about its axis or
    slides along it by a function of one coordinate. Parents come before children.
    All arrays are C-contiguous.

    Parameters
    ----------
    parent
        Link that carries each link, −1 for ground, shape (l,).
    revolute
        1 where a link turns [rad], 0 where it slides [m], shape (l,).
    coordinate
        Coordinate that drives each link, shape (l,).
    function
        Function of the coordinate that it follows, −1 for the coordinate itself,
        shape (l,).
    plain
        1 where the fixed transform is none, shape (l,).
    rotation, translation
        Fixed transform from the parent, shapes (l, 3, 3) [1] and (l, 3) [m].
    axis
        Unit vector after the fixed transform, shape (l, 3) [1].
    segment_link
        Link that each segment is fixed in, −1 for ground, shape (b,).
    segment_rotation, segment_translation
        The segment's frame in that link, shapes (b, 3, 3) [1] and (b, 3) [m].
    mass, mass_centre, inertia
        Of each segment, in its frame, inertia about the centre of mass, shapes (b,)
        [kg], (b, 3) [m], (b, 3, 3) [kg m2].
    gravity
        Acceleration of free fall, shape (3,) [m/s2].
    low, high, default
        Range and default value of each coordinate, ±inf where it is free, shape (n,)
        [rad] or [m].
    inner
        Function whose value each function takes, −1 for a coordinate, shape (f,).
    first, pieces
        First piece of each function, and how many there are, shape (f,).
    left, origin, coefficients
        Where a piece begins, from where it is counted, and its polynomial from the
        constant upwards, shapes (p,), (p,), (p, degree + 1).
    """

    parent: IntArray
    revolute: IntArray
    coordinate: IntArray
    function: IntArray
    plain: IntArray
    rotation: FloatArray
    translation: FloatArray
    axis: FloatArray
    segment_link: IntArray
    segment_rotation: FloatArray
    segment_translation: FloatArray
    mass: FloatArray
    mass_centre: FloatArray
    inertia: FloatArray
    gravity: FloatArray
    low: FloatArray
    high: FloatArray
    default: FloatArray
    inner: IntArray
    first: IntArray
    pieces: IntArray
    left: FloatArray
    origin: FloatArray
    coefficients: FloatArray


class Curves(NamedTuple):
    """Functions of coordinates, without a chain: the last six fields of `Chain`."""

    inner: IntArray
    first: IntArray
    pieces: IntArray
    left: FloatArray
    origin: FloatArray
    coefficients: FloatArray


class Links(NamedTuple):
    """Where the links of a chain are in one pose, in ground's axes.

    Parameters
    ----------
    rotation, position
        Frame of each link after its joint, shapes (l, 3, 3) [1] and (l, 3) [m].
    axis
        Its joint's axis, shape (l, 3) [1].
    value, slope, curvature
        Angle [rad] or displacement [m], and its first and second derivative by the
        coordinate, shape (l,).
    """

    rotation: FloatArray
    position: FloatArray
    axis: FloatArray
    value: FloatArray
    slope: FloatArray
    curvature: FloatArray


class Markers(NamedTuple):
    """Points fixed in segments that are tracked by cameras; m markers.

    Parameters
    ----------
    segment
        Segment of each marker, shape (m,).
    location
        In the segment's frame, shape (m, 3) [m].
    weight
        Weight of its squared distance, shape (m,) [1].
    """

    segment: IntArray
    location: FloatArray
    weight: FloatArray
