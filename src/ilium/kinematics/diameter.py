"""The markers' diameter: given, inferred, stated or the marker set's."""

from __future__ import annotations

import math

from ilium.core.issue import Issue
from ilium.core.trial import Trial
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.points import Points
from ilium.kinematics.vendor import stored_diameters, stored_length
from ilium.units import millimetres

STEP = 5e-4
"""Markers are sold in half millimetres [m]."""
AGREEMENT = 2.5e-4
"""Joints that differ by more than this do not tell a diameter [m]."""


def with_diameter(
    calibration: Calibration,
    recordings: tuple[tuple[Trial, Points], ...],
    *,
    given: float | None,
    usual: float,
) -> Calibration:
    """Add the markers' diameter to a calibration.

    Parameters
    ----------
    calibration
        What is known already.
    recordings
        The static first, then the trial, each with its landmarks.
    given
        Diameter that the user gave [m].
    usual
        Diameter of the marker set's markers [m].

    Returns
    -------
    Calibration
        With `marker_diameter`, and an issue where the file does not state it.
    """
    if given is not None:
        return calibration.adding({"marker_diameter": given}, "given")
    stated = next(
        (
            length
            for trial, _ in recordings
            if math.isfinite(length := stored_length(trial, "MarkerDiameter"))
        ),
        math.nan,
    )
    inferred = next(
        (
            diameter
            for trial, points in recordings
            if math.isfinite(diameter := inferred_diameter(trial, points))
        ),
        math.nan,
    )
    if math.isfinite(inferred):
        if inferred == stated:
            return calibration.adding({"marker_diameter": stated}, "file")
        remark = _remark(inferred, stated)
        return calibration.adding({"marker_diameter": inferred}, "inferred", remark)
    if math.isfinite(stated):
        return calibration.adding({"marker_diameter": stated}, "file")
    return calibration.adding({"marker_diameter": usual}, "assumed")


def inferred_diameter(trial: Trial, points: Points) -> float:
    """Marker diameter that the vendor's joint centres imply.

    Parameters
    ----------
    trial
        The recording with the vendor's outputs.
    points
        Its landmarks.

    Returns
    -------
    float
        To the half millimetre [m]; NaN where the joints do not agree.
    """
    found = stored_diameters(trial, points)
    if not found:
        return math.nan
    nearest = round(sum(found) / len(found) / STEP) * STEP
    apart = max(abs(each - nearest) for each in found)
    return round(nearest, 6) if apart <= AGREEMENT else math.nan


def _remark(diameter: float, stated: float) -> Issue:
    says = (
        f"states {millimetres(stated):g} mm"
        if math.isfinite(stated)
        else "does not state it"
    )
    return Issue(
        kind="marker-diameter",
        where="markers",
        what=(
            f"The vendor's joint centres imply markers of {millimetres(diameter):g} mm;"
            f" the file {says}. The implied diameter was used."
        ),
        value=diameter,
        unit="m",
    )
