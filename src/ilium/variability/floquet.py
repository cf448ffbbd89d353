"""Maximum Floquet multiplier: how much of a deviation is left one stride later."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InsufficientDataError, SignalError
from ilium.maths.distributions import t_quantile
from ilium.variability import guards
from ilium.variability.coverage import worded
from ilium.variability.guards import Task
from ilium.variability.record import valued
from ilium.variability.value import Value

BLOCKS = 20


def floquet_multiplier(
    states: ArrayLike,
    *,
    fixed_point: ArrayLike | None = None,
    task: Task = "continuous",
) -> Value:
    r"""Largest |eigenvalue| of the map from one stride's deviation to the next one's.

    S(k+1) − S* = J (S(k) − S*), J by least squares over the strides.

    Parameters
    ----------
    states
        Shape (stride, variable) at one phase of the cycle, or (stride, phase,
        variable) [any].
    fixed_point
        S*, shape (variable,) or (phase, variable) [as the states]; the mean over the
        strides where not given.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Largest multiplier over all phases [1]; below 1: deviations shrink. ``curves``
        holds ``multiplier`` by phase.

    Raises
    ------
    InsufficientDataError
        Where there are hardly more strides than variables, or repetitions.
    SignalError
        Where there are gaps or infinite samples.

    References
    ----------
    Hurmuzlu Y, Basdogan C (1994). On the measurement of dynamic stability of human
    locomotion. J Biomech Eng 116(1), 30-36. doi:10.1115/1.2895701
    """
    given = _states(states)
    count, phases, variables = given.shape
    flags = guards.check("floquet", n=count, task=task, unknowns=variables + 1)
    centre = (
        given.mean(axis=0)
        if fixed_point is None
        else np.broadcast_to(np.asarray(fixed_point, dtype=np.float64), given.shape[1:])
    )
    away = given - centre
    every = np.arange(count - 1)
    curve = _multipliers(away, every)
    return valued(
        "floquet_multiplier",
        float(curve.max()),
        {
            "fixed_point": None if fixed_point is None else centre.tolist(),
            "task": task,
        },
        n=count,
        interval=_interval(away, float(curve.max())),
        flags=flags,
        found={"phase": int(curve.argmax()), "phases": phases, "variables": variables},
        curves={"multiplier": curve},
    )


def _states(states: ArrayLike) -> FloatArray:
    given = np.asarray(states, dtype=np.float64)
    if given.ndim == 2:
        given = given[:, None, :]
    if given.ndim != 3 or given.shape[0] < 2:
        raise SignalError(
            f"The states have the shape {given.shape}.",
            "Give (stride, variable) or (stride, phase, variable).",
        )
    if not np.isfinite(given).all():
        raise SignalError(
            f"{(~np.isfinite(given)).sum()} values of the states are missing or "
            "infinite.",
            "Leave out the strides with gaps, or fill them beforehand.",
        )
    if (given.std(axis=0) == 0.0).any():
        raise InsufficientDataError(
            "One variable is the same in every stride.",
            "Leave it out, or check its sensor.",
        )
    return given


def _multipliers(away: FloatArray, strides: np.ndarray) -> FloatArray:
    """Largest |eigenvalue| of the least-squares map at each phase."""
    largest = np.empty(away.shape[1])
    for phase in range(away.shape[1]):
        before, after = away[strides, phase], away[strides + 1, phase]
        step = np.linalg.lstsq(before, after, rcond=None)[0]
        largest[phase] = np.abs(np.linalg.eigvals(step)).max()
    return largest


def _interval(away: FloatArray, number: float) -> tuple[float, float, str]:
    """Jackknife that leaves out one block of consecutive strides at a time."""
    pairs = len(away) - 1
    blocks = min(BLOCKS, pairs // (2 * away.shape[2] + 1))
    if blocks < 5:
        return math.nan, math.nan, ""
    every = np.arange(pairs)
    left = [
        _multipliers(away, np.delete(every, part)).max()
        for part in np.array_split(every, blocks)
    ]
    spread = float(np.sqrt((blocks - 1) * np.var(left)))
    half = t_quantile(0.975, blocks - 1) * spread
    how = f"jackknife over {blocks} blocks of strides, t quantile"
    words = worded("floquet_multiplier", how)
    return number - half, number + half, words
