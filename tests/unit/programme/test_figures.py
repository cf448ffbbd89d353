"""Pictures of the exercises: bodies that stand and bend as bodies do."""

import math
import re

import numpy as np
import pytest

from ilium.conventions import SIDES, UP
from ilium.findings.words import has
from ilium.model.library import shipped_model
from ilium.programme.figures.figure import LOOP, drawing_of, drawn, key_poses, loop
from ilium.programme.figures.posing import Pose, low_end, read_pose, stand
from ilium.units import DEGREE

SUNK = 0.04
"""How far a part may sink into the floor: soft tissue and shoes [m]."""
ROOM = 15.0 * DEGREE
"""What supple people bend beyond the model's range [rad]."""
VERSIONS = ("E12", "E26", "E30")


def _tilt(points):
    line = points["asis_right"] - points["asis_left"]
    return math.atan2(line[UP], math.hypot(line[0], line[2]))


@pytest.mark.parametrize("number", range(1, 40))
def test_every_exercise_has_key_poses_and_words_for_those_who_cannot_see_them(number):
    name = f"E{number}"
    assert len(key_poses(name)) >= 2
    assert has(f"exercise_picture.{name}")


def test_every_picture_has_words_and_no_words_lack_a_picture():
    named = {name.replace(".", "_") for name in drawn()}
    assert all(has(f"exercise_picture.{each}") for each in named)


@pytest.mark.parametrize("name", drawn())
def test_nobody_sinks_into_the_floor_or_floats(name):
    for pose in drawing_of(name).poses:
        points = stand(pose)
        assert low_end(points) > -SUNK
        assert low_end(points) < max(pose.level, 0.0) + SUNK


@pytest.mark.parametrize("name", drawn())
def test_joints_bend_no_further_than_a_body_does(name):
    model = shipped_model()
    for pose in drawing_of(name).poses:
        for coordinate, value in pose.angles.items():
            if coordinate.startswith(("pelvis", "lumbar", "arm", "pro_sup")):
                continue
            known = model.coordinate(coordinate)
            assert known.low - ROOM <= value <= known.high + ROOM, coordinate


@pytest.mark.parametrize("name", VERSIONS)
def test_the_two_versions_show_a_dropping_and_a_level_pelvis(name):
    drops = stand(drawing_of(f"{name}.drops").poses[-1])
    level = stand(drawing_of(f"{name}.level").poses[-1])
    assert abs(_tilt(drops)) > 8.0 * DEGREE
    assert abs(_tilt(level)) < 1.0 * DEGREE


def test_a_turned_ankle_levels_the_sole():
    bent = {"hip": [60, 0, 0], "knee": 70}
    points = stand(read_pose({**bent, "flat": ["right"]}, "heel_right"))
    rise = {
        side: abs(points[f"ball_{side}"][UP] - points[f"heel_{side}"][UP])
        for side in SIDES
    }
    assert rise["right"] < 0.01 < rise["left"]


def test_lying_parts_touch_the_floor_together():
    wish = [["pelvis_tilt", "chest", "sacrum"]]
    points = stand(read_pose({"pelvis": [80, 0, 0], "solve": wish}, "sacrum"))
    assert low_end(points, "chest") == pytest.approx(
        low_end(points, "sacrum"), abs=1e-3
    )


def test_the_anchor_stays_in_place():
    for pose in (Pose(anchor="heel_right"), Pose(anchor="heel_right", level=0.2)):
        points = stand(pose)
        assert np.allclose(points["heel_right"][[0, 2]], 0.0)


def test_a_loop_lasts_at_most_three_seconds_and_shows_one_picture_at_a_time():
    svg = loop("E30")
    assert LOOP <= 3.0
    courses = [each.split(";") for each in re.findall(r'values="([^"]+)"', svg)]
    visible = np.array([[state == "visible" for state in each] for each in courses])
    assert (visible.sum(axis=0) == 1).all()


def test_the_same_picture_has_the_same_bytes():
    assert key_poses("E20") == key_poses("E20")
    assert key_poses("E30.drops") != key_poses("E30.level")
