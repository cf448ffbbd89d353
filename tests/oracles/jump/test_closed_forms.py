"""Jumps whose every number is known."""

from __future__ import annotations

import pytest

from ilium.jump.measures import measure_jump
from synthetic_bodies import a_body, a_movement, a_repetition
from synthetic_forces import Bounce, Countermovement, a_plate, a_trial

RATE = 1000.0


def measured(load, task, start, end, **events):
    movement = a_movement(task, a_repetition(start, end, **events))
    found = measure_jump(a_trial(a_plate(load, RATE)), a_body(), movement)
    return {m.name: m.value for m in found if m.repetition is None}


def countermovement(jump, load=None, late=0.0):
    onset, _, off, land, _, _, end = jump.bounds
    return measured(
        jump.force(RATE) if load is None else load,
        "countermovement_jump",
        onset,
        end,
        onset=onset,
        take_off=off + late,
        landing=land,
    )


def bounce(jump, load=None, early=0.0):
    touch, off, land, _, _, end = jump.bounds
    return measured(
        jump.force(RATE) if load is None else load,
        "drop_jump",
        touch,
        end,
        initial_contact=touch,
        take_off=off - early,
        landing=land,
    )


@pytest.mark.parametrize("speed", [1.6, 2.4, 3.1])
def test_a_countermovement_jump_is_as_high_and_deep_as_made(oracle, speed):
    jump = Countermovement(speed=speed)
    found = countermovement(jump)
    case = f"{speed} m/s"
    error = 1e3 * abs(found["jump_height_impulse"] - jump.height)
    oracle.holds("jump height by impulse, closed form", error, case=case)
    error = 1e3 * abs(found["jump_height_flight_time"] - jump.height)
    oracle.holds("jump height by flight time, closed form", error, case=case)
    error = 1e3 * abs(found["countermovement_depth"] - jump.depth)
    oracle.holds("countermovement depth, closed form", error, case=case)


@pytest.mark.parametrize("stiffness", [9e3, 18e3, 30e3])
def test_a_rebound_is_as_stiff_and_falls_as_far_as_made(oracle, stiffness):
    jump = Bounce(stiffness=stiffness)
    found = bounce(jump)
    case = f"{stiffness / 1e3:g} kN/m"
    error = 1e2 * abs(found["vertical_stiffness"] / stiffness - 1.0)
    oracle.holds("vertical stiffness, closed form", error, case=case)
    error = 1e3 * abs(found["drop_height_fallen"] - jump.fall)
    oracle.holds("height fallen, closed form", error, case=case)


def test_the_closed_forms_notice_wrong_forces_and_moments(oracle):
    jump = Countermovement()
    load = jump.force(RATE)
    push = slice(*(round(time * RATE) for time in jump.bounds[:3:2]))
    load[push] *= 1.05
    error = 1e3 * abs(countermovement(jump, load)["jump_height_impulse"] - jump.height)
    oracle.bites("jump height by impulse, closed form", "5 % gain in the push", error)
    late = countermovement(jump, late=0.005)["jump_height_flight_time"]
    error = 1e3 * abs(late - jump.height)
    oracle.bites("jump height by flight time, closed form", "5 ms late", error)
    deep = countermovement(jump, load)["countermovement_depth"]
    error = 1e3 * abs(deep - jump.depth)
    oracle.bites("countermovement depth, closed form", "5 % gain in the push", error)


def test_the_closed_forms_notice_a_wrong_contact(oracle):
    jump = Bounce()
    load = jump.force(RATE)
    touch, off = (round(time * RATE) for time in jump.bounds[:2])
    load[touch:off] *= 1.05
    found = bounce(jump, load)
    error = 1e2 * abs(found["vertical_stiffness"] / jump.stiffness - 1.0)
    oracle.bites("vertical stiffness, closed form", "5 % gain in contact", error)
    error = 1e3 * abs(found["drop_height_fallen"] - jump.fall)
    oracle.bites("height fallen, closed form", "5 % gain in contact", error)
