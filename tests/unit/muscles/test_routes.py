"""Muscle paths for pictures: as long as the muscles are."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.model.chain import compile_chain
from ilium.model.library import shipped_model
from ilium.muscles.paths import muscle_geometry
from ilium.muscles.routes import muscle_routes


@pytest.fixture(scope="module")
def posed():
    """The shipped model in some poses, the last one not known."""
    model = shipped_model()
    standing = compile_chain(model).chain.default
    poses = np.tile(standing, (4, 1))
    names = model.free_coordinates
    for side in "lr":
        poses[1, names.index(f"hip_flexion_{side}")] = 0.6
        poses[2, names.index(f"knee_angle_{side}")] = 1.2
    poses[3] = np.nan
    return model, poses


def test_a_path_without_a_surface_is_as_long_as_its_muscle(posed):
    model, poses = posed
    lengths, _ = muscle_geometry(model, poses[:3])
    straight = [at for at, each in enumerate(model.muscles) if not each.wraps]
    routes = muscle_routes(model, poses)
    assert len(straight) > 20
    for at in straight:
        steps = np.linalg.norm(np.diff(routes[at][:3], axis=1), axis=2).sum(axis=1)
        if routes[at].shape[1] == len(model.muscles[at].points):
            np.testing.assert_allclose(steps, lengths[:, at], atol=1e-9)


def test_a_path_over_a_surface_is_drawn_no_longer_than_it_is(posed):
    """Over a surface the drawing takes the chord; OpenSim's lengths lag behind it."""
    model, poses = posed
    lengths, _ = muscle_geometry(model, poses[:3], "exact")
    routes = muscle_routes(model, poses, "exact")
    for at, each in enumerate(model.muscles):
        steps = np.linalg.norm(np.diff(routes[at][:3], axis=1), axis=2).sum(axis=1)
        assert (steps <= lengths[:, at] + 1e-6).all(), each.name
        assert (steps >= 0.8 * lengths[:, at]).all(), each.name


def test_an_unknown_pose_has_no_path(posed):
    routes = muscle_routes(*posed)
    assert all(np.isnan(each[3]).all() for each in routes)
