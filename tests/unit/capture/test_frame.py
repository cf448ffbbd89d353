"""The laboratory's axes are found from the body in it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium import units
from ilium.capture.frame import detect_frame
from ilium.errors import InputError
from synthetic_walk import LOWER_BODY

NAMES = list(LOWER_BODY)
WORDS = [sign + letter for letter in "xyz" for sign in "+-"]
FRAMES = [
    (forwards, up)
    for forwards, up in itertools.product(WORDS, WORDS)
    if forwards[1] != up[1]
]


def standing(frames: int = 50, travel=(0.0, 0.0, 0.0)):
    path = np.linspace(0.0, 1.0, frames)[:, None, None] * np.array(travel)
    return np.array(list(LOWER_BODY.values()))[None] + path


def in_laboratory(positions, forwards, up):
    rotation = detect_frame(positions, NAMES, given=(forwards, up)).rotation
    return positions @ rotation


@pytest.mark.parametrize(("forwards", "up"), FRAMES)
def test_a_standing_person_is_found_in_all_24_laboratories(forwards, up):
    frame = detect_frame(in_laboratory(standing(), forwards, up), NAMES)
    assert (frame.forwards, frame.up) == (forwards, up)
    assert np.linalg.det(frame.rotation) == pytest.approx(1.0)
    assert "pelvis faces" in frame.how


@pytest.mark.parametrize(("forwards", "up"), FRAMES)
def test_turning_into_the_frame_gives_back_the_body(forwards, up):
    positions = in_laboratory(standing(), forwards, up)
    frame = detect_frame(positions, NAMES)
    turned = positions @ frame.rotation.T
    np.testing.assert_allclose(turned, standing(), atol=1e-12)


def test_travel_decides_for_a_walker_whose_pelvis_is_turned_by_fifty_degrees():
    angle = units.radians(50.0)
    turn = np.array(
        [
            [np.cos(angle), 0.0, np.sin(angle)],
            [0.0, 1.0, 0.0],
            [-np.sin(angle), 0.0, np.cos(angle)],
        ]
    )
    body = standing()[0] @ turn.T
    walking = body[None] + standing(travel=(3.0, 0.0, 0.3)) - standing()
    frame = detect_frame(walking, NAMES)
    assert frame.forwards == "+x"
    assert "travel of ASIS left" in frame.how
    assert detect_frame(np.stack([body, body]), NAMES).forwards == "-z"


@pytest.mark.parametrize("travel", [(0, 0, 2.0), (0, 0, -2.0), (-2.0, 0, 0)])
def test_a_person_who_travels_sideways_or_backwards_faces_forwards(travel):
    frame = detect_frame(standing(travel=travel), NAMES)
    assert frame.forwards == "+x"
    assert "travels another way" in frame.how


def test_on_a_treadmill_the_pelvis_decides():
    assert detect_frame(standing(travel=(-0.3, 0.0, 0.1)), NAMES).forwards == "+x"


def test_gaps_at_both_ends_do_not_hide_the_travel():
    walking = standing(travel=(2.0, 0.0, 0.0))
    walking[:5, 0] = np.nan
    walking[-5:, 0] = np.nan
    assert "travel of ASIS left" in detect_frame(walking, NAMES).how


def test_without_a_known_marker_set_the_files_hint_decides_what_is_up():
    cloud = np.random.default_rng(0).uniform(0.0, 1.0, (20, 5, 3))
    names = ["a", "b", "c", "d", "e"]
    frame = detect_frame(cloud, names, hints={"X_SCREEN": "+X", "Y_SCREEN": "-Y"})
    assert frame.up == "-y"
    assert "hint" in frame.how


def test_plates_decide_before_the_hint_where_there_is_no_body():
    normals = [np.array([0.0, 0.0, 1.0])]
    nobody = np.zeros((0, 0, 3))
    frame = detect_frame(nobody, [], plate_normals=normals, hints={"Y_SCREEN": "+Y"})
    assert frame.up == "+z"
    assert "plates" in frame.how


def test_a_lying_plate_does_not_overrule_a_standing_body():
    upside_down = [np.array([0.0, -1.0, 0.0])]
    assert detect_frame(standing(), NAMES, plate_normals=upside_down).up == "+y"


def test_given_axes_are_taken_as_they_are():
    frame = detect_frame(standing(), NAMES, given=("-Z", "x"))
    assert (frame.forwards, frame.up, frame.how) == ("-z", "+x", "given")


@pytest.mark.parametrize("given_axes", [("+x", "-x"), ("north", "+z"), ("+x", "")])
def test_axes_that_are_none_or_the_same_are_refused(given_axes):
    with pytest.raises(InputError, match="ax"):
        detect_frame(standing(), NAMES, given=given_axes)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(FRAMES))
def test_noise_and_gaps_leave_the_frame_alone(seed, axes):
    rng = np.random.default_rng(seed)
    positions = standing(20) + rng.normal(0.0, 0.005, (20, len(NAMES), 3))
    positions[rng.random((20, len(NAMES))) < 0.3] = np.nan
    frame = detect_frame(in_laboratory(positions, *axes), NAMES)
    assert (frame.forwards, frame.up) == axes
