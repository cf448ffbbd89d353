"""What is doubtful about a scaled model, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from ilium.conventions import SIDES, initial
from ilium.core.issue import Issue
from ilium.kinematics.scaled_model import ScaledModel
from ilium.kinematics.scaling_settings import ScalingSettings
from ilium.units import millimetres

LOPSIDED: Final = 0.1
"""Relative difference between left and right from which on it is worth a remark [1]."""
PLAUSIBLE: Final = (0.6, 1.5)
"""Factors from a 1.0 m child to a 2.5 m adult on a model of 1.7 m [1]."""


def remarks(scaled: ScaledModel, settings: ScalingSettings) -> tuple[Issue, ...]:
    """Say what is doubtful about a scaled model.

    Parameters
    ----------
    scaled
        The model.
    settings
        From when on a distance is worth a remark.

    Returns
    -------
    tuple of Issue
        Segments whose size was not measured, sizes that no body has, sides that
        differ, and landmarks far from the model's.
    """
    return (
        *_unmeasured(scaled),
        *_implausible(scaled.factors),
        *_lopsided(scaled),
        *_far(scaled.residuals, settings.remark),
    )


def _unmeasured(scaled: ScaledModel) -> Iterator[Issue]:
    missing = [name for name in scaled.factors if name not in scaled.measured]
    if not missing:
        return
    yield Issue(
        kind="segment-size-estimated",
        where="scaled model",
        what=(
            f"No markers tell the size of {_listed(missing)}: taken from the other side"
            " or from the other segments in the mean."
        ),
        severity="caution" if _legs(missing) else "note",
        value=float(len(missing)),
        unit="1",
    )


def _legs(segments: list[str]) -> bool:
    return any(each.startswith(("pelvis", "femur", "tibia")) for each in segments)


def _implausible(factors: Mapping[str, np.ndarray]) -> Iterator[Issue]:
    low, high = PLAUSIBLE
    for name, each in factors.items():
        worst = float(each[np.argmax(np.abs(np.log(each)))])
        if not low <= worst <= high:
            yield Issue(
                kind="segment-size",
                where=name,
                what=(
                    f"The segment {name} was scaled by {worst:.2f}, beyond"
                    f" {low:g} to {high:g}: markers may be swapped or misplaced."
                ),
                severity="serious" if _legs([name]) else "caution",
                value=worst,
                unit="1",
            )


def _lopsided(scaled: ScaledModel) -> Iterator[Issue]:
    left, right = (f"_{initial(side).lower()}" for side in SIDES)
    for name in scaled.factors:
        twin = name[: -len(left)] + right
        if not name.endswith(left) or not {name, twin} <= scaled.measured:
            continue
        one = float(scaled.factors[name].mean())
        two = float(scaled.factors[twin].mean())
        apart = one / two - 1.0
        if abs(apart) > LOPSIDED and name.startswith(("femur", "tibia", "calcn")):
            yield Issue(
                kind="sides-differ",
                where=name[: -len(left)],
                what=(
                    f"The left {name[: -len(left)]} was measured {apart:+.0%} longer"
                    " than the right: a marker may stand elsewhere on one side."
                ),
                severity="caution",
                value=apart,
                unit="1",
            )


def _far(residuals: Mapping[str, float], limit: float) -> Iterator[Issue]:
    far = {name: each for name, each in residuals.items() if each > limit}
    if not far:
        return
    worst = max(far, key=lambda name: far[name])
    yield Issue(
        kind="landmark-far-from-model",
        where="scaled model",
        what=(
            f"As the person stood, {_listed(sorted(far))} lay more than"
            f" {millimetres(limit):.0f} mm from the scaled model's"
            f" ({worst.replace('_', ' ')}: {millimetres(far[worst]):.0f} mm); the"
            " model's markers were moved there."
        ),
        severity="note",
        value=far[worst],
        unit="m",
    )


def _listed(names: list[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    if len(words) > 6:
        return f"{', '.join(words[:5])} and {len(words) - 5} more"
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} and {words[-1]}"
