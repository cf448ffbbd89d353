"""Repetitions are counted once, begin, turn and end where they were posed to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import a_clock, mirrored, without
from ilium.conventions import other
from ilium.events import EventSettings, find_movement
from ilium.events.excursions import excursions, turning_points
from ilium.units import DEGREE
from movements import (
    bending,
    bump,
    hip_hike,
    kickback,
    knee_speed_delay,
    lunge,
    return_lead,
    standing,
    step_down,
    trial,
)

TIMES = (1.5, 4.0, 6.5)
FRAME = 0.01


def movement_of(body, **options):
    return find_movement(trial(body), body, **options)


@pytest.mark.parametrize("side", ["both", "left", "right"])
def test_squats_begin_turn_and_end_where_the_knee_does(side):
    depth = 60.0 * DEGREE
    found = movement_of(bending(side)).repetitions
    late = knee_speed_delay(depth, 2.0, 10.0 * DEGREE)
    left = 5.0 * DEGREE + depth * float(bump(late, 0.0, 2.0))
    early = return_lead(depth, 2.0, left)
    assert [(each.side, each.number) for each in found] == [
        (side, number) for number in (1, 2, 3)
    ]
    for each, start in zip(found, TIMES, strict=True):
        assert each.start == pytest.approx(start + late, abs=1.5 * FRAME)
        assert each.events["bottom"] == pytest.approx(start + 1.0, abs=FRAME)
        assert each.end == pytest.approx(start + 2.0 - early, abs=1.5 * FRAME)
        assert [phase.name for phase in each.phases] == ["descent", "bottom", "ascent"]
        assert each.phases[0].start == each.start
        assert each.phases[-1].end == each.end
        assert each.complete


def test_the_bottom_lasts_while_the_knee_is_within_five_degrees():
    found = movement_of(bending()).repetitions[0]
    deepest = next(each for each in found.phases if each.name == "bottom")
    half = 2.0 / (2 * np.pi) * np.arccos(1 - 2 * 5.0 / 60.0)
    assert deepest.start == pytest.approx(2.5 - half, abs=1.5 * FRAME)
    assert deepest.end == pytest.approx(2.5 + half, abs=1.5 * FRAME)


def test_a_mirror_changes_the_side_and_nothing_else():
    body = bending("left")
    one, two = movement_of(body), movement_of(mirrored(body))
    assert [other(each.side) for each in one.repetitions] == [
        each.side for each in two.repetitions
    ]
    assert [each.start for each in one.repetitions] == pytest.approx(
        [each.start for each in two.repetitions], abs=1e-6
    )


def test_a_knee_that_bends_in_the_air_is_no_squat():
    body = bending("left")
    found = movement_of(body, task="single_leg_squat").repetitions
    assert {each.side for each in found} == {"left"}


def test_a_shallow_dip_is_no_squat():
    body = bending(depth=8.0)
    assert movement_of(body).task == "quiet_standing"


def test_step_downs_count_by_the_leg_on_the_step():
    for side in ("left", "right"):
        found = movement_of(step_down(side)).repetitions
        assert [each.side for each in found] == [side] * 3
        bottoms = [each.events["bottom"] for each in found]
        assert bottoms == pytest.approx([2.5, 5.0, 7.5], abs=FRAME)


def test_a_lunge_steps_lands_descends_and_pushes_back():
    (found,) = movement_of(lunge("right")).repetitions
    assert found.side == "right"
    assert found.events["step_start"] == pytest.approx(1.0, abs=0.06)
    assert found.events["landing"] == pytest.approx(1.6, abs=0.06)
    assert found.events["bottom"] == pytest.approx(2.4, abs=0.03)
    assert found.events["lift_off"] == pytest.approx(3.2, abs=0.06)
    assert found.end == pytest.approx(3.8, abs=0.06)
    names = [phase.name for phase in found.phases]
    assert names == ["step", "descent", "ascent", "push-back"]


def test_a_split_squat_has_no_steps():
    (found,) = movement_of(lunge("left", split=True)).repetitions
    assert found.side == "left"
    assert "step_start" not in found.events


def test_a_warrior_is_held_from_the_end_of_the_descent_to_the_push():
    movement = movement_of(lunge("left", hold=6.0))
    (found,) = movement.repetitions
    assert movement.task == "warrior"
    assert found.side == "left"
    assert found.events["hold_start"] == pytest.approx(2.4, abs=0.06)
    assert found.events["hold_end"] == pytest.approx(8.4, abs=0.06)
    assert "step_start" in found.events


def test_a_hold_of_four_seconds_is_a_lunge():
    assert movement_of(lunge("left", hold=4.0)).task == "lunge"


@pytest.mark.parametrize("side", ["left", "right"])
def test_hip_hikes_lower_and_lift_the_free_side(side):
    found = movement_of(hip_hike(side)).repetitions
    assert [each.side for each in found] == [side] * 3
    for each, start in zip(found, (1.0, 4.0, 7.0), strict=True):
        assert each.start == pytest.approx(start, abs=0.06)
        assert each.events["lowest"] == pytest.approx(start + 0.8, abs=0.02)
        assert each.events["highest"] == pytest.approx(start + 1.88, abs=0.06)
        assert [phase.name for phase in each.phases] == ["lower", "lift"]


def test_three_degrees_down_and_up_are_no_hip_hike():
    body = hip_hike(drop=1.4, hike=0.0)
    assert movement_of(body).task != "hip_hike"
    assert movement_of(hip_hike(drop=2.6, hike=0.0)).task == "hip_hike"


@pytest.mark.parametrize(("side", "tilt"), [("right", 0.0), ("left", 85.0)])
def test_kickbacks_count_by_the_leg_that_moves(side, tilt):
    found = movement_of(kickback(side, tilt=tilt)).repetitions
    assert [each.side for each in found] == [side] * 3
    for each, start in zip(found, (1.5, 4.5, 7.5), strict=True):
        assert each.start == pytest.approx(start, abs=0.06)
        assert start + 0.6 < each.events["peak"] < start + 1.4
        assert each.end == pytest.approx(start + 2.0, abs=0.25)
        hold = next(phase for phase in each.phases if phase.name == "hold")
        assert hold.end - hold.start == pytest.approx(0.6, abs=0.25)


def test_standing_on_one_leg_has_its_side():
    movement = movement_of(standing(on="right"))
    (found,) = movement.repetitions
    assert (found.side, found.complete) == ("right", False)
    assert movement.quiet is None


def test_quiet_standing_ends_where_the_squat_begins():
    quiet = movement_of(bending()).quiet
    assert quiet == pytest.approx((0.0, 1.6), abs=0.25)


def test_quiet_standing_takes_a_second():
    assert movement_of(standing(0.6)).quiet is None
    assert movement_of(standing(1.2)).quiet is not None


def test_a_lost_knee_makes_a_repetition_incomplete_and_keeps_its_depth():
    body = bending()
    centres = body.joint_centres.to_numpy().copy()
    centres[240:260] = np.nan
    gap = replace(body, joint_centres=body.joint_centres.copy(data=centres))
    found = find_movement(trial(body), gap).repetitions
    assert [each.complete for each in found] == [False, True, True]
    assert found[0].events["bottom"] == pytest.approx(2.5, abs=0.03)


def test_ankles_stand_in_for_feet_that_have_no_other_markers():
    body = without(bending("left"), "heel", "toe", "toe_tip")
    found = movement_of(body).repetitions
    assert [each.side for each in found] == ["left"] * 3


def test_settings_move_the_threshold():
    deep = EventSettings(squat_depth=70.0 * DEGREE)
    assert not movement_of(bending(), task="squat", settings=deep).repetitions


def test_excursions_of_a_wave_are_its_humps():
    time = a_clock(10.0)
    wave = 1.0 - np.cos(2 * np.pi * time / 2.0)
    found = excursions(wave, 100.0, least=1.0, speed=0.1, back=0.1)
    assert [each.peak for each in found] == [100, 300, 500, 700, 900]
    assert [each.size for each in found] == pytest.approx([2.0] * 5)


def test_noise_below_the_threshold_makes_no_turning_points():
    rng = np.random.default_rng(1)
    assert not turning_points(rng.uniform(-0.1, 0.1, 500), 0.5)
    assert not turning_points(np.full(100, np.nan), 0.5)
