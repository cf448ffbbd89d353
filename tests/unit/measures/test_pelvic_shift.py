"""How far the pelvis moves to the side between the start of a squat and its bottom."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from builders import a_body, a_clock, a_movement, a_trial, mirrored, without
from ilium.core.movement import Repetition
from ilium.core.quantity import labels, values
from ilium.measures import measure_files

SQUAT = Repetition(number=1, side="both", start=0.5, end=1.5, events={"bottom": 1.0})


def a_squat(shift, *, forwards=0.0):
    """Everything above the ankles moves; all of it by the bottom at 1 s."""
    body = a_body(a_clock(2.0))
    way = np.clip((body.time - 0.5) / 0.5, 0.0, 1.0)[:, None]
    centres = values(body.joint_centres).copy()
    above = [
        not each.startswith("ankle") for each in labels(body.joint_centres, "joint")
    ]
    centres[:, above] += (way * [forwards, -0.3, shift])[:, None]
    return replace(body, joint_centres=body.joint_centres.copy(data=centres))


def shift_of(body, *repetitions, task="squat"):
    movement = a_movement(task, *(repetitions or (SQUAT,)))
    found = measure_files(a_trial(body), body, movement)
    return {each.repetition: each for each in found if each.name == "pelvic_shift"}


@pytest.mark.parametrize("shift", [-0.04, 0.0, 0.025])
def test_the_shift_is_the_way_of_the_hips_to_the_right(shift):
    found = shift_of(a_squat(shift, forwards=-0.1))
    assert found[None].value == pytest.approx(shift, abs=1e-12)
    assert (found[None].unit, found[None].side, found[None].n) == ("m", "both", 1)


def test_seen_in_a_mirror_it_goes_the_other_way():
    body = a_squat(0.03)
    assert shift_of(mirrored(body))[None].value == pytest.approx(-0.03, abs=1e-12)


def test_it_counts_from_the_start_and_not_from_the_middle_of_the_feet():
    """Somebody who stands with more weight on one leg has not moved yet."""
    body = a_squat(0.0)
    aside = body.joint_centres.copy(data=values(body.joint_centres).copy())
    for at, name in enumerate(labels(aside, "joint")):
        aside.data[:, at, 2] += 0.05 * (not name.startswith("ankle"))
    found = shift_of(replace(body, joint_centres=aside))
    assert found[None].value == pytest.approx(0.0, abs=1e-12)


def test_without_a_leg_or_a_bottom_it_is_empty_and_says_why():
    half = shift_of(without(a_squat(0.02), "left"))[None]
    assert math.isnan(half.value)
    assert half.flags == ("no-leg-markers",)
    endless = shift_of(a_squat(0.02), replace(SQUAT, events={}))[None]
    assert endless.flags == ("event-not-found",)


def test_other_movements_have_no_pelvic_shift():
    assert shift_of(a_squat(0.02), task="lunge") == {}


def test_an_incomplete_repetition_counts_only_where_there_is_no_other():
    body = a_squat(0.02)
    cut = replace(SQUAT, number=2, complete=False)
    assert set(shift_of(body, SQUAT, cut)) == {1, None}
    assert set(shift_of(body, cut)) == {2, None}
