"""The body's measures: given, from a file, measured from the static, or estimated."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.issue import Issue
from ilium.core.participant import PLAUSIBLE, Participant
from ilium.core.quantity import FloatArray
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.pelvis import pelvic_width
from ilium.kinematics.points import Points
from ilium.maths.present import present_mean
from ilium.maths.rotations import norm
from ilium.units import millimetres

KNEE_PER_LEG: Final = (0.126, 0.016)
ANKLE_PER_LEG: Final = (0.077, 0.005)
"""Width by leg length, mean and standard deviation of the seven people whose widths
the public recordings of the oracle state [1]."""

STRETCHED: Final = 0.95
"""Quantile of the distance from ASIS to malleolus in movement that stands for the leg's
length: 1 to 2 % above that in the static in three public walks, where the mean is 3 %
below it and 16 % below it in a jump [1]."""


def known_measures(
    given: Participant | None,
    static: Participant | None,
    own: Participant,
    standing: Points,
    marker_diameter: float,
    *,
    still: bool,
) -> Calibration:
    """Resolve every body measure and say where it came from.

    Parameters
    ----------
    given
        What the user gave; beats everything.
    static, own
        What the static's and the trial's files state.
    standing
        Landmarks of the static, or of the trial where there is none.
    marker_diameter
        Diameter of the markers [m].
    still
        Whether somebody stands there throughout.

    Returns
    -------
    Calibration
        Under the names of `ilium.core.participant.Participant`, with an issue where
        leg lengths had to be measured in movement.
    """
    layers = (
        ("measured", measured(standing, marker_diameter, still=still)),
        ("file", _known(own)),
        ("static", _known(static) if static else {}),
        ("given", _known(given) if given else {}),
    )
    result = Calibration()
    for source, numbers in layers:
        result = result.adding(numbers, source)
    moved = [
        name
        for side in SIDES
        if result.sources.get(name := f"leg_length_{side}") == "measured"
    ]
    return result.remarking(*_moved_remark(result, () if still else moved))


def participant_of(calibration: Calibration) -> Participant:
    """Body measures that were used, as a participant."""
    known = {
        each.name: calibration[each.name]
        for each in fields(Participant)
        if calibration.knows(each.name)
    }
    return Participant(**known)


def measured(
    points: Points, marker_diameter: float, *, still: bool = True
) -> dict[str, float]:
    """Measure the body from markers, best of a person who stands.

    Parameters
    ----------
    points
        Landmarks of the static trial.
    marker_diameter
        Diameter of the markers [m]; it is taken off widths between two markers.
    still
        Whether the person stands throughout; else the leg's length is that of its
        longest frames, for a bent leg brings hip and ankle together.

    Returns
    -------
    dict
        Name to length [m]; what cannot be measured or is no body's is left out.
    """
    found = {"inter_asis": _mean(pelvic_width(points))}
    for side in SIDES:
        asis = points[f"asis_{side}"]
        malleolus = (
            f"ankle_medial_{side}"
            if points.has(f"ankle_medial_{side}")
            else f"ankle_{side}"
        )
        length = norm(asis - points[malleolus])
        found[f"leg_length_{side}"] = _mean(length) if still else _longest(length)
        for joint in ("knee", "ankle"):
            apart = points[f"{joint}_{side}"] - points[f"{joint}_medial_{side}"]
            found[f"{joint}_width_{side}"] = _mean(norm(apart)) - marker_diameter
    return {name: value for name, value in found.items() if _plausible(name, value)}


def _mean(lengths: FloatArray) -> float:
    return float(present_mean(lengths))


def _longest(lengths: FloatArray) -> float:
    seen = lengths[np.isfinite(lengths)]
    return float(np.quantile(seen, STRETCHED)) if seen.size else math.nan


def _plausible(name: str, value: float) -> bool:
    low, high, _ = PLAUSIBLE[name.removesuffix("_left").removesuffix("_right")]
    return bool(np.isfinite(value)) and low <= value <= high


def _known(participant: Participant) -> dict[str, float]:
    return {
        each.name: value
        for each in fields(participant)
        if (value := getattr(participant, each.name)) is not None
    }


def with_estimated_width(calibration: Calibration, joint: str) -> Calibration:
    """Estimate a width that only a calliper could tell from the leg's length.

    Parameters
    ----------
    calibration
        What is known already.
    joint
        ``knee_left``, ``ankle_right`` …

    Returns
    -------
    Calibration
        With the width and an issue, unless it is known or the leg's length is not.
    """
    place, side = joint.split("_")
    name = f"{place}_width_{side}"
    leg = calibration[f"leg_length_{side}"]
    if calibration.knows(name) or not math.isfinite(leg):
        return calibration
    ratio, spread = KNEE_PER_LEG if place == "knee" else ANKLE_PER_LEG
    remark = _width_remark(name, ratio * leg, spread * leg)
    return calibration.adding({name: ratio * leg}, "inferred", remark)


def _width_remark(name: str, width: float, spread: float) -> Issue:
    return Issue(
        kind="width-estimated",
        where=name,
        what=(
            f"The {name.replace('_', ' ')} is not known and was estimated from the leg"
            f" length as {millimetres(width):.0f} ± {millimetres(spread):.0f} mm; give"
            " it for exact joint centres."
        ),
        severity="caution",
        value=width,
        unit="m",
    )


def _moved_remark(calibration: Calibration, names: Sequence[str]) -> tuple[Issue, ...]:
    if not names:
        return ()
    sides = " and ".join(name.rpartition("_")[2] for name in names)
    longest = max(calibration[name] for name in names)
    what = (
        "Nobody stands throughout this recording and no leg length is stated:"
        f" {sides} measured where the leg is longest, {millimetres(longest):.0f} mm."
        " Give it, or a static trial, to be exact."
    )
    return (
        Issue(
            kind="leg-length-measured",
            where="leg length",
            what=what,
            value=longest,
            unit="m",
        ),
    )


def mean_leg_length(numbers: Mapping[str, float]) -> float:
    """Mean of the leg lengths that are known [m]; NaN without any."""
    known = [
        numbers[name] for side in SIDES if (name := f"leg_length_{side}") in numbers
    ]
    return sum(known) / len(known) if known else math.nan
