"""Jumps, spikes and swapped labels: steps that no marker on a body makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.maths.rigid import visible
from ilium.maths.runs import runs

NEAR = 0.35
"""Distance to the other's place, by the step, below which labels are swapped [1]."""
JOINED = 3
"""Frames between two steps of a marker that count as one [1]."""


@dataclass(frozen=True, slots=True)
class Step:
    """A marker leaves the path on which it was going.

    Parameters
    ----------
    marker
        Its number [1].
    before, after
        Frames between which it leaves [1].
    size
        How far it leaves [m].
    returns
        Whether it is back on its path a few frames later.
    """

    marker: int
    before: int
    after: int
    size: float
    returns: bool


def find_steps(
    positions: FloatArray,
    names: Sequence[str],
    time: FloatArray,
    acceleration: float,
    least: float,
) -> list[Issue]:
    """Find spikes, jumps and swaps.

    Between two frames a marker goes as far as the mean of the steps before and after,
    give or take half of its change in acceleration times the squared frame time. What
    exceeds both limits leaves its path. Where two markers go to each other's places,
    their labels are swapped.

    Parameters
    ----------
    positions
        Trajectories, shape (time, marker, axis) [m]; a gap is one long step, with
        its limit in proportion.
    names
        Labels.
    time
        Times of the frames, shape (time,) [s].
    acceleration
        Largest plausible acceleration [m/s^2].
    least
        Distance that is never called a jump [m].

    Returns
    -------
    list[Issue]
        ``marker-swap`` for each pair, ``marker-jump`` and ``marker-spike`` for each
        marker, with the largest step [m].
    """
    if time.size < 4:
        return []
    frame = float(time[-1] - time[0]) / (time.size - 1)
    steps = steps_of(positions, max(least, 0.5 * acceleration * frame**2))
    swaps = _swaps(positions, steps)
    issues = [_swap(pair, found, names, time) for pair, found in swaps.items()]
    swapped = {(each.marker, each.before) for found in swaps.values() for each in found}
    left = [each for each in steps if (each.marker, each.before) not in swapped]
    for marker in sorted({each.marker for each in left}):
        own = [each for each in left if each.marker == marker]
        for returns in (True, False):
            alike = [each for each in own if each.returns is returns]
            if alike:
                issues.append(_leaves(names[marker], alike, time))
    return issues


def steps_of(positions: FloatArray, limit: float) -> list[Step]:
    """Every step in which a marker leaves its path.

    Parameters
    ----------
    positions
        Trajectories, shape (time, marker, axis) [m].
    limit
        Distance from the path, for frames next to each other [m].

    Returns
    -------
    list[Step]
        By marker, then by time.
    """
    seen = visible(positions)
    steps: list[Step] = []
    whole = np.flatnonzero(seen.all(axis=0))
    frames = np.arange(positions.shape[0])
    surprise = _surprise(positions[:, whole], frames)
    for column in np.flatnonzero((surprise > limit).any(axis=0)):
        path, off = positions[:, whole[column]], surprise[:, column]
        steps += _grouped(int(whole[column]), path, frames, off, limit)
    for marker in np.flatnonzero(seen.any(axis=0) & ~seen.all(axis=0)):
        frames = np.flatnonzero(seen[:, marker])
        path = positions[frames, marker]
        off = _surprise(path[:, None], frames)[:, 0]
        steps += _grouped(int(marker), path, frames, off, limit)
    return sorted(steps, key=lambda each: (each.marker, each.before))


def _surprise(paths: FloatArray, frames: NDArray[np.intp]) -> FloatArray:
    """Distance of each step from the mean of its neighbours, for one frame [m]."""
    gaps = np.diff(frames)[:, None, None]
    speeds = np.diff(paths, axis=0) / gaps
    surprise = np.zeros(speeds.shape[:2])
    if speeds.shape[0] > 2:
        expected = 0.5 * (speeds[:-2] + speeds[2:])
        surprise[1:-1] = np.linalg.norm(speeds[1:-1] - expected, axis=2)
    return surprise


