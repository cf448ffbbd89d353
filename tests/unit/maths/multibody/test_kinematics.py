"""Poses, twists and accelerations of a chain against differences and each other."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.maths.multibody.dynamics import inverse_dynamics
from ilium.maths.multibody.links import make_links, move_links, poses
from ilium.maths.multibody.markers import (
    linearise,
    make_fit,
    marker_cost,
    marker_jacobian,
)
from ilium.maths.multibody.twists import twists
from ilium.model.chain import compile_chain, compile_markers
from marked_leg import marked_leg

RNG = np.random.default_rng(8)


@pytest.fixture(scope="module")
def leg():
    return marked_leg()


@pytest.fixture(scope="module")
def chain(leg):
    return compile_chain(leg).chain


def posed(chain, q) -> tuple[np.ndarray, np.ndarray]:
    rotation = np.zeros((chain.mass.size, 3, 3))
    position = np.zeros((chain.mass.size, 3))
    poses(chain, q, rotation, position)
    return rotation, position


def test_twists_are_the_poses_differences(chain):
    q = RNG.uniform(0.1, 0.5, chain.low.size)
    found = np.zeros((q.size, chain.mass.size, 6))
    twists(chain, q, found)
    step = 1e-6
    for column in range(q.size):
        move = np.zeros_like(q)
        move[column] = step
        (before, start), (after, end) = posed(chain, q - move), posed(chain, q + move)
        rotation, position = posed(chain, q)
        rate = (after - before) / (2 * step)
        spin = rate @ rotation.transpose(0, 2, 1)
        omega = np.stack([spin[:, 2, 1], spin[:, 0, 2], spin[:, 1, 0]], axis=1)
        np.testing.assert_allclose(found[column, :, :3], omega, atol=1e-9)
        speed = (end - start) / (2 * step) - np.cross(omega, position)
        np.testing.assert_allclose(found[column, :, 3:], speed, atol=1e-9)


def test_frames_stay_rotations(chain):
    rotation, _ = posed(chain, RNG.uniform(-2.0, 2.0, chain.low.size))
    unit = rotation @ rotation.transpose(0, 2, 1)
    np.testing.assert_allclose(unit, np.broadcast_to(np.eye(3), unit.shape), atol=1e-14)


def test_a_coupled_coordinate_follows_by_the_chain_rule(chain):
    """The kneecap's slide: a spline of a line of the knee's angle."""
    links = make_links(chain)
    q = np.zeros(chain.low.size)
    knee = 9
    values, slopes, step = [], [], 1e-4
    for angle in (0.7 - step, 0.7, 0.7 + step):
        q[knee] = angle
        move_links(chain, q, links)
        values.append(links.value.copy())
        slopes.append(links.slope.copy())
    q[knee] = 0.7
    move_links(chain, q, links)
    driven = chain.coordinate == knee
    slope = (values[2] - values[0]) / (2 * step)
    curvature = (slopes[2] - slopes[0]) / (2 * step)
    np.testing.assert_allclose(links.slope[driven], slope[driven], atol=1e-7)
    np.testing.assert_allclose(links.curvature[driven], curvature[driven], atol=1e-6)
    assert np.abs(links.curvature[driven]).max() > 1e-3


def test_inverse_dynamics_is_the_work_of_d_alembert(chain):
    """Moments are what the segments' inertia, moved by each twist, takes."""
    size, step = chain.low.size, 1e-4
    q, speed, acceleration = RNG.uniform(-0.5, 0.8, (3, size))

    def centres(time: float) -> tuple[np.ndarray, np.ndarray]:
        at = q + speed * time + 0.5 * acceleration * time**2
        rotation, position = posed(chain, at)
        centre = np.einsum("bij,bj->bi", rotation, chain.mass_centre) + position
        return rotation, centre

    (before, back), (now, here), (after, ahead) = map(centres, (-step, 0.0, step))
    force = (ahead - 2 * here + back) / step**2 - chain.gravity
    force *= chain.mass[:, None]

    def momentum(first, second) -> np.ndarray:
        spin = (second - first) / step @ (0.5 * (first + second)).transpose(0, 2, 1)
        omega = 0.5 * np.stack(
            [
                spin[:, 2, 1] - spin[:, 1, 2],
                spin[:, 0, 2] - spin[:, 2, 0],
                spin[:, 1, 0] - spin[:, 0, 1],
            ],
            axis=1,
        )
        middle = 0.5 * (first + second)
        inertia = middle @ chain.inertia @ middle.transpose(0, 2, 1)
        return np.einsum("bij,bj->bi", inertia, omega)

    moment = (momentum(now, after) - momentum(before, now)) / step
    wrench = np.concatenate([moment + np.cross(here, force), force], axis=1)
    screws = np.zeros((size, chain.mass.size, 6))
    twists(chain, q, screws)
    known = np.einsum("nbk,bk->n", screws, wrench)
    nothing = np.zeros((chain.mass.size, 6))
    found = inverse_dynamics(chain, q, speed, acceleration, nothing)
    np.testing.assert_allclose(found, known, atol=2e-5)
    still = inverse_dynamics(chain, q, 0.0 * speed, acceleration, nothing)
    assert np.abs(still - known).max() > 0.1


def test_the_derivatives_of_the_marker_cost_are_exact(leg, chain):
    compiled = compile_chain(leg)
    markers = compile_markers(leg, compiled, tuple(each.name for each in leg.markers))
    fit = make_fit(chain, markers)
    size, step = chain.low.size, 1e-6
    q = RNG.uniform(0.1, 0.6, size)
    observed = RNG.normal(0.0, 0.3, (markers.segment.size, 3))
    observed[2] = np.nan

    def gradient(at) -> np.ndarray:
        marker_cost(chain, markers, observed, at, fit)
        linearise(chain, markers, observed, fit)
        return fit.gradient.copy()

    gradient(q)
    jacobian = np.zeros((markers.segment.size, 3, size))
    marker_jacobian(chain, markers, fit.links, fit.place, jacobian)
    rows = np.delete(jacobian, 2, axis=0).reshape(-1, size)
    residual = np.delete(observed - fit.place, 2, axis=0).ravel()
    np.testing.assert_allclose(fit.normal, rows.T @ rows, atol=1e-13)
    np.testing.assert_allclose(fit.gradient, -rows.T @ residual, atol=1e-13)
    exact = fit.normal + fit.bend
    for column in range(size):
        move = np.zeros(size)
        move[column] = step
        slope = (gradient(q + move) - gradient(q - move)) / (2 * step)
        np.testing.assert_allclose(slope, exact[column], atol=1e-7)
    assert np.abs(fit.bend).max() > 0.1
