"""Lengths of a person against lengths of a model."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.kinematics.body_places import with_middles
from ilium.kinematics.scale_factors import LENGTHS, scale_factors
from ilium.kinematics.still_frames import still_frames

AWAY = np.array([3.0, 1.0, 2.0])
SEGMENTS = ("pelvis", "femur_r", "patella_r", "tibia_r", "calcn_r", "femur_l",
            "tibia_l", "torso", "humerus_l")  # fmt: skip
MODEL = {
    "asis_left": np.array([0.01, 0.02, -0.13]),
    "asis_right": np.array([0.01, 0.02, 0.13]),
    "psis_left": np.array([-0.15, 0.03, -0.05]),
    "psis_right": np.array([-0.15, 0.03, 0.05]),
    "hip_centre_right": np.array([-0.06, -0.08, 0.08]),
    "hip_centre_left": np.array([-0.06, -0.08, -0.08]),
    "knee_centre_right": np.array([-0.06, -0.48, 0.08]),
    "ankle_centre_right": np.array([-0.07, -0.88, 0.08]),
    "heel_right": np.array([-0.12, -0.93, 0.08]),
    "fifth_metatarsal_right": np.array([0.05, -0.93, 0.1]),
}


def a_person(factor: float = 1.1, **lost):
    turned = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]])
    places = {
        name: np.tile(factor * turned @ each, (5, 1)) + AWAY
        for name, each in with_middles(MODEL).items()
    }
    return {name: each for name, each in places.items() if name not in lost}


def test_a_person_of_another_size_has_that_factor_everywhere():
    found = scale_factors(a_person(), with_middles(MODEL), SEGMENTS)
    for name in SEGMENTS:
        np.testing.assert_allclose(found.factors[name], 1.1, err_msg=name)


def test_what_has_no_markers_follows_the_other_side_or_the_mean():
    found = scale_factors(a_person(), with_middles(MODEL), SEGMENTS)
    assert found.measured == {"pelvis", "femur_r", "patella_r", "tibia_r", "calcn_r"}
    assert found.sources["femur_l"] == "as the other side"
    assert found.sources["torso"] == "as the other segments in the mean"
    assert found.sources["calcn_r"] == "xyz from heel right to fifth metatarsal right"


def test_a_place_seen_in_some_frames_counts_by_those():
    person = a_person()
    person["knee_centre_right"][:3] = np.nan
    found = scale_factors(person, with_middles(MODEL), SEGMENTS)
    np.testing.assert_allclose(found.factors["tibia_r"], 1.1)
    person["knee_centre_right"][:] = np.nan
    found = scale_factors(person, with_middles(MODEL), SEGMENTS)
    assert "tibia_r" not in found.measured


def test_nothing_measured_is_one_factor_for_all():
    found = scale_factors({}, MODEL, SEGMENTS, otherwise=0.97)
    assert all((each == 0.97).all() for each in found.factors.values())
    assert not found.measured


def test_every_length_names_axes_and_at_least_one_choice():
    for length in LENGTHS:
        assert set(length.axes) <= set("xyz")
        assert all(length.choices)


def test_the_stillest_frames_are_those_in_which_least_moves():
    time = np.arange(200) / 100.0
    moving = np.abs(time - 1.2)[:, None, None] ** 2 * np.ones((1, 4, 3))
    found = still_frames(moving, 100.0, 0.2)
    assert found.stop - found.start == 20
    assert found.start <= 120 <= found.stop


def test_frames_in_which_markers_are_seen_go_before_stiller_ones():
    positions = np.zeros((100, 3, 3))
    positions[:, 0, 0] = np.linspace(0.0, 1.0, 100)
    positions[60:, 0] = 0.0
    positions[50:, 1] = np.nan
    found = still_frames(positions, 100.0, 0.3)
    assert found.stop <= 50


@pytest.mark.parametrize("frames", [1, 3])
def test_a_short_recording_is_still_throughout(frames):
    assert still_frames(np.zeros((frames, 2, 3)), 100.0, 0.5) == slice(0, frames)
