"""Smoothing of marker trajectories: only by name, only once, and on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ilium.core.dictionary import MARKER_POSITION
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.errors import InputError, InsufficientDataError
from ilium.maths.cutoffs import residual_cutoff, yu_cutoff
from ilium.maths.filters import low_pass
from ilium.maths.runs import finite_blocks
from ilium.maths.woltring import (
    cross_validated,
    cutoff_of_smoothing,
    expected_error,
    smooth_spline,
    smoothing_for_cutoff,
)

Method = Literal["none", "butterworth", "woltring"]
KIND = "smoothing"
SHORTEST = 6
"""Samples that a quintic spline needs; shorter stretches stay as they are [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmoothingSettings:
    """How trajectories are smoothed.

    Parameters
    ----------
    method
        ``none`` (as stored), ``butterworth`` (zero lag) or ``woltring`` (quintic
        spline).
    cutoff
        Cut-off [Hz], 3 dB down; or for ``butterworth`` ``residual`` (residual
        analysis over all markers) or ``yu``; for ``woltring`` ``None``
        (generalised cross-validation, per marker).
    order
        Order of both passes of the Butterworth filter together.
    noise
        Standard deviation of the measuring error, which ``woltring`` then takes in
        place of cross-validation [m].
    """

    method: Method = "none"
    cutoff: float | Literal["residual", "yu"] | None = None
    order: int = 4
    noise: float | None = None

    def __post_init__(self) -> None:
        if self.noise is not None and not 0.0 < self.noise < 0.1:
            problem = f"A measuring error of {self.noise:g} m is not a marker's."
            raise InputError(problem, "Give it in metres, for example 0.0005.")


UNTOUCHED = SmoothingSettings()


def smooth(trial: Trial, settings: SmoothingSettings = UNTOUCHED) -> Trial:
    """Smooth the trajectories of the markers.

    Gaps stay gaps; each stretch between them is smoothed by itself. What was done is
    an issue of kind ``smoothing`` in the result.

    Parameters
    ----------
    trial
        The recording.
    settings
        What to do; the default leaves every trajectory as it was stored.

    Returns
    -------
    Trial
        The same recording, smoothed.

    Raises
    ------
    InputError
        Where the trial is smoothed already, or the cut-off does not suit the method.
    """
    if settings.method == "none":
        return trial
    if any(each.kind == KIND for each in trial.issues):
        problem = "The trajectories of this recording are already smoothed."
        raise InputError(problem, "Smooth the recording as it was read.")
    if settings.method == "butterworth":
        positions, what, value = _butterworth(trial, settings)
    elif settings.method == "woltring":
        positions, what, value = _woltring(trial, settings)
    else:
        problem = f"There is no smoothing named {settings.method!r}."
        raise InputError(problem, "Choose none, butterworth or woltring.")
    markers = MARKER_POSITION.label(
        positions,
        time=clock(trial.markers),
        marker=list(trial.marker_names),
        axis=["x", "y", "z"],
    )
    note = Issue(kind=KIND, where="markers", what=what, value=value, unit="Hz")
    return replace(trial, markers=markers).with_issues(note)


def _butterworth(
    trial: Trial, settings: SmoothingSettings
) -> tuple[FloatArray, str, float]:
    positions, rate = values(trial.markers), trial.rate
    cutoff, whence = settings.cutoff, "given"
    if cutoff is None:
        problem = "A Butterworth filter needs a cut-off."
        raise InputError(problem, "Give it in Hz, for example 6, or 'residual'.")
    if cutoff == "residual":
        cutoff, whence = (
            residual_cutoff(positions, rate, settings.order),
            ("by residual analysis"),
        )
    elif cutoff == "yu":
        cutoff, whence = yu_cutoff(positions, rate), "by Yu's regression"
    smoothed = low_pass(positions, float(cutoff), rate, settings.order)
    what = (
        f"Trajectories were filtered by a zero-lag Butterworth filter of order "
        f"{settings.order}, cut-off {cutoff:.3g} Hz ({whence})."
    )
    return smoothed, what, float(cutoff)


def _woltring(
    trial: Trial, settings: SmoothingSettings
) -> tuple[FloatArray, str, float]:
    positions, rate = values(trial.markers), trial.rate
    if isinstance(settings.cutoff, str):
        problem = f"Woltring's spline knows no cut-off named {settings.cutoff!r}."
        raise InputError(problem, "Give it in Hz, or leave it to cross-validation.")
    smoothed = positions.copy()
    cutoffs: list[float] = []
    for marker in range(positions.shape[1]):
        for _, start, end in finite_blocks(positions[:, marker]):
            if end - start < SHORTEST:
                continue
            block = positions[start:end, marker]
            smoothing = _smoothing(block, rate, settings)
            smoothed[start:end, marker] = smooth_spline(
                block, rate, smoothing=smoothing
            )
            cutoffs.append(cutoff_of_smoothing(smoothing, rate))
    if not cutoffs:
        problem = f"No marker is seen for {SHORTEST} frames in a row."
        raise InsufficientDataError(problem, "Fill the gaps first.")
    how = "as given" if settings.cutoff else "by cross-validation"
    if settings.noise is not None:
        how = f"for a measuring error of {settings.noise * 1e3:g} mm"
    typical = float(np.median(cutoffs))
    what = (
        f"Trajectories were smoothed by a quintic spline (Woltring), {how}: cut-offs "
        f"from {min(cutoffs):.3g} to {max(cutoffs):.3g} Hz."
    )
    return smoothed, what, typical


def _smoothing(block: FloatArray, rate: float, settings: SmoothingSettings) -> float:
    if settings.cutoff is not None:
        return smoothing_for_cutoff(float(settings.cutoff), rate)
    if settings.noise is not None:
        return expected_error(block, rate, settings.noise**2)
    return cross_validated(block, rate)
