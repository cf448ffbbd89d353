"""Static calibration: body measures, marker diameter and offsets of one person."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.conventions import SIDES, Side, initial
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.trial import Trial
from ilium.kinematics.anthropometry import known_measures
from ilium.kinematics.body import build_body
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.conventional import Leg
from ilium.kinematics.diameter import with_diameter
from ilium.kinematics.foot_offsets import with_static_offsets
from ilium.kinematics.points import Points
from ilium.kinematics.settings import KinematicsSettings
from ilium.kinematics.vendor import LENGTHS, stored_length, stored_offsets
from ilium.model.marker_sets import MarkerSetMatch

STILL: Final = 0.04
"""Somebody whose pelvis and feet stay within this stands [m]."""
WITNESSES: Final = tuple(
    f"{name}_{side}" for name in ("asis", "ankle", "toe") for side in SIDES
)


def calibrate(
    *,
    trial: Trial,
    match: MarkerSetMatch,
    points: Points,
    static: tuple[Trial, Points] | None,
    participant: Participant | None,
    settings: KinematicsSettings,
) -> Calibration:
    """Collect every number that the model needs, best source first.

    Parameters
    ----------
    trial, match, points
        The recording, its marker set and its landmarks.
    static
        The static trial and its landmarks; ``None`` without.
    participant
        Body measures that the user gave; ``None`` without.
    settings
        Choices of the method.

    Returns
    -------
    Calibration
        With the offsets of the static; without one, those that the file states; else,
        where the person stands still, those of the recording itself.
    """
    own = (trial, points)
    recordings = (own,) if static is None else (static, own)
    standing = points if static is None else static[1]
    diameter = with_diameter(
        Calibration(),
        recordings,
        given=settings.marker_diameter,
        usual=2.0 * match.marker_radius,
    )
    known = known_measures(
        participant,
        None if static is None else static[0].participant,
        trial.participant,
        standing,
        diameter["marker_diameter"],
        still=static is not None or stands_still(points),
    )
    merged = known.adding(diameter.numbers, "").remarking(*diameter.issues)
    merged = Calibration(
        numbers=merged.numbers,
        sources={**known.sources, **diameter.sources},
        issues=merged.issues,
    )
    merged = _with_file(merged, tuple(each for each, _ in recordings))
    if static is None and not _needs_own(merged, points):
        return merged
    body = build_body(standing, match.name, merged, None, settings)
    wands: dict[Side, Leg] = {side: body.legs[side] for side in body.conventional}
    if not wands:
        return body.calibration
    return with_static_offsets(
        body.calibration,
        standing,
        wands,
        tuple(each for each, _ in recordings),
        flat=settings.flat_foot,
    )


def _with_file(calibration: Calibration, trials: tuple[Trial, ...]) -> Calibration:
    """Add what the files state about the model; the first file wins."""
    result = calibration
    for trial in reversed(trials):
        lengths = {
            f"asis_trochanter_{side}": stored_length(
                trial, initial(side) + LENGTHS["asis_trochanter"]
            )
            for side in SIDES
        }
        offsets = stored_offsets(trial)
        result = result.adding({**lengths, **offsets}, "file")
    turned = [
        name
        for name, value in result.numbers.items()
        if name.startswith(("thigh_offset", "shank_offset", "tibial")) and value
    ]
    return result.remarking(*(_unverified(name) for name in turned))


def _needs_own(calibration: Calibration, points: Points) -> bool:
    """Whether the recording itself must and can calibrate the feet."""
    stated = any(name.startswith("plantar") for name in calibration.numbers)
    return not stated and stands_still(points)


def stands_still(points: Points) -> bool:
    """Whether pelvis and feet stay where they are throughout.

    Parameters
    ----------
    points
        The recording's landmarks.

    Returns
    -------
    bool
        False where none of them is seen.
    """
    ranges = [
        np.nanmax(points[name], axis=0) - np.nanmin(points[name], axis=0)
        for name in WITNESSES
        if points.has(name)
    ]
    return bool(ranges) and float(np.max(ranges)) < STILL


def _unverified(name: str) -> Issue:
    return Issue(
        kind="offset-unverified",
        where=name,
        what=(
            f"The file states a {name.replace('_', ' ')} other than zero. What it means"
            " was checked against Vicon's joint centres, its sign in the file was not."
        ),
        severity="caution",
    )
