"""Structure of an unbroken movement: entropy, divergence, long-range correlation.

Only walking and running go on without a break; separate repetitions are refused, with
the reason, by the guards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.arrays import FloatArray
from ilium.core.movement import Movement
from ilium.errors import InputError
from ilium.kinematics.result import Kinematics
from ilium.maths.runs import long_runs
from ilium.variability.guards import Task, check
from ilium.variability.result import Refused
from ilium.variability.settings import VariabilitySettings
from ilium.variability.signals import signal
from ilium.variability.value import Value

CYCLIC: Final = ("walk", "run")
GAP: Final = 0.5
"""Longest break between strides of one unbroken walk, in strides [1]."""


def structure(
    kinematics: Kinematics, movement: Movement, settings: VariabilitySettings
) -> tuple[dict[tuple[str, SideOrBoth], Value], tuple[Refused, ...]]:
    """Entropy, divergence and long-range correlation where they are allowed.

    Parameters
    ----------
    kinematics
        The body.
    movement
        Strides of an unbroken walk or run, or separate repetitions.
    settings
        Whether this is wanted.

    Returns
    -------
    tuple
        (Name, side) to value, and what is refused with its reason.
    """
    if not settings.structure:
        return {}, ()
    found: dict[tuple[str, SideOrBoth], Value] = {}
    refused: list[Refused] = []
    for name, make in MEASURES.items():
        try:
            found[name, "both"] = make(kinematics, movement)
        except InputError as error:
            refused.append(Refused(what=name, why=error.problem, enough=error.remedy))
    return found, tuple(refused)


def _divergence(kinematics: Kinematics, movement: Movement) -> Value:
    starts = _unbroken(movement)
    check("lyapunov", n=max(starts.size - 1, 0), task=_task(movement))
    states = np.stack(
        [signal(kinematics, f"pelvis_{plane}", "right") for plane in PLANES], axis=1
    )
    whole = _whole(states)
    time = kinematics.time[whole]
    inside = starts[(starts >= time[0]) & (starts <= time[-1])]
    from ilium.variability import local_dynamic_stability  # noqa: PLC0415 - compiled

    return local_dynamic_stability(states[whole], np.searchsorted(time, inside))


def _correlation(kinematics: Kinematics, movement: Movement) -> Value:
    del kinematics
    starts = _unbroken(movement)
    check("dfa", n=max(starts.size - 1, 0), task=_task(movement))
    from ilium.variability import dfa  # noqa: PLC0415 - compiled

    return dfa(np.diff(starts))


def _entropy(kinematics: Kinematics, movement: Movement) -> Value:
    check("sample_entropy", n=kinematics.time.size, task=_task(movement))
    level = signal(kinematics, "pelvis_frontal", "right")
    whole = _whole(level[:, None])
    from ilium.variability import sample_entropy  # noqa: PLC0415 - compiled

    return sample_entropy(level[whole])


PLANES: Final = ("sagittal", "frontal", "transverse")
MEASURES: Final[Mapping[str, Callable[[Kinematics, Movement], Value]]] = {
    "local_dynamic_stability": _divergence,
    "stride_time_dfa": _correlation,
    "pelvis_sample_entropy": _entropy,
}


def _task(movement: Movement) -> Task:
    return "continuous" if movement.task in CYCLIC else "discrete"


def _whole(states: FloatArray) -> slice:
    """Longest stretch without a gap."""
    seen = np.asarray(np.isfinite(states).all(axis=1))
    stretches = long_runs(seen, 1)
    first, last = max(stretches, default=(0, 0), key=lambda run: run[1] - run[0])
    return slice(first, last)


def _unbroken(movement: Movement) -> FloatArray:
    """Ends of the longest unbroken row of one side's strides [s]."""
    rows = [_row(movement, side) for side in SIDES]
    return max(rows, key=lambda each: each.size)


def _row(movement: Movement, side: SideOrBoth) -> FloatArray:
    strides = [each for each in movement.repetitions if each.side == side]
    best: list[float] = []
    row: list[float] = []
    for each in strides:
        whole = each.end - each.start
        if not each.complete or (row and each.start - row[-1] > GAP * whole):
            row = []
        if each.complete:
            row = [*row, each.end] if row else [each.start, each.end]
        best = max(best, row, key=len)
    return np.array(best)
