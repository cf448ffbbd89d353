"""Finding dots: one at a time, nothing invented, nothing swapped."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilium.errors import UnknownNameError
from ilium.vision.sticker_colour import learned_colour, named_colour
from ilium.vision.sticker_windows import Window, picture_scale, sticker_windows
from ilium.vision.stickers import StickerFind, find_stickers, positions, steady
from sticker_scenes import Scene, cloth, exposed, painted, size, stored

STANDING = {
    "shoulder_left": (640.0, 500.0),
    "shoulder_right": (400.0, 500.0),
    "hip_left": (590.0, 860.0),
    "hip_right": (450.0, 860.0),
    "knee_left": (590.0, 1160.0),
    "knee_right": (450.0, 1160.0),
    "ankle_left": (590.0, 1460.0),
    "ankle_right": (450.0, 1460.0),
}
"""A person seen from the front."""


def box(x, y, reach=80.0, scale=725.0):
    return Window(
        left=x - reach, top=y - reach, right=x + reach, bottom=y + reach,
        x=x, y=y, scale=scale,
    )  # fmt: skip


def picture(dots, scene=None, speed=(0.0, 0.0)):
    scene = scene or Scene()
    ground = cloth(scene)
    for at in dots:
        ground = painted(ground, scene, at, speed)
    return exposed(ground, scene, 0)


def points():
    return {name: np.array(each) for name, each in STANDING.items()}


def test_a_dot_is_found_to_a_fifth_of_a_pixel():
    at = (90.3, 150.7)
    find = find_stickers(picture([at]), {"a": box(100, 140)}, named_colour("green"))[
        "a"
    ]
    assert find.found
    assert math.hypot(find.x - at[0], find.y - at[1]) < 0.2
    assert find.diameter == pytest.approx(0.03 * 725.0 * math.cos(0.44), rel=0.1)


@pytest.mark.parametrize("length", [6.0, 10.0, 14.0])
def test_the_smear_of_a_moving_dot_is_estimated(length):
    scene = Scene(exposure=1.0)
    middle = size(scene) / 2.0
    ground = painted(cloth(scene), scene, middle, (0.0, length))
    frames = stored([exposed(ground, scene, i) for i in range(3)], 20)
    window = {"a": box(*middle)}
    find = find_stickers(frames[-1], window, named_colour("green"))["a"]
    assert find.blur == pytest.approx(length, rel=0.25)
    assert abs(find.y - middle[1]) < 0.3


def test_a_dot_of_another_colour_is_not_a_sticker():
    find = find_stickers(
        picture([(90.0, 150.0)]), {"a": box(100, 140)}, named_colour("orange")
    )["a"]
    assert not find.found
    assert math.isnan(find.x)


def test_two_dots_in_one_window_are_ambiguous_until_one_was_known():
    frame = picture([(80.0, 150.0), (140.0, 150.0)])
    window, colour = {"a": box(110, 150)}, named_colour("green")
    assert find_stickers(frame, window, colour)["a"].why == "ambiguous"
    before = {"a": StickerFind(x=78.0, y=151.0, diameter=20.0, found=True, why="")}
    find = find_stickers(frame, window, colour, before)["a"]
    assert find.x == pytest.approx(80.0, abs=0.3)


def test_a_dot_that_jumps_or_is_half_hidden_is_left_out():
    frame = picture([(150.0, 150.0)])
    window, colour = {"a": box(120, 150)}, named_colour("green")
    far = {"a": StickerFind(x=50.0, y=150.0, diameter=20.0, found=True, why="")}
    assert find_stickers(frame, window, colour, far)["a"].why == "jump"
    frame[140:160, 150:] = frame[100, 100]
    near = {"a": StickerFind(x=150.0, y=150.0, diameter=20.0, found=True, why="")}
    assert not find_stickers(frame, window, colour, near)["a"].found


def test_a_dot_that_two_windows_show_belongs_to_the_nearer():
    frame = picture([(100.0, 150.0)])
    boxes = {"asis_left": box(60, 150), "asis_right": box(110, 150)}
    finds = find_stickers(frame, boxes, named_colour("green"))
    assert finds["asis_right"].found
    assert finds["asis_left"].why == "taken"


def test_a_window_outside_the_picture_finds_nothing():
    find = find_stickers(
        picture([(90.0, 150.0)]), {"a": box(-500, 140)}, named_colour("green")
    )["a"]
    assert not find.found


def test_what_flickers_is_left_out_and_what_stays_is_kept():
    here = StickerFind(x=1.0, y=2.0, error=0.1, diameter=20.0, found=True, why="")
    gone = StickerFind()
    pattern = [1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0]
    finds = [{"a": here if each else gone} for each in pattern]
    kept = [each["a"].found for each in steady(finds)]
    assert kept == [True] * 6 + [False] * 5
    assert np.isnan(positions(steady(finds), "a")[6:, 0]).all()
    rare = [{"a": here if 50 <= number < 56 else gone} for number in range(100)]
    assert not any(each["a"].found for each in steady(rare))


def test_an_unknown_colour_names_the_known_ones():
    with pytest.raises(UnknownNameError, match="green"):
        named_colour("gren")
    with pytest.raises(UnknownNameError):
        named_colour("black")


def test_the_clip_s_own_colour_replaces_the_name_s():
    dots = [np.array([60.0 + i, -40.0, 50.0 + i]) for i in range(5)]
    own = learned_colour(named_colour("green"), dots)
    assert own.learned == 5
    assert own.hue == pytest.approx(math.atan2(52.0, -40.0), abs=0.02)
    assert learned_colour(named_colour("green"), dots[:2]).learned == 0


def test_windows_follow_the_person_s_own_sides_and_scale():
    found = sticker_windows(points(), view="front")
    assert found["asis_left"].x > found["asis_right"].x
    assert found["asis_left"].y < 860.0
    assert found["sternum"].y > 500.0
    assert picture_scale(points()) == pytest.approx(360.0 / 0.5, rel=0.02)
    assert "psis_left" in sticker_windows(points(), view="rear")
    assert "asis_left" not in sticker_windows(points(), view="rear")


def test_windows_lean_with_the_trunk():
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    upright = sticker_windows(points(), view="front")["asis_left"]
    lying = {name: turn @ each for name, each in points().items()}
    found = sticker_windows(lying, view="front")["asis_left"]
    np.testing.assert_allclose((found.x, found.y), turn @ (upright.x, upright.y))


def test_there_is_no_window_where_the_pose_has_no_hips():
    without = points()
    without["hip_left"] = np.full(2, np.nan)
    found = sticker_windows(without, view="front")
    assert "asis_left" not in found
    assert "asis_right" not in found
