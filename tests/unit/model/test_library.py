"""The model that ships, and ilium's landmarks on it."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.model.landmarks import LANDMARKS
from ilium.model.library import landmark_locations, landmark_places, shipped_model
from ilium.model.mirror import is_right, left_name


def test_it_has_the_published_size():
    model = shipped_model()
    assert model.mass == pytest.approx(75.337, abs=1e-9)
    counted = (model.segments, model.coordinates, model.muscles, model.surfaces)
    assert [len(each) for each in counted] == [22, 39, 80, 40]
    assert len(model.free_coordinates) == 29
    assert len(model.markers) == 66


def test_a_parent_comes_before_its_child():
    model = shipped_model()
    reached = {"ground"}
    for joint, segment in zip(model.joints, model.segments, strict=True):
        assert joint.parent in reached
        assert joint.child == segment.name
        reached.add(joint.child)


def test_every_name_that_a_part_uses_exists():
    model = shipped_model()
    segments = {each.name for each in model.segments}
    surfaces = {each.name for each in model.surfaces}
    coordinates = {each.name for each in model.coordinates}
    assert {each.segment for each in model.surfaces} <= segments
    assert {each.segment for each in model.markers} <= segments
    for muscle in model.muscles:
        assert len(muscle.points) >= 2
        assert {each.segment for each in muscle.points} <= segments
        assert {each.surface for each in muscle.wraps} <= surfaces
    moved = {
        axis.coordinate
        for joint in model.joints
        for axis in (*joint.rotations, *joint.translations)
    }
    assert moved - {None} == coordinates
    assert {each.dependent for each in model.couplers} < coordinates


def test_the_left_side_mirrors_the_right_one():
    model = shipped_model()
    mirror = np.array([1.0, 1.0, -1.0])
    for right in model.muscles:
        if not is_right(right.name):
            continue
        left = model.muscle(left_name(right.name))
        assert left.max_isometric_force == right.max_isometric_force
        for one, two in zip(right.points, left.points, strict=True):
            assert two.segment == left_name(one.segment)
            np.testing.assert_array_equal(two.location, mirror * one.location)
        assert [each.surface for each in left.wraps] == [
            left_name(each.surface) for each in right.wraps
        ]


def test_the_same_model_comes_back():
    assert shipped_model() is shipped_model()


def test_every_landmark_of_ilium_has_a_place():
    places = landmark_places()
    assert set(places) == set(LANDMARKS)
    segments = {each.name for each in shipped_model().segments}
    assert {each.segment for each in places.values()} <= segments
    assert all(np.isfinite(each.location).all() for each in places.values())


def distance(one, two):
    places = landmark_locations()
    assert places[one][0] == places[two][0]
    return float(np.linalg.norm(places[one][1] - places[two][1]))


@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        ("asis_left", "asis_right", 0.22, 0.28),
        ("psis_left", "psis_right", 0.07, 0.12),
        ("knee_right", "knee_medial_right", 0.08, 0.12),
        ("ankle_left", "ankle_medial_left", 0.06, 0.11),
        ("heel_right", "second_metatarsal_right", 0.16, 0.24),
        ("first_metatarsal_left", "fifth_metatarsal_left", 0.07, 0.12),
        ("shoulder_left", "shoulder_right", 0.24, 0.4),
        ("c7", "l5", 0.38, 0.5),
        ("wrist_radial_right", "wrist_ulnar_right", 0.04, 0.09),
    ],
)
def test_landmarks_are_as_far_apart_as_on_a_person(one, two, low, high):
    assert low < distance(one, two) < high


def test_a_landmark_without_an_anatomical_place_says_so():
    places = landmark_places()
    assert places["asis_left"].basis == "marker"
    assert places["thigh_tracker_1_left"].basis == "anywhere"
    assert places["back_right"].location[2] > 0.0
