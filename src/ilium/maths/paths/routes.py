"""Where muscles run: the points of their paths, for pictures."""

from __future__ import annotations

import math

import numpy as np

from ilium.maths.compiled import kernel
from ilium.maths.multibody.layout import Chain
from ilium.maths.multibody.links import move_links, segment_poses
from ilium.maths.paths.geometry import make_path_room, pose_surfaces
from ilium.maths.paths.layout import FloatArray, IntArray, Paths
from ilium.maths.paths.points import gather
from ilium.maths.paths.wrapping import lay_over_surfaces


@kernel
def trial_routes(
    chain: Chain,
    paths: Paths,
    coordinates: FloatArray,
    mode: int,
    counts: IntArray,
    points: FloatArray,
) -> None:
    """Write the points that every muscle runs through in every frame.

    Parameters
    ----------
    chain, paths
        The chain that the muscles pull at, and the muscles.
    coordinates
        Shape (time, n) [rad] or [m].
    mode
        `COMPATIBLE` or `EXACT`.
    counts
        Where the number of points is written, shape (time, m); 0 in a frame of which a
        coordinate is NaN.
    points
        Where the points are written, shape (time, m, `Paths.room`, 3) [m]; NaN beyond
        the count. Over a surface a path is drawn straight from tangent to tangent.
    """
    room = make_path_room(chain, paths)
    for frame in range(coordinates.shape[0]):
        q = coordinates[frame]
        points[frame] = math.nan
        counts[frame] = 0
        if np.isnan(q).any():
            continue
        move_links(chain, q, room.links)
        segment_poses(chain, room.links, room.frames.rotation, room.frames.position)
        pose_surfaces(paths, room.frames)
        for muscle in range(counts.shape[1]):
            count = gather(paths, muscle, q, room.frames, room.route)
            if paths.first_wrap[muscle + 1] > paths.first_wrap[muscle]:
                count = lay_over_surfaces(
                    paths, muscle, mode, room.frames, room.route, count
                )
            counts[frame, muscle] = count
            for at in range(count):
                for axis in range(3):
                    points[frame, muscle, at, axis] = room.route.position[at, axis]
