"""Rigid poses are found exactly, and with gaps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from ilium.maths.registration import register
from ilium.maths.rigid import carry, shape_of

BODY = np.array([[0.1, 0, 0], [0, 0.2, 0], [0, 0, 0.15], [-0.1, 0.05, 0.02]])


def poses(seed: int, frames: int = 20):
    rng = np.random.default_rng(seed)
    rotation = Rotation.random(frames, rng=rng).as_matrix()
    return rotation, rng.standard_normal((frames, 3))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_the_pose_that_moved_a_body_is_found_again(seed):
    rotation, translation = poses(seed)
    seen = carry(rotation, translation, BODY)
    seen[::3, 1] = np.nan
    found, moved, _ = register(BODY, seen)
    np.testing.assert_allclose(found, rotation, atol=1e-9)
    np.testing.assert_allclose(moved, translation, atol=1e-9)


def test_it_agrees_with_scipy_on_noisy_points():
    rng = np.random.default_rng(1)
    rotation, translation = poses(1)
    seen = carry(rotation, translation, BODY)
    seen += 0.01 * rng.standard_normal(seen.shape)
    found, _, _ = register(BODY, seen)
    here = BODY - BODY.mean(axis=0)
    for each, points in zip(found, seen, strict=True):
        there = points - points.mean(axis=0)
        theirs = Rotation.align_vectors(there, here)[0].as_matrix()
        np.testing.assert_allclose(each, theirs, atol=1e-9)


def test_the_fit_is_a_rotation_even_for_flat_and_noisy_bodies():
    rng = np.random.default_rng(2)
    flat = BODY * np.array([1.0, 1.0, 0.0])
    seen = flat[None] + 0.05 * rng.standard_normal((200, 4, 3))
    found, _, _ = register(flat, seen)
    np.testing.assert_allclose(np.linalg.det(found), 1.0, atol=1e-9)


@pytest.mark.parametrize("points", [BODY[:2], np.outer([0.0, 1.0, 2.0], [1, 1, 0])])
def test_two_points_or_a_line_have_no_pose(points):
    found, moved, _ = register(points, points[None] + 1.0)
    assert np.isnan(found).all()
    assert np.isnan(moved).all()


def test_the_typical_shape_is_the_body_up_to_a_pose():
    rotation, translation = poses(3, 60)
    seen = carry(rotation, translation, BODY)
    seen += 0.002 * np.random.default_rng(3).standard_normal(seen.shape)
    seen[:20, 3] = np.nan
    shape = shape_of(seen)
    gaps = np.linalg.norm(shape[:, None] - shape[None], axis=-1)
    truth = np.linalg.norm(BODY[:, None] - BODY[None], axis=-1)
    np.testing.assert_allclose(gaps, truth, atol=0.003)


def test_a_body_never_seen_with_three_points_has_no_shape():
    assert np.isnan(shape_of(np.full((5, 4, 3), np.nan))).all()
    assert np.isnan(shape_of(np.zeros((0, 4, 3)))).all()
