"""Movements that one camera sees, made of sticks."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import SIDES, SIGN
from ilium.core.participant import Participant
from ilium.planar.measure import measure_planar
from ilium.planar.movement import find_planar_movement
from ilium.planar.solve import solve_planar
from ilium.units import DEGREE
from stick_people import ASIDE, HEIGHTS, filmed

THIGH, SHANK = 0.42, 0.41
SINKS = {"hip": 1.0, "shoulder": 1.0, "wrist": 1.0, "knee": 0.5}
"""How far each point goes down with the hips [1]."""


def pulses(time, starts, length=2.0):
    """Smooth rises from 0 to 1 and back, one at each start."""
    total = np.zeros_like(time)
    for start in starts:
        share = np.clip((time - start) / length, 0.0, 1.0)
        total += np.sin(np.pi * share) ** 2
    return total


def upright(time, lowered=0.0):
    """Points of somebody who stands, lowered by a course [m]."""
    points = {}
    for part, height in HEIGHTS.items():
        for side in SIDES:
            down = lowered * {
                "hip": 1.0,
                "shoulder": 1.0,
                "wrist": 1.0,
                "knee": 0.5,
            }.get(part, 0.0)
            up = np.zeros_like(time) + height - down
            across = np.full_like(time, SIGN[side] * ASIDE[part])
            points[f"{part}_{side}"] = np.stack([across, up], axis=1)
    return points


def found_in(points, time, task, *, view="front", side=None):
    solved = solve_planar(
        filmed(points, time, view=view), participant=Participant(height=1.75)
    )
    return solved, find_planar_movement(solved, task=task, side=side)


@pytest.mark.parametrize("view", ["front", "rear"])
def test_three_squats_on_both_legs_are_recognised(view):
    time = np.arange(0.0, 14.0, 1 / 30.0)
    lowered = 0.25 * pulses(time, (3.0, 6.0, 9.0))
    _, found = found_in(upright(time, lowered), time, "auto", view=view)
    assert found.task == "squat"
    assert [each.side for each in found.repetitions] == ["both"] * 3
    bottoms = [each.events["bottom"] for each in found.repetitions]
    np.testing.assert_allclose(bottoms, (4.0, 7.0, 10.0), atol=0.15)
    assert found.quiet is not None


@pytest.mark.parametrize("task", ["lunge", "step_down", "single_leg_squat"])
def test_a_named_bend_is_found_however_the_feet_seem_to_stand(task):
    time = np.arange(0.0, 11.0, 1 / 30.0)
    lowered = 0.25 * pulses(time, (3.0, 6.0))
    _, found = found_in(upright(time, lowered), time, task, side="left")
    assert [each.side for each in found.repetitions] == ["left", "left"]


def test_a_held_bend_of_six_seconds_is_a_warrior():
    time = np.arange(0.0, 14.0, 1 / 30.0)
    lowered = 0.22 * np.clip(np.minimum((time - 2.0) / 2.0, (12.0 - time) / 2.0), 0, 1)
    _, found = found_in(upright(time, lowered), time, "warrior", side="right")
    assert [each.side for each in found.repetitions] == ["right"]
    assert found.repetitions[0].end - found.repetitions[0].start > 5.0


@pytest.mark.parametrize("leg", SIDES)
def test_kickbacks_from_behind_are_feet_that_rise(leg):
    time = np.arange(0.0, 13.0, 1 / 30.0)
    points = upright(time)
    rise = 0.2 * pulses(time, (2.0, 5.0, 8.0))
    for part in ("ankle", "heel", "toe"):
        points[f"{part}_{leg}"][:, 1] += rise
    _, found = found_in(points, time, "kickback_standing", view="rear")
    assert [each.side for each in found.repetitions] == [leg] * 3


@pytest.mark.parametrize(("step", "task"), [(0.55, "walk"), (0.36, "run")])
@pytest.mark.parametrize("view", ["front", "rear"])
def test_feet_that_rise_in_turn_walk_or_run(step, task, view):
    time = np.arange(0.0, 8.0, 1 / 60.0)
    points = upright(time)
    swing = np.sin(np.pi * time / step)
    for side in SIDES:
        for part in ("ankle", "heel", "toe"):
            points[f"{part}_{side}"][:, 1] += 0.12 * np.clip(SIGN[side] * swing, 0, 1)
    _, found = found_in(points, time, "auto", view=view)
    assert found.task == task
    first = next(each for each in found.repetitions if each.side == "left")
    assert first.events["mid_stance"] % (2.0 * step) == pytest.approx(
        0.5 * step, abs=0.05
    )  # the right foot is highest


def test_contact_times_are_refused_below_120_frames_a_second():
    time = np.arange(0.0, 6.0, 1 / 60.0)
    solved, found = found_in(upright(time), time, "drop_jump")
    kinds = {each.kind for each in found.issues}
    assert "contact-times-refused" in kinds
    names = {each.name for each in measure_planar(solved, found)}
    assert not names & {"contact_time", "flight_time", "reactive_strength_index"}


def side_view(time, bend, hinge):
    """Somebody seen from their right: knees bend, the trunk leans forwards [rad]."""
    points = {}
    for side in SIDES:
        zero = np.zeros_like(time)
        ankle = np.stack([zero, zero - THIGH - SHANK], axis=1)
        knee = ankle + SHANK * np.stack([np.sin(bend / 2), np.cos(bend / 2)], axis=1)
        hip = knee + THIGH * np.stack([-np.sin(bend / 2), np.cos(bend / 2)], axis=1)
        shoulder = hip + 0.5 * np.stack([np.sin(hinge), np.cos(hinge)], axis=1)
        heel = ankle + np.array([-0.05, -0.05])
        toe = ankle + np.array([0.18, -0.05])
        names = ("ankle", "knee", "hip", "shoulder", "heel", "toe", "wrist")
        paths = (ankle, knee, hip, shoulder, heel, toe, shoulder)
        for name, path in zip(names, paths, strict=True):
            points[f"{name}_{side}"] = path
    return points


def test_a_side_view_reads_knee_and_trunk():
    time = np.arange(0.0, 8.0, 1 / 60.0)
    bend, hinge = 80 * DEGREE * pulses(time, (3.0,)), 30 * DEGREE * pulses(time, (3.0,))
    solved, found = found_in(side_view(time, bend, hinge), time, "auto", view="rear")
    assert solved.view == "side"
    assert found.task == "squat"
    values = {
        (each.name, each.side): each.value
        for each in measure_planar(solved, found)
        if each.repetition is None
    }
    assert values["knee_flexion_peak", "left"] == pytest.approx(
        80 * DEGREE, abs=2 * DEGREE
    )
    assert values["trunk_inclination_peak", "both"] == pytest.approx(
        30 * DEGREE, abs=2 * DEGREE
    )


def test_swings_without_a_name_are_counted():
    time = np.arange(0.0, 9.0, 1 / 30.0)
    hinge = 60 * DEGREE * pulses(time, (1.0, 2.5, 4.0, 5.5, 7.0), 1.4)
    still = np.zeros_like(time)
    _, found = found_in(side_view(time, still, hinge), time, "auto", view="rear")
    assert found.task == "other"
    assert len(found.repetitions) == 5


def test_no_side_view_shows_a_hip_hike():
    time = np.arange(0.0, 5.0, 1 / 30.0)
    still = np.zeros_like(time)
    points = side_view(time, still, still)
    solved, found = found_in(points, time, "hip_hike", view="rear")
    assert found.repetitions == ()
    assert "front" in found.issues[0].what
    assert measure_planar(solved, found) == ()
