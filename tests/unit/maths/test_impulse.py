"""Impulse and momentum against jumps in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.conventions import GRAVITY
from ilium.maths.impulse import (
    height_from_flight,
    height_from_velocity,
    vertical_velocity,
    weight_from_impulse,
)
from synthetic_forces import Countermovement


@given(st.floats(0.3, 4.0))
def test_both_formulas_agree_on_a_flight_that_ends_where_it_began(speed):
    flight = 2 * speed / GRAVITY
    assert height_from_flight(flight) == pytest.approx(height_from_velocity(speed))


def test_the_velocity_at_take_off_is_the_one_the_jump_was_made_with():
    jump = Countermovement()
    force = jump.force(1000.0)
    velocity = vertical_velocity(force, jump.weight, 1000.0)
    at = velocity[round(jump.bounds[2] * 1000) - 1]
    assert at == pytest.approx(jump.speed, abs=0.01)


@given(st.floats(0.5, 3.0))
def test_mass_and_force_scale_together(factor):
    jump = Countermovement()
    force = jump.force(500.0)
    light = vertical_velocity(force, jump.weight, 500.0)
    heavy = vertical_velocity(factor * force, factor * jump.weight, 500.0)
    np.testing.assert_allclose(heavy, light, atol=1e-9)


def test_a_wrong_weight_is_noticed():
    """Negative control: 5 % too much weight must spoil the velocity."""
    jump = Countermovement()
    velocity = vertical_velocity(jump.force(1000.0), 1.05 * jump.weight, 1000.0)
    at = velocity[round(jump.bounds[2] * 1000) - 1]
    assert abs(at - jump.speed) > 0.1


@given(st.floats(300.0, 1200.0), st.floats(0.5, 3.0), st.floats(-1.0, 3.0))
def test_weight_comes_back_from_its_impulse(weight, duration, gained):
    impulse = weight * (duration + gained / GRAVITY)
    assert weight_from_impulse(impulse, duration, gained) == pytest.approx(weight)


def test_an_impossible_span_has_no_weight():
    assert np.isnan(weight_from_impulse(100.0, 0.1, -3.0))
