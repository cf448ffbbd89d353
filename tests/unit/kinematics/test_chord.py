"""The chord construction does what it promises."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ilium.kinematics.chord import chord, turn_of
from ilium.maths.rotations import cross, dot, norm, unit

turns = st.floats(-0.6, 0.6)
offsets = st.floats(0.03, 0.08)
HIP = np.array([[0.0, 0.9, 0.08]])
THIGH = np.array([[0.02, 0.7, 0.16]])
KNEE = np.array([[0.01, 0.5, 0.13]])


@given(offsets, turns)
def test_the_centre_lies_at_the_offset_and_a_right_angle(offset, turn):
    centre = chord(HIP, THIGH, KNEE, offset, turn)
    assert np.isclose(norm(centre - KNEE), offset)
    assert np.isclose(dot(centre - KNEE, centre - HIP), 0.0, atol=1e-12)


@given(offsets, turns)
def test_the_wand_is_turned_by_the_offset(offset, turn):
    centre = chord(HIP, THIGH, KNEE, offset, turn)
    assert np.isclose(turn_of(HIP, THIGH, KNEE, centre), turn, atol=1e-9)


@given(offsets)
def test_without_an_offset_all_four_points_share_a_plane(offset):
    centre = chord(HIP, THIGH, KNEE, offset)
    normal = unit(cross(THIGH - HIP, KNEE - HIP))
    assert np.isclose(dot(centre - HIP, normal), 0.0, atol=1e-12)


def test_a_joint_wider_than_the_segment_is_long_has_no_centre():
    assert np.isnan(chord(HIP, THIGH, KNEE, 0.5)).all()
