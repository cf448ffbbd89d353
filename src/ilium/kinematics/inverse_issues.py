"""What people should know about a solved motion."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray

LARGEST_DISTANCE: Final = 0.04
"""A marker farther from the model's is named [m] (Hicks 2015)."""

NAMED: Final = 4
"""Most markers that one sentence names [1]."""

LARGEST_MEAN: Final = 0.02
"""Root mean square distance beyond which a trial is doubtful [m] (Hicks 2015)."""


def motion_issues(
    time: FloatArray,
    distance: FloatArray,
    coordinates: FloatArray,
    *,
    used: tuple[str, ...],
    unused: tuple[str, ...],
    undetermined: tuple[str, ...],
) -> tuple[Issue, ...]:
    """Name what is missing or doubtful in a solved motion.

    Parameters
    ----------
    time
        Times of the frames [s].
    distance
        Distance of each marker from the model's, shape (time, marker) [m].
    coordinates
        Shape (time, coordinate) [rad] or [m]; NaN where not solved.
    used, unused
        Markers that the model has, and those that it has not.
    undetermined
        Coordinates that the markers leave open.

    Returns
    -------
    tuple of Issue
        In the order in which they matter.

    References
    ----------
    Hicks JL, Uchida TK, Seth A et al. (2015). Is my model good enough? J Biomech Eng
    137(2), 020905. doi:10.1115/1.4029304
    """
    found = [
        *_unsolved(time, coordinates),
        *_far(time, distance, used),
    ]
    if undetermined:
        what = f"The markers do not determine {', '.join(undetermined)}: left out."
        found.append(Issue(kind="undetermined", where="markers", what=what))
    if unused:
        what = f"The model has no marker of the name {', '.join(unused)}: not followed."
        found.append(Issue(kind="unused-markers", where="markers", what=what))
    return tuple(found)


def _unsolved(time: FloatArray, coordinates: FloatArray) -> list[Issue]:
    lost = np.isnan(coordinates).any(axis=1)
    if not lost.any():
        return []
    frames = np.flatnonzero(lost)
    share = float(lost.mean())
    what = f"{lost.sum()} frames show too few markers for the whole pose."
    return [
        Issue(
            kind="pose-unknown",
            where="markers",
            what=what,
            severity="caution",
            start=float(time[frames[0]]),
            end=float(time[frames[-1]]),
            value=share,
            unit="1",
        )
    ]


def _far(time: FloatArray, distance: FloatArray, used: tuple[str, ...]) -> list[Issue]:
    found: list[Issue] = []
    mean = float(np.sqrt(np.nanmean(distance**2)))
    if mean > LARGEST_MEAN:
        what = (
            f"The markers are {mean * 1000:.0f} mm from the model's (root mean square),"
            f" more than the {LARGEST_MEAN * 1000:.0f} mm that are usual."
        )
        found.append(
            Issue(
                kind="marker-distance",
                where="markers",
                what=what,
                severity="caution",
                value=mean,
                unit="m",
            )
        )
    peaks = np.nan_to_num(distance).max(axis=0, initial=0.0)
    far = [int(each) for each in np.argsort(-peaks) if peaks[each] > LARGEST_DISTANCE]
    if far:
        found.append(_far_markers(time, distance, used, far))
    return found


def _far_markers(
    time: FloatArray, distance: FloatArray, used: tuple[str, ...], far: list[int]
) -> Issue:
    """Markers far from the model's, the farthest first, in one sentence."""
    moments = np.nan_to_num(distance).argmax(axis=0)
    named = [
        f"{used[each]} {distance[moments[each], each] * 1000:.0f} mm at"
        f" {time[moments[each]]:.2f} s"
        for each in far[:NAMED]
    ]
    more = f" and {len(far) - NAMED} more" if len(far) > NAMED else ""
    worst = far[0]
    return Issue(
        kind="marker-distance",
        where=used[worst],
        what=(
            f"{len(far)} of {len(used)} markers come more than"
            f" {LARGEST_DISTANCE * 1000:.0f} mm from the model's:"
            f" {', '.join(named)}{more}."
        ),
        severity="caution",
        start=float(time[moments[far]].min()),
        end=float(time[moments[far]].max()),
        value=float(distance[moments[worst], worst]),
        unit="m",
    )
