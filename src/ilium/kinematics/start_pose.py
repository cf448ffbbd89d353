"""A pose to begin with, from any posture: segment after segment, from several sides."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import numpy as np

from ilium.core.quantity import FloatArray

if TYPE_CHECKING:
    from ilium.maths.multibody.fitting import Problem

SEARCH_STEPS: Final = 20
"""Steps for each side from which a segment is tried; the final fit takes its own."""

EQUAL: Final = 0.01
"""Difference of two costs that are taken for the same posture, as a share [1]."""

FULL_CIRCLE: Final = (-2.1, 0.0, 2.1)
"""Where a coordinate without a range starts [rad]."""


def start_pose(problem: Problem, observed: FloatArray) -> tuple[FloatArray, float]:
    """Pose that fits one frame, without a neighbour to start from.

    From the root outwards, the coordinates between a segment with markers and the last
    such segment before it are fitted to that segment's own markers, from a grid of
    starts. All coordinates are then fitted to all markers, from there and from the
    default pose.

    Parameters
    ----------
    problem
        What is fitted.
    observed
        Where the cameras saw the markers, shape (m, 3) [m]; NaN where they did not.

    Returns
    -------
    pose : FloatArray
        Shape (n,) [rad] or [m].
    cost : float
        Its sum of weighted squared distances [m2].
    """
    default = problem.chain.default.copy()
    found, rooted = default.copy(), default
    segments = np.unique(problem.markers.segment[_seen(problem, observed)])
    placed: set[int] = set()
    for segment in segments:
        fresh = [each for each in _drivers(problem, int(segment)) if each not in placed]
        if not fresh:
            continue
        if not placed:
            _move_there(problem, observed, int(segment), fresh, found)
        starts = _starts(problem, fresh, found)
        part = _only(problem, int(segment), fresh)
        found, _ = _best(part, observed, starts)
        if not placed:
            rooted = found.copy()
        placed.update(fresh)
    starts = np.stack([found, rooted])
    return _best(problem, observed, starts)


def _best(
    problem: Problem, observed: FloatArray, starts: FloatArray
) -> tuple[FloatArray, float]:
    """Fit from several starts; among equally good ends take that nearest to default.

    Three rotations in a row have two sets of angles for every posture; the one far
    from the default pose would run into a bound later on.
    """
    from ilium.maths.multibody.trials import fit_each  # noqa: PLC0415 - compiles

    costs = fit_each(problem, observed, starts)
    equal = np.flatnonzero(costs <= costs.min() * (1.0 + EQUAL) + EQUAL**4)
    away = np.abs(starts[equal] - problem.chain.default)
    turns = [at for at in range(away.shape[1]) if at not in _slides(problem)]
    best = int(equal[away[:, turns].sum(axis=1).argmin()])
    return starts[best], float(costs[best])


def _seen(problem: Problem, observed: FloatArray) -> np.ndarray:
    return (problem.markers.weight > 0.0) & ~np.isnan(observed).any(axis=1)


def _drivers(problem: Problem, segment: int) -> list[int]:
    """Free coordinates that move a segment, from the root outwards."""
    chain = problem.chain
    drivers: list[int] = []
    link = int(chain.segment_link[segment])
    while link >= 0:
        drivers.append(int(chain.coordinate[link]))
        link = int(chain.parent[link])
    return [each for each in dict.fromkeys(reversed(drivers)) if problem.free[each]]


def _slides(problem: Problem) -> set[int]:
    chain = problem.chain
    return {int(each) for each in chain.coordinate[chain.revolute == 0]} - {
        int(each) for each in chain.coordinate[chain.revolute == 1]
    }


def _move_there(
    problem: Problem,
    observed: FloatArray,
    segment: int,
    fresh: list[int],
    pose: FloatArray,
) -> None:
    """Slide the root to the middle of its markers, along axes fixed in ground."""
    chain = problem.chain
    mine = _seen(problem, observed) & (problem.markers.segment == segment)
    middle = observed[mine].mean(axis=0)
    for link in range(chain.parent.size):
        coordinate = int(chain.coordinate[link])
        if coordinate in fresh and chain.revolute[link] == 0:
            axis = chain.rotation[link] @ chain.axis[link]
            pose[coordinate] = float(axis @ middle)


def _starts(problem: Problem, fresh: list[int], pose: FloatArray) -> FloatArray:
    """Grid of starts over the rotations among `fresh`, the pose itself first."""
    slides = _slides(problem)
    turns = [each for each in fresh if each not in slides]
    sides = [_sides(problem, each, len(fresh) > len(turns)) for each in turns[:4]]
    rows = [pose]
    for combination in itertools.product(*sides):
        row = pose.copy()
        row[turns[:4]] = combination
        rows.append(row)
    return np.stack(rows)


def _sides(problem: Problem, coordinate: int, floating: bool) -> tuple[float, ...]:  # noqa: FBT001
    low = max(float(problem.low[coordinate]), -np.pi)
    high = min(float(problem.high[coordinate]), np.pi)
    if high - low > 1.9 * np.pi:
        return FULL_CIRCLE
    shares = (0.15, 0.5, 0.85) if floating else (0.25, 0.75)
    return tuple(low + share * (high - low) for share in shares)


def _only(problem: Problem, segment: int, fresh: list[int]) -> Problem:
    """Fit some coordinates to the markers of one segment."""
    markers = problem.markers
    free = np.zeros_like(problem.free)
    free[fresh] = 1
    weight = np.where(markers.segment == segment, markers.weight, 0.0)
    return problem._replace(
        markers=markers._replace(weight=weight), free=free, iterations=SEARCH_STEPS
    )
