"""Muscle forces of a simulated squat are OpenSim's, from the motion's true moments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ilium.muscles.paths import muscle_geometry
from ilium.muscles.settings import MuscleSettings
from ilium.muscles.static_optimisation import share
from ilium.samples.simulator.person import person_of

QUANTITY = "muscle force, RMS"
COMPATIBLE = MuscleSettings(pennation="compatible")


@pytest.fixture(scope="module")
def squat():
    with np.load(Path(__file__).parent / "squat.npz") as stored:
        return dict(stored)


@pytest.fixture(scope="module")
def model():
    return person_of(mass=70.0, height=1.75).model


@pytest.fixture(scope="module")
def geometry(squat, model):
    assert tuple(squat["muscles"]) == tuple(each.name for each in model.muscles)
    return muscle_geometry(model, squat["q"])


def error(squat, model, geometry, settings=COMPATIBLE, *, moments=1.0):
    """Root mean square difference from OpenSim's forces [% F0]."""
    sharing = share(
        model,
        lengths=geometry[0],
        arms=geometry[1],
        speeds=squat["u"],
        moments=moments * squat["moments"],
        settings=settings,
    )
    assert sharing.certified.all()
    strength = np.array([each.max_isometric_force for each in model.muscles])
    off = (sharing.forces - squat["forces"]) / strength
    return 100.0 * np.sqrt(np.mean(off**2))


def test_the_forces_of_a_simulated_squat_are_those_of_opensim(
    squat, model, geometry, oracle
):
    case = "simulated squat"
    oracle.holds(QUANTITY, error(squat, model, geometry), case=case)
    controls = {
        "exponent 3": error(squat, model, geometry, replace(COMPATIBLE, exponent=3.0)),
        "correct slant": error(squat, model, geometry, MuscleSettings()),
        "moments 5 % larger": error(squat, model, geometry, moments=1.05),
    }
    for control, off in controls.items():
        oracle.bites(QUANTITY, control, off, case=case)
