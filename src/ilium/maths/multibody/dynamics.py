"""Inverse dynamics by the recursive Newton-Euler method."""

from __future__ import annotations

import numpy as np

from ilium.maths.compiled import kernel, lean
from ilium.maths.multibody.layout import Chain, FloatArray, Links
from ilium.maths.multibody.links import make_links, move_links, segment_poses
from ilium.maths.vectors import Vector, along, cross, dot, minus, scaled


@kernel
def link_motion(
    chain: Chain, links: Links, speed: FloatArray, acceleration: FloatArray
) -> FloatArray:
    """Velocities and accelerations of the links' frames, from the root outwards.

    Parameters
    ----------
    chain
        The chain.
    links
        Its links, posed.
    speed, acceleration
        Of the coordinates, shape (n,).

    Returns
    -------
    FloatArray
        Angular velocity [rad/s], angular acceleration [rad/s2] and acceleration of
        the link's origin [m/s2], shape (l, 3, 3), in ground's axes.
    """
    motion = np.zeros((chain.parent.size, 3, 3))
    ground = np.zeros((3, 3))
    foot = np.zeros(3)
    for link in range(chain.parent.size):
        parent = chain.parent[link]
        before = motion[parent] if parent >= 0 else ground
        start = links.position[parent] if parent >= 0 else foot
        arm = minus(vector(links.position[link]), vector(start))
        qd = speed[chain.coordinate[link]]
        first = links.slope[link] * qd
        second = (
            links.slope[link] * acceleration[chain.coordinate[link]]
            + links.curvature[link] * qd * qd
        )
        axis = vector(links.axis[link])
        spin, push = vector(before[0]), vector(before[1])
        turning = cross(spin, axis)
        shift = along(vector(before[2]), 1.0, point_acceleration(before, arm))
        if chain.revolute[link] == 1:
            spin = along(spin, first, axis)
            push = along(along(push, second, axis), first, turning)
        else:
            shift = along(along(shift, second, axis), 2.0 * first, turning)
        for each in range(3):
            motion[link, 0, each] = spin[each]
            motion[link, 1, each] = push[each]
            motion[link, 2, each] = shift[each]
    return motion


@lean
def vector(numbers: FloatArray) -> Vector:
    """Three numbers, out of an array."""
    return numbers[0], numbers[1], numbers[2]


@lean
def point_acceleration(motion: FloatArray, arm: Vector) -> Vector:
    """Acceleration of a point of a body against that of another, `arm` away."""
    spin, push = vector(motion[0]), vector(motion[1])
    return along(cross(push, arm), 1.0, cross(spin, cross(spin, arm)))


@kernel
def inertial_wrenches(
    chain: Chain, links: Links, motion: FloatArray, out: FloatArray
) -> None:
    """Write what must act on every segment for it to move so, weight taken off.

    Parameters
    ----------
    chain
        The chain.
    links
        Its links, posed.
    motion
        Of `link_motion`.
    out
        Moment about ground's origin [N m], then force [N], shape (b, 6).
    """
    number = chain.segment_link.size
    rotation = np.zeros((number, 3, 3))
    position = np.zeros((number, 3))
    segment_poses(chain, links, rotation, position)
    rest = np.zeros((3, 3))
    weight = vector(chain.gravity)
    for segment in range(number):
        link = chain.segment_link[segment]
        body = motion[link] if link >= 0 else rest
        turn, inertia = rotation[segment], chain.inertia[segment]
        centre = _turned(turn, vector(chain.mass_centre[segment]))
        centre = along(centre, 1.0, vector(position[segment]))
        force = scaled(weight, -1.0)
        if link >= 0:
            arm = minus(centre, vector(links.position[link]))
            force = along(force, 1.0, vector(body[2]))
            force = along(force, 1.0, point_acceleration(body, arm))
        force = scaled(force, chain.mass[segment])
        spin = vector(body[0])
        momentum = _inertia_times(turn, inertia, spin)
        moment = _inertia_times(turn, inertia, vector(body[1]))
        moment = along(moment, 1.0, cross(spin, momentum))
        moment = along(moment, 1.0, cross(centre, force))
        for each in range(3):
            out[segment, each] = moment[each]
            out[segment, each + 3] = force[each]


@lean
def _turned(rotation: FloatArray, arrow: Vector) -> Vector:
    x, y, z = arrow
    return (
        rotation[0, 0] * x + rotation[0, 1] * y + rotation[0, 2] * z,
        rotation[1, 0] * x + rotation[1, 1] * y + rotation[1, 2] * z,
        rotation[2, 0] * x + rotation[2, 1] * y + rotation[2, 2] * z,
    )


@lean
def _inertia_times(rotation: FloatArray, inertia: FloatArray, arrow: Vector) -> Vector:
    x, y, z = arrow
    local = (
        rotation[0, 0] * x + rotation[1, 0] * y + rotation[2, 0] * z,
        rotation[0, 1] * x + rotation[1, 1] * y + rotation[2, 1] * z,
        rotation[0, 2] * x + rotation[1, 2] * y + rotation[2, 2] * z,
    )
    return _turned(rotation, _turned(inertia, local))


@kernel
def project(
    chain: Chain, links: Links, wrench: FloatArray, coordinates: int
) -> FloatArray:
    """Generalised forces that equal wrenches on the segments.

    Parameters
    ----------
    chain
        The chain.
    links
        Its links, posed.
    wrench
        On every segment, moment about ground's origin [N m], then force [N], shape
        (b, 6).
    coordinates
        How many coordinates there are.

    Returns
    -------
    FloatArray
        Shape (n,) [N m] or [N].
    """
    carried = np.zeros((chain.parent.size, 6))
    for segment in range(chain.segment_link.size):
        link = chain.segment_link[segment]
        if link >= 0:
            for each in range(6):
                carried[link, each] += wrench[segment, each]
    forces = np.zeros(coordinates)
    for link in range(chain.parent.size - 1, -1, -1):
        load = carried[link]
        axis, parent = vector(links.axis[link]), chain.parent[link]
        push = vector(load[3:])
        if chain.revolute[link] == 1:
            push = minus(vector(load), cross(vector(links.position[link]), push))
        forces[chain.coordinate[link]] += links.slope[link] * dot(axis, push)
        if parent >= 0:
            for each in range(6):
                carried[parent, each] += load[each]
    return forces


@kernel
def inverse_dynamics(
    chain: Chain,
    q: FloatArray,
    speed: FloatArray,
    acceleration: FloatArray,
    wrench: FloatArray,
) -> FloatArray:
    """Generalised forces that make a chain move so, under given outer loads.

    Parameters
    ----------
    chain
        The chain.
    q, speed, acceleration
        Coordinates and their derivatives, shape (n,) [rad] or [m], a second, a second
        squared.
    wrench
        Outer load on every segment besides weight: moment about ground's origin [N m],
        then force [N], shape (b, 6).

    Returns
    -------
    FloatArray
        Shape (n,) [N m] or [N], positive in the coordinate's direction; NaN where it
        depends on an input that is.

    References
    ----------
    Featherstone R (2008). Rigid body dynamics algorithms, chapter 5.
    doi:10.1007/978-1-4899-7560-7
    """
    links = make_links(chain)
    move_links(chain, q, links)
    motion = link_motion(chain, links, speed, acceleration)
    needed = np.zeros((chain.segment_link.size, 6))
    inertial_wrenches(chain, links, motion, needed)
    return project(chain, links, needed - wrench, q.size)
