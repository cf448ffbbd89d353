"""Walking made of straight lines, over ground and on a belt."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from builders import a_body as posed_body
from ilium.core.event import Event
from ilium.core.movement import Movement, Repetition
from ilium.gait.catalogue import KIND
from ilium.gait.measures import measure_gait
from synthetic_bodies import a_body, a_movement
from synthetic_forces import a_plate, a_trial

RATE, SPEED, STRIDE, STANCE, WIDTH = 100.0, 1.2, 1.0, 0.6, 0.10
LAST = 6.0


def foot(time, delay, z):
    """Stands for 60 % of each stride and is carried forwards in the rest."""
    cycle = (time - delay) / STRIDE
    number, share = np.floor(cycle), cycle - np.floor(cycle)
    swing = np.clip((share - STANCE) / (1.0 - STANCE), 0.0, 1.0)
    path = np.zeros((time.size, 3))
    path[:, 0] = SPEED * STRIDE * (number + swing) + 0.3 + SPEED * delay
    path[:, 1] = 0.05 + 0.1 * np.sin(np.pi * swing)
    path[:, 2] = z
    return path


def walking(belt=0.0, turn=0.0):
    time = np.arange(0.0, LAST, 1.0 / RATE)
    marks = {}
    for side, delay, z in (("left", 0.5, -WIDTH / 2), ("right", 0.0, WIDTH / 2)):
        marks[f"heel_{side}"] = foot(time, delay, z)
        marks[f"toe_{side}"] = marks[f"heel_{side}"] + [0.2, 0.0, 0.0]
    pelvis = np.zeros((time.size, 3))
    pelvis[:, 0], pelvis[:, 1] = SPEED * time, 1.0
    marks["asis_left"] = marks["asis_right"] = pelvis
    about = np.array(
        [
            [math.cos(turn), 0.0, math.sin(turn)],
            [0.0, 1.0, 0.0],
            [-math.sin(turn), 0.0, math.cos(turn)],
        ]
    )
    moved = np.zeros((time.size, 3))
    moved[:, 0] = -belt * time
    return {name: (path + moved) @ about.T for name, path in marks.items()}


def events():
    found, cycles = [], []
    for side, delay in (("left", 0.5), ("right", 0.0)):
        strikes = np.arange(delay, LAST, STRIDE)
        for at in strikes:
            found.append(Event(time=at, name="foot_strike", side=side, source="marker"))
            off = at + STANCE * STRIDE
            found.append(Event(time=off, name="foot_off", side=side, source="marker"))
        cycles += [
            Repetition(number=i + 1, side=side, start=a, end=b)
            for i, (a, b) in enumerate(itertools.pairwise(strikes))
        ]
    made = a_movement("walk", *sorted(cycles, key=lambda c: c.start))
    return Movement(
        task="walk",
        how="given",
        confidence=1.0,
        why="",
        events=tuple(sorted(found)),
        repetitions=made.repetitions,
    )


def measured(marks, *plates):
    trial = a_trial(*plates, markers=marks, rate=RATE)
    found = measure_gait(trial, a_body(marks, rate=RATE), events())
    return {(m.name, m.side): m for m in found if m.repetition is None}


@pytest.mark.parametrize("belt", [0.0, SPEED])
@pytest.mark.parametrize("turn", [0.0, 0.7, 2.5])
def test_ground_and_belt_give_the_same_walk(belt, turn):
    found = measured(walking(belt, turn))
    assert found["speed", "both"].value == pytest.approx(SPEED, rel=1e-6)
    assert found["cadence", "both"].value == pytest.approx(2.0)
    for side in ("left", "right"):
        assert found["stride_time", side].value == pytest.approx(STRIDE)
        assert found["step_time", side].value == pytest.approx(STRIDE / 2)
        assert found["stance_share", side].value == pytest.approx(STANCE)
        assert found["double_support_share", side].value == pytest.approx(0.2)
        assert found["stride_length", side].value == pytest.approx(SPEED * STRIDE)
        assert found["step_length", side].value == pytest.approx(SPEED * STRIDE / 2)
        assert found["step_width", side].value == pytest.approx(WIDTH)


def test_a_belt_is_recognised_by_the_standing_feet():
    assert measured(walking(SPEED))["belt_speed", "both"].value == pytest.approx(SPEED)
    over_ground = measured(walking())["belt_speed", "both"]
    assert over_ground.flags == ("ground-stands-still",)


def test_crossing_feet_have_a_negative_width():
    marks = walking()
    for name in ("heel_left", "heel_right"):
        marks[name] = marks[name] * [1.0, 1.0, -1.0]
    assert measured(marks)["step_width", "left"].value == pytest.approx(-WIDTH)


def loaded(stance, other=0.0):
    time = np.arange(0.0, LAST, 1e-3)
    within = (time >= stance[0]) & (time < stance[1])
    return np.where(within, 700.0 + other, 0.0)


def test_a_foot_alone_on_a_plate_is_a_clean_step():
    marks = walking()
    at = SPEED * STRIDE * 2 + 0.3
    plate = a_plate(loaded((2.0, 2.6)), 1e3, middle=(at + 0.1, WIDTH / 2))
    found = measured(marks, plate)
    assert found["clean_steps", "right"].value == 1.0
    assert found["clean_steps", "left"].value == 0.0
    assert found["steps", "right"].value == 6.0


def test_a_foot_over_the_edge_is_not_clean():
    at = SPEED * STRIDE * 2 + 0.3
    plate = a_plate(loaded((2.0, 2.6)), 1e3, middle=(at + 0.35, WIDTH / 2))
    found = measured(walking(), plate)
    assert found["clean_steps", "right"].value == 0.0


def test_a_plate_that_both_feet_stand_on_is_not_clean():
    marks = walking()
    at = SPEED * STRIDE * 2 + 0.3
    marks["heel_left"] = marks["heel_left"].copy()
    marks["toe_left"] = marks["toe_left"].copy()
    for name in ("heel_left", "toe_left"):
        marks[name][:, 0] += -SPEED * STRIDE / 2
    plate = a_plate(loaded((2.0, 2.6)), 1e3, middle=(at + 0.1, 0.0))
    assert measured(marks, plate)["clean_steps", "right"].value == 0.0


def test_an_offset_of_five_per_cent_in_the_belt_is_noticed():
    """Negative control: a pelvis that drifts along is no longer on a belt."""
    found = measured(walking(0.5 * SPEED))
    assert math.isnan(found["belt_speed", "both"].value)


def test_catalogue_and_measures_are_the_same():
    assert {name for name, _ in measured(walking())} == set(KIND)


def test_other_tasks_have_no_gait_measures():
    assert measure_gait(a_trial(), a_body(), a_movement("squat")) == ()


def test_a_walk_of_which_one_foot_was_seen_is_measured_on_that_side():
    both = events()
    right = tuple(each for each in both.events if each.side == "right")
    cycles = tuple(each for each in both.repetitions if each.side == "right")
    movement = replace(both, events=right, repetitions=cycles)
    marks = {key: path for key, path in walking().items() if "left" not in key}
    found = {
        (m.name, m.side): m
        for m in measure_gait(
            a_trial(markers=marks, rate=RATE), a_body(marks, rate=RATE), movement
        )
        if m.repetition is None
    }
    assert found["stride_time", "right"].value == pytest.approx(STRIDE)
    assert found["step_time", "right"].flags == ("events-not-found",)
    assert found["steps", "left"].value == 0.0


@pytest.mark.parametrize(("turn", "said"), [(0.1, False), (0.4, True)])
def test_a_cycle_round_a_corner_is_named(turn, said):
    time = np.arange(0.0, LAST, 1.0 / RATE)
    body = posed_body(time, rotation=turn * time)
    measures = measure_gait(a_trial(rate=RATE), body, events())
    found = {(m.name, m.side): m for m in measures if m.repetition is None}
    for name, side in (
        ("step_width", "left"),
        ("stride_time", "right"),
        ("speed", "both"),
    ):
        assert ("turning" in found[name, side].flags) == said
