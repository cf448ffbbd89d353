"""Compression and shear in the lumbar joint only where trunk muscles cross it."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import GRAVITY
from ilium.core.movement import Movement
from ilium.core.quantity import values
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.muscles.measures import measure_muscles
from ilium.muscles.reactions import NET
from ilium.muscles.solve import solve_muscles
from levers import ARM, MASS, REACH, a_back, held_still, no_loads


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
