"""Simulated people, each made once a run, as a laboratory knows them exactly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest

from ilium.kinematics.result import Kinematics
from ilium.kinematics.solve import solve_kinematics
from ilium.samples import Simulation, simulate

ORDERS = {
    "single_leg_squat": {"rate": 60.0, "plate_rate": 960.0, "repetitions": 1},
    "hip_hike": {"rate": 60.0, "plate_rate": 960.0, "repetitions": 2},
    "walk": {"rate": 60.0, "plate_rate": 960.0},
    "drop_vertical_jump": {"rate": 120.0, "plate_rate": 960.0},
}


@dataclass(frozen=True)
class Person:
    """A simulation and its exact kinematics; where the person stands on the floor."""

    simulation: Simulation
    kinematics: Kinematics

    @property
    def place(self):
        middle = self.kinematics.joint("hip_left") + self.kinematics.joint("hip_right")
        return np.array([np.nanmean(middle[:, 0]) / 2.0, 0.0, 0.0])

    @property
    def by_shoulders(self) -> Kinematics:
        """The same with the trunk as a camera sees it: from hips to shoulders."""
        segments = self.kinematics.segments.copy(deep=True)
        names = list(segments.indexes["segment"])
        segments.values[:, names.index("thorax")] = np.nan
        return replace(self.kinematics, segments=segments)


@cache
def _person(movement: str) -> Person:
    made = simulate(movement, **ORDERS[movement])
    return Person(made, solve_kinematics(made.trial, static=made.static))


@pytest.fixture(scope="session")
def person():
    """Make one, by its movement."""
    return _person
