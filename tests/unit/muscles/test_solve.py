"""The whole muscle stage on a lever: statics by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.conventions import GRAVITY
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import values
from ilium.errors import SignalError
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.muscles.measures import measure_muscles
from ilium.muscles.solve import solve_muscles
from levers import a_lever, held_still, no_loads


def solved(model=None, **kwargs):
    motion = held_still(model or a_lever(), **kwargs)
    kinetics = solve_kinetics(motion, no_loads())
    return motion.model, kinetics, solve_muscles(motion, kinetics)


def test_the_muscle_in_front_holds_the_thigh_up():
    """Moments about the hip: 5 kg at 0.4 m against two muscles at 0.05 m."""
    _, _, result = solved()
    front, behind = result.force("glmed1_r")[20], result.force("glmax1_r")[20]
    carried = 0.05 * (front - behind) + values(result.reserves)[20, 0]
    assert carried == pytest.approx(5.0 * GRAVITY * 0.4, rel=1e-6)
    assert behind == pytest.approx(0.01 * 3000.0, rel=1e-6)


def test_the_hip_presses_with_what_the_muscles_pull_beyond_the_weight():
    """Free body of the thigh: hip + muscles + weight = 0."""
    _, _, result = solved()
    pull = result.force("glmed1_r")[20] + result.force("glmax1_r")[20]
    force = values(result.reactions)[20, 0]
    np.testing.assert_allclose(force, [0.0, 5.0 * GRAVITY - pull, 0.0], atol=1e-6)
    reserve = values(result.reserves)[20, 0]
    moment = values(result.reaction_moments)[20, 0]
    np.testing.assert_allclose(moment, [0.0, 0.0, reserve], atol=1e-6)


def test_without_muscles_the_hip_carries_the_weight_alone():
    model = replace(a_lever(), muscles=())
    _, _, result = solved(model)
    force = values(result.reactions)[20, 0]
    np.testing.assert_allclose(force, [0.0, 5.0 * GRAVITY, 0.0], atol=1e-6)
    assert [each.kind for each in result.issues] == ["no-muscles"]


def test_the_load_is_told_in_the_childs_axes():
    _, _, result = solved(replace(a_lever(), muscles=()), angles=(0.0, 0.3))
    force = values(result.reactions)[20, 0]
    weight = 5.0 * GRAVITY
    expected = [weight * np.sin(0.3), weight * np.cos(0.3), 0.0]
    np.testing.assert_allclose(force, expected, atol=1e-6)


def test_a_moment_beyond_the_muscles_is_named():
    heavy = a_lever()
    femur = replace(heavy.segments[1], mass=80.0)
    model = replace(heavy, segments=(heavy.segments[0], femur, *heavy.segments[2:]))
    _, _, result = solved(model)
    (issue,) = result.issues
    assert issue.kind == "moment-beyond-muscles"
    assert issue.where == "hip_flexion_r"
    assert result.flagged["hip_flexion_r"].all()


def test_a_coordinate_that_markers_do_not_determine_moves_no_muscle():
    _, _, result = solved(undetermined=("hip_flexion_r",))
    assert np.isnan(values(result.forces)).all()


def test_moments_of_another_model_are_refused():
    motion = held_still(a_lever())
    kinetics = solve_kinetics(motion, no_loads())
    other = replace(a_lever(), coordinates=a_lever().coordinates[:1])
    with pytest.raises(SignalError):
        solve_muscles(replace(motion, model=other), kinetics)


def test_peaks_are_measured_over_body_weight_and_mass():
    model, kinetics, result = solved()
    movement = Movement(
        task="single_leg_squat",
        how="given",
        confidence=1.0,
        why="",
        repetitions=(Repetition(number=1, side="right", start=0.1, end=0.3),),
    )
    measures = measure_muscles(model, kinetics, result, movement, mass=70.0)
    found = {each.name: each for each in measures if each.repetition is None}
    force = result.groups["gluteus_medius_r"].max()
    peak = found["gluteus_medius_force_peak"]
    assert peak.side == "right"
    assert peak.value == pytest.approx(force / (70.0 * GRAVITY), rel=1e-6)
    by_mass = found["gluteus_medius_force_peak_by_mass"]
    assert by_mass.value == pytest.approx(force / 70.0, rel=1e-6)
    assert found["hip_adduction_at_abductor_peak"].flags == ("not-in-the-model",)
    silent = [
        each.name for each in measures if not np.isfinite(each.value) and not each.flags
    ]
    assert not silent


def test_a_peak_that_may_be_missed_is_not_told():
    model, kinetics, result = solved()
    holes = np.array(values(result.forces))
    holes[12:20] = np.nan
    groups = {"gluteus_medius_r": holes[:, 0]}
    movement = Movement(task="other", how="given", confidence=1.0, why="")
    measures = measure_muscles(
        model, kinetics, replace(result, groups=groups), movement, mass=None
    )
    peak = next(
        each
        for each in measures
        if each.name == "gluteus_medius_force_peak" and each.side == "right"
    )
    assert np.isnan(peak.value)
    assert peak.flags == ("forces-not-known-throughout",)
