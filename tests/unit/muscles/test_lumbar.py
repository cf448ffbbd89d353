"""Compression and shear in the lumbar joint only where trunk muscles cross it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.conventions import GRAVITY
from ilium.core.movement import Movement
from ilium.core.quantity import values
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.model.body_model import Coordinate
from ilium.muscles.measures import measure_muscles
from ilium.muscles.reactions import NET
from ilium.muscles.solve import solve_muscles
from levers import a_lever, a_muscle, a_pin, a_segment, held_still, no_loads

MASS, REACH, ARM, HEIGHT = 30.0, 0.1, 0.06, 0.3


def a_back(*, muscles=True):
    """A trunk whose mass hangs 0.1 m in front of a joint, an extensor 0.06 m behind."""
    lever = a_lever()
    extensor = a_muscle("ercspn_r", [-ARM, -0.2, 0.0], [-ARM, HEIGHT, 0.0])
    points = (extensor.points[0], replace(extensor.points[1], segment="torso"))
    extensor = replace(
        extensor, points=points, optimal_fibre_length=0.25, tendon_slack_length=0.25
    )
    return replace(
        lever,
        segments=(*lever.segments, a_segment("torso", MASS, [REACH, 0.3, 0.0])),
        joints=(
            *lever.joints,
            a_pin("back", "pelvis", "torso", "lumbar_extension", [0.0, 0.0, 0.0]),
        ),
        coordinates=(
            *lever.coordinates,
            Coordinate(name="lumbar_extension", joint="back", rotational=True),
        ),
        muscles=(*lever.muscles, extensor) if muscles else lever.muscles,
    )


def solved(model, tilt=0.0):
    motion = held_still(model, (tilt, 0.0, 0.0))
    kinetics = solve_kinetics(motion, no_loads())
    result = solve_muscles(motion, kinetics)
    movement = Movement(task="other", how="given", confidence=1.0, why="")
    measures = measure_muscles(model, kinetics, result, movement, mass=45.0)
    return result, {each.name: each.value for each in measures}


def test_the_joint_is_pressed_by_the_weight_and_the_extensor():
    """Moments: the extensor at 0.06 m holds 30 kg at 0.1 m; forces: both press."""
    result, found = solved(a_back())
    pull = result.force("ercspn_r")[20]
    reserve = values(result.reserves.sel(coordinate="lumbar_extension"))[20]
    assert pull * ARM + reserve == pytest.approx(MASS * GRAVITY * REACH, rel=1e-6)
    assert found["lumbar_compression_peak"] == pytest.approx(
        MASS * GRAVITY + pull, rel=1e-6
    )
    assert found["lumbar_shear_peak"] == pytest.approx(0.0, abs=1e-6)
    assert pull > 1.5 * MASS * GRAVITY
    assert "lumbar_net_force_peak" not in found
    assert NET not in result.method


def test_a_trunk_that_leans_slides_with_its_weight_across_the_joint():
    _, found = solved(a_back(), tilt=-0.5)
    across = MASS * GRAVITY * np.sin(0.5)
    assert found["lumbar_shear_peak"] == pytest.approx(across, rel=1e-6)


def test_without_trunk_muscles_the_force_is_net_and_nothing_is_called_compression():
    result, found = solved(a_back(muscles=False))
    body_weight = 45.0 * GRAVITY
    assert found["lumbar_net_force_peak"] == pytest.approx(MASS * GRAVITY / body_weight)
    names = {"lumbar_reaction_peak", "lumbar_compression_peak", "lumbar_shear_peak"}
    assert not names & set(found)
    assert "net, without trunk muscles: not spinal compression" in result.method
