"""Vector coding: how two segments turn together, and how repeatably.

References
----------
Heiderscheit BC, Hamill J, van Emmerik REA (2002). Variability of stride
characteristics and joint coordination among individuals with unilateral patellofemoral
pain. J Appl Biomech 18, 110-121. doi:10.1123/jab.18.2.110
Stock H, van Emmerik R, Wilson C, Preatoni E (2018). Applying circular statistics can
cause artefacts in the calculation of vector coding variability: a bivariate solution.
Gait Posture 65, 51-56. doi:10.1016/j.gaitpost.2018.06.169
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.core.arrays import FloatArray
from ilium.errors import InputError
from ilium.maths.circular import (
    TURN,
    Resultant,
    angular_deviation,
    corrected_length,
    resultant,
)
from ilium.maths.distributions import f_quantile
from ilium.maths.jackknife import log_jackknife
from ilium.units import DEGREE
from ilium.variability.coverage import interval_name
from ilium.variability.guards import check
from ilium.variability.patterns import classify, shares
from ilium.variability.repetitions import couples
from ilium.variability.value import Recorded, Value, here

SHORT_STEP = 0.05 * DEGREE
"""Mean step between points below which circular variability is inflated [rad]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VectorCoding:
    """Coupling of a proximal and a distal segment over repetitions.

    Parameters
    ----------
    angles
        Coupling angles, shape (repetition, step) [rad], [0, 2π); NaN where neither
        segment moves.
    mean
        Mean coupling angle, shape (step,) [rad]; NaN where there is none.
    length
        Mean resultant length r, shape (step,) [1].
    raw
        Coupling-angle variability √(2(1 − r)), shape (step,) [rad], at most √2.
    corrected, low, high
        The same without the bias of few repetitions, and its 95 % interval, shapes
        (step,) [rad].
    ellipse
        Area of the 95 % ellipse of the steps (prediction form), shape (step,)
        [product of the curves' units]: long and short steps alike.
    step
        Mean length of the steps, shape (step,) [unit of the curves].
    chang, needham
        Pattern at each step, shapes (step,).
    chang_share, needham_share
        Pattern to its share of the cycle [1].
    variability
        Corrected coupling-angle variability averaged over the cycle [rad], with its
        interval.
    raw_variability
        The same without correction [rad]; for comparison with older work at equal
        numbers of repetitions only.
    """

    angles: FloatArray
    mean: FloatArray
    length: FloatArray
    raw: FloatArray
    corrected: FloatArray
    low: FloatArray
    high: FloatArray
    ellipse: FloatArray
    step: FloatArray
    chang: NDArray[np.str_]
    needham: NDArray[np.str_]
    chang_share: dict[str, float]
    needham_share: dict[str, float]
    variability: Value
    raw_variability: Value


def coupling_angles(
    proximal: FloatArray, distal: FloatArray, *, still: float = 0.0
) -> FloatArray:
    """Direction in which two segments turn together between successive points.

    Parameters
    ----------
    proximal, distal
        Angles of the segments on one clock, shapes (..., point) [any one unit].
    still
        Length of a step up to which neither segment moves [the same unit].

    Returns
    -------
    FloatArray
        atan2(Δdistal, Δproximal), shape (..., point − 1) [rad], [0, 2π); NaN where
        neither moves.
    """
    along, across = np.diff(proximal, axis=-1), np.diff(distal, axis=-1)
    angle = np.mod(np.arctan2(across, along), TURN)
    angle = np.where(angle >= TURN, 0.0, angle)
    return np.where(np.hypot(along, across) > still, angle, np.nan)


def vector_coding(
    proximal: FloatArray,
    distal: FloatArray,
    *,
    still: float = 0.0,
    short: float = SHORT_STEP,
) -> VectorCoding:
    """Couple two segments by vector coding over repetitions.

    Parameters
    ----------
    proximal, distal
        Angles, one row for each repetition, time-normalised, shapes (repetition,
        point) [rad]; repetitions with gaps in either are left out.
    still
        Length of a step up to which neither segment moves [rad].
    short
        Mean length of a step below which the circular variability there is inflated
        and flagged [rad].

    Returns
    -------
    VectorCoding
        Coupling angles, variability raw and corrected with its interval, patterns.

    Raises
    ------
    InputError
        Where fewer than three whole repetitions are given, shapes differ, or nothing
        moves.
    """
    first, second = couples(proximal, distal)
    n = first.shape[0]
    flags = check("cav", n=n)
    angles = coupling_angles(first, second, still=still)
    if not np.isfinite(angles).any():
        msg = "Neither segment moves in any repetition."
        raise InputError(msg, "Give a couple that moves, or a smaller still.")
    steps = np.diff(first, axis=1), np.diff(second, axis=1)
    step = np.hypot(*steps).mean(axis=0)
    if (step < short).mean() > 0.1:
        flags = (*flags, "short_steps")
    over = resultant(angles)
    raw, corrected = _deviations(over)
    without = over.without_each(angles)
    raw_left, left = _deviations(without)
    low, high = log_jackknife(corrected, left)
    record = here("vector_coding", still=still, short=short)
    return VectorCoding(
        angles=angles,
        mean=over.direction,
        length=over.length,
        raw=raw,
        corrected=corrected,
        low=low,
        high=high,
        ellipse=_ellipses(*steps),
        step=step,
        chang=classify(over.direction, "chang"),
        needham=classify(over.direction, "needham"),
        chang_share=shares(over.direction, "chang"),
        needham_share=shares(over.direction, "needham"),
        variability=_summary("variability", corrected, left, flags, record),
        raw_variability=_summary("raw_variability", raw, raw_left, flags, record),
    )


def _deviations(over: Resultant) -> tuple[FloatArray, FloatArray]:
    length = over.length
    corrected = corrected_length(length, over.count)
    return angular_deviation(length), angular_deviation(corrected)


WORDS = {
    "variability": "coupling_angle_variability",
    "raw_variability": "raw_coupling_angle_variability",
}
"""Under which name the coverage of each summary's interval was measured."""


def _summary(
    quantity: str,
    curve: FloatArray,
    without_one: FloatArray,
    flags: tuple[str, ...],
    record: dict[str, Recorded],
) -> Value:
    known = np.isfinite(curve)
    seen = known & np.isfinite(without_one)
    size = np.maximum(seen.sum(axis=1), 1)
    left = np.where(seen, without_one, 0.0).sum(axis=1) / size
    low, high = log_jackknife(np.asarray(curve[known].mean()), left)
    return Value(
        measure="coupling_angle_variability",
        value=float(curve[known].mean()),
        units="rad",
        ci_low=float(low),
        ci_high=min(float(high), math.sqrt(2.0)) if math.isfinite(high) else math.nan,
        interval=interval_name(WORDS[quantity], low),
        n=without_one.shape[0],
        flags=flags,
        record={**record, "quantity": quantity},
        curves={"variability": curve},
    )


def _ellipses(along: FloatArray, across: FloatArray) -> FloatArray:
    """Area of the 95 % prediction ellipse of the steps at each point."""
    n = along.shape[0]
    x, y = along - along.mean(axis=0), across - across.mean(axis=0)
    xx, yy, xy = ((a * b).sum(axis=0) / (n - 1) for a, b in ((x, x), (y, y), (x, y)))
    factor = 2.0 * (n - 1) / (n - 2) * f_quantile(0.95, 2, n - 2)
    return math.pi * factor * np.sqrt(np.maximum(xx * yy - xy**2, 0.0))
