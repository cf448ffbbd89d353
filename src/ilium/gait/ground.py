"""Whether the ground moves under the person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.gait.settings import GaitSettings
from ilium.gait.stances import Stance
from ilium.kinematics.place import pelvis_middle
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND, foot_centre
from ilium.maths.derivatives import derivative

FOREFOOT = ("first_metatarsal", "fifth_metatarsal", "toe")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """How the ground moves under the person.

    Parameters
    ----------
    belt
        Velocity of the ground from above, shape (2,) [m/s] along x and z; zero where
        it stands.
    spread
        Standard error of the belt's speed between stances [m/s]; NaN where it stands.
    """

    belt: FloatArray
    spread: float

    @property
    def is_treadmill(self) -> bool:
        """Whether the ground moves."""
        return bool(np.any(self.belt != 0.0))

    @property
    def speed(self) -> float:
        """Speed of the belt [m/s]."""
        return float(np.linalg.norm(self.belt))


def ground_under(
    kinematics: Kinematics, stances: tuple[Stance, ...], settings: GaitSettings
) -> Ground:
    """Recognise a treadmill by feet that slide back while they stand.

    Parameters
    ----------
    kinematics
        Landmarks of feet and pelvis.
    stances
        When each foot stood.
    settings
        What counts as a belt.

    Returns
    -------
    Ground
        The belt's velocity where the feet slide alike and the pelvis stays.
    """
    slides = np.array([_slide(kinematics, stance) for stance in stances])
    slides = slides.reshape(-1, 2)
    slides = slides[np.isfinite(slides).all(axis=1)]
    travel, duration = _travel(kinematics)
    if slides.shape[0] > 1:
        belt = np.median(slides, axis=0)
        speeds = np.linalg.norm(slides, axis=1)
        speed = float(np.linalg.norm(belt))
        aligned = np.linalg.norm(slides.mean(axis=0)) > settings.aligned * speeds.mean()
        stays = not np.linalg.norm(travel) > settings.stays * speed * duration
        if speed > settings.slowest_belt and aligned and stays:
            spread = float(speeds.std(ddof=1) / np.sqrt(speeds.size))
            return Ground(belt=belt, spread=spread)
    return Ground(belt=np.zeros(2), spread=float("nan"))


def _slide(kinematics: Kinematics, stance: Stance) -> FloatArray:
    """Velocity of the forefoot in the middle third of a stance, shape (2,) [m/s]."""
    third = (stance.end - stance.start) / 3.0
    time = kinematics.time
    part = (time >= stance.start + third) & (time <= stance.end - third)
    velocity = derivative(_forefoot(kinematics, stance), kinematics_rate(kinematics))
    seen = velocity[part][np.isfinite(velocity[part]).all(axis=1)]
    return np.median(seen, axis=0) if seen.size else np.full(2, np.nan)


def _forefoot(kinematics: Kinematics, stance: Stance) -> FloatArray:
    names = [
        f"{name}_{stance.side}"
        for name in FOREFOOT
        if kinematics.has(f"{name}_{stance.side}")
    ]
    if not names:
        return foot_centre(kinematics, stance.side)[:, GROUND]
    return np.mean([kinematics.landmark(name)[:, GROUND] for name in names], axis=0)


def _travel(kinematics: Kinematics) -> tuple[FloatArray, float]:
    path, time = pelvis_middle(kinematics)[:, GROUND], kinematics.time
    seen = np.flatnonzero(np.isfinite(path).all(axis=1))
    if seen.size < 2:
        return np.zeros(2), float("nan")
    first, last = int(seen[0]), int(seen[-1])
    return path[last] - path[first], float(time[last] - time[first])


def kinematics_rate(kinematics: Kinematics) -> float:
    """Camera frames a second [Hz]."""
    time = kinematics.time
    return float((time.size - 1) / (time[-1] - time[0])) if time.size > 1 else np.nan
