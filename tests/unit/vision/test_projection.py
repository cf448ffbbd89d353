"""Points to pictures and back."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameras import looking
from ilium.errors import InputError
from ilium.vision.projection import (
    camera_position,
    placed,
    project,
    sight,
    undistort,
    without_distortion,
)

PHONE = (-0.05, 0.14, 0.0006, -0.0007, 0.01)
places = st.tuples(st.floats(-0.6, 0.6), st.floats(0.1, 1.8), st.floats(-0.4, 0.4)).map(
    np.array
)


def bent():
    return looking((3.0, 1.2, 0.5), (0.0, 0.9, 0.0), distortion=PHONE, roll=0.1)


def test_a_point_ahead_of_a_level_camera_falls_on_the_middle():
    camera = looking((2.0, 1.0, 0.0), (0.0, 1.0, 0.0))
    np.testing.assert_allclose(
        project(np.array([0.0, 1.0, 0.0]), camera), (540, 960), atol=1e-9
    )


def test_higher_is_up_and_the_persons_left_is_on_the_right_seen_from_the_front():
    camera = looking((2.0, 1.0, 0.0), (0.0, 1.0, 0.0))
    above, left = project(np.array([[0.0, 1.1, 0.0], [0.0, 1.0, -0.1]]), camera)
    np.testing.assert_allclose(above, (540.0, 960.0 - 1450.0 * 0.1 / 2.0), atol=1e-9)
    np.testing.assert_allclose(left, (540.0 + 1450.0 * 0.1 / 2.0, 960.0), atol=1e-9)


def test_a_camera_rolled_anticlockwise_sees_the_world_turned_clockwise():
    camera = looking((2.0, 1.0, 0.0), (0.0, 1.0, 0.0), roll=0.1)
    above = project(np.array([0.0, 1.2, 0.0]), camera)
    assert above[0] > 540.0 + 5.0


@given(places)
def test_projection_agrees_with_opencv(place):
    camera = bent()
    rotation, translation = placed(camera)
    turn, _ = cv2.Rodrigues(rotation)
    theirs, _ = cv2.projectPoints(
        place[None], turn, translation, camera.matrix, camera.distortion
    )
    np.testing.assert_allclose(project(place, camera), theirs.ravel(), atol=1e-8)


@given(places)
def test_the_line_of_sight_leads_back_to_the_point(place):
    camera = bent()
    seen = camera.rotation @ place + camera.translation
    direction = sight(project(place, camera), camera)
    np.testing.assert_allclose(direction, seen[:2] / seen[2], atol=1e-11)


@given(places)
def test_an_undistorted_point_is_where_a_straight_lens_sees_it(place):
    camera = bent()
    straight = project(place, without_distortion(camera))
    found = undistort(project(place, camera), camera)
    np.testing.assert_allclose(found, straight, atol=1e-7)


def test_the_check_notices_a_lens_that_is_left_out():
    camera = bent()
    place = np.array([0.0, 1.7, 0.5])
    straight = project(place, without_distortion(camera))
    assert np.abs(project(place, camera) - straight).max() > 1.0


def test_what_is_behind_the_camera_or_not_seen_is_nan():
    camera = looking((2.0, 1.0, 0.0), (0.0, 1.0, 0.0))
    assert np.isnan(project(np.array([3.0, 1.0, 0.0]), camera)).all()
    assert np.isnan(sight(np.array([[np.nan, 3.0]]), bent())).all()


def test_a_lens_model_says_where_it_ends():
    far = looking((2.0, 1.0, 0.0), (0.0, 1.0, 0.0), distortion=(-0.5, 0, 0, 0, 0))
    assert np.isnan(sight(np.array([9000.0, 960.0]), far)).all()


def test_a_camera_without_a_place_cannot_project():
    camera = looking((2.0, 1.0, 0.0), (0.0, 1.0, 0.0))
    np.testing.assert_allclose(camera_position(camera), (2.0, 1.0, 0.0), atol=1e-12)
    with pytest.raises(InputError, match="is not known"):
        project(np.zeros(3), replace(camera, rotation=None))
