"""Forward kinematics of the links, and of the segments fixed in them."""

from __future__ import annotations

import math

import numpy as np

from ilium.maths.compiled import kernel, lean
from ilium.maths.multibody.layout import Chain, FloatArray, Links
from ilium.maths.multibody.piecewise import follow


@kernel
def make_links(chain: Chain) -> Links:
    """Room for the state of a chain's links."""
    number = chain.parent.size
    return Links(
        np.zeros((number, 3, 3)),
        np.zeros((number, 3)),
        np.zeros((number, 3)),
        np.zeros(number),
        np.zeros(number),
        np.zeros(number),
    )


@lean
def move_links(chain: Chain, q: FloatArray, links: Links) -> None:
    """Pose the links.

    Parameters
    ----------
    chain
        The chain.
    q
        Coordinates, shape (n,) [rad] or [m].
    links
        Where their state is written.
    """
    for link in range(chain.parent.size):
        coordinate = float(q[chain.coordinate[link]])
        value, slope, curvature = coordinate, 1.0, 0.0
        if chain.function[link] >= 0:
            value, slope, curvature = follow(chain, chain.function[link], coordinate)
        links.value[link] = value
        links.slope[link] = slope
        links.curvature[link] = curvature
        _stand(chain, links, link)
        axis, stand = links.axis[link], links.rotation[link]
        for row in range(3):
            axis[row] = (
                stand[row, 0] * chain.axis[link, 0]
                + stand[row, 1] * chain.axis[link, 1]
                + stand[row, 2] * chain.axis[link, 2]
            )
        if chain.revolute[link] == 1:
            _turn(stand, axis, value)
        else:
            for row in range(3):
                links.position[link, row] += value * axis[row]


@lean
def _stand(chain: Chain, links: Links, link: int) -> None:
    """Put a link where it is before its joint moves."""
    stand, origin = links.rotation[link], links.position[link]
    parent = chain.parent[link]
    if parent < 0:
        copy(chain.rotation[link], chain.translation[link], stand, origin)
    elif chain.plain[link] == 1:
        copy(links.rotation[parent], links.position[parent], stand, origin)
    else:
        place(
            links.rotation[parent],
            links.position[parent],
            chain.rotation[link],
            chain.translation[link],
            stand,
            origin,
        )


@lean
def copy(
    rotation: FloatArray,
    position: FloatArray,
    out_rotation: FloatArray,
    out_position: FloatArray,
) -> None:
    """Write a frame into another."""
    for row in range(3):
        for column in range(3):
            out_rotation[row, column] = rotation[row, column]
        out_position[row] = position[row]


@lean
def _turn(stand: FloatArray, axis: FloatArray, angle: float) -> None:
    """Turn a frame's columns about an axis, in place (Rodrigues' formula)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    x, y, z = axis[0], axis[1], axis[2]
    for column in range(3):
        a, b, c = stand[0, column], stand[1, column], stand[2, column]
        along = (1.0 - cosine) * (x * a + y * b + z * c)
        stand[0, column] = cosine * a + along * x + sine * (y * c - z * b)
        stand[1, column] = cosine * b + along * y + sine * (z * a - x * c)
        stand[2, column] = cosine * c + along * z + sine * (x * b - y * a)


@lean
def place(  # noqa: PLR0917 - a frame in a frame, written into a third
    rotation: FloatArray,
    position: FloatArray,
    inner_rotation: FloatArray,
    inner_position: FloatArray,
    out_rotation: FloatArray,
    out_position: FloatArray,
) -> None:
    """Write where a frame stands that is given in another frame."""
    for row in range(3):
        a, b, c = rotation[row, 0], rotation[row, 1], rotation[row, 2]
        for column in range(3):
            out_rotation[row, column] = (
                a * inner_rotation[0, column]
                + b * inner_rotation[1, column]
                + c * inner_rotation[2, column]
            )
        out_position[row] = (
            position[row]
            + a * inner_position[0]
            + b * inner_position[1]
            + c * inner_position[2]
        )


@lean
def segment_poses(
    chain: Chain, links: Links, rotation: FloatArray, position: FloatArray
) -> None:
    """Write the frames of the segments.

    Parameters
    ----------
    chain
        The chain.
    links
        Its links, posed by `move_links`.
    rotation, position
        Where they are written, in ground, shapes (b, 3, 3) [1] and (b, 3) [m].
    """
    for segment in range(chain.segment_link.size):
        link = chain.segment_link[segment]
        if link < 0:
            copy(
                chain.segment_rotation[segment],
                chain.segment_translation[segment],
                rotation[segment],
                position[segment],
            )
        else:
            place(
                links.rotation[link],
                links.position[link],
                chain.segment_rotation[segment],
                chain.segment_translation[segment],
                rotation[segment],
                position[segment],
            )


@kernel
def poses(
    chain: Chain, q: FloatArray, rotation: FloatArray, position: FloatArray
) -> None:
    """Write the frames of the segments in one pose.

    Parameters
    ----------
    chain
        The chain.
    q
        Coordinates, shape (n,) [rad] or [m].
    rotation, position
        Where they are written, in ground, shapes (b, 3, 3) [1] and (b, 3) [m].
    """
    links = make_links(chain)
    move_links(chain, q, links)
    segment_poses(chain, links, rotation, position)
