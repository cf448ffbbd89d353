"""Rigid segments: how far the markers of a segment move against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ilium.core.issue import Issue, Severity
from ilium.core.quantity import FloatArray
from ilium.maths.registration import register
from ilium.maths.rigid import carry, shape_of
from ilium.model.landmarks import RIGID

ENOUGH = 600
"""Frames, evenly spread, from which the residual is estimated [1]."""


def measure_rigidity(
    positions: FloatArray,
    names: Sequence[str],
    placed: Mapping[str, str],
    limit: float,
) -> list[Issue]:
    """Measure how rigid each segment's markers are.

    Three and more markers: root mean square distance from the segment's typical shape,
    laid onto each frame. Two markers: standard deviation of their distance.

    Parameters
    ----------
    positions
        Trajectories, shape (time, marker, axis) [m].
    names
        Labels.
    placed
        Landmark to label.
    limit
        Residual of a marker from which it is a caution; twice that is serious [m].

    Returns
    -------
    list[Issue]
        One ``rigid-residual`` for each segment with at least two markers, a note below
        the limit; their value is the residual of the marker that moves most [m].
    """
    columns = {name: number for number, name in enumerate(names)}
    some = positions[:: max(1, positions.shape[0] // ENOUGH)]
    issues: list[Issue] = []
    for segment, landmarks in RIGID.items():
        labels = [placed[each] for each in landmarks if placed.get(each, "") in columns]
        if len(labels) < 2 or some.shape[0] < 2:
            continue
        cloud = some[:, [columns[each] for each in labels]]
        residuals = residuals_of(cloud)
        if np.isfinite(residuals).any():
            issues.append(_issue(segment, labels, residuals, limit))
    return issues


def residuals_of(cloud: FloatArray) -> FloatArray:
    """Residual of each marker of a segment.

    Parameters
    ----------
    cloud
        Trajectories of its markers, shape (time, marker, axis) [m].

    Returns
    -------
    FloatArray
        Root mean square over time, shape (marker,) [m]; NaN where never seen with
        enough others.
    """
    if cloud.shape[1] == 2:
        length = np.linalg.norm(cloud[:, 0] - cloud[:, 1], axis=1)
        length = length[np.isfinite(length)]
        return np.full(2, length.std() if length.size > 1 else np.nan)
    shape = shape_of(cloud)
    rotation, translation, _ = register(shape, cloud)
    away = cloud - carry(rotation, translation, shape)
    square = (away**2).sum(axis=2)
    known = np.isfinite(square)
    count = known.sum(axis=0)
    mean = np.where(known, square, 0.0).sum(axis=0) / np.maximum(count, 1)
    return np.where(count > 1, np.sqrt(mean), np.nan)


def _issue(
    segment: str, labels: Sequence[str], residuals: FloatArray, limit: float
) -> Issue:
    whole = float(np.sqrt(np.nanmean(residuals**2)))
    worst = int(np.nanargmax(residuals))
    severity: Severity = "note"
    if residuals[worst] > limit:
        severity = "serious" if residuals[worst] > 2.0 * limit else "caution"
    word = segment.replace("_", " ")
    what = (
        f"The {len(labels)} markers of the {word} keep their places on it within "
        f"{whole * 1e3:.0f} mm (RMS)"
    )
    if len(labels) > 2:
        what += f", {labels[worst]} moves most: {residuals[worst] * 1e3:.0f} mm"
    return Issue(
        kind="rigid-residual",
        where=word,
        what=f"{what}.",
        severity=severity,
        value=float(residuals[worst]),
        unit="m",
    )
