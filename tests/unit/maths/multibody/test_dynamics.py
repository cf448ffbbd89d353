"""Inverse dynamics of chains: closed forms and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ilium.maths.multibody.dynamics import inverse_dynamics
from ilium.model.chain import compile_chain
from pendulums import double_pendulum, double_pendulum_moments

pairs = arrays(np.float64, 2, elements=st.floats(-3.0, 3.0))
NOTHING = np.zeros((2, 6))


@pytest.fixture(scope="module")
def chain():
    return compile_chain(double_pendulum()).chain


@given(pairs, pairs, pairs)
@settings(deadline=None, max_examples=50)
def test_a_double_pendulum_obeys_lagrange(chain, q, speed, acceleration):
    found = inverse_dynamics(chain, q, speed, acceleration, NOTHING)
    known = double_pendulum_moments(q, speed, acceleration)
    np.testing.assert_allclose(found, known, rtol=0.0, atol=1e-11)


def test_the_closed_form_notices_a_missing_centrifugal_moment(chain):
    q, speed = np.array([0.3, 0.8]), np.array([2.0, 1.0])
    found = inverse_dynamics(chain, q, 0.0 * speed, np.zeros(2), NOTHING)
    known = double_pendulum_moments(q, speed, np.zeros(2))
    assert np.abs(found - known).max() > 0.1


def test_a_load_at_the_tip_is_carried_by_every_joint_above(chain):
    q = np.zeros(2)
    force, tip = np.array([1.0, 0.0, 0.0]), np.array([0.0, -1.0, 0.0])
    wrench = NOTHING.copy()
    wrench[1] = np.concatenate([np.cross(tip, force), force])
    held = inverse_dynamics(chain, q, q, q, wrench)
    np.testing.assert_allclose(held, [-1.0, -0.5], atol=1e-14)


def test_twice_the_mass_needs_twice_the_moment(chain):
    heavy = chain._replace(mass=2.0 * chain.mass, inertia=2.0 * chain.inertia)
    state = np.array([0.3, 0.8]), np.array([2.0, 1.0]), np.array([1.0, -4.0])
    np.testing.assert_allclose(
        inverse_dynamics(heavy, *state, NOTHING),
        2.0 * inverse_dynamics(chain, *state, NOTHING),
        rtol=1e-14,
    )


def test_what_is_unknown_of_the_lower_rod_leaves_nothing_known_above(chain):
    wrench = NOTHING.copy()
    wrench[0] = np.nan
    found = inverse_dynamics(chain, np.zeros(2), np.zeros(2), np.zeros(2), wrench)
    assert np.isnan(found[0])
    assert found[1] == 0.0
