"""Turning in flight, kickbacks, steps and pressure under the foot."""

from __future__ import annotations

import math

import numpy as np
import pytest

from builders import a_body, a_clock, a_movement, a_trial, without
from ilium.core.dictionary import (
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.movement import Repetition
from ilium.core.plate import Plate
from ilium.stability import measure_stability
from ilium.stability.kickback import own_turns, turned_line
from ilium.stability.turning import lead_time
from ilium.units import DEGREE
from posed import bump, found, one, read

FLIGHT = {"initial_contact": 1.2, "bottom": 1.4, "take_off": 1.6, "apex": 1.8,
          "landing": 2.0}  # fmt: skip


def ramp(time, start: float, end: float) -> np.ndarray:
    """Rise from 0 to 1 between two moments."""
    return np.clip((time - start) / (end - start), 0.0, 1.0)


def test_yaw_in_flight_is_counted_from_take_off_to_apex_and_landing():
    time = a_clock(3.0)
    turned = 12.0 * DEGREE * ramp(time, 1.6, 2.0)
    body = a_body(time, rotation=turned, turn=0.5 * turned)
    measures = one("drop_jump", body, side="both", start=1.0, events=FLIGHT)
    assert read(measures, "pelvic_yaw_take_off_to_apex", "both") == pytest.approx(6.0)
    landing = read(measures, "pelvic_yaw_take_off_to_landing", "both")
    assert landing == pytest.approx(12.0)
    assert read(measures, "thorax_yaw_take_off_to_landing", "both") == pytest.approx(6)
    separation = read(measures, "trunk_pelvis_separation_at_landing", "both")
    assert separation == pytest.approx(-6.0)


@pytest.mark.parametrize(("side", "sign"), [("left", 1.0), ("right", -1.0)])
def test_on_one_leg_yaw_is_towards_the_stance_leg(side, sign):
    time = a_clock(3.0)
    body = a_body(time, rotation=12.0 * DEGREE * ramp(time, 1.6, 2.0))
    measures = one("single_leg_drop_jump", body, side=side, start=1.0, events=FLIGHT)
    turn = read(measures, "pelvic_yaw_take_off_to_landing", side)
    assert turn == pytest.approx(sign * 12.0)


def test_drop_in_a_jump_is_read_at_its_events():
    time = a_clock(3.0)
    body = a_body(time, obliquity=10.0 * DEGREE * ramp(time, 1.0, 2.0))
    measures = one("drop_jump", body, side="both", start=1.0, events=FLIGHT)
    assert read(measures, "pelvic_obliquity_at_bottom", "both") == pytest.approx(4.0)
    assert read(measures, "pelvic_obliquity_at_landing", "both") == pytest.approx(10.0)
    peak = read(measures, "pelvic_obliquity_contact_peak", "both")
    assert peak == pytest.approx(5.9, abs=0.01)


@pytest.mark.parametrize("lead", [-0.06, -0.025, 0.04])
def test_a_shifted_twin_shows_who_leads(lead):
    time = a_clock(3.0)
    pelvis = 10.0 * DEGREE * bump(time, 1.2, 1.2)
    thorax = 10.0 * DEGREE * bump(time + lead, 1.2, 1.2)
    measures = one("drop_jump", a_body(time, rotation=pelvis, turn=thorax),
                   side="both", start=0.5, events=FLIGHT)  # fmt: skip
    found = measures["trunk_lead_time", "both"]
    assert found.value == pytest.approx(lead, abs=0.003)
    assert ("thorax-leads" if lead > 0 else "pelvis-leads") in found.flags


def test_nobody_leads_where_nobody_turns():
    measures = one("drop_jump", a_body(a_clock(3.0)), side="both", events=FLIGHT)
    assert "too-little-rotation" in measures["trunk_lead_time", "both"].flags


def test_opposite_turns_have_no_leader():
    time = a_clock(3.0)
    wave = 10.0 * DEGREE * np.sin(np.pi * time / 3.0)
    measures = one("drop_jump", a_body(time, rotation=wave, turn=-wave), side="both",
                   events=FLIGHT)  # fmt: skip
    assert "turn-differently" in measures["trunk_lead_time", "both"].flags


def test_a_lead_is_found_between_frames():
    time = a_clock(2.0)
    early = np.exp(-(((time - 1.0) / 0.2) ** 2))
    late = np.exp(-(((time - 1.013) / 0.2) ** 2))
    lead, alike = lead_time(early, late, 100.0)
    assert lead == pytest.approx(0.013, abs=0.0005)
    assert alike > 0.999


def kick(side: str = "left", *, tilt: float = 6.0, delay: float = 0.5):
    """Thigh goes back by 30° from 1 s to 2 s; the pelvis follows later by `tilt`."""
    time = a_clock(3.0)
    back = 30.0 * DEGREE * ramp(time, 1.0, 2.0)
    follow = tilt * DEGREE * ramp(time, 1.0 + delay, 2.0 + delay)
    return a_body(time, tilt=follow, **{f"hip_flexion_{side}": -(back - follow)})


def test_the_leg_moves_alone_until_the_pelvis_follows():
    measures = one("kickback_standing", kick(), side="left", start=0.9, end=2.9)
    pelvis_starts = 1.5 + 2.0 / 6.0
    before = read(measures, "leg_range_before_pelvis_moves", "left")
    assert before == pytest.approx(30.0 * (pelvis_starts - 1.0), abs=0.1)
    assert read(measures, "leg_range", "left") == pytest.approx(30.0, abs=0.01)
    delay = measures["pelvis_onset_delay", "left"].value
    assert delay == pytest.approx(pelvis_starts - (1.0 + 2.0 / 30.0), abs=1e-3)
    tilt = read(measures, "kickback_pelvic_tilt", "left")
    assert tilt == pytest.approx(6.0 * 1.39 / 1.0 - 6.0 * 0.39, abs=0.2)


def test_a_pelvis_that_stays_still_leaves_the_whole_range():
    body = kick(tilt=0.0)
    measures = one("kickback_standing", body, side="left", start=0.9, end=2.9)
    range_before = measures["leg_range_before_pelvis_moves", "left"]
    assert range_before.value == pytest.approx(30.0 * DEGREE, abs=1e-6)
    assert "pelvis-stays-still" in range_before.flags
    assert math.isnan(measures["pelvis_onset_delay", "left"].value)


@pytest.mark.parametrize(
    ("side", "pose", "name"),
    [
        ("left", {"rotation": 1.0}, "kickback_pelvic_roll"),
        ("right", {"rotation": -1.0}, "kickback_pelvic_roll"),
        ("left", {"obliquity": -1.0}, "kickback_pelvic_obliquity"),
        ("right", {"obliquity": 1.0}, "kickback_pelvic_obliquity"),
        ("left", {"tilt": 1.0}, "kickback_pelvic_tilt"),
    ],
)
@pytest.mark.parametrize("lying", [0.0, 80.0])
def test_turns_of_the_pelvis_are_its_own_standing_or_on_hands_and_knees(
    side, pose, name, lying
):
    from builders import turned

    time = a_clock(2.0)
    shape = 7.0 * DEGREE * ramp(time, 0.5, 1.5)
    key, sign = next(iter(pose.items()))
    axis, turn = {"rotation": (1, 1), "obliquity": (0, -1), "tilt": (2, -1)}[key]
    start = turned(2, -lying * DEGREE)[0]
    frame = start @ turned(axis, turn * sign * shape)
    turns = own_turns(frame)
    assert np.abs(turns).max() == pytest.approx(7.0 * DEGREE, abs=1e-9)
    body = a_body(time, **{key: sign * shape})
    measures = one("kickback_quadruped", body, side=side)
    assert read(measures, name, side) == pytest.approx(7.0, abs=1e-6)


def test_a_line_turns_by_the_angle_in_space():
    lines = np.array([[0.0, -1.0, 0.0], [1.0, -1.0, 0.0], [0.0, 0.0, 2.0]])
    np.testing.assert_allclose(turned_line(lines), [0.0, np.pi / 4, np.pi / 2])


def walk(task: str):
    """Two steps: the left stands while the right swings past at 1.3 s."""
    time = a_clock(2.0)
    swing = 25.0 * DEGREE * (time - 1.3) / 0.3
    return time, a_body(
        time,
        obliquity=-5.0 * DEGREE * bump(time, 0.8, 1.0),
        hip_flexion_right=np.clip(swing, -0.4, 0.4),
        lift=-0.02 * bump(time, 1.0, 0.8),
    )


@pytest.mark.parametrize(("task", "middle"), [("walk", 1.3), ("run", 1.4)])
def test_mid_stance_is_where_the_ankles_pass_or_the_hips_are_lowest(task, middle):
    time, body = walk(task)
    stride = Repetition(number=1, side="left", start=1.0, end=2.0,
                        events={"foot_strike": 1.0, "foot_off": 1.7})  # fmt: skip
    movement = a_movement(task, stride)
    measures = found(measure_stability(a_trial(body), body, movement))
    expected = float(np.interp(middle, time, 5.0 * bump(time, 0.8, 1.0)))
    drop = read(measures, "pelvic_drop_at_mid_stance", "left")
    assert drop == pytest.approx(expected, abs=0.02)
    assert "heading-from-cycles" in measures["pelvis_heading", "both"].flags


def a_plate(time, along: float, across: float) -> Plate:
    """A plate that carries 600 N at one point."""
    force = np.tile([0.0, 600.0, 0.0], (time.size, 1))
    moment = np.cross([along, 0.0, across], force)
    axis = ["x", "y", "z"]
    return Plate(
        name="plate 1",
        kind=2,
        corners=np.array([[1, 0, 1], [1, 0, -1], [-1, 0, -1], [-1, 0, 1]], dtype=float),
        force=PLATE_FORCE.label(force, time=time, axis=axis),
        moment=PLATE_MOMENT.label(moment, time=time, axis=axis),
        origin=np.zeros(3),
        normal=np.array([0.0, 1.0, 0.0]),
    )


@pytest.mark.parametrize("share", [0.3, 0.65])
def test_pressure_is_read_along_the_foot_that_carries_it(share):
    time = a_clock(3.0)
    body = a_body(time, standing_on="left", hip_flexion_right=0.9, knee_flexion_right=1)
    plate = a_plate(a_clock(3.0, 1000.0), -0.05 + share * 0.25, 0.0)
    repetition = Repetition(number=1, side="left", start=1.0, end=3.0)
    movement = a_movement("single_leg_standing", repetition, quiet=(0.0, 1.0))
    trial = a_trial(body, plates=(plate,))
    measures = found(measure_stability(trial, body, movement))
    pressure = measures["pressure_along_foot_mean", "left"]
    assert pressure.value == pytest.approx(share, abs=0.001)


def test_pressure_between_two_feet_belongs_to_neither():
    time = a_clock(3.0)
    body = a_body(time, standing_on="left")
    plate = a_plate(time, 0.05, 0.085)
    repetition = Repetition(number=1, side="left", start=1.0, end=3.0)
    movement = a_movement("single_leg_standing", repetition)
    trial = a_trial(body, plates=(plate,))
    measures = found(measure_stability(trial, body, movement))
    assert math.isnan(measures["pressure_along_foot_mean", "left"].value)


def test_a_foot_without_a_toe_tip_is_estimated_and_says_so():
    time = a_clock(3.0)
    body = a_body(time, standing_on="left", hip_flexion_right=0.9, knee_flexion_right=1)
    names = [each for each in body.landmarks["landmark"].to_numpy()
             if not str(each).startswith("toe_tip")]  # fmt: skip
    from dataclasses import replace

    body = replace(body, landmarks=body.landmarks.sel(landmark=names))
    repetition = Repetition(number=1, side="left", start=1.0, end=3.0)
    movement = a_movement("single_leg_standing", repetition)
    trial = a_trial(body, plates=(a_plate(time, 0.05, 0.0),))
    pressure = found(measure_stability(trial, body, movement))[
        "pressure_along_foot_mean", "left"
    ]
    assert pressure.value == pytest.approx(0.1 / (0.19 / 0.73), abs=0.001)
    assert "foot-length-estimated" in pressure.flags


def test_a_body_without_legs_kicks_without_error():
    body = without(kick(), "hip_left", "knee_left", "thorax")
    measures = one("kickback_standing", body, side="left", start=0.9, end=2.9)
    assert "no-leg-markers" in measures["leg_range_before_pelvis_moves", "left"].flags


def strides(task: str, count: int, body):
    """Left strides of 0.5 s after one another."""
    every = [
        Repetition(number=index + 1, side="left", start=0.5 * index,
                   end=0.5 * (index + 1), events={"foot_strike": 0.5 * index,
                                                  "foot_off": 0.5 * index + 0.3})
        for index in range(count)
    ]  # fmt: skip
    return found(measure_stability(a_trial(body), body, a_movement(task, *every)))


@pytest.mark.parametrize(("count", "few"), [(6, True), (7, False)])
def test_running_needs_seven_steps(count, few):
    measures = strides("run", count, a_body(a_clock(4.0)))
    flags = measures["pelvic_drop_peak", "left"].flags
    assert ("fewer-than-7-steps" in flags) == few


def test_a_turn_while_walking_is_named():
    time = a_clock(4.0)
    straight = strides("walk", 6, a_body(time, rotation=0.1 * np.sin(6 * time)))
    turned = strides("walk", 6, a_body(time, rotation=1.5 * np.clip(time - 1, 0, 1)))
    name = ("pelvic_rotation_excursion", "left")
    assert "turning" not in straight[name].flags
    assert "turning" in turned[name].flags


def test_a_slow_turn_within_thirty_degrees_is_named_too():
    time = a_clock(6.0)
    turned = strides("walk", 6, a_body(time, rotation=0.45 * (time - 1.5)))
    assert "turning" in turned["pelvic_drop_peak", "left"].flags
