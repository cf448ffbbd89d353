"""Directions, frames and rotations: numbers in, numbers out."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

_AXES: Final = "xyz"


def unit(vectors: FloatArray) -> FloatArray:
    """Vectors of length one.

    Parameters
    ----------
    vectors
        Shape (..., 3), any unit.

    Returns
    -------
    FloatArray
        Same shape [1]; NaN where a vector has no length or is NaN.
    """
    length = norm(vectors)
    return vectors / np.where(length > 0.0, length, np.nan)[..., None]


def norm(vectors: FloatArray) -> FloatArray:
    """Lengths of vectors, shape (...,), in their unit."""
    return np.sqrt(dot(vectors, vectors))


def dot(one: FloatArray, two: FloatArray) -> FloatArray:
    """Scalar products along the last axis."""
    return np.einsum("...i,...i->...", one, two)


def cross(one: FloatArray, two: FloatArray) -> FloatArray:
    """Vector products along the last axis."""
    a, b, c = one[..., 0], one[..., 1], one[..., 2]
    d, e, f = two[..., 0], two[..., 1], two[..., 2]
    return np.stack((b * f - c * e, c * d - a * f, a * e - b * d), axis=-1)


def reject(vectors: FloatArray, direction: FloatArray) -> FloatArray:
    """Part of vectors that is perpendicular to unit vectors."""
    return vectors - dot(vectors, direction)[..., None] * direction


def columns(x: FloatArray, y: FloatArray, z: FloatArray) -> FloatArray:
    """Rotation matrices from their columns, shape (..., axis, column)."""
    return np.stack((x, y, z), axis=-1)


def frame_along_x(along: FloatArray, rightwards: FloatArray) -> FloatArray:
    """Frames whose x axis is given and whose z axis is as near as can be.

    Parameters
    ----------
    along
        Direction of the x axis (forwards), shape (..., 3) [any].
    rightwards
        Direction that the z axis (right) comes nearest to, shape (..., 3) [any].

    Returns
    -------
    FloatArray
        Rotations, shape (..., axis, column) [1].
    """
    x = unit(along)
    z = unit(reject(rightwards, x))
    return columns(x, cross(z, x), z)


def frame_along_y(along: FloatArray, rightwards: FloatArray) -> FloatArray:
    """Frames whose y axis is given and whose z axis is as near as can be.

    Parameters
    ----------
    along
        Direction of the y axis (proximal), shape (..., 3) [any].
    rightwards
        Direction that the z axis (right) comes nearest to, shape (..., 3) [any].

    Returns
    -------
    FloatArray
        Rotations, shape (..., axis, column) [1].
    """
    y = unit(along)
    z = unit(reject(rightwards, y))
    return columns(cross(y, z), y, z)


def frame_along_z(rightwards: FloatArray, forwards: FloatArray) -> FloatArray:
    """Frames whose z axis is given and whose x axis is as near as can be.

    Parameters
    ----------
    rightwards
        Direction of the z axis (right), shape (..., 3) [any].
    forwards
        Direction that the x axis comes nearest to, shape (..., 3) [any].

    Returns
    -------
    FloatArray
        Rotations, shape (..., axis, column) [1].
    """
    z = unit(rightwards)
    x = unit(reject(forwards, z))
    return columns(x, cross(z, x), z)


def transposed(rotations: FloatArray) -> FloatArray:
    """Inverse rotations."""
    return np.swapaxes(rotations, -1, -2)


def relative(reference: FloatArray, rotations: FloatArray) -> FloatArray:
    """Rotations seen from a reference, both shape (..., axis, column)."""
    return transposed(reference) @ rotations


def rotated(rotations: FloatArray, vectors: FloatArray) -> FloatArray:
    """Vectors given in frames, expressed in the frames' surroundings."""
    return np.einsum("...ij,...j->...i", rotations, vectors)


def seen_from(rotations: FloatArray, vectors: FloatArray) -> FloatArray:
    """Vectors given in the surroundings, expressed in frames."""
    return np.einsum("...ji,...j->...i", rotations, vectors)


def from_vector(vector: FloatArray) -> FloatArray:
    """Rotation by a vector: about its direction, by its length.

    Parameters
    ----------
    vector
        Shape (3,) [rad].

    Returns
    -------
    FloatArray
        Shape (3, 3) [1].
    """
    x, y, z = vector
    angle = float(np.sqrt(vector @ vector))
    turn = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    half = np.sinc(angle / (2.0 * np.pi))
    return np.eye(3) + np.sinc(angle / np.pi) * turn + 0.5 * half**2 * turn @ turn


def elementary(axis: str, angle: FloatArray | float) -> FloatArray:
    """Rotations about one coordinate axis.

    Parameters
    ----------
    axis
        ``x``, ``y`` or ``z``.
    angle
        Right-handed angle, shape (...) [rad].

    Returns
    -------
    FloatArray
        Shape (..., 3, 3) [1].
    """
    angles = np.asarray(angle, dtype=np.float64)
    first = _AXES.index(axis)
    second, third = (first + 1) % 3, (first + 2) % 3
    matrix = np.zeros((*angles.shape, 3, 3))
    matrix[..., first, first] = 1.0
    matrix[..., second, second] = matrix[..., third, third] = np.cos(angles)
    matrix[..., third, second] = np.sin(angles)
    matrix[..., second, third] = -np.sin(angles)
    return matrix


def cardan(rotations: FloatArray, sequence: str) -> FloatArray:
    """Angles of three successive rotations about three different axes.

    For the sequence ``ijk`` the rotation is
    ``R = Rᵢ(α) Rⱼ(β) Rₖ(γ)``.

    Parameters
    ----------
    rotations
        Shape (..., 3, 3) [1].
    sequence
        Order of the axes, for example ``zxy``.

    Returns
    -------
    FloatArray
        Right-handed angles in the order of the sequence, shape (..., 3) [rad]; the
        first and third within ±π, the second within ±π/2.

    References
    ----------
    Grood ES, Suntay WJ (1983). A joint coordinate system for the clinical description
    of three-dimensional motions. J Biomech Eng 105(2), 136-144. doi:10.1115/1.3138397
    """
    i, j, k = (_AXES.index(each) for each in sequence)
    sign = 1.0 if (j - i) % 3 == 1 else -1.0
    first = np.arctan2(-sign * rotations[..., j, k], rotations[..., k, k])
    second = np.arcsin(np.clip(sign * rotations[..., i, k], -1.0, 1.0))
    third = np.arctan2(-sign * rotations[..., i, j], rotations[..., i, i])
    return np.stack((first, second, third), axis=-1)


def wrapped(angles: FloatArray) -> FloatArray:
    """Angles brought into [−π, π) [rad]."""
    return (angles + np.pi) % (2.0 * np.pi) - np.pi
