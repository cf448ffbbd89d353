"""Roll and pitch: signs and sizes from projected verticals and rendered boards."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from cameras import looking
from ilium.errors import InputError, InsufficientDataError
from ilium.vision.charuco import (
    Board,
    board_picture,
    calibrate_lens,
    find_board,
    levelling_of_board,
    place_camera,
)
from ilium.vision.levelling import levelling_of_camera, levelling_of_plumb_lines
from ilium.vision.projection import camera_position, project

BOARD = Board(columns=7, rows=5, square=0.04, marker=0.03)
DOTS = 4000
"""Dots a metre of the drawn board [1/m]."""


def camera(roll=0.0, pitch=0.0, **more):
    """At 2.5 m and a metre high, looking up by the pitch."""
    height = 1.0 + 2.5 * np.tan(pitch)
    return looking((2.5, 1.0, 0.0), (0.0, height, 0.0), roll=roll, **more)


def hanging(camera, aside):
    ends = np.array([[0.0, 1.5, aside], [0.0, 0.6, aside]])
    top, bottom = project(ends, camera)
    return (tuple(top), tuple(bottom))


def seen_board(camera):
    """A board in the plane x = 0, its left edge at z = 0.1, rendered by the camera."""
    drawn = board_picture(BOARD, dots_per_metre=DOTS)
    high, wide = drawn.shape
    margin = 0.5 * BOARD.square
    size = np.array((BOARD.columns, BOARD.rows)) * BOARD.square
    left, top = 0.1 + margin, 1.15 + margin
    right, low = left - size[0] - 2 * margin, top - size[1] - 2 * margin
    corners = np.array(
        [[0, top, left], [0, top, right], [0, low, right], [0, low, left]]
    )
    target = project(corners, camera).astype(np.float32)
    edges = ((0, 0), (wide, 0), (wide, high), (0, high))
    source = np.array(edges, np.float32) - np.float32(0.5)
    warp = cv2.getPerspectiveTransform(source, target)
    size = (camera.width, camera.height)
    return cv2.warpPerspective(drawn, warp, size, flags=cv2.INTER_AREA, borderValue=180)


@pytest.mark.parametrize(("roll", "pitch"), [(0.0, 0.0), (0.05, -0.1), (-0.08, 0.2)])
def test_a_placed_camera_knows_its_roll_and_pitch(roll, pitch):
    found = levelling_of_camera(camera(roll, pitch))
    assert found.roll == pytest.approx(roll, abs=1e-12)
    assert found.pitch == pytest.approx(pitch, abs=1e-12)
    assert found.how == "calibration"


@pytest.mark.parametrize(("roll", "pitch"), [(0.0, 0.0), (0.05, -0.1), (-0.08, 0.2)])
def test_two_plumb_lines_tell_roll_and_pitch(roll, pitch):
    view = camera(roll, pitch)
    lines = [hanging(view, -0.5), hanging(view, 0.4)]
    found = levelling_of_plumb_lines(lines, view.width, view.height, view)
    assert found.roll == pytest.approx(roll, abs=1e-9)
    assert found.pitch == pytest.approx(pitch, abs=1e-9)
    assert 0.0 < found.roll_error < 0.01
    assert found.pitch_error > found.roll_error


def test_one_plumb_line_tells_the_roll_within_its_error():
    view = camera(0.06, 0.1)
    middle = levelling_of_plumb_lines([hanging(view, 0.0)], 1080, 1920, view)
    aside = levelling_of_plumb_lines([hanging(view, 0.5)], 1080, 1920)
    assert middle.roll == pytest.approx(0.06, abs=0.01)
    assert abs(aside.roll - 0.06) < 2.0 * aside.roll_error
    assert aside.roll_error > 2.0 * middle.roll_error
    assert np.isnan(middle.pitch)


def test_the_error_of_a_clicked_line_is_that_of_clicks():
    view = camera(0.03)
    rng = np.random.default_rng(0)
    truth = np.array(hanging(view, 0.0))
    found = [
        levelling_of_plumb_lines(
            [truth + 1.5 * rng.standard_normal((2, 2))], 1080, 1920, view
        )
        for _ in range(200)
    ]
    spread = np.std([each.roll for each in found])
    assert found[0].roll_error == pytest.approx(spread, rel=0.3)


def test_a_short_line_or_none_is_refused():
    with pytest.raises(InputError, match="too short"):
        levelling_of_plumb_lines([((10.0, 10.0), (10.0, 30.0))], 1080, 1920)
    with pytest.raises(InputError, match="too short"):
        levelling_of_plumb_lines([], 1080, 1920)


@pytest.mark.parametrize(("roll", "pitch"), [(0.0, 0.0), (0.06, -0.1), (-0.05, 0.12)])
def test_a_hung_board_tells_roll_pitch_and_place(roll, pitch):
    view = camera(roll, pitch)
    picture = seen_board(view)
    found = levelling_of_board(view, picture, BOARD)
    assert found.roll == pytest.approx(roll, abs=0.004)
    assert abs(found.pitch - pitch) < 3.0 * found.pitch_error
    placed = place_camera(replace(view, rotation=None), picture, BOARD)
    corner = np.array([0.0, 1.15, 0.1])
    off = np.abs(camera_position(placed) - (camera_position(view) - corner))
    assert off[0] < 0.03
    assert off.max() < 0.3  # a board seen straight on tells its tilt badly


def test_a_rolled_camera_is_not_taken_for_a_level_one():
    found = levelling_of_board(camera(0.06), seen_board(camera(0.06)), BOARD)
    assert found.roll - 0.0 > 5.0 * found.roll_error


def test_a_lens_is_calibrated_from_boards():
    views = [
        looking(
            (1.0 + 0.3 * (k % 3), 1.0 + 0.25 * np.cos(k), 0.6 * np.sin(1.7 * k)),
            (0.0, 1.05, -0.05),
            roll=0.2 * np.sin(k),
        )
        for k in range(8)
    ]
    found = calibrate_lens((seen_board(each) for each in views), BOARD)
    focal = views[0].matrix[0, 0]
    assert found.matrix[0, 0] == pytest.approx(focal, rel=0.02)
    assert found.matrix[1, 1] == pytest.approx(focal, rel=0.02)
    assert not found.placed


def test_a_picture_without_a_board_is_refused():
    grey = np.full((480, 640, 3), 128, np.uint8)
    assert find_board(grey, BOARD) is None
    with pytest.raises(InputError, match="board"):
        levelling_of_board(camera(), grey, BOARD)
    with pytest.raises(InsufficientDataError, match="needed"):
        calibrate_lens([grey] * 3, BOARD)
