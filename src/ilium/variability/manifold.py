"""Uncontrolled manifold: which joint combinations keep a task variable, and which not.

References
----------
Scholz JP, Schöner G (1999). The uncontrolled manifold concept: identifying control
variables for a functional task. Exp Brain Res 126, 289-306. doi:10.1007/s002210050738
Verrel J (2010). Distributional properties and variance-stabilizing transformations for
measures of uncontrolled manifold effects. J Neurosci Methods 191, 166-170.
doi:10.1016/j.jneumeth.2010.06.016
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, SignalError
from ilium.maths.distributions import t_quantile
from ilium.maths.jackknife import log_jackknife
from ilium.variability.coverage import interval_name, worded
from ilium.variability.guards import check
from ilium.variability.value import Recorded, Value, here

SYNERGY_INTERVAL: Final = "jackknife on Verrel's transform, t quantiles"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Manifold:
    """Variance that keeps a task variable, and variance that moves it.

    Parameters
    ----------
    keeping, moving
        Variance within the uncontrolled manifold and orthogonal to it, for each degree
        of freedom [unit²], with intervals.
    total
        Variance for each degree of freedom [unit²].
    synergy
        ΔV = (keeping − moving) / total [1]: positive where the joints vary together
        so that the task variable stays; its interval is a jackknife on `synergy_z`.
    synergy_z
        The same after Verrel's transformation, fit for averages and tests [1].
    directions
        Combinations of coordinates that keep the task variable (columns), shape
        (coordinate, coordinate − task) [1].
    controlled
        Combinations that move it, shape (coordinate, task) [1].
    """

    keeping: Value
    moving: Value
    total: Value
    synergy: Value
    synergy_z: Value
    directions: FloatArray
    controlled: FloatArray


def uncontrolled_manifold(elements: FloatArray, jacobian: FloatArray) -> Manifold:
    """Split the variance of joint coordinates by what it does to a task variable.

    Parameters
    ----------
    elements
        Joint coordinates at one moment of the movement, one row for each repetition,
        shape (repetition, coordinate) [rad]; rows with gaps are left out.
    jacobian
        Change of the task variables with each coordinate at the mean posture, shape
        (task, coordinate) [task unit/rad].

    Returns
    -------
    Manifold
        Variances for each degree of freedom, divided by the number of repetitions.

    Raises
    ------
    InputError
        Where shapes differ, the Jacobian leaves nothing free or moves nothing, or
        there are no more repetitions than coordinates.
    """
    q = np.asarray(elements, dtype=np.float64)
    tasks = np.atleast_2d(np.asarray(jacobian, dtype=np.float64))
    if q.ndim != 2 or tasks.shape[1] != q.shape[1]:
        msg = f"Coordinates have shape {q.shape}, the Jacobian {tasks.shape}."
        raise SignalError(msg, "Give (repetition, coordinate) and (task, coordinate).")
    if not np.isfinite(tasks).all():
        raise SignalError("The Jacobian is not finite.", "Check the mean posture.")
    rows = q[np.isfinite(q).all(axis=1)]
    n, free = rows.shape
    flags = check("ucm", n=n, dof=free)
    _, sizes, axes = np.linalg.svd(tasks)
    rank = int((sizes > sizes.max(initial=0.0) * 1e-10).sum()) if sizes.any() else 0
    if not 0 < rank < free:
        msg = f"{rank} of {free} joint combinations move the task variable."
        remedy = "A manifold needs at least one that moves it and one that does not."
        raise InputError(msg, remedy)
    moves, keeps = axes[:rank].T, axes[rank:].T
    whole = _variances(rows, moves, keeps)
    left = [_variances(np.delete(rows, i, axis=0), moves, keeps) for i in range(n)]
    made = partial(Value, n=n, flags=flags)
    gain = _gain(whole)
    transformed = _stabilised(gain, rank, free)
    low, high = _synergy_interval(
        transformed, [_stabilised(_gain(each), rank, free) for each in left]
    )
    words = worded("synergy", SYNERGY_INTERVAL) if math.isfinite(low) else ""
    ends = [_back(each, rank, free) for each in (low, high)]
    return Manifold(
        keeping=_variance(made, "keeping", whole, left),
        moving=_variance(made, "moving", whole, left),
        total=_variance(made, "total", whole, left),
        synergy=made(
            measure="synergy",
            value=gain,
            ci_low=ends[0],
            ci_high=ends[1],
            interval=words,
            record=_record("synergy"),
        ),
        synergy_z=made(
            measure="synergy_z",
            value=transformed,
            ci_low=low,
            ci_high=high,
            interval=words,
            record=_record("synergy_z"),
        ),
        directions=keeps,
        controlled=moves,
    )


def _variances(
    rows: FloatArray, moves: FloatArray, keeps: FloatArray
) -> dict[str, float]:
    about = rows - rows.mean(axis=0)
    n = rows.shape[0]
    keeping = float(((about @ keeps) ** 2).sum())
    moving = float(((about @ moves) ** 2).sum())
    free = rows.shape[1]
    return {
        "keeping": keeping / (keeps.shape[1] * n),
        "moving": moving / (moves.shape[1] * n),
        "total": (keeping + moving) / (free * n),
    }


def _gain(variances: Mapping[str, float]) -> float:
    if not variances["total"] > 0.0:
        return math.nan
    return (variances["keeping"] - variances["moving"]) / variances["total"]


def _stabilised(gain: float, rank: int, free: int) -> float:
    """Verrel's transformation; ΔV is in (−free/rank, free/(free − rank))."""
    low, high = free / rank, free / (free - rank)
    if not -low < gain < high:
        return math.nan
    return 0.5 * math.log((low + gain) / (high - gain))


def _synergy_interval(whole: float, left: list[float]) -> tuple[float, float]:
    """Jackknife of the transformed synergy with Student's t."""
    n = len(left)
    values = np.array([whole, *left])
    if n < 3 or not np.isfinite(values).all():
        return math.nan, math.nan
    error = math.sqrt(
        (n - 1) / n * float(((values[1:] - values[1:].mean()) ** 2).sum())
    )
    reach = t_quantile(0.975, n - 1) * error
    return whole - reach, whole + reach


def _back(transformed: float, rank: int, free: int) -> float:
    """Synergy of its transform."""
    low, high = free / rank, free / (free - rank)
    grown = math.exp(2.0 * transformed) if math.isfinite(transformed) else math.nan
    return (high * grown - low) / (1.0 + grown)


def _variance(
    made: Callable[..., Value],
    name: str,
    whole: Mapping[str, float],
    left: list[dict[str, float]],
) -> Value:
    without = np.array([each[name] for each in left])
    low, high = log_jackknife(np.asarray(whole[name]), without)
    return made(
        measure=f"variance_{name}",
        value=whole[name],
        units="rad^2",
        ci_low=float(low),
        ci_high=float(high),
        interval=interval_name(f"variance_{name}", low),
        record=_record(name),
    )


def _record(quantity: str) -> dict[str, Recorded]:
    return here("uncontrolled_manifold", quantity=quantity)
