"""Repetitions laid over each other: 0 to 100 % of each, mean and spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.cycles import mean_and_sd, time_normalise

PERCENT = np.linspace(0.0, 100.0, 101)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cycles:
    """One signal in every repetition of one side.

    Parameters
    ----------
    curves
        Shape (repetition, percent), the signal's unit; NaN where not measured.
    """

    curves: FloatArray

    @property
    def n(self) -> int:
        """How many repetitions hold anything."""
        return int(np.isfinite(self.curves).any(axis=1).sum())

    @property
    def mean(self) -> FloatArray:
        """Mean over the repetitions that were measured, shape (percent,)."""
        return mean_and_sd(self.curves)[0]

    @property
    def sd(self) -> FloatArray:
        """Standard deviation (n − 1), NaN below two, shape (percent,)."""
        return mean_and_sd(self.curves)[1]


def lay_over(
    time: FloatArray, signal: FloatArray, repetitions: Iterable[Repetition]
) -> Cycles:
    """Cut a signal into repetitions and stretch each to 0 to 100 %.

    Parameters
    ----------
    time
        Clock, shape (time,) [s].
    signal
        Shape (time,), any unit; a gap stays a gap.
    repetitions
        Where to cut.

    Returns
    -------
    Cycles
        Linear interpolation at `PERCENT`.
    """
    spans = [(each.start, each.end) for each in repetitions]
    return Cycles(curves=time_normalise(time, signal, spans, PERCENT.size))
