"""A clip that cannot be measured gets a reason and a remedy, not a number."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from ilium.core.camera import Levelling
from ilium.planar.gates import picture_gates
from ilium.planar.measure import measure_planar
from ilium.planar.movement import find_planar_movement
from ilium.planar.settings import PLANAR, PlanarSettings
from ilium.planar.solve import solve_planar
from ilium.units import DEGREE
from stick_people import mirrored, standing, without


def kinds(solved, severity=None):
    return {each.kind for each in solved.issues if severity in (None, each.severity)}


def measured(solved):
    return measure_planar(solved, find_planar_movement(solved, task="quiet_standing"))


def test_a_good_clip_passes_every_gate():
    solved = solve_planar(standing(dots=("asis",)))
    assert not solved.refused
    assert kinds(solved) <= {"scale-assumed"}
    assert measured(solved)


REFUSED = {
    "too-far-away": lambda: solve_planar(standing(scale=228.0)),
    "sides-swapped": lambda: solve_planar(mirrored(standing()), view="front"),
    "turned-away": lambda: solve_planar(
        standing(), settings=PlanarSettings(yaw=35.0 * DEGREE)
    ),
    "camera-rolled": lambda: solve_planar(
        standing(levelling=Levelling(roll=20.0 * DEGREE, roll_error=0.01))
    ),
    "camera-pitched": lambda: solve_planar(
        standing(levelling=Levelling(roll=0.0, pitch=-30.0 * DEGREE))
    ),
    "too-few-frames": lambda: solve_planar(standing(rate=15.0)),
    "points-unsure": lambda: solve_planar(standing(confidence=0.3)),
    "person-not-seen": lambda: solve_planar(without(standing(), "knee_left")),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_clip_that_fails_a_gate_gets_no_number(kind):
    solved = REFUSED[kind]()
    assert kind in kinds(solved, "serious")
    assert measured(solved) == ()


@pytest.mark.parametrize("kind", REFUSED)
def test_every_gate_says_what_to_do(kind):
    what = next(each.what for each in REFUSED[kind]().issues if each.kind == kind)
    assert any(word in what for word in ("Move", "Film", "turn", "put", "set", "help"))
    for word in ("error", "fail", "bad", "abnormal", "invalid"):
        assert word not in what


def test_the_distance_gate_names_both_numbers():
    solved = solve_planar(standing(scale=228.0))
    what = next(each.what for each in solved.issues if each.kind == "too-far-away")
    assert what == "Move closer: the hips are 41 px apart, 80 are needed."


def test_somebody_not_square_on_keeps_the_pelvis_only():
    solved = solve_planar(standing(), settings=PlanarSettings(yaw=20.0 * DEGREE))
    assert "not-square-on" in kinds(solved, "caution")
    names = {str(each).rsplit("_", 1)[0] for each in solved.angles.indexes["signal"]}
    assert names == {"pelvic_drop", "pelvic_hike", "pelvic"}
    assert not solved.refused


def test_a_camera_that_nobody_levelled_is_told():
    solved = solve_planar(standing(levelling=Levelling()))
    assert "camera-not-levelled" in kinds(solved, "note")


def test_toes_that_both_point_aside_show_the_yaw():
    square = standing()
    turned = {}
    for degrees in (0.0, 25.0):
        shift = 0.29 * 0.83 * 550.0 * math.sin(degrees * DEGREE)
        aside = replace(square)
        pixels = aside.points.copy(deep=True)
        for side in ("left", "right"):
            column = square.names.index(f"toe_{side}")
            pixels.values[:, column, 0] += shift
        turned[degrees] = solve_planar(replace(square, points=pixels)).standpoint.yaw
    assert turned[0.0] == pytest.approx(0.0, abs=1.0 * DEGREE)
    assert turned[25.0] == pytest.approx(25.0 * DEGREE, abs=2.0 * DEGREE)


@pytest.mark.parametrize(
    ("light", "blur", "expected"),
    [
        (0.5, 2.0, set()),
        (0.05, 2.0, {"too-dark"}),
        (0.5, 30.0, {"too-blurred"}),
        (np.nan, np.nan, set()),
    ],
)
def test_the_picture_itself_is_checked(light, blur, expected):
    found = picture_gates(light, blur, 100.0, PLANAR)
    assert {each.kind for each in found} == expected
