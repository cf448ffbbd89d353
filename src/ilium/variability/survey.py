"""Every measure that plain signals allow, and why they do not allow the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError, UnknownNameError
from ilium.maths.cycles import time_normalise
from ilium.units import DEGREE
from ilium.variability.coupling import SHORT_STEP, vector_coding
from ilium.variability.dispersion import (
    coefficient_of_variation,
    mean_sd,
)
from ilium.variability.guards import Task
from ilium.variability.result import Refused
from ilium.variability.robust import robust_mean_sd
from ilium.variability.value import Value

ANGLES: Final[Mapping[str, float]] = {"deg": DEGREE, "rad": 1.0}
LONGEST_FUZZY: Final = 20_000
"""Samples above which fuzzy entropy, which looks at every pair, is left out [1]."""
TURNS: Final = 4.0 * math.pi
"""Range beyond which an angle is hardly in radians [rad]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """What signals allow.

    Parameters
    ----------
    values
        (Signal or couple, value), in order.
    refused
        (Signal or couple, what is not given and why), in order.
    """

    values: tuple[tuple[str, Value], ...]
    refused: tuple[tuple[str, Refused], ...]


def survey_series(
    signals: Mapping[str, FloatArray], *, rate: float = math.nan, task: Task
) -> Survey:
    """Measure the structure of long signals.

    Parameters
    ----------
    signals
        Name to signal, shapes (time,) [any]; finite.
    rate
        Samples a second [Hz]; NaN where not known: rates are then per sample.
    task
        ``discrete`` where the signals hold separate repetitions, joined.

    Returns
    -------
    Survey
        Entropies, fluctuation, divergence and recurrence, each guarded.
    """
    return _collect(
        (name, what, partial(_long, what, x, rate, task))
        for name, x in signals.items()
        for what in LONG
    )


def survey_repetitions(
    signals: Mapping[str, FloatArray],
    labels: Sequence[str],
    *,
    couple: tuple[str, str] | None = None,
    unit: str = "1",
    points: int = 101,
) -> Survey:
    """Measure how repetitions of signals differ, and how two of them couple.

    Parameters
    ----------
    signals
        Name to signal, shapes (time,) [unit]; finite.
    labels
        Repetition of each sample; equal labels in a row are one repetition.
    couple
        Proximal and distal signal; ``None`` for none.
    unit
        Unit of the signals; for the coupling of angles ``deg`` or ``rad``.
    points
        Points to which each repetition is time-normalised [1].

    Returns
    -------
    Survey
        Spread of each signal and coupling of the couple.

    Raises
    ------
    InputError
        Where there is only one repetition, one has too few samples, or the unit does
        not fit.
    """
    spans = _spans(labels)
    rows = {name: _normalised(x, spans, points) for name, x in signals.items()}
    spread = _collect(
        (name, what, partial(_spread, what, curves, unit))
        for name, curves in rows.items()
        for what in SPREAD
    )
    if couple is None:
        return spread
    for each in couple:
        if each not in rows:
            raise UnknownNameError.among("signal", each, rows)
    first, second = (_in_radians(rows[each], each, unit) for each in couple)
    make = partial(_coupling, first, second, unit)
    both = (" with ".join(couple), "coupling_angle_variability", make)
    coupled = _collect([both])
    return Survey(
        values=(*spread.values, *coupled.values),
        refused=(*spread.refused, *coupled.refused),
    )


def _collect(todo: Iterable[tuple[str, str, Callable[[], Value]]]) -> Survey:
    values: list[tuple[str, Value]] = []
    refused: list[tuple[str, Refused]] = []
    for name, what, make in todo:
        try:
            values.append((name, make()))
        except InputError as error:
            reason = Refused(what=what, why=error.problem, enough=error.remedy)
            refused.append((name, reason))
    return Survey(values=tuple(values), refused=tuple(refused))


def _spans(labels: Sequence[str]) -> list[tuple[float, float]]:
    """First and last sample of each run of equal labels."""
    if not all(labels):
        row = next(i for i, each in enumerate(labels) if not each)
        problem = f"Sample {row} names no repetition."
        raise InputError(problem, "Name the repetition of every sample.")
    starts = [0, *(i for i in range(1, len(labels)) if labels[i] != labels[i - 1])]
    ends = [*(each - 1 for each in starts[1:]), len(labels) - 1]
    if len(starts) < 2:
        raise InsufficientDataError(
            "There is one repetition: nothing to compare it with.",
            "Give at least 2 repetitions, better 10; or leave out --repetitions.",
        )
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        if end - start < 3:
            raise InsufficientDataError(
                f"Repetition {number} ({labels[start]!r}) has {end - start + 1} "
                "samples, expected at least 4.",
                "Give every sample of a repetition the same label, one after another.",
            )
    return [(float(start), float(end)) for start, end in zip(starts, ends, strict=True)]


def _normalised(
    x: FloatArray, spans: Sequence[tuple[float, float]], points: int
) -> FloatArray:
    return time_normalise(np.arange(x.size, dtype=np.float64), x, spans, points)


def _in_radians(rows: FloatArray, name: str, unit: str) -> FloatArray:
    factor = ANGLES.get(unit, 1.0)
    if unit == "rad" and np.ptp(rows) > TURNS:
        raise InputError(
            f"{name!r} ranges over {np.ptp(rows):.0f} rad, more than two whole turns.",
            "Say --unit deg if these are degrees.",
        )
    return rows * factor


def _long(name: str, x: FloatArray, rate: float, task: Task) -> Value:
    from ilium import variability  # noqa: PLC0415 - compiled, each on its first use

    options: dict[str, object] = {"task": task}
    if name == "fuzzy_entropy" and x.size > LONGEST_FUZZY:
        raise InputError(
            f"Fuzzy entropy looks at every pair of samples, and there are {x.size}.",
            f"Give at most {LONGEST_FUZZY} samples, or use the sample entropy.",
        )
    if name == "lyapunov_exponent" and math.isfinite(rate):
        options |= {"rate": rate, "per": "s"}
    found = getattr(variability, name)(x, **options)
    return found["determinism"] if name == "recurrence_quantification" else found


LONG: Final = (
    "sample_entropy",
    "fuzzy_entropy",
    "permutation_entropy",
    "multiscale_entropy",
    "dfa",
    "lyapunov_exponent",
    "recurrence_quantification",
)
"""Measures of one unbroken signal, in the order shown."""


def _spread(name: str, rows: FloatArray, unit: str) -> Value:
    if name == "coefficient_of_variation":
        return coefficient_of_variation(rows)
    return (mean_sd if name == "mean_sd" else robust_mean_sd)(rows, units=unit)


SPREAD: Final = ("mean_sd", "robust_mean_sd", "coefficient_of_variation")
"""Measures of one signal over repetitions."""


def _coupling(first: FloatArray, second: FloatArray, unit: str) -> Value:
    short = SHORT_STEP if unit in ANGLES else 0.0
    return vector_coding(first, second, short=short).variability
