"""Truth to C3D file, through the musculoskeletal engine, and back."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.capture.c3d_write import write_c3d
from ilium.conventions import UP
from ilium.core.quantity import values
from ilium.model.osim_write import osim_text
from ilium.pipeline import analyse
from simulated import analysed, capture
from simulated_chain import (
    angle_errors,
    group_error,
    moment_error,
    muscles_of,
    own_model,
)

MOVEMENTS = ("drop_vertical_jump", "single_leg_squat", "hip_hike", "walk")
SLOW = ("single_leg_squat", "hip_hike")
SIZE = 1.75 / 1.70


@pytest.fixture(scope="module")
def noisy(tmp_path_factory):
    """A squat as a laboratory sees it: noise, gaps, soft tissue."""
    lens = {"noise": 5e-4, "plate_noise": 1.0, "gaps": 3, "soft_tissue": 5e-3}
    made = capture("single_leg_squat", side="left", repetitions=1, seed=2, **lens)
    return made, analysed(made, tmp_path_factory.mktemp("noisy"))


@pytest.fixture(scope="module")
def own(tmp_path_factory, made):
    """The squat, with the person's own model and markers instead of a scaled one."""
    folder = tmp_path_factory.mktemp("own")
    squat = made("single_leg_squat")
    model = folder / "own.osim"
    model.write_text(osim_text(own_model(squat)), encoding="utf-8")
    trial = write_c3d(squat.trial, folder / "squat.c3d")
    static = write_c3d(squat.static, folder / "squat_static.c3d")
    return analyse(trial, static=static, model=model)


def hold_angles(oracle, analysis, truth, case):
    mean, course = angle_errors(analysis, truth)
    oracle.holds("joint angles, offset", mean, case=case)
    oracle.holds("joint angles, course", course, case=case)
    turned, _ = angle_errors(analysis, truth, sign=-1.0)
    _, late = angle_errors(analysis, truth, late=40)
    oracle.bites("joint angles, offset", "signs turned", turned, case=case)
    oracle.bites("joint angles, course", "0.2 s late", late, case=case)


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_joint_angles_come_back(movement, taken, made, oracle):
    hold_angles(oracle, taken(movement), made(movement).truth, movement)


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_joint_moments_come_back_where_feet_are_on_plates(
    movement, taken, made, oracle
):
    analysis, truth = taken(movement), made(movement).truth
    pace = "slow" if movement in SLOW else "quick"
    error = moment_error(analysis, truth)
    oracle.holds(f"joint moments, {pace}", error, case=movement)
    turned = moment_error(analysis, truth, sign=-1.0)
    oracle.bites(f"joint moments, {pace}", "signs turned", turned, case=movement)


def test_noise_gaps_and_soft_tissue_add_little(noisy, oracle):
    made, analysis = noisy
    hold_angles(oracle, analysis, made.truth, "noisy squat")
    error = moment_error(analysis, made.truth)
    oracle.holds("joint moments, slow", error, case="noisy squat")


def test_a_scaled_leg_is_as_long_as_the_person_s(taken, oracle):
    factors = taken("single_leg_squat").scaled.factors
    for name in ("femur_r", "tibia_r", "calcn_r"):
        off = 100.0 * abs(factors[name][1] / SIZE - 1.0)
        oracle.holds("length of leg segments", off, case=name)
        plain = 100.0 * abs(1.0 / SIZE - 1.0)
        oracle.bites("length of leg segments", "not scaled", plain, case=name)


def test_gluteal_forces_are_those_of_the_truth(taken, own, made, oracle):
    truth = made("single_leg_squat").truth
    real = muscles_of(truth)
    for quantity, analysis in (
        ("gluteal forces", taken("single_leg_squat")),
        ("gluteal forces, own model", own),
    ):
        oracle.holds(quantity, group_error(analysis, truth, real))
        swapped = group_error(analysis, truth, real, swapped=True)
        oracle.bites(quantity, "sides swapped", swapped)


def test_with_the_person_s_own_model_nothing_but_the_filter_is_between(
    own, taken, made, oracle
):
    truth = made("single_leg_squat").truth
    scaled = taken("single_leg_squat")
    oracle.holds("joint angles, own model", max(angle_errors(own, truth)))
    oracle.bites("joint angles, own model", "scaled", max(angle_errors(scaled, truth)))
    oracle.holds("joint moments, own model", moment_error(own, truth))
    oracle.bites("joint moments, own model", "scaled", moment_error(scaled, truth))


def test_an_asymmetry_is_measured_as_it_was_chosen(tmp_path, oracle):
    made = capture(drop=0.0, pelvic_rotation=0.0, asymmetry=0.2)
    found = {
        each.side: each.value
        for each in analysed(made, tmp_path).measures
        if each.name == "contact_share" and each.repetition is None
    }
    truth, events = made.truth, made.truth.repetitions[0].events
    inside = truth.time >= events["initial_contact"]
    inside &= truth.time <= events["take_off"]
    left, right = values(truth.loads.force)[inside, :, UP].sum(axis=0)
    assert left > right
    off = np.abs(found["left"] - left / (left + right))
    oracle.holds("share of the left leg", 100.0 * off)
    off = np.abs(found["right"] - left / (left + right))
    oracle.bites("share of the left leg", "sides swapped", 100.0 * off)
