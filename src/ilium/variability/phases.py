"""Continuous relative phase: which of two segments leads, and how repeatably.

References
----------
Lamb PF, Stöckl M (2014). On the use of continuous relative phase: review of current
approaches and outline for a new standard. Clin Biomech 29, 484-493.
doi:10.1016/j.clinbiomech.2014.03.008
Stergiou N, Jensen JL, Bates BT, Scholten SD, Tzetzis G (2001). A dynamical systems
investigation of lower extremity coordination during running over obstacles. Clin
Biomech 16, 213-221. doi:10.1016/S0268-0033(00)00090-5
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.maths.circular import circular_deviation, resultant, wrapped
from ilium.maths.jackknife import log_jackknife
from ilium.maths.phase import hilbert_phase, phase_plane_angle
from ilium.variability.coverage import interval_name
from ilium.variability.guards import check
from ilium.variability.value import Value, here

PhaseMethod = Literal["hilbert", "phase_plane"]
Deviation = Literal["circular", "linear", "folded"]

LEAST_SAMPLES = 8
BACKWARDS = 0.10
"""Share of samples with a falling phase above which it is not an oscillation [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelativePhase:
    """Relative phase of two segments over repetitions.

    Parameters
    ----------
    curves
        Phase of the proximal minus phase of the distal segment, shape (repetition,
        point) [rad], (−π, π]; of folded ones the magnitude.
    mean
        Mean direction at each point, shape (point,) [rad], (−π, π]; of folded ones the
        mean.
    deviation
        Its spread over repetitions, shape (point,) [rad].
    marp
        Mean absolute relative phase over repetitions and cycle [rad].
    deviation_phase
        Deviation averaged over the cycle [rad], with its interval.
    """

    curves: FloatArray
    mean: FloatArray
    deviation: FloatArray
    marp: Value
    deviation_phase: Value


def phase_angle(
    signal: FloatArray, *, method: PhaseMethod = "hilbert", rate: float = 1.0
) -> FloatArray:
    """Phase of a segment through a whole recording.

    Parameters
    ----------
    signal
        Angle of the segment, shape (time,) [any]; the whole recording, because the
        transform spoils the ends.
    method
        ``hilbert`` (centred between the extremes), or ``phase_plane`` for comparison
        with older work.
    rate
        Samples a second [Hz]; only the phase plane needs it.

    Returns
    -------
    FloatArray
        Shape (time,) [rad], (−π, π].

    Raises
    ------
    InputError
        Where the signal has gaps, is too short or never moves.
    """
    x = np.asarray(signal, dtype=np.float64)
    if x.ndim != 1 or not np.isfinite(x).all():
        msg = f"The signal has shape {x.shape} and gaps or infinite values."
        raise SignalError(msg, "Give one gapless signal; fill its gaps first.")
    if x.size < LEAST_SAMPLES:
        msg = f"The signal has {x.size} samples, expected at least {LEAST_SAMPLES}."
        raise InsufficientDataError(msg, "Give the whole recording.")
    if np.ptp(x) == 0.0:
        raise InputError("The signal never moves.", "A phase needs an oscillation.")
    return hilbert_phase(x) if method == "hilbert" else phase_plane_angle(x, rate)


def oscillates(phase: FloatArray) -> bool:
    """Whether a phase goes forwards nearly everywhere, as an oscillation's does.

    Parameters
    ----------
    phase
        Shape (time,) [rad].

    Returns
    -------
    bool
        False where it falls at more than a tenth of the samples.
    """
    return bool((np.diff(np.unwrap(phase)) < 0.0).mean() <= BACKWARDS)


def relative_phase(
    proximal: FloatArray,
    distal: FloatArray,
    *,
    deviation: Deviation = "circular",
    monotone: bool = True,
) -> RelativePhase:
    """Relative phase over repetitions, from phases that were cut and time-normalised.

    Parameters
    ----------
    proximal, distal
        Phases (`phase_angle` of the whole recording, then cut), shapes (repetition,
        point) [rad]; repetitions with gaps in either are left out.
    deviation
        ``circular``: signed, with the circular standard deviation; ``linear``: signed,
        with the standard deviation (n − 1), which does not know that π and −π are the
        same; ``folded``: the magnitude in [0, π] with its standard deviation, for
        comparison with work that folds first: near 0 and π it is too small.
    monotone
        Whether both phases go forwards (`oscillates`); otherwise it is flagged.

    Returns
    -------
    RelativePhase
        Curves, mean absolute relative phase, deviation phase.

    Raises
    ------
    InputError
        Where shapes differ or fewer repetitions are whole than the guard asks for.
    """
    first = np.atleast_2d(np.asarray(proximal, dtype=np.float64))
    second = np.atleast_2d(np.asarray(distal, dtype=np.float64))
    if first.shape != second.shape:
        msg = f"The phases have shapes {first.shape} and {second.shape}."
        raise SignalError(msg, "Give both on the same clock, repetition by repetition.")
    whole = np.isfinite(first + second).all(axis=1)
    difference = wrapped(first[whole] - second[whole])
    n = difference.shape[0]
    found = check("crp", n=n, padded=True, monotone=monotone)
    rows = np.abs(difference) if deviation == "folded" else difference
    mean, spread, without = _statistics(rows, deviation)
    low, high = log_jackknife(np.asarray(spread.mean()), without.mean(axis=1))
    of_each = np.abs(rows).mean(axis=1)
    others = (of_each.sum() - of_each) / max(n - 1, 1)
    marp_low, marp_high = log_jackknife(np.asarray(of_each.mean()), others)
    record = here("relative_phase", deviation=deviation, monotone=monotone)
    return RelativePhase(
        curves=rows,
        mean=mean,
        deviation=spread,
        marp=Value(
            measure="mean_absolute_relative_phase",
            value=float(of_each.mean()),
            units="rad",
            ci_low=float(marp_low),
            ci_high=float(marp_high),
            interval=interval_name("mean_absolute_relative_phase", marp_low),
            n=n,
            flags=found,
            record={**record, "quantity": "marp"},
        ),
        deviation_phase=Value(
            measure="deviation_phase",
            value=float(spread.mean()),
            units="rad",
            ci_low=float(low),
            ci_high=float(high),
            interval=interval_name("deviation_phase", low),
            n=n,
            flags=found,
            record={**record, "quantity": "deviation_phase"},
            curves={"deviation": spread},
        ),
    )


def _statistics(
    rows: FloatArray, deviation: Deviation
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean, deviation, and the deviation without each repetition."""
    n = rows.shape[0]
    if deviation != "circular":
        without = np.array(
            [np.delete(rows, i, axis=0).std(axis=0, ddof=1) for i in range(n)]
            if n > 2
            else np.full((n, rows.shape[1]), np.nan)
        )
        return rows.mean(axis=0), rows.std(axis=0, ddof=1), without
    over = resultant(rows)
    without = circular_deviation(over.without_each(rows).length)
    return wrapped(over.direction), circular_deviation(over.length), without
