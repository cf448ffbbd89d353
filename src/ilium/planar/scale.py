"""How large the person is in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.planar.levelled import LevelPicture

LEG_OF_HEIGHT: Final = 0.491
"""Hip to ankle joint centre, as a share of body height [1] (Drillis and Contini, in
Winter 2009, table 4.1: thigh 0.245, shank 0.246)."""

LEG_OF_LEG_LENGTH: Final = 0.91
"""The same as a share of the clinical leg length from iliac spine to malleolus [1]."""

USUAL_HEIGHT: Final = 1.70
"""Body height where nobody gave one [m]."""

STRAIGHT = 90.0
"""Percentile of a leg's length in the picture that counts as the straight leg [1]."""


FORESHORTENED = 0.7
"""Share of the thigh below which the shank never lay in the plane, and the other way
round [1]."""

NEVER_STRAIGHT = 0.85
"""Share of the other side's length below which a segment never lay in the plane [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Metres for one unit of direction, and where it comes from.

    Parameters
    ----------
    metres
        Distance of the person along the camera's axis [m].
    source
        ``leg_length``, ``height``, ``inter_asis`` or ``assumed``.
    thigh, shank, trunk
        Lengths of the segments, and from hips to shoulders [m].
    issues
        What is doubtful.
    """

    metres: float
    source: str
    thigh: float
    shank: float
    trunk: float
    issues: tuple[Issue, ...] = ()


def find_scale(picture: LevelPicture, participant: Participant) -> Scale:
    """Size of the person from leg length, body height or the distance of the dots.

    Parameters
    ----------
    picture
        The level picture.
    participant
        What is known of the body.

    Returns
    -------
    Scale
        Angles do not depend on it; heights, distances and the limits that tell
        movements apart do.
    """
    thigh, shank = _both_whole(
        _straight(picture, "hip", "knee"), _straight(picture, "knee", "ankle")
    )
    leg = thigh + shank
    metres, source = _known(picture, participant, leg)
    issues = ()
    if source == "assumed":
        issues = (
            Issue(
                kind="scale-assumed",
                where="scale",
                what=(
                    f"No body height was given: {USUAL_HEIGHT:.2f} m is assumed, so"
                    " heights and distances are rough. Angles do not depend on it."
                ),
            ),
        )
    return Scale(
        metres=metres,
        source=source,
        thigh=thigh * metres,
        shank=shank * metres,
        trunk=_trunk(picture) * metres,
        issues=issues,
    )


def _both_whole(thigh: float, shank: float) -> tuple[float, float]:
    """Lengths of thigh and shank, which are about equal; one alone gives the other.

    On hands and knees a camera in front or behind looks along the shanks.
    """
    if shank < FORESHORTENED * thigh:
        return thigh, thigh
    return (shank, shank) if thigh < FORESHORTENED * shank else (thigh, shank)


def _known(
    picture: LevelPicture, participant: Participant, leg: float
) -> tuple[float, str]:
    lengths = [
        each
        for each in (participant.leg_length_left, participant.leg_length_right)
        if each is not None
    ]
    if lengths and math.isfinite(leg):
        mean = sum(lengths) / len(lengths)
        return LEG_OF_LEG_LENGTH * mean / leg, "leg_length"
    if participant.height is not None and math.isfinite(leg):
        return LEG_OF_HEIGHT * participant.height / leg, "height"
    dots = _apart(picture, "asis_left", "asis_right")
    if participant.inter_asis is not None and math.isfinite(dots):
        return participant.inter_asis / dots, "inter_asis"
    return LEG_OF_HEIGHT * USUAL_HEIGHT / leg, "assumed"


def _straight(picture: LevelPicture, upper: str, lower: str) -> float:
    """Length of a segment where it lies in the picture's plane, mean of both sides [1].

    A side that never does, as of a leg that is lifted all the time, does not count.
    """
    lengths = [
        np.linalg.norm(
            picture.sight(f"{lower}_{side}") - picture.sight(f"{upper}_{side}"), axis=1
        )
        for side in SIDES
    ]
    found = [_percentile(each) for each in lengths]
    known = [each for each in found if math.isfinite(each)]
    whole = [each for each in known if each > NEVER_STRAIGHT * max(known)]
    return sum(whole) / len(whole) if whole else math.nan


def _trunk(picture: LevelPicture) -> float:
    """Length from the middle of the hips to that of the shoulders [1]."""
    hips, shoulders = (
        sum(picture.sight(f"{part}_{side}") for side in SIDES) / 2.0
        for part in ("hip", "shoulder")
    )
    return _percentile(np.linalg.norm(shoulders - hips, axis=1))


def _percentile(lengths: FloatArray) -> float:
    seen = lengths[np.isfinite(lengths)]
    return float(np.percentile(seen, STRAIGHT)) if seen.size else math.nan


def _apart(picture: LevelPicture, one: str, two: str) -> float:
    """Median distance of two points [1]."""
    apart = np.linalg.norm(picture.sight(two) - picture.sight(one), axis=1)
    seen = apart[np.isfinite(apart)]
    return float(np.median(seen)) if seen.size else math.nan
