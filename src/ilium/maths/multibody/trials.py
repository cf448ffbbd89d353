"""Whole trials at once: what the stages call.

Every function here takes C-contiguous arrays that may be written to, so that one
compiled version serves all callers.
"""

from __future__ import annotations

import numpy as np

from ilium.maths.compiled import kernel
from ilium.maths.multibody.dynamics import inverse_dynamics
from ilium.maths.multibody.fitting import Problem, fit_pose
from ilium.maths.multibody.layout import Chain, FloatArray, IntArray, Markers
from ilium.maths.multibody.links import make_links, move_links, segment_poses
from ilium.maths.multibody.markers import MarkerFit, linearise, make_fit, marker_cost

LEAST_MARKERS = 3
"""Markers below which a frame is not solved."""


@kernel
def fit_each(problem: Problem, observed: FloatArray, starts: FloatArray) -> FloatArray:
    """Fit one frame from several poses.

    Parameters
    ----------
    problem
        What is fitted.
    observed
        Where the cameras saw the markers, shape (m, 3) [m]; NaN where they did not.
    starts
        Poses to start from, fitted in place, shape (start, n) [rad] or [m].

    Returns
    -------
    FloatArray
        Sum of weighted squared distances that each ended with, shape (start,) [m2].
    """
    fit = make_fit(problem.chain, problem.markers)
    costs = np.empty(starts.shape[0])
    for start in range(starts.shape[0]):
        costs[start], _ = fit_pose(problem, observed, starts[start], fit)
    return costs


@kernel
def fit_trial(
    problem: Problem, observed: FloatArray, start: FloatArray, first: int
) -> tuple[FloatArray, FloatArray, IntArray]:
    """Fit every frame of a trial, each from what its neighbour suggests.

    Parameters
    ----------
    problem
        What is fitted.
    observed
        Where the cameras saw the markers, shape (time, m, 3) [m]; NaN where they did
        not.
    start
        Pose of the frame `first`, shape (n,) [rad] or [m].
    first
        Frame from which the fit goes forwards to the end, then backwards to the
        beginning.

    Returns
    -------
    coordinates : FloatArray
        Shape (time, n) [rad] or [m]; NaN in frames with fewer than three markers.
    distance : FloatArray
        From each marker to the model's, shape (time, m) [m]; NaN where not seen.
    steps : IntArray
        How many steps each frame took, shape (time,); 0 where it was not solved.
    """
    frames, number = observed.shape[0], problem.markers.segment.size
    coordinates = np.full((frames, start.size), np.nan)
    distance = np.full((frames, number), np.nan)
    steps = np.zeros(frames, np.int64)
    fit = make_fit(problem.chain, problem.markers)
    for direction in (1, -1):
        before, q = start.copy(), start.copy()
        if direction == -1 and steps[first] > 0:
            q[:] = coordinates[first]
            before[:] = q
        frame = first if direction == 1 else first - 1
        while 0 <= frame < frames:
            if _seen(problem.markers, observed[frame]) >= LEAST_MARKERS:
                guess = _guess(problem, observed[frame], before, q, fit)
                before[:] = q
                q[:] = guess
                _, steps[frame] = fit_pose(problem, observed[frame], q, fit)
                coordinates[frame] = q
                marker_cost(problem.chain, problem.markers, observed[frame], q, fit)
                for marker in range(number):
                    distance[frame, marker] = np.sqrt(
                        ((observed[frame, marker] - fit.place[marker]) ** 2).sum()
                    )
            frame += direction
    return coordinates, distance, steps


@kernel
def _seen(markers: Markers, observed: FloatArray) -> int:
    number = 0
    for marker in range(markers.segment.size):
        if markers.weight[marker] > 0.0 and not np.isnan(observed[marker].sum()):
            number += 1
    return number


@kernel
def _guess(
    problem: Problem,
    observed: FloatArray,
    before: FloatArray,
    q: FloatArray,
    fit: MarkerFit,
) -> FloatArray:
    """Pose that goes on as the last two did, or the last, whichever is nearer."""
    onwards = 2.0 * q - before
    there = marker_cost(problem.chain, problem.markers, observed, onwards, fit)
    here = marker_cost(problem.chain, problem.markers, observed, q, fit)
    return onwards if there < here else q.copy()


@kernel
def normal_sum(
    chain: Chain, markers: Markers, observed: FloatArray, coordinates: FloatArray
) -> FloatArray:
    """Sum of the normal matrices of solved frames.

    Parameters
    ----------
    chain, markers
        The chain and its markers.
    observed
        Shape (time, m, 3) [m]; NaN where a marker was not seen.
    coordinates
        Shape (time, n) [rad] or [m].

    Returns
    -------
    FloatArray
        Shape (n, n) [m2].
    """
    fit = make_fit(chain, markers)
    total = np.zeros_like(fit.normal)
    for frame in range(coordinates.shape[0]):
        if not np.isnan(coordinates[frame].sum()):
            marker_cost(chain, markers, observed[frame], coordinates[frame], fit)
            linearise(chain, markers, observed[frame], fit)
            total += fit.normal
    return total


@kernel
def dynamics_trial(
    chain: Chain,
    coordinates: FloatArray,
    speeds: FloatArray,
    accelerations: FloatArray,
    wrenches: FloatArray,
) -> FloatArray:
    """Generalised forces of every frame of a trial.

    Parameters
    ----------
    chain
        The chain.
    coordinates, speeds, accelerations
        Shape (time, n) [rad] or [m], a second, a second squared.
    wrenches
        Outer load on every segment: moment about ground's origin [N m], then force
        [N], shape (time, b, 6).

    Returns
    -------
    FloatArray
        Shape (time, n) [N m] or [N]; NaN where it depends on an input that is.
    """
    forces = np.empty_like(coordinates)
    for frame in range(coordinates.shape[0]):
        forces[frame] = inverse_dynamics(
            chain,
            coordinates[frame],
            speeds[frame],
            accelerations[frame],
            wrenches[frame],
        )
    return forces


@kernel
def pose_trial(chain: Chain, coordinates: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Frames of the segments in every frame of a trial.

    Parameters
    ----------
    chain
        The chain.
    coordinates
        Shape (time, n) [rad] or [m].

    Returns
    -------
    rotations : FloatArray
        Columns are the segments' axes in ground, shape (time, b, 3, 3) [1].
    positions : FloatArray
        Shape (time, b, 3) [m].
    """
    frames, number = coordinates.shape[0], chain.segment_link.size
    rotations = np.empty((frames, number, 3, 3))
    positions = np.empty((frames, number, 3))
    links = make_links(chain)
    for frame in range(frames):
        move_links(chain, coordinates[frame], links)
        segment_poses(chain, links, rotations[frame], positions[frame])
    return rotations, positions
