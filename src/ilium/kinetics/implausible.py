"""Moments and powers that no body has: left out, and named."""

from __future__ import annotations

import numpy as np

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, Quantity


def leave_out(
    moments: FloatArray,
    powers: FloatArray,
    time: FloatArray,
    names: tuple[str, ...],
    quantities: tuple[Quantity, Quantity],
) -> tuple[Issue, ...]:
    """Leave out the frames whose moments or powers no body has, and name them.

    Parameters
    ----------
    moments
        Moment of each joint or coordinate, shape (time, name) or (time, name,
        component), in the first quantity's unit; changed to NaN at these frames.
    powers
        Their powers, shape (time, name), in the second quantity's unit; changed in the
        same way.
    time
        Clock, shape (time,) [s].
    names
        Joints or coordinates.
    quantities
        Rows of the data dictionary with the plausible limit of moments and of powers.

    Returns
    -------
    tuple of Issue
        One for the worst of them; empty where every frame is plausible.
    """
    moment, power = quantities
    size = np.nan_to_num(np.abs(moments), posinf=np.inf)
    size = size.reshape(*moments.shape[:2], -1).max(axis=2)
    work = np.nan_to_num(np.abs(powers), posinf=np.inf)
    excess = np.maximum(size / moment.limit, work / power.limit)
    torn = np.flatnonzero((excess > 1.0).any(axis=1))
    if not torn.size:
        return ()
    worst = int(excess[torn].max(axis=0).argmax())
    largest = float(size[torn, worst].max())
    moments[torn] = np.nan
    powers[torn] = np.nan
    what = (
        f"{torn.size} frames ask for moments that no body has, {largest:.0f} "
        f"{moment.units} in {names[worst]}: left out. A marker jumps there, or nothing "
        "is filtered."
    )
    return (
        Issue(
            kind="implausible-moment",
            where=names[worst],
            what=what,
            severity="caution",
            start=float(time[torn[0]]),
            end=float(time[torn[-1]]),
            value=largest,
            unit=moment.units,
        ),
    )
