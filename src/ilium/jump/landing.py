"""What happens after the flight: shares of the legs, delay between the feet."""

from __future__ import annotations

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.estimate import Estimate, missing
from ilium.core.quantity import FloatArray
from ilium.jump.trace import sampling_error


def shares(
    time: FloatArray, sides: dict[Side, FloatArray] | None, start: float, end: float
) -> dict[Side, Estimate]:
    """Share of each leg in the vertical impulse of a stretch.

    Parameters
    ----------
    time
        Times of the samples, shape (time,) [s].
    sides
        Side to vertical force, shape (time,) [N]; `None` where the feet had no plate
        each.
    start, end
        The stretch [s].

    Returns
    -------
    dict
        Side to share [1]; both add up to one.
    """
    if sides is None:
        return dict.fromkeys(SIDES, missing("not-one-plate-per-foot"))
    part = (time >= start) & (time < end)
    impulses = {side: float(sides[side][part].sum()) for side in SIDES}
    whole = sum(impulses.values())
    if not whole > 0.0:
        return dict.fromkeys(SIDES, missing("not-recorded"))
    return {side: Estimate(value=impulses[side] / whole) for side in SIDES}


def contact_delay(
    time: FloatArray,
    sides: dict[Side, FloatArray] | None,
    moment: float,
    threshold: float,
) -> Estimate:
    """By how much the right foot touches down after the left.

    Parameters
    ----------
    time
        Times of the samples, shape (time,) [s].
    sides
        Side to vertical force, shape (time,) [N]; `None` where the feet had no plate
        each.
    moment
        First contact of either foot [s].
    threshold
        Force from which on a foot touches the ground [N].

    Returns
    -------
    Estimate
        [s]; positive where the right foot is later.
    """
    if sides is None:
        return missing("not-one-plate-per-foot")
    part = (time >= moment - 0.05) & (time < moment + 0.3)
    first: dict[Side, float] = {}
    for side in SIDES:
        touching = sides[side][part] >= threshold
        if not touching.any():
            return missing("one-foot-only")
        first[side] = float(time[part][int(np.argmax(touching))])
    return Estimate(
        value=first["right"] - first["left"],
        error=sampling_error(1.0 / float(time[1] - time[0])),
    )
