"""Series of frames: poses, the outer wrench that a motion needs, joint moments."""

from __future__ import annotations

import numpy as np

from ilium.maths.compiled import kernel
from ilium.maths.multibody.dynamics import inertial_wrenches, link_motion, project
from ilium.maths.multibody.layout import Chain, FloatArray
from ilium.maths.multibody.links import make_links, move_links, segment_poses


@kernel
def pose_series(chain: Chain, q: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Frames of all segments.

    Parameters
    ----------
    chain
        The chain.
    q
        Coordinates, shape (t, n) [rad] or [m].

    Returns
    -------
    tuple of FloatArray
        Rotations, shape (t, b, 3, 3) [1], and positions, shape (t, b, 3) [m], in
        ground.
    """
    number = chain.segment_link.size
    rotation = np.zeros((q.shape[0], number, 3, 3))
    position = np.zeros((q.shape[0], number, 3))
    links = make_links(chain)
    for frame in range(q.shape[0]):
        move_links(chain, q[frame], links)
        segment_poses(chain, links, rotation[frame], position[frame])
    return rotation, position


@kernel
def dynamics_series(
    chain: Chain,
    q: FloatArray,
    speed: FloatArray,
    acceleration: FloatArray,
    loads: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Generalised forces of a motion, and the outer wrench that it needs in all.

    Parameters
    ----------
    chain
        The chain.
    q, speed, acceleration
        Coordinates and their derivatives, shape (t, n).
    loads
        Outer load on every segment besides weight: moment about ground's origin
        [N m], then force [N], shape (t, b, 6); no frames for no loads.

    Returns
    -------
    tuple of FloatArray
        Generalised forces under these loads, shape (t, n) [N m] or [N]; what all outer
        loads besides weight must add up to, shape (t, 6) [N m] and [N]; the centre of
        mass, shape (t, 3) [m].
    """
    number = chain.segment_link.size
    forces = np.zeros(q.shape)
    total = np.zeros((q.shape[0], 6))
    links = make_links(chain)
    needed = np.zeros((number, 6))
    rotation, position = np.zeros((number, 3, 3)), np.zeros((number, 3))
    com = np.zeros((q.shape[0], 3))
    share = chain.mass / chain.mass.sum()
    for frame in range(q.shape[0]):
        move_links(chain, q[frame], links)
        motion = link_motion(chain, links, speed[frame], acceleration[frame])
        inertial_wrenches(chain, links, motion, needed)
        segment_poses(chain, links, rotation, position)
        for segment in range(number):
            total[frame] += needed[segment]
            for row in range(3):
                centre = position[segment, row]
                for column in range(3):
                    centre += (
                        rotation[segment, row, column]
                        * chain.mass_centre[segment, column]
                    )
                com[frame, row] += share[segment] * centre
        if loads.shape[0] > 0:
            forces[frame] = project(chain, links, needed - loads[frame], q.shape[1])
    return forces, total, com
