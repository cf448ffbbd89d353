"""Angles in the picture's plane: signs, levelling, yaw and their errors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.camera import Levelling
from ilium.core.participant import Participant
from ilium.core.quantity import values
from ilium.errors import InsufficientDataError
from ilium.planar.settings import PlanarSettings
from ilium.planar.solve import solve_planar
from ilium.units import DEGREE
from stick_people import filmed, rolled, standing

TEN = 10.0 * DEGREE


def swing(time):
    return TEN * np.sin(2.0 * np.pi * 0.3 * time)


def angle(keypoints, signal="pelvic_obliquity", **more):
    solved = solve_planar(keypoints, participant=Participant(height=1.75), **more)
    return values(solved.angles.sel(signal=signal))


@pytest.mark.parametrize("view", ["front", "rear"])
@pytest.mark.parametrize("dots", [(), ("asis",), ("psis",)])
def test_the_obliquity_is_that_of_the_person_from_front_and_rear(view, dots):
    keypoints = standing(view=view, drop=swing, dots=dots)
    found = angle(keypoints)
    np.testing.assert_allclose(found, swing(keypoints.time), atol=0.02 * DEGREE)


@pytest.mark.parametrize("view", ["front", "rear"])
def test_the_view_is_found_without_being_named(view):
    assert solve_planar(standing(view=view)).view == view


def test_a_drop_counts_towards_the_free_side():
    keypoints = standing(drop=swing)
    right, left = (angle(keypoints, f"pelvic_drop_{s}") for s in ("right", "left"))
    np.testing.assert_allclose(right, -left, atol=1e-12)
    assert right[np.argmax(swing(keypoints.time))] > 0.0  # left side lower


@pytest.mark.parametrize("view", ["front", "rear"])
def test_the_trunk_leans_towards_the_stance_leg(view):
    found = angle(standing(view=view, lean=TEN), "trunk_lean_right")
    assert np.median(found) == pytest.approx(TEN, abs=0.3 * DEGREE)


@pytest.mark.parametrize("roll", [-8.0 * DEGREE, 5.0 * DEGREE])
@pytest.mark.parametrize("view", ["front", "rear"])
def test_a_known_roll_is_undone(roll, view):
    level = standing(view=view, drop=swing)
    known = replace(level.levelling, roll=roll)
    found = angle(replace(rolled(level, roll), levelling=known))
    np.testing.assert_allclose(found, swing(level.time), atol=0.02 * DEGREE)


def test_an_unknown_roll_falsifies_the_angle_but_not_its_change():
    level = standing(drop=swing)
    found = angle(replace(rolled(level, TEN), levelling=Levelling()))
    off = found - swing(level.time)
    assert np.abs(off).min() > 9.0 * DEGREE
    assert np.ptp(off) < 0.1 * DEGREE


@pytest.mark.parametrize("yaw", [-30.0, -15.0, 10.0, 30.0])
def test_a_known_yaw_is_undone_by_its_cosine(yaw):
    """A picture narrowed by cos(yaw) is what a camera at pelvis height sees."""
    time = np.arange(60) / 60.0
    run = 0.09 * np.cos(TEN) * np.cos(yaw * DEGREE)
    rise = 0.09 * np.sin(TEN)
    flat = standing(seconds=1.0)
    points = {
        name: (flat.point(name) - 960.0) * np.array([-1.0, -1.0]) / 550.0
        for name in flat.names
    }
    for name in flat.names:
        points[name][:, 0] += 420.0 * -1.0 / 550.0
    for side, sign in (("left", -1.0), ("right", 1.0)):
        points[f"hip_{side}"] = np.tile([sign * run, sign * rise], (60, 1))
    seen = filmed(points, time)
    known = angle(seen, settings=PlanarSettings(yaw=yaw * DEGREE))
    assert np.median(known) == pytest.approx(TEN, abs=0.05 * DEGREE)
    plain = angle(seen, settings=PlanarSettings(yaw=0.0))
    enlarged = np.arctan(np.tan(TEN) / np.cos(yaw * DEGREE))
    assert np.median(plain) == pytest.approx(enlarged, abs=0.05 * DEGREE)


def test_angles_do_not_depend_on_the_size_of_the_person_in_the_picture():
    near, far = (angle(standing(scale=s, drop=swing)) for s in (700.0, 500.0))
    np.testing.assert_allclose(near, far, atol=1e-6)


def test_the_body_height_sets_the_scale():
    short, tall = (
        solve_planar(standing(), participant=Participant(height=h)).scale.metres
        for h in (1.5, 1.8)
    )
    assert tall / short == pytest.approx(1.2)


def test_frames_at_uneven_times_give_the_same_path():
    even = standing(drop=swing, seconds=4.0)
    draw = np.random.default_rng(0)
    time = even.time + 0.004 * draw.uniform(-1.0, 1.0, even.time.size)
    uneven = standing(drop=lambda _: swing(time), seconds=4.0)
    clocked = replace(
        uneven,
        points=uneven.points.assign_coords(time=time),
        confidence=uneven.confidence.assign_coords(time=time),
        noise=uneven.noise.assign_coords(time=time),
    )
    solved = solve_planar(clocked)
    found = values(solved.angles.sel(signal="pelvic_obliquity"))
    np.testing.assert_allclose(found, swing(solved.time), atol=0.1 * DEGREE)


def test_more_noise_and_an_unknown_roll_make_the_error_larger():
    def error(**more):
        return solve_planar(standing(**more)).errors["pelvic_obliquity"]

    plain = error()
    assert np.median(error(noise=4.0).noise) == pytest.approx(
        4.0 * np.median(plain.noise)
    )
    assert error(levelling=Levelling()).fixed > plain.fixed + 0.2 * DEGREE
    assert plain.change < plain.fixed


def test_dots_further_apart_are_surer_than_hips():
    hips, dots = (
        solve_planar(standing(dots=d)).errors["pelvic_obliquity"].fixed
        for d in ((), ("asis",))
    )
    assert dots < hips


def test_dots_and_a_level_camera_make_the_better_tier():
    assert solve_planar(standing(dots=("asis",))).tier == "video_a"
    assert solve_planar(standing()).tier == "video_b"
    askew = standing(dots=("asis",), levelling=Levelling())
    assert solve_planar(askew).tier == "video_b"


def test_nothing_turns_about_the_vertical_in_one_picture():
    solved = solve_planar(standing(drop=swing, dots=("asis",)))
    names = " ".join(str(each) for each in solved.angles.indexes["signal"])
    for word in ("yaw", "rotation", "separation"):
        assert word not in names


def test_a_clip_of_a_few_frames_is_refused():
    with pytest.raises(InsufficientDataError, match="5 frames"):
        solve_planar(standing(seconds=5 / 60.0))
