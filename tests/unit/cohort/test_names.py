"""Names of files and folders, and what is read out of them."""

from __future__ import annotations

import pytest

from ilium.cohort.names import ending, is_static, side_named, stem, task_named, words


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("DropJump03", "drop_jump"),
        ("drop_vertical_jump_1", "drop_vertical_jump"),
        ("P01_CMJ_02", "countermovement_jump"),
        ("SLS-left", "single_leg_squat"),
        ("Gait 07", "walk"),
        ("single leg squat", "single_leg_squat"),
        ("bilateral squat 1", "squat"),
        ("SLSquatLeft2", "single_leg_squat"),
        ("P1DJRight", "drop_jump"),
    ],
)
def test_a_name_says_its_movement(name, task):
    assert task_named([name]) == task


@pytest.mark.parametrize("name", ["squat1", "Run03", "trial", "other", "stepping", ""])
def test_a_name_that_says_too_little_leaves_the_movement_to_be_recognised(name):
    assert task_named([name]) == ""


def test_the_files_own_name_goes_before_its_folders():
    assert task_named(["CMJ1", "walking"]) == "countermovement_jump"
    assert task_named(["trial1", "walking"]) == "walk"


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("hop_left_2", "left"),
        ("HopRight", "right"),
        ("left_right", None),
        ("l", None),
        ("CMJ1Left", "left"),
        ("DJRight", "right"),
        ("Landung links", "left"),
    ],
)
def test_a_side_is_read_where_it_is_written_out(name, side):
    assert side_named(name) == side


@pytest.mark.parametrize(
    "name",
    [
        "Static01",
        "cal_1",
        "T-pose",
        "x_static",
        "NEUTRAL",
        "Statik 1",
        "esta\u0301tica",
        "2Static3",
    ],
)
def test_a_static_is_known_by_its_name(name):
    assert is_static(name)


@pytest.mark.parametrize("name", ["statistics", "calf_raise", "pose1", "squat"])
def test_other_names_are_no_statics(name):
    assert not is_static(name)


def test_endings_of_packed_files_belong_to_them():
    assert (ending("a/b.TRC.gz"), stem("a/b.trc.gz")) == ("trc.gz", "b")
    assert (ending("a/b"), stem("a/b")) == ("", "b")
    assert words("") == []
