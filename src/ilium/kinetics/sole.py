"""The soles: which markers of a foot rest on the ground, and how far it is away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import SIDES, UP, Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND
from ilium.kinetics.settings import KineticsSettings
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass

BoolArray = NDArray[np.bool_]

FRONT = ("toe", "toe_tip", "first_metatarsal", "fifth_metatarsal")
SOLE = ("heel", *FRONT)
LOWEST = 5.0
"""Percentile of a marker's height that counts as its height on the ground [%]."""
CALM = 20.0
"""Cut-off under which the markers' speed is judged [Hz]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sole:
    """One foot's markers near the ground.

    Parameters
    ----------
    heel
        Marker of the heel, or the only one there is, shape (time, 3) [m].
    points
        All of them, shape (time, point, 3) [m]; NaN where not seen.
    resting
        Whether each is as low as on the ground and hardly moves, shape (time, point).
    """

    heel: FloatArray
    points: FloatArray
    resting: BoolArray

    @property
    def down(self) -> BoolArray:
        """Whether any marker rests on the ground, shape (time,)."""
        return np.asarray(self.resting.any(axis=1))

    @property
    def seen(self) -> BoolArray:
        """Whether any marker is seen, shape (time,)."""
        known = np.asarray(np.isfinite(self.points).all(axis=2))
        return np.asarray(known.any(axis=1))

    def distance(self, point: FloatArray) -> FloatArray:
        """Distance on the ground from a point to the foot.

        Parameters
        ----------
        point
            Shape (time, 3) [m].

        Returns
        -------
        FloatArray
            To the nearest line from the heel to the front of the foot, shape (time,)
            [m]; infinite where either is not known.
        """
        start = self.heel[:, None, GROUND]
        along = self.points[:, :, GROUND] - start
        away = point[:, None, GROUND] - start
        length = (along**2).sum(axis=2)
        share = (away * along).sum(axis=2) / np.where(length > 0.0, length, 1.0)
        nearest = np.clip(share, 0.0, 1.0)[:, :, None] * along
        gaps = np.linalg.norm(away - nearest, axis=2)
        return np.where(np.isfinite(gaps), gaps, np.inf).min(axis=1, initial=np.inf)


def soles(kinematics: Kinematics, settings: KineticsSettings) -> dict[Side, Sole]:
    """Both feet's markers near the ground.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    settings
        From when on a foot is in the air.

    Returns
    -------
    dict
        Side to its sole; without points where the foot has no markers.
    """
    floor = {name: _floor(kinematics, name) for name in SOLE}
    return {side: _sole(kinematics, side, floor, settings) for side in SIDES}


def _floor(kinematics: Kinematics, name: str) -> float:
    """Height of a marker while its foot is on the ground [m], the lower side's."""
    lowest = [np.inf]
    for side in SIDES:
        height = kinematics.landmark(f"{name}_{side}")[:, UP]
        seen = height[np.isfinite(height)]
        if seen.size:
            lowest.append(float(np.percentile(seen, LOWEST)))
    return min(lowest)


def _sole(
    kinematics: Kinematics,
    side: Side,
    floor: dict[str, float],
    settings: KineticsSettings,
) -> Sole:
    time = kinematics.time
    names = [name for name in SOLE if kinematics.has(f"{name}_{side}")]
    points = np.full((time.size, len(names), 3), np.nan)
    for at, name in enumerate(names):
        points[:, at] = kinematics.landmark(f"{name}_{side}")
    rate = (time.size - 1) / float(time[-1] - time[0])
    calm = low_pass(points, CALM, rate) if rate > 2.0 * CALM else points
    speed = np.linalg.norm(derivative(calm, rate), axis=2)
    low = points[:, :, UP] < np.array([floor[n] + settings.lifted for n in names])
    heel = points[:, 0] if names else np.full((time.size, 3), np.nan)
    return Sole(heel=heel, points=points, resting=low & (speed < settings.moving))
