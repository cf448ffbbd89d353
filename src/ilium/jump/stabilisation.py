"""Time to stabilisation: several published definitions, one measure each.

They give other numbers for the same landing (Fransz and colleagues compared eighteen),
so each has a name of its own and nothing compares one with another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from ilium.core.estimate import Estimate, missing
from ilium.jump.settings import JumpSettings
from ilium.jump.trace import JumpTrace, sampling_error
from ilium.maths.runs import long_runs

WIKSTROM = "doi:10.1249/01.MSS.0000149887.84238.6C"

Definition = Callable[[JumpTrace, float, JumpSettings], Estimate]


def force_near_weight(
    trace: JumpTrace, landing: float, settings: JumpSettings
) -> Estimate:
    """Time from landing until the vertical force stays near body weight.

    Parameters
    ----------
    trace
        Force on the person.
    landing
        When the feet come back [s].
    settings
        Band and how long the force must stay in it.

    Returns
    -------
    Estimate
        [s]; NaN where the force does not stay there before the recording ends.
    """
    part = trace.time >= landing
    time, force = trace.time[part], trace.force[part]
    near = np.abs(force / trace.weight.value - 1.0) <= settings.band
    held = long_runs(near, round(settings.stable_for * trace.rate))
    method = (
        f"vertical force within ±{settings.band:.0%} of body weight for "
        f"{settings.stable_for:g} s; not comparable with other definitions"
    )
    if not held:
        return missing("not-stabilised-before-end", method=method)
    return Estimate(
        value=float(time[held[0][0]]) - landing,
        error=sampling_error(trace.rate),
        method=method,
    )


def sequential_average(
    trace: JumpTrace, landing: float, settings: JumpSettings
) -> Estimate:
    """Time from landing until the mean so far stays near the mean of the whole series.

    Parameters
    ----------
    trace
        Force on the person.
    landing
        When the feet come back [s].
    settings
        Length of the series, and how near the mean so far must stay.

    Returns
    -------
    Estimate
        [s]; NaN where the recording ends before the series. It grows with the length
        of the series: only equal lengths compare.

    References
    ----------
    Wikstrom EA, Tillman MD, Borsa PA (2005). Detection of dynamic stability deficits in
    subjects with functional ankle instability. Med Sci Sports Exerc 37(2), 169-175.
    doi:10.1249/01.MSS.0000149887.84238.6C
    """
    end = landing + settings.series
    method = (
        f"sequential average of the vertical force within {settings.near_mean:g} SD of "
        f"the mean of the {settings.series:g} s after landing ({WIKSTROM}); not "
        "comparable with other definitions or lengths"
    )
    if trace.time[-1] < end - 1.0 / trace.rate:
        return missing("ends-before-the-series", method=method)
    part = (trace.time >= landing) & (trace.time < end)
    time, force = trace.time[part], trace.force[part]
    so_far = np.cumsum(force) / np.arange(1, force.size + 1)
    far = np.abs(so_far - force.mean()) > settings.near_mean * force.std()
    away = np.flatnonzero(far)
    first = int(away[-1]) + 1 if away.size else 0
    return Estimate(
        value=float(time[min(first, time.size - 1)]) - landing,
        error=sampling_error(trace.rate),
        method=method,
    )


DEFINITIONS: Final[Mapping[str, tuple[str, Definition]]] = MappingProxyType(
    {
        "force-near-weight": ("time_to_stabilisation", force_near_weight),
        "sequential-average": (
            "time_to_stabilisation_sequential_average",
            sequential_average,
        ),
    }
)
"""Name of a definition to its measure and its function."""


def time_to_stabilisation(
    trace: JumpTrace, landing: float, settings: JumpSettings
) -> dict[str, Estimate]:
    """Time to stabilisation by the definition that the settings name.

    Parameters
    ----------
    trace
        Force on the person.
    landing
        When the feet come back [s].
    settings
        Which definition, and its limits.

    Returns
    -------
    dict
        Name of the definition's own measure to its estimate [s].
    """
    name, define = DEFINITIONS[settings.stabilisation]
    return {name: define(trace, landing, settings)}
