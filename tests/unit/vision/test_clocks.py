"""Clocks of several clips: what was asked for is what is done."""

import pytest

from filmed import around, body_points, filmed
from ilium.errors import InputError, UnknownNameError
from ilium.vision.clocks import offsets_of
from ilium.vision.footage import Footage


@pytest.fixture(scope="module")
def footage():
    time, points = body_points()
    one, two = around(2)
    late = filmed(two, time - 0.37, points)
    return (Footage(keypoints=filmed(one, time, points)), Footage(keypoints=late))


def test_movement_finds_the_offset(footage):
    first, second = offsets_of(footage)
    assert first.seconds == 0.0
    assert second.seconds == pytest.approx(0.37, abs=0.01)
    assert second.how == "motion"


def test_cameras_of_one_signal_have_one_clock(footage):
    assert [each.seconds for each in offsets_of(footage, "none")] == [0.0, 0.0]


def test_a_given_offset_is_taken_as_it_is(footage):
    assert offsets_of(footage, given=[-1.25])[1].seconds == -1.25


def test_each_clip_after_the_first_needs_its_offset(footage):
    with pytest.raises(InputError, match="2 offsets were given for 1 more"):
        offsets_of(footage, given=[0.1, 0.2])


def test_keypoints_have_no_clap(footage):
    with pytest.raises(InputError, match="no sound"):
        offsets_of(footage, "clap")


def test_there_is_no_other_way(footage):
    with pytest.raises(UnknownNameError, match="guess"):
        offsets_of(footage, "guess")
