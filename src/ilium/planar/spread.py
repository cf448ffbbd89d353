"""How the pelvis varies between repetitions, as far as one camera can tell."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray, labels, values
from ilium.maths.cycles import time_normalise
from ilium.planar.result import PlanarKinematics
from ilium.variability.catalogue import as_measure
from ilium.variability.dispersion import mean_sd
from ilium.variability.value import Value

NAME: Final = "repetition_sd_pelvis_frontal"
"""Name that the laboratory gives it too."""
SIGNAL: Final = "pelvic_obliquity"
FEWEST: Final = 3
"""Repetitions of a side from which on their spread is told [1]."""
HIDDEN: Final = "spread-below-noise"
"""Flag where the points tremble as much as the repetitions differ."""
METHOD: Final = (
    "Standard deviation between repetitions of the pelvis in the picture, averaged over"
    " the movement, less the variance of the points' own trembling."
)


def spread_between(planar: PlanarKinematics, movement: Movement) -> tuple[Measure, ...]:
    """Standard deviation of the pelvic obliquity between repetitions, of each side.

    Places of points and the camera's roll are wrong in all repetitions alike and
    cancel; what trembles does not, and its variance is taken off. How much more or less
    square on somebody stands from one repetition to the next is not known, and stays.

    Parameters
    ----------
    planar
        Angles and their errors.
    movement
        Its repetitions; incomplete ones are left out.

    Returns
    -------
    tuple of Measure
        From three repetitions of a side on, in front and rear view; NaN where the
        trembling is as large as the spread.
    """
    if planar.refused or SIGNAL not in labels(planar.angles, "signal"):
        return ()
    column = labels(planar.angles, "signal").index(SIGNAL)
    angle, noise = values(planar.angles)[:, column], planar.errors[SIGNAL].noise
    groups: dict[SideOrBoth, list[Repetition]] = {}
    for each in movement.repetitions:
        if each.complete:
            groups.setdefault(each.side, []).append(each)
    found: list[Measure] = []
    for side, chosen in groups.items():
        spans = [(each.start, each.end) for each in chosen]
        rows = time_normalise(planar.time, angle, spans)
        whole = np.isfinite(rows).all(axis=1)
        if whole.sum() < FEWEST:
            continue
        trembling = _trembling(time_normalise(planar.time, noise, spans)[whole])
        value = _without(mean_sd(rows[whole], units="rad"), trembling)
        found.append(replace(as_measure(NAME, side, value, METHOD), tier=planar.tier))
    return tuple(found)


def _trembling(rows: FloatArray) -> float:
    """Root mean square of the noise in the repetitions [rad]; NaN where not known."""
    seen = rows[np.isfinite(rows)]
    return float(np.sqrt(np.mean(seen**2))) if seen.size else math.nan


def _without(spread: Value, noise: float) -> Value:
    """The spread that is left of a sum of squares, and its interval."""

    def less(size: float) -> float:
        return math.sqrt(max(size**2 - noise**2, 0.0))

    if not spread.value > noise:
        flags = (*spread.flags, HIDDEN)
        nothing = {"value": math.nan, "ci_low": math.nan, "ci_high": math.nan}
        return replace(spread, flags=flags, **nothing)
    return replace(
        spread,
        value=less(spread.value),
        ci_low=less(spread.ci_low),
        ci_high=less(spread.ci_high),
    )
