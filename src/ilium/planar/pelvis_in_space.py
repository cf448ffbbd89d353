"""How sure several cameras are of the pelvis, and what that means for its measures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.quantity import FloatArray, values
from ilium.planar.interval import NORMAL, origins
from ilium.units import DEGREE, degrees
from ilium.vision.triangulate import Reconstruction

ENDS: Final = ("asis", "psis", "hip")
"""Points that the line across the pelvis runs through, the surest first."""
DROPS: Final = ("pelvic_obliquity", "pelvic_drop", "pelvic_hike")
TURNS: Final = ("pelvic_yaw", "pelvic_rotation")
SURE: Final = 2.0 * DEGREE
"""Standard error of a frame from which on the cameras' agreement is worth a word [rad]:
half again ilium's default for several cameras."""


def pelvis_errors(found: Reconstruction) -> dict[str, float]:
    """Standard errors of the pelvis in one frame, from how well the cameras agree.

    Parameters
    ----------
    found
        Points in space with their errors.

    Returns
    -------
    dict
        Signal to its error in the median frame [rad]; empty where no line across the
        pelvis was seen. Errors of both ends turn the line by their size over its
        length: up and down the drop, along the floor the turn.
    """
    names = found.trial.marker_names
    place = next((each for each in ENDS if f"{each}_left" in names), None)
    if place is None or f"{place}_right" not in names:
        return {}
    left, right = (names.index(f"{place}_{side}") for side in ("left", "right"))
    points = values(found.trial.markers)
    line = points[:, left] - points[:, right]
    off = np.hypot(found.error[:, left], found.error[:, right])
    length = np.sqrt((line**2).sum(axis=1))
    level = np.hypot(off[:, 0], off[:, 2]) / math.sqrt(2.0)
    drop, turn = _middle(off[:, 1] / length), _middle(level / length)
    signals = {**dict.fromkeys(DROPS, drop), **dict.fromkeys(TURNS, turn)}
    return {name: size for name, size in signals.items() if math.isfinite(size)}


def with_camera_errors(
    measures: Iterable[Measure], task: str, errors: Mapping[str, float]
) -> tuple[Measure, ...]:
    """Give measures of several cameras their tier, and those of the pelvis an interval.

    Parameters
    ----------
    measures
        As the laboratory's stages made them, errors and ranges of a laboratory.
    task
        Key of the movement.
    errors
        As of `pelvis_errors`.

    Returns
    -------
    tuple of Measure
        Tier ``video_a``, without the laboratory's errors and ranges, so that
        `ilium.findings` attaches those of cameras; one above `SURE` stays the measure's
        own. The interval does not shrink with
        repetitions: cameras that disagree do so in every one.
    """
    known = origins(task)
    found = []
    for each in measures:
        filmed = replace(each, tier="video_a", sem=math.nan, reference="")
        origin = known.get(each.name)
        error = math.nan if origin is None else errors.get(origin.signal, math.nan)
        if math.isfinite(each.value + error):
            half = NORMAL * error
            filmed = replace(
                filmed,
                sem=error if error > SURE else math.nan,
                ci_low=each.value - half,
                ci_high=each.value + half,
            )
        found.append(filmed)
    return tuple(found)


def agreement_issues(errors: Mapping[str, float]) -> tuple[Issue, ...]:
    """Say where the cameras agree too little on the pelvis.

    Parameters
    ----------
    errors
        As of `pelvis_errors`.

    Returns
    -------
    tuple of Issue
        Empty where a single frame is sure enough.
    """
    drop = errors.get(DROPS[0], 0.0)
    if drop <= SURE:
        return ()
    what = (
        "The cameras do not agree where the hips are: in a single picture the drop of "
        f"the pelvis is known to ±{degrees(NORMAL * drop):.0f}° only. Stickers on the "
        "ASIS, the heavy pose model and cameras closer to the person help."
    )
    return (
        Issue(
            kind="cameras-disagree-on-pelvis",
            where="pelvis",
            what=what,
            severity="caution",
            value=drop,
            unit="rad",
        ),
    )


def _middle(sizes: FloatArray) -> float:
    known = sizes[np.isfinite(sizes)]
    return float(np.median(known)) if known.size else math.nan
