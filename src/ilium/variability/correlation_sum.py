"""Correlation dimension (experimental): how pairs of states multiply with distance."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ilium.errors import InputError, InsufficientDataError
from ilium.variability import guards
from ilium.variability.embedding import delayed
from ilium.variability.guards import Task
from ilium.variability.period import mean_period
from ilium.variability.record import valued
from ilium.variability.series import one_series, whole_number
from ilium.variability.stretches import edges, of_parts
from ilium.variability.value import Recorded, Value

RADII = 200
RANGE = (1e-5, 4.0)


def correlation_dimension(
    x: ArrayLike,
    dimension: int,
    *,
    delay: int = 1,
    theiler: int | None = None,
    shares: tuple[float, float] = (0.001, 0.1),
    task: Task = "continuous",
) -> Value:
    """D₂: slope of the logarithm of the correlation sum; experimental.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    dimension, delay
        Of the states [1].
    theiler
        Pairs at most so many samples apart are left out [1]; one mean period where not
        given.
    shares
        The line is fitted where the correlation sum lies between these [1].
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        D₂ [1], always flagged ``experimental``; ``curves`` holds ``radius`` (in
        standard deviations) and ``correlation_sum``.

    Raises
    ------
    InsufficientDataError
        Where the signal is too short, or too few radii lie between the shares.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Grassberger P, Procaccia I (1983). Characterization of strange attractors. Phys Rev
    Lett 50, 346-349. doi:10.1103/PhysRevLett.50.346
    """
    from ilium.maths.nonlinear.correlation import (  # noqa: PLC0415 - kernels load late
        count_distances,
    )

    name = "correlation_dimension"
    signal = one_series(x, name, task=task)
    guards.check(name, n=signal.size)
    shape = whole_number(dimension, "dimension"), whole_number(delay, "delay")
    window = math.ceil(mean_period(signal)) if theiler is None else theiler
    window = whole_number(window, "theiler", least=0)
    if not 0.0 < shares[0] < shares[1] <= 1.0:
        raise InputError(f"shares is {shares!r}.", "Give two ascending shares up to 1.")
    states = np.ascontiguousarray(delayed(signal / signal.std(), *shape).T)
    radii = np.geomspace(*RANGE, RADII)
    at = edges(states.shape[1])
    stretches = at.size - 1
    touching = count_distances(states, window, radii**2, stretches).cumsum(axis=1)
    counts = touching.sum(axis=0) // 2
    left = states.shape[1] - window
    total = counts / max(1.0, left * (left - 1) / 2.0)
    inside = (total >= shares[0]) & (total <= shares[1])
    if inside.sum() < 4:
        raise InsufficientDataError(
            "Fewer than 4 radii lie between the two shares of pairs.",
            "Give a longer recording, or wider shares.",
        )
    logs = np.log(radii[inside])
    slope = float(np.polyfit(logs, np.log(total[inside]), 1)[0])
    share = touching[:, inside] / touching[:, inside].mean(axis=0)
    parts = np.polyfit(logs, 2.0 * share.T, 1)[0]
    flags = guards.check(
        name, n=signal.size, proven=False, minimum=10.0 ** (2.0 + 0.4 * slope)
    )
    arguments: dict[str, Recorded] = {
        "dimension": shape[0],
        "delay": shape[1],
        "theiler": window,
        "shares": list(shares),
        "task": task,
    }
    return valued(
        name,
        slope,
        arguments,
        n=signal.size,
        interval=of_parts(name, slope, parts, f"{stretches} stretches"),
        flags=flags,
        found={"radii_used": int(inside.sum())},
        curves={"radius": radii, "correlation_sum": total},
    )
