"""Inverse dynamics by the recursive Newton-Euler method."""

from __future__ import annotations

import numpy as np

from ilium.maths.compiled import kernel
from ilium.maths.multibody.layout import Chain, FloatArray, Links
from ilium.maths.multibody.links import make_links, move_links, segment_poses


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
        arm = links.position[link] - start
        qd = speed[chain.coordinate[link]]
        first = links.slope[link] * qd
        second = (
            links.slope[link] * acceleration[chain.coordinate[link]]
            + links.curvature[link] * qd * qd
        )
        axis = links.axis[link]
        turning = cross(before[0], axis)
        motion[link, 0] = before[0]
        motion[link, 1] = before[1]
        motion[link, 2] = before[2] + point_acceleration(before, arm)
        if chain.revolute[link] == 1:
            motion[link, 0] += axis * first
            motion[link, 1] += axis * second + turning * first
        else:
            motion[link, 2] += axis * second + turning * (2.0 * first)
    return motion


@kernel
def cross(a: FloatArray, b: FloatArray) -> FloatArray:
    """Vector product, shape (3,)."""
    out = np.empty(3)
    out[0] = a[1] * b[2] - a[2] * b[1]
    out[1] = a[2] * b[0] - a[0] * b[2]
    out[2] = a[0] * b[1] - a[1] * b[0]
    return out


@kernel
def point_acceleration(motion: FloatArray, arm: FloatArray) -> FloatArray:
    """Acceleration of a point of a body against that of another, `arm` away."""
    return cross(motion[1], arm) + cross(motion[0], cross(motion[0], arm))


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
    for segment in range(number):
        link = chain.segment_link[segment]
        body = motion[link] if link >= 0 else rest
        centre = _turned(rotation[segment], chain.mass_centre[segment])
        centre += position[segment]
        force = -chain.gravity
        if link >= 0:
            force = force + body[2]
            force += point_acceleration(body, centre - links.position[link])
        force = force * chain.mass[segment]
        momentum = _inertia_times(rotation[segment], chain.inertia[segment], body[0])
        moment = _inertia_times(rotation[segment], chain.inertia[segment], body[1])
        moment += cross(body[0], momentum)
        out[segment, :3] = moment + cross(centre, force)
        out[segment, 3:] = force


@kernel
def _turned(rotation: FloatArray, vector: FloatArray) -> FloatArray:
    out = np.empty(3)
    for row in range(3):
        out[row] = (
            rotation[row, 0] * vector[0]
            + rotation[row, 1] * vector[1]
            + rotation[row, 2] * vector[2]
        )
    return out


@kernel
def _inertia_times(
    rotation: FloatArray, inertia: FloatArray, vector: FloatArray
) -> FloatArray:
    local = _turned(inertia, _turned(rotation.T, vector))
    return _turned(rotation, local)


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
            carried[link] += wrench[segment]
    forces = np.zeros(coordinates)
    for link in range(chain.parent.size - 1, -1, -1):
        load = carried[link]
        axis = links.axis[link]
        along = load[3:]
        if chain.revolute[link] == 1:
            along = load[:3] - cross(links.position[link], load[3:])
        share = axis[0] * along[0] + axis[1] * along[1] + axis[2] * along[2]
        forces[chain.coordinate[link]] += links.slope[link] * share
        if chain.parent[link] >= 0:
            carried[chain.parent[link]] += load
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
