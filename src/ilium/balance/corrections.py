"""Steps that were needed to stay up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.balance.settings import BalanceSettings
from ilium.conventions import SIDES, UP, Side
from ilium.core.estimate import Estimate, missing
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND, foot_centre
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass
from ilium.maths.runs import runs

BoolArray = NDArray[np.bool_]


def corrective_steps(
    kinematics: Kinematics, start: float, end: float, settings: BalanceSettings
) -> Estimate:
    """How often a foot moved over the ground and stood again.

    Parameters
    ----------
    kinematics
        Landmarks of the feet.
    start, end
        The stretch [s].
    settings
        What is a step.

    Returns
    -------
    Estimate
        Number of steps of both feet [1]; a foot that was in the air and came down
        counts too.
    """
    time = kinematics.time
    paths = {side: foot_centre(kinematics, side) for side in SIDES}
    seen: list[Side] = [side for side in SIDES if np.isfinite(paths[side]).any()]
    if not seen or time.size < 20:
        return missing("feet-not-seen")
    rate = (time.size - 1) / float(time[-1] - time[0])
    part = (time >= start) & (time < end)
    smooth: dict[Side, FloatArray] = {}
    for side in seen:
        smooth[side] = low_pass(paths[side], settings.motion_cutoff, rate)[part]
    lowest = np.fmin.reduce([path[:, UP] for path in smooth.values()])
    steps = [
        at
        for path in smooth.values()
        for at in _placements(
            path, path[:, UP] - lowest < settings.lifted, rate, settings
        )
    ]
    late = [at for at in steps if time[part][at] > start + settings.settling]
    flags = () if len(seen) == len(SIDES) else ("one-foot-only",)
    return Estimate(value=float(len(late)), flags=flags)


def _placements(
    path: FloatArray, down: BoolArray, rate: float, settings: BalanceSettings
) -> list[int]:
    """Frames at which a foot set out on a way that ended on the ground."""
    speed = np.linalg.norm(derivative(path[:, GROUND], rate), axis=1)
    found: list[int] = []
    for begin, stop in runs(speed > settings.step_speed):
        last = min(stop, path.shape[0] - 1)
        way = float(np.linalg.norm(path[last, GROUND] - path[begin, GROUND]))
        if way >= settings.step_length and down[last]:
            found.append(begin)
    return found
