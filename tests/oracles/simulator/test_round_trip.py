"""Truth to C3D file, through the whole analysis, and back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.quantity import values
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.units import degrees

MOVEMENTS = ("drop_vertical_jump", "single_leg_squat", "hip_hike")


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_inverse_dynamics_returns_the_moments_put_in(movement, oracle, made):
    truth = made(movement).truth
    found = solve_kinetics(truth.motion, truth.loads)
    apart = values(found.moments) - values(truth.moments)
    oracle.holds("joint moments, closed loop", np.abs(apart).max(), case=movement)


def test_a_pressure_moved_by_a_millimetre_is_noticed(oracle, made):
    truth = made("single_leg_squat").truth
    moved = truth.loads.pressure + 1e-3
    found = solve_kinetics(truth.motion, replace(truth.loads, pressure=moved))
    apart = values(found.moments) - values(truth.moments)
    oracle.bites("joint moments, closed loop", "pressure 1 mm off", np.abs(apart).max())


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_the_movement_and_its_repetitions_are_found(movement, taken, made):
    found = taken(movement).movement
    assert found.task == movement
    truth = made(movement).truth
    sides = sorted(each.side for each in truth.repetitions)
    assert sorted(each.side for each in found.repetitions) == sides


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_the_pelvis_drops_as_far_as_it_was_made_to(movement, taken, oracle, made):
    kinematics = taken(movement).kinematics
    right, left = (kinematics.landmark(f"asis_{side}") for side in ("right", "left"))
    line = right - left
    measured = np.arcsin(line[:, 1] / np.linalg.norm(line, axis=1))
    off = degrees(measured - made(movement).truth.obliquity)
    oracle.holds("pelvic drop", np.abs(off).max(), case=movement)
    swapped = degrees(-measured - made(movement).truth.obliquity)
    oracle.bites("pelvic drop", "sides swapped", np.abs(swapped).max(), case=movement)


def test_events_of_the_jump_are_found_when_they_happen(taken, oracle, made):
    found = taken("drop_vertical_jump").movement.repetitions[0].events
    real = made("drop_vertical_jump").truth.repetitions[0].events
    for name in ("initial_contact", "take_off", "landing"):
        off = 1e3 * abs(found[name] - real[name])
        oracle.holds("contacts and take-offs", off, case=name)
        oracle.bites("contacts and take-offs", "a frame late", off + 5.0, case=name)
    for name in ("bottom", "apex"):
        off = 1e3 * abs(found[name] - real[name])
        oracle.holds("bottom and apex", off, case=name)
        oracle.bites("bottom and apex", "three frames late", off + 15.0, case=name)


def test_the_jump_measures_what_was_jumped(taken, oracle, made):
    measures = taken("drop_vertical_jump").measures
    found = {each.name: each.value for each in measures if each.repetition is None}
    real = made("drop_vertical_jump").truth.measures
    contact = 1e3 * abs(found["contact_time"] - real["contact_time"])
    oracle.holds("contact time", contact)
    oracle.bites("contact time", "1 % off", contact + 10.0 * real["contact_time"])
    height = found["jump_height_standing"] - real["jump_height_standing"]
    oracle.holds("jump height above standing", 1e3 * abs(height))
    heels = 1e3 * abs(found["jump_height_standing"] - real["jump_height"])
    oracle.bites("jump height above standing", "height above take-off", heels)
    weight = abs(found["body_weight"] - real["body_weight"])
    oracle.holds("body weight", weight)
    oracle.bites("body weight", "one in a thousand", weight + 0.7)


def test_a_walk_is_found_and_its_plates_tell_when_feet_land_and_leave(
    taken, oracle, made
):
    found = taken("walk").movement
    assert found.task == "walk"
    seen = [each for each in found.events if each.source == "plate"]
    assert len(seen) == 4
    for each in seen:
        real = [
            e.time
            for e in made("walk").truth.events
            if (e.name, e.side) == (each.name, each.side)
        ]
        off = 1e3 * min(abs(each.time - time) for time in real)
        oracle.holds("foot strikes and foot offs on plates", off, case=each.name)
        late = "a frame late"
        oracle.bites("foot strikes and foot offs on plates", late, off + 5.0)