def _grouped(
    marker: int,
    path: FloatArray,
    frames: NDArray[np.intp],
    surprise: FloatArray,
    limit: float,
) -> list[Step]:
    steps: list[Step] = []
    for start, end in _joined(surprise > limit):
        worst = start + int(surprise[start:end].argmax())
        before, after = path[start], path[end]
        line = np.linspace(0.0, 1.0, end - start + 1)[:, None] * (after - before)
        leaves = np.linalg.norm(path[start : end + 1] - before - line, axis=1).max()
        away = float(surprise[worst] * (frames[worst + 1] - frames[worst]))
        stays = float(np.linalg.norm(after - before))
        returns = end - start > 1 and bool(stays < 0.5 * leaves + limit)
        size = float(leaves) if returns else away
        steps.append(
            Step(marker, int(frames[worst]), int(frames[worst + 1]), size, returns)
        )
    return steps


def _joined(far: NDArray[np.bool_]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in runs(far):
        if joined and start - joined[-1][1] < JOINED:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _swaps(
    positions: FloatArray, steps: Sequence[Step]
) -> dict[tuple[int, int], list[Step]]:
    """Pairs of markers that go to each other's places, with both markers' steps."""
    if not steps:
        return {}
    seen = visible(positions)
    count = seen.shape[0]
    frames = np.arange(count)[:, None]
    last = np.maximum.accumulate(np.where(seen, frames, -1), axis=0)
    next_ = np.minimum.accumulate(np.where(seen, frames, count)[::-1], axis=0)[::-1]
    others = np.arange(seen.shape[1])
    pairs: dict[tuple[int, int], list[Step]] = {}
    for step in steps:
        before, after = last[step.before], next_[step.after]
        known = (before >= 0) & (after < count) & (others != step.marker)
        was = positions[before, others]
        comes = positions[np.minimum(after, count - 1), others]
        start = positions[step.before, step.marker]
        end = positions[step.after, step.marker]
        there = np.linalg.norm(was - end, axis=1)
        back = np.linalg.norm(comes - start, axis=1)
        stays = np.linalg.norm(comes - was, axis=1)
        near = NEAR * float(np.linalg.norm(end - start))
        fits = known & (there < near) & (back < near) & (stays > near)
        if fits.any():
            other = int(others[fits][(there + back)[fits].argmin()])
            pair = min(step.marker, other), max(step.marker, other)
            pairs.setdefault(pair, []).append(step)
    return pairs


def _swap(
    pair: tuple[int, int], steps: list[Step], names: Sequence[str], time: FloatArray
) -> Issue:
    first = min(each.before for each in steps)
    end = max(each.after for each in steps)
    both = f"{names[pair[0]]} and {names[pair[1]]}"
    again = "" if end - first < JOINED else ", and once more or back later"
    what = (
        f"{both} exchange their places at {time[first]:.2f} s{again}: labels swapped."
    )
    return Issue(
        kind="marker-swap",
        where=f"{names[pair[0]]}, {names[pair[1]]}",
        what=what,
        severity="serious",
        start=float(time[first]),
        end=float(time[end]),
        value=max(each.size for each in steps),
        unit="m",
    )


def _leaves(name: str, steps: Sequence[Step], time: FloatArray) -> Issue:
    worst = max(steps, key=lambda each: each.size)
    spike = worst.returns
    how = "leaves its path for a moment" if spike else "jumps to another place"
    often = "once" if len(steps) == 1 else f"{len(steps)} times"
    what = (
        f"{name} {how} {often}, by up to {worst.size * 100:.1f} cm at "
        f"{time[worst.before]:.2f} s."
    )
    return Issue(
        kind="marker-spike" if spike else "marker-jump",
        where=name,
        what=what,
        severity="caution",
        start=float(time[min(each.before for each in steps)]),
        end=float(time[max(each.after for each in steps)]),
        value=worst.size,
        unit="m",
    )
