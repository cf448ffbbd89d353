"""Gaps: when a marker is not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue, Severity
from ilium.core.quantity import FloatArray
from ilium.maths.rigid import visible
from ilium.maths.runs import runs

SERIOUS = 0.5
"""Share of unseen frames from which what depends on a marker is hardly known [1]."""


def find_gaps(
    positions: FloatArray,
    names: Sequence[str],
    time: FloatArray,
    longest: float,
    share: float,
) -> list[Issue]:
    """Count the gaps of each marker while the body is in view.

    The body is in view from the first to the last frame in which half of the markers
    that are ever seen are seen together.

    Parameters
    ----------
    positions
        Trajectories, shape (time, marker, axis) [m].
    names
        Labels.
    time
        Times of the frames, shape (time,) [s].
    longest
        Length of a gap from which it is a caution [s].
    share
        Share of unseen frames from which it is a caution [1].

    Returns
    -------
    list[Issue]
        ``markers-absent`` where the body is out of view at the start or the end, and
        ``marker-gap`` for each marker with gaps, or several with the same ones; their
        value is the longest gap [s].
    """
    seen = visible(positions)
    first, last = in_view(seen)
    within, clock = seen[first:last], time[first:last]
    issues = _out_of_view(first, last, time)
    alike: dict[bytes, list[int]] = {}
    for marker in np.flatnonzero(~within.all(axis=0)):
        alike.setdefault(within[:, marker].tobytes(), []).append(int(marker))
    for members in alike.values():
        where = ", ".join(names[each] for each in members)
        shown = within[:, members[0]]
        if not seen[:, members[0]].any():
            issues.append(_never(where, len(members)))
            continue
        gap = _gap(where, shown, clock)
        missing = 1.0 - float(shown.mean())
        severity: Severity = "note"
        if missing >= SERIOUS:
            severity = "serious"
        elif missing > share or (gap.value or 0.0) > longest:
            severity = "caution"
        issues.append(replace(gap, severity=severity))
    return issues


def in_view(seen: NDArray[np.bool_]) -> tuple[int, int]:
    """First frame and frame after the last in which half of the markers are seen.

    Parameters
    ----------
    seen
        Whether each marker is seen, shape (time, marker) [1].

    Returns
    -------
    tuple[int, int]
        Numbers of the frames [1]; the whole recording where nothing is ever seen.
    """
    ever = seen.any(axis=0)
    frames = np.flatnonzero(seen.sum(axis=1) * 2 >= max(int(ever.sum()), 1))
    if not frames.size:
        return 0, seen.shape[0]
    return int(frames[0]), int(frames[-1]) + 1


def _out_of_view(first: int, last: int, time: FloatArray) -> list[Issue]:
    if first == 0 and last == time.size:
        return []
    start, end = float(time[first]), float(time[last - 1])
    what = (
        f"Most markers are seen only from {start:.2f} to {end:.2f} s of a recording "
        f"from {time[0]:.2f} to {time[-1]:.2f} s."
    )
    return [
        Issue(
            kind="markers-absent",
            where="markers",
            what=what,
            start=start,
            end=end,
            value=(last - first) / time.size,
            unit="1",
        )
    ]


def _gap(name: str, seen: NDArray[np.bool_], time: FloatArray) -> Issue:
    gaps = runs(~seen)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    step = float(time[1] - time[0]) if time.size > 1 else 0.0
    length = (end - start) * step
    verb = "are" if "," in name else "is"
    many = "1 gap" if len(gaps) == 1 else f"{len(gaps)} gaps, the longest"
    what = (
        f"{name} {verb} not seen in {1.0 - seen.mean():.1%} of {seen.size} frames: "
        f"{many} of {length:.2f} s."
    )
    return Issue(
        kind="marker-gap",
        where=name,
        what=what,
        start=float(time[start]),
        end=float(time[end - 1]),
        value=length,
        unit="s",
    )


def _never(name: str, count: int) -> Issue:
    verb = "is" if count == 1 else "are"
    what = f"{name} {verb} named in the file but never seen."
    return Issue(kind="marker-gap", where=name, what=what)
