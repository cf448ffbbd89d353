"""Path of the centre of pressure of both feet together."""

from __future__ import annotations

import numpy as np

from ilium.balance.settings import BalanceSettings
from ilium.core.estimate import Estimate, missing
from ilium.core.quantity import FloatArray, values
from ilium.kinetics.feet import GROUND
from ilium.kinetics.ground_force import GroundForce
from ilium.maths.ellipse import ellipse_area
from ilium.maths.filters import low_pass

NAMES = ("pressure_path", "pressure_speed", "pressure_ellipse")


def pressure_estimates(
    force: GroundForce | None, start: float, end: float, settings: BalanceSettings
) -> dict[str, Estimate]:
    """Length, speed and ellipse of the path of the centre of pressure.

    Parameters
    ----------
    force
        Vertical force under every plate that was stood on; `None` without.
    start, end
        The stretch [s].
    settings
        Filter and least load.

    Returns
    -------
    dict
        `pressure_path` [m], `pressure_speed` [m/s] and `pressure_ellipse` [m²].
    """
    if force is None:
        return dict.fromkeys(NAMES, missing("no-plates"))
    part = force.within(start, end)
    loaded = force.total[part] > settings.least_load
    duration = float(loaded.sum()) / force.rate
    if duration < settings.shortest or loaded.mean() < 0.9:
        return dict.fromkeys(NAMES, missing("not-on-plates"))
    path = shared_pressure(force)
    path[force.total <= settings.least_load] = np.nan
    smooth = low_pass(path, settings.pressure_cutoff, force.rate)[part]
    steps = np.linalg.norm(np.diff(smooth, axis=0), axis=1)
    length = float(np.nansum(steps))
    seen = smooth[np.isfinite(smooth).all(axis=1)]
    return {
        "pressure_path": Estimate(value=length),
        "pressure_speed": Estimate(value=length / duration),
        "pressure_ellipse": Estimate(value=ellipse_area(seen)),
    }


def shared_pressure(force: GroundForce) -> FloatArray:
    """Centre of pressure of all plates together, weighted by their force.

    Parameters
    ----------
    force
        Vertical force under every plate.

    Returns
    -------
    FloatArray
        From above, shape (time, 2) [m]; NaN while no plate is loaded.
    """
    whole = np.zeros((force.time.size, 2))
    load = np.zeros(force.time.size)
    for plate, felt in zip(force.plates, force.each.T, strict=True):
        point = values(plate.centre_of_pressure(force.threshold))[:, GROUND]
        here = np.isfinite(point).all(axis=1)
        whole[here] += felt[here, None] * point[here]
        load[here] += felt[here]
    safe = np.where(load > 0.0, load, np.nan)
    return whole / safe[:, None]
