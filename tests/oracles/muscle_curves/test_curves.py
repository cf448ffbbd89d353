"""The curves are OpenSim's, and so is what a rigid tendon transmits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilium.maths.hill import analytic, millard
from ilium.maths.hill.bezier import curve_value
from ilium.maths.hill.fibre import Options, fibre_forces
from ilium.model.body_model import BodyModel, Muscle
from ilium.muscles.curves import compile_fibres

F0, OPTIMAL, SLACK = 1000.0, 0.05, 0.2
MINE = {
    "ActiveForceLengthCurve": (millard.active_force_length, 0.1, 2.4),
    "ForceVelocityCurve": (millard.force_velocity, -1.4, 1.4),
    "FiberForceLengthCurve": (millard.passive_force_length, 0.6, 2.0),
    "TendonForceLengthCurve": (millard.tendon_force_length, 0.95, 1.1),
}
OTHER = {
    "ActiveForceLengthCurve": {
        "min_norm_active_fiber_length": 0.25,
        "transition_norm_fiber_length": 0.77,
        "max_norm_active_fiber_length": 1.9,
        "shallow_ascending_slope": 0.75,
        "minimum_value": 0.0,
    },
    "ForceVelocityCurve": {"isometric_slope": 6.0, "concentric_curviness": 0.3},
    "FiberForceLengthCurve": {
        "strain_at_zero_force": -0.19,
        "strain_at_one_norm_force": 0.5,
        "stiffness_at_low_force": 0.3,
        "stiffness_at_one_norm_force": 3.1,
        "curviness": 0.6,
    },
    "TendonForceLengthCurve": {"strain_at_one_norm_force": 0.1},
}
KINDS = {
    "millard": "Millard2012EquilibriumMuscle",
    "thelen": "Thelen2003Muscle",
    "degroote": "DeGrooteFregly2016Muscle",
}


@pytest.fixture(scope="module")
def opensim():
    module = pytest.importorskip("opensim")
    module.Logger.setLevelString("Off")
    return module


@pytest.mark.parametrize("given", [{}, OTHER], ids=["defaults", "others"])
@pytest.mark.parametrize("name", MINE)
def test_millards_curves_are_opensims(opensim, oracle, name, given):
    make, low, high = MINE[name]
    theirs = getattr(opensim, name)()
    for key, value in given.get(name, {}).items():
        getattr(theirs, f"set_{key}")(value)
    if hasattr(theirs, "ensureCurveUpToDate"):
        theirs.ensureCurveUpToDate()
    row = make(given.get(name, {}))
    at = np.linspace(low, high, 401)
    error = max(abs(theirs.calcValue(x) - curve_value(row, x)) for x in at)
    oracle.holds("curve", error, case=f"{name} {'others' if given else 'defaults'}")
    shifted = max(abs(theirs.calcValue(x) - curve_value(row, x + 0.001)) for x in at)
    oracle.bites("curve", "0.001 further along", shifted, case=name)


def test_de_grootes_curves_are_opensims(opensim, oracle):
    muscle = opensim.DeGrooteFregly2016Muscle()
    active, passive = (
        muscle.calcActiveForceLengthMultiplier,
        muscle.calcPassiveForceMultiplier,
    )
    at = np.linspace(0.2, 1.8, 201)
    error = max(abs(active(x) - analytic.degroote_active(x, 1.0)) for x in at)
    oracle.holds("curve", error, case="De Groote active")
    error = max(abs(passive(x) - analytic.degroote_passive(x, 0.6)) for x in at)
    oracle.holds("curve", error, case="De Groote passive")
    at = np.linspace(-1.0, 1.0, 201)
    error = max(
        abs(muscle.calcForceVelocityMultiplier(x) - analytic.degroote_velocity(x))
        for x in at
    )
    oracle.holds("curve", error, case="De Groote velocity")


def a_rig(opensim, kind, pennation):
    """One muscle along a slider, in OpenSim and here."""
    muscle = getattr(opensim, KINDS[kind])()
    muscle.setName("one")
    muscle.setMaxIsometricForce(F0)
    muscle.setOptimalFiberLength(OPTIMAL)
    muscle.setTendonSlackLength(SLACK)
    muscle.setPennationAngleAtOptimalFiberLength(pennation)
    model = opensim.Model()
    body = opensim.Body("b", 1.0, opensim.Vec3(0), opensim.Inertia(1))
    slider = opensim.SliderJoint("s", model.getGround(), body)
    model.addBody(body)
    model.addJoint(slider)
    muscle.addNewPathPoint("p0", model.getGround(), opensim.Vec3(0))
    muscle.addNewPathPoint("p1", body, opensim.Vec3(0))
    model.addForce(muscle)
    own = Muscle(
        name="one",
        kind=kind,
        max_isometric_force=F0,
        optimal_fibre_length=OPTIMAL,
        tendon_slack_length=SLACK,
        pennation=pennation,
    )
    made = BodyModel(name="m", segments=(), joints=(), coordinates=(), muscles=(own,))
    return model, muscle, slider.getCoordinate(), compile_fibres(made)


def tension(fibres, length, speed, *, compatible=True):
    tensions = np.zeros((2, 1))
    options = Options(compatible, False)
    fibre_forces(fibres, np.array([length]), np.array([speed]), options, tensions)
    return tensions[0, 0]


@pytest.mark.parametrize("pennation", [0.0, 0.4])
@pytest.mark.parametrize("kind", KINDS)
def test_the_full_tension_is_what_opensim_gives_to_static_optimisation(
    opensim, oracle, kind, pennation
):
    model, muscle, coordinate, fibres = a_rig(opensim, kind, pennation)
    state = model.initSystem()
    errors, slanted, still = [], [], []
    for length in np.linspace(0.201, 0.29, 30):
        for speed in np.linspace(-0.4, 0.6, 11):
            coordinate.setValue(state, length)
            coordinate.setSpeedValue(state, speed)
            model.realizeVelocity(state)
            theirs = muscle.calcInextensibleTendonActiveFiberForce(state, 1.0)
            errors.append(theirs - tension(fibres, length, speed))
            slanted.append(theirs - tension(fibres, length, speed, compatible=False))
            still.append(theirs - tension(fibres, length, -speed))
    oracle.holds(
        "full tension", np.abs(errors).max() / 10.0, case=f"{kind} {pennation}"
    )
    oracle.bites("full tension", "speed reversed", np.abs(still).max() / 10.0)
    if pennation and kind != "thelen":
        oracle.bites("full tension", "correct slant", np.abs(slanted).max() / 10.0)


def test_a_correct_slant_takes_the_cosine_of_the_actual_fibre():
    muscle = Muscle(
        name="one",
        kind="millard",
        max_isometric_force=F0,
        optimal_fibre_length=OPTIMAL,
        tendon_slack_length=SLACK,
        pennation=0.4,
    )
    made = BodyModel(
        name="m", segments=(), joints=(), coordinates=(), muscles=(muscle,)
    )
    at_optimum = SLACK + OPTIMAL * math.cos(0.4)
    force = tension(compile_fibres(made), at_optimum, 0.0, compatible=False)
    assert force == pytest.approx(F0 * math.cos(0.4), abs=1e-9)
