"""Markers that no pose of the model reaches: not followed, or their frames left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.dictionary import JOINT_COORDINATE
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, labels, values
from ilium.errors import InsufficientDataError
from ilium.kinematics.motion import JointMotion
from ilium.units import degrees

ASTRAY: Final = 0.08
"""Median distance of a marker from the model's beyond which it is taken for another's
[m]."""
APART: Final = 4.0
"""Times the usual marker's median distance that this also has to be [1]."""
FEW: Final = 0.15
"""Largest share of the markers that can be astray; beyond it the model is [1]."""
FARTHEST: Final = 0.06
"""Weighted root mean square distance beyond which a frame has no known pose [m]; three
times what is usual (Hicks 2015, doi:10.1115/1.4029304)."""
HALF: Final = 0.5
"""Share of the frames without a known pose from which on there are no angles [1]."""
NAMED: Final = 4
"""Most coordinates that one sentence names [1]."""
CARRYING: Final = ("hip", "knee", "ankle", "lumbar")
"""Beginnings of coordinates whose limits are told: those that carry the body."""
STRAIGHT: Final = 0.26
"""Limits up to here, as a straight knee's, are worth a note and no caution [rad]."""


def trusted(
    solve: Callable[[Sequence[str]], JointMotion], names: Sequence[str]
) -> JointMotion:
    """Solve for a motion without markers that are astray and poses that nobody took.

    Parameters
    ----------
    solve
        Motion from the markers of these names.
    names
        Markers.

    Returns
    -------
    JointMotion
        NaN in frames whose markers no pose reaches; issues say which and when.

    Raises
    ------
    InsufficientDataError
        Where that is so in most frames.
    """
    motion = solve(names)
    astray = _astray(motion)
    if astray:
        motion = solve([each for each in names if each not in astray])
        motion = replace(motion, issues=(*motion.issues, _not_followed(astray)))
    return _reached(replace(motion, issues=(*motion.issues, *limits_reached(motion))))


def limits_reached(motion: JointMotion) -> tuple[Issue, ...]:
    """Tell which coordinates the model's ranges held back.

    Parameters
    ----------
    motion
        A solved motion.

    Returns
    -------
    tuple of Issue
        One with each coordinate's limit and time, or none.
    """
    time, found = motion.time, dict[str, NDArray[np.intp]]()
    for name in motion.names:
        each, path = motion.model.coordinate(name), motion.coordinate(name)
        ends = np.isin(path, (each.low, each.high))
        if each.clamped and each.rotational and ends.any():
            found[name] = np.flatnonzero(ends)
    carrying = [name for name in found if name.startswith(CARRYING)]
    if not carrying:
        return ()
    carrying.sort(key=lambda name: -found[name].size)
    named = [_limit(motion, name, found[name]) for name in carrying[:NAMED]]
    more = f" and {len(carrying) - NAMED} more" if len(carrying) > NAMED else ""
    frames = np.unique(np.concatenate([found[name] for name in carrying]))
    bent = any(
        np.abs(motion.coordinate(name)[found[name]]).max() > STRAIGHT
        for name in carrying
    )
    what = (
        "The movement reaches the ends of the model's ranges:"
        f" {', '.join(named)}{more}. The true angles may lie beyond;"
        " moments and muscle forces there are those of the pose at the limit."
    )
    return (
        Issue(
            kind="coordinate-at-limit",
            where=carrying[0],
            what=what,
            severity="caution" if bent else "note",
            start=float(time[frames[0]]),
            end=float(time[frames[-1]]),
            value=float(frames.size / time.size),
            unit="1",
        ),
    )


def _limit(motion: JointMotion, name: str, frames: NDArray[np.intp]) -> str:
    angle = degrees(float(motion.coordinate(name)[frames[0]]))
    start, end = motion.time[frames[0]], motion.time[frames[-1]]
    return (
        f"{name} at {angle:.0f}° in {frames.size} frames from {start:.2f} to"
        f" {end:.2f} s"
    )


def _astray(motion: JointMotion) -> dict[str, float]:
    """Markers that belong elsewhere and their median distance [m]."""
    distance = values(motion.residuals)
    seen = np.isfinite(distance).any(axis=0)
    if not seen.any():
        return {}
    medians = np.full(seen.size, np.nan)
    medians[seen] = np.nanmedian(distance[:, seen], axis=0)
    limit = max(ASTRAY, APART * float(np.nanmedian(medians)))
    names = labels(motion.residuals, "marker")
    found = {names[at]: float(medians[at]) for at in np.flatnonzero(medians > limit)}
    return found if len(found) <= FEW * seen.sum() else {}


def _not_followed(astray: dict[str, float]) -> Issue:
    worst = max(astray, key=lambda name: astray[name])
    named = ", ".join(f"{name} ({each * 1e3:.0f} mm)" for name, each in astray.items())
    return Issue(
        kind="marker-astray",
        where=worst,
        what=(
            f"Far from where the model wears them most of the time: {named}. They were"
            " not followed; check their labels."
        ),
        severity="caution",
        value=astray[worst],
        unit="m",
    )


def _reached(motion: JointMotion) -> JointMotion:
    distance = values(motion.residuals)
    weight = np.where(np.isnan(distance), 0.0, motion.weights)
    total = weight.sum(axis=1)
    squares = (weight * np.nan_to_num(distance) ** 2).sum(axis=1)
    error = np.sqrt(squares / np.where(total > 0.0, total, 1.0))
    lost = np.flatnonzero(error > FARTHEST)
    if not lost.size:
        return motion
    at = float(motion.time[lost[error[lost].argmax()]])
    largest = float(error[lost].max())
    if lost.size > HALF * motion.time.size:
        problem = (
            f"In {lost.size} of {motion.time.size} frames no pose of the model comes"
            f" within {FARTHEST * 1e3:.0f} mm of the markers (root mean square), at"
            f" {at:.2f} s within {largest * 1e3:.0f} mm."
        )
        remedy = "Check the markers' labels, or give a static trial of this person."
        raise InsufficientDataError(problem, remedy)
    return _left_out(motion, lost, at, largest)


def _left_out(
    motion: JointMotion, lost: NDArray[np.intp], at: float, largest: float
) -> JointMotion:
    known: FloatArray = np.array(values(motion.coordinates))
    known[lost] = np.nan
    start, end = float(motion.time[lost[0]]), float(motion.time[lost[-1]])
    issue = Issue(
        kind="pose-not-reached",
        where="markers",
        what=(
            f"{lost.size} frames from {start:.2f} to {end:.2f} s are left out: no pose"
            f" of the model comes within {FARTHEST * 1e3:.0f} mm of the markers (root"
            f" mean square; {largest * 1e3:.0f} mm at {at:.2f} s)."
        ),
        severity="caution",
        start=start,
        end=end,
        value=largest,
        unit="m",
    )
    coordinates = JOINT_COORDINATE.label(
        known, time=motion.time, coordinate=motion.names
    )
    return replace(motion, coordinates=coordinates, issues=(*motion.issues, issue))
