"""The foot's static offsets, with and without flat feet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from ilium.conventions import SIDES, SIGN, Side
from ilium.core.issue import Issue
from ilium.core.trial import Trial
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.conventional import Leg, technical_foot, walking_foot
from ilium.kinematics.points import Points
from ilium.kinematics.vendor import stored_foot, stored_offsets
from ilium.maths.present import present_mean, present_median
from ilium.maths.rotations import cardan, dot, relative, unit
from ilium.units import DEGREE, degrees

FITS: Final = 1.0 * DEGREE
"""Offsets further than this from the stored ones come from another static [rad]."""

Offsets = dict[str, float]


def static_offsets(points: Points, legs: Mapping[Side, Leg], *, flat: bool) -> Offsets:
    """Mean over all frames of each frame's foot offsets.

    Parameters
    ----------
    points
        Landmarks of the static trial.
    legs
        Its legs.
    flat
        Take the heel markers to be as high as the toe markers.

    Returns
    -------
    dict
        ``plantar_flexion_offset_left`` … [rad]; NaN where markers are missing.
    """
    found: Offsets = {}
    for side, leg in legs.items():
        shank = leg.shank_at_ankle
        technical = technical_foot(points, leg.ankle, shank, side)
        standing = walking_foot(points, shank, side, flat=flat)
        turned = cardan(relative(technical, standing), "zyx")
        found[f"plantar_flexion_offset_{side}"] = float(present_mean(turned[:, 0]))
        found[f"foot_rotation_offset_{side}"] = float(
            present_mean(SIGN[side] * turned[:, 1])
        )
    return found


def with_static_offsets(
    calibration: Calibration,
    points: Points,
    legs: Mapping[Side, Leg],
    recordings: tuple[Trial, ...],
    *,
    flat: bool | None,
) -> Calibration:
    """Add the foot offsets of a static trial to a calibration.

    Parameters
    ----------
    calibration
        What is known already.
    points
        Landmarks of the static trial.
    legs
        Its legs.
    recordings
        The static, then the trial: what Vicon stored tells which way fits.
    flat
        Whether the feet were flat; ``None`` to try both.

    Returns
    -------
    Calibration
        With offsets and `flat_foot` (1 or 0), and an issue that reports the fit.
    """
    tried = {each: static_offsets(points, legs, flat=each) for each in (False, True)}
    if not any(math.isfinite(value) for value in tried[False].values()):
        return calibration.remarking(_unknown())
    chosen, remark = (
        (flat, None) if flat is not None else _chosen(tried, points, recordings)
    )
    source = "given" if flat is not None else "inferred"
    remarks = () if remark is None else (remark,)
    return calibration.adding(tried[chosen], "measured").adding(
        {"flat_foot": float(chosen)}, source, *remarks
    )


def _chosen(
    tried: dict[bool, Offsets], points: Points, recordings: tuple[Trial, ...]
) -> tuple[bool, Issue | None]:
    """Take the way that fits what is stored, best evidence first."""
    for trial in recordings:
        stored = stored_offsets(trial)
        misfit = {flat: _misfit(tried[flat], stored) for flat in tried}
        best = min(misfit, key=lambda flat: misfit[flat])
        if misfit[best] <= FITS:
            return best, _remark("foot offsets", misfit, flat=best)
    tilt = _stored_tilt(recordings[0], points)
    if math.isfinite(tilt[True]):
        best = tilt[True] < tilt[False]
        return best, _remark("foot axes", tilt, flat=best)
    return False, Issue(
        kind="flat-foot",
        where="static",
        what=(
            "Nothing stored tells whether the feet were calibrated as flat; the heel"
            " markers were taken as they are."
        ),
    )


def _misfit(ours: Offsets, stored: Offsets) -> float:
    apart = [
        abs(value - stored[name])
        for name, value in ours.items()
        if name in stored and math.isfinite(value)
    ]
    return max(apart, default=math.inf)


def _stored_tilt(static: Trial, points: Points) -> dict[bool, float]:
    """Median angle between Vicon's foot and the line from heel to toe [rad]."""
    found: dict[bool, float] = {}
    for flat in (False, True):
        apart = [math.nan]
        for side in SIDES:
            stored = stored_foot(static, side)
            if stored is not None:
                along = points[f"toe_{side}"] - points[f"heel_{side}"]
                along = along * np.array([1.0, 0.0 if flat else 1.0, 1.0])
                near = np.clip(dot(unit(stored), unit(along)), -1.0, 1.0)
                apart.append(present_median(np.arccos(near)))
        found[flat] = max(
            (each for each in apart if math.isfinite(each)), default=math.nan
        )
    return found


def _remark(what: str, misfit: dict[bool, float], *, flat: bool) -> Issue:
    return Issue(
        kind="flat-foot",
        where="static",
        what=(
            f"Flat feet {'fit' if flat else 'do not fit'} the stored {what}:"
            f" {degrees(misfit[True]):.4f}° apart with flat feet,"
            f" {degrees(misfit[False]):.4f}° without."
        ),
        value=misfit[flat],
        unit="rad",
    )


def _unknown() -> Issue:
    return Issue(
        kind="foot-not-calibrated",
        where="foot",
        what="The static lacks heel, toe or ankle markers: the feet have no offsets.",
        severity="caution",
    )
