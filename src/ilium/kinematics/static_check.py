"""Tell whether the static trial shows the same person with the same markers."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.issue import Issue
from ilium.errors import InputError
from ilium.kinematics.points import Points
from ilium.maths.present import present_median
from ilium.maths.rotations import norm

PAIRS: Final = (
    ("asis_left", "asis_right"),
    *(
        (f"{one}_{side}", f"{two}_{side}")
        for side in SIDES
        for one, two in (("knee", "ankle"), ("heel", "toe"), ("asis", "psis"))
    ),
)
"""Markers that one bone carries: their distances hardly change."""
APART: Final = 0.08
"""Relative difference that skin and movement do not explain: in thirteen public pairs
of static and movement the largest is 0.045 [1]."""
STRANGERS: Final = 3
"""So many distances that differ are another person's."""
STILL: Final = 0.1
"""Way of the pelvis that a standing person does not go: in fifteen public statics the
largest is 0.031, in public movements the smallest 0.178, on a treadmill [m]."""


def check_static(moving: Points, standing: Points, name: str) -> tuple[Issue, ...]:
    """Compare distances between markers in a recording and its static trial.

    Parameters
    ----------
    moving, standing
        Landmarks of the recording and of the static trial.
    name
        Name of the static trial.

    Returns
    -------
    tuple of Issue
        One for each distance that differs too much.

    Raises
    ------
    InputError
        Where so many differ that the static must be another person's, or where the
        person in it does not stand still.
    """
    way = _way(standing)
    if way > STILL:
        raise InputError(
            f"The static trial {name!r} shows a movement: its pelvis goes {way:.1f} m.",
            "Give a trial in which the person stands still, or none.",
        )
    found = [
        (one, two, change)
        for one, two in PAIRS
        if abs(change := _change(moving, standing, one, two)) > APART
    ]
    if len(found) >= STRANGERS:
        worst = max(found, key=lambda each: abs(each[2]))
        raise InputError(
            f"The static trial {name!r} seems to show another person or other markers:"
            f" {len(found)} distances between markers differ, {_words(*worst)}.",
            "Give the static trial of this session, or none.",
        )
    return tuple(_remark(*each) for each in found)


def _way(standing: Points) -> float:
    """Longest way of the middle of the ASIS along one axis [m]; 0 where unseen."""
    if not standing.has("asis_left", "asis_right"):
        return 0.0
    middle = standing.middle("asis_left", "asis_right")
    seen = middle[np.isfinite(middle).all(axis=1)]
    return float(np.ptp(seen, axis=0).max()) if len(seen) else 0.0


def _change(moving: Points, standing: Points, one: str, two: str) -> float:
    still = present_median(norm(standing[one] - standing[two]))
    return present_median(norm(moving[one] - moving[two])) / still - 1.0


def _words(one: str, two: str, change: float) -> str:
    markers = f"{one.replace('_', ' ')} to {two.replace('_', ' ')}"
    return f"{markers} by {change:+.0%}"


def _remark(one: str, two: str, change: float) -> Issue:
    return Issue(
        kind="static-mismatch",
        where="static",
        what=(
            f"A distance between markers differs from the static trial,"
            f" {_words(one, two, change)}: a marker was moved, or labels were"
            " swapped."
        ),
        severity="caution",
        value=change,
        unit="1",
    )
