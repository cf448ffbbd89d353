"""Frames and rotations obey their definitions."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.maths.registration import register
from ilium.maths.rotations import (
    cardan,
    cross,
    elementary,
    frame_along_x,
    frame_along_y,
    frame_along_z,
    relative,
    rotated,
    seen_from,
    transposed,
    unit,
    wrapped,
)

angles = st.floats(-1.5, 1.5)
sequences = ["".join(each) for each in itertools.permutations("xyz")]


def composed(sequence, turns):
    one, two, three = (
        elementary(axis, turn) for axis, turn in zip(sequence, turns, strict=True)
    )
    return one @ two @ three


@pytest.mark.parametrize("sequence", sequences)
@given(turns=st.tuples(angles, angles, angles))
def test_cardan_angles_undo_the_rotations_in_their_order(sequence, turns):
    np.testing.assert_allclose(
        cardan(composed(sequence, turns), sequence), turns, atol=1e-9
    )


def test_the_order_of_the_sequence_matters():
    """Negative control: another order reads other angles."""
    turns = (0.4, 0.3, 0.2)
    read = cardan(composed("zxy", turns), "yxz")
    assert np.abs(read - turns).max() > 0.1


@pytest.mark.parametrize("build", [frame_along_x, frame_along_y, frame_along_z])
def test_frames_are_right_handed_and_orthonormal(build):
    rng = np.random.default_rng(1)
    frames = build(rng.normal(size=(20, 3)), rng.normal(size=(20, 3)))
    np.testing.assert_allclose(
        transposed(frames) @ frames, np.broadcast_to(np.eye(3), (20, 3, 3)), atol=1e-12
    )
    np.testing.assert_allclose(np.linalg.det(frames), 1.0, atol=1e-12)


def test_a_vector_survives_the_way_into_a_frame_and_back():
    frame = composed("zxy", (0.3, -0.8, 1.1))
    vector = np.array([1.0, 2.0, 3.0])
    np.testing.assert_allclose(rotated(frame, seen_from(frame, vector)), vector)


def test_cross_products_agree_with_numpy():
    rng = np.random.default_rng(2)
    one, two = rng.normal(size=(2, 5, 3))
    np.testing.assert_allclose(cross(one, two), np.cross(one, two))


def test_a_vector_without_length_has_no_direction():
    assert np.isnan(unit(np.zeros((1, 3)))).all()


@given(st.floats(-20.0, 20.0))
def test_wrapping_changes_an_angle_by_whole_turns(angle):
    near = float(wrapped(np.array(angle)))
    assert -np.pi <= near < np.pi
    assert np.isclose(np.cos(near - angle), 1.0)


def test_a_moved_cluster_is_found_even_with_a_hidden_marker():
    rng = np.random.default_rng(3)
    rest = rng.normal(size=(5, 3))
    turn = composed("xyz", (0.5, -0.4, 2.0))
    moved = np.stack([rest @ turn.T + 3.0] * 3)
    moved[1, 0] = np.nan
    moved[2, :3] = np.nan
    rotations, shift, residual = register(rest, moved)
    np.testing.assert_allclose(rotations[:2], [turn, turn], atol=1e-12)
    np.testing.assert_allclose(shift[:2], 3.0, atol=1e-12)
    assert residual[:2].max() < 1e-12
    assert np.isnan(rotations[2]).all()


def test_markers_on_a_line_tell_no_rotation():
    line = np.outer(np.arange(4.0), [1.0, 2.0, 3.0])
    rotations, _, _ = register(line, line[None])
    assert np.isnan(rotations).all()


def test_relative_rotation_of_a_frame_to_itself_is_none():
    frame = composed("xyz", (0.1, 0.2, 0.3))
    np.testing.assert_allclose(relative(frame, frame), np.eye(3), atol=1e-15)
