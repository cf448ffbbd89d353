"""Several cameras to one body in space."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from filmed import around, body_points, filmed
from ilium.core.quantity import values
from ilium.errors import InputError, InsufficientDataError
from ilium.vision.triangulate import reconstruct, solve_points, triangulate

LENS = (-0.05, 0.12, 0.0005, -0.0005, 0.0)


def views(count=4, noise=0.0, distortion=LENS):
    time, points = body_points()
    return [
        filmed(camera, time, points, noise=noise, seed=number)
        for number, camera in enumerate(around(count, distortion=distortion))
    ]


def apart(solved):
    """Distances to the truth, shape (time, marker, 3) [m]."""
    _, points = body_points()
    back = solved.trial.lab.rotation.T
    names = solved.trial.marker_names
    truth = np.stack([points[name] for name in names], axis=1)
    return values(solved.trial.markers) @ back.T - truth


@pytest.mark.parametrize("count", [2, 3, 4])
def test_points_without_noise_come_back(count):
    assert np.abs(apart(solve_points(views(count)))).max() < 1e-9


def test_the_errors_of_noisy_points_are_those_that_are_stated():
    solved = solve_points(views(noise=4.0))
    ratio = apart(solved) / solved.error
    assert np.sqrt(np.mean(ratio**2)) == pytest.approx(1.0, abs=0.15)
    assert np.median(solved.error) < 0.01


def test_a_view_that_is_wrong_is_left_out():
    wrong = views(noise=2.0)
    seen = values(wrong[2].points).copy()
    seen[:, :, 0] += 150.0
    wrong[2] = replace(wrong[2], points=wrong[2].points.copy(data=seen))
    solved = solve_points(wrong)
    assert np.abs(apart(solved)).max() < 0.06
    assert not solved.used[2].any()
    assert [each.where for each in solved.trial.issues] == ["cam3"]


def test_sides_that_one_camera_swaps_do_not_reach_the_body():
    wrong = views(noise=2.0)
    names = wrong[1].names
    other = {"left": "right", "right": "left"}
    swapped = [
        names.index(f"{part}_{other[side]}")
        for part, side in (name.rsplit("_", 1) for name in names)
    ]
    seen = values(wrong[1].points)[:, swapped]
    wrong[1] = replace(wrong[1], points=wrong[1].points.copy(data=seen))
    assert np.median(np.abs(apart(solve_points(wrong)))) < 0.01


def test_cameras_in_the_wrong_order_are_noticed():
    time, points = body_points()
    cameras = around(3)
    mixed = [
        replace(filmed(each, time, points, noise=2.0), camera=other)
        for each, other in zip(cameras, (*cameras[1:], cameras[0]), strict=True)
    ]
    try:
        solved = solve_points(mixed)
    except InsufficientDataError:
        return
    assert any(each.kind == "camera-disagrees" for each in solved.trial.issues)


def test_a_mirrored_picture_is_noticed():
    wrong = views(noise=2.0)
    seen = values(wrong[0].points).copy()
    seen[..., 0] = wrong[0].width - 1 - seen[..., 0]
    wrong[0] = replace(wrong[0], points=wrong[0].points.copy(data=seen))
    solved = solve_points(wrong)
    assert "cam1" in {each.where for each in solved.trial.issues}


def test_a_clip_five_frames_late_moves_the_body():
    good, late = views(2), views(2)
    late[1] = replace(
        late[1],
        **{
            part: getattr(late[1], part).assign_coords(time=late[1].time + 0.1)
            for part in ("points", "confidence", "noise")
        },
    )
    right, wrong = triangulate(good), triangulate(late)
    first = np.searchsorted(right.time, wrong.time[0] - 1e-9)
    moved = values(wrong.markers) - values(right.markers)[first:]
    assert np.nanmax(np.abs(moved)) > 0.02
    mended = reconstruct(late, around(2, distortion=LENS), (0.0, -0.1)).trial
    assert np.nanmax(np.abs(values(mended.markers) - values(right.markers))) < 1e-6


def test_one_view_alone_places_nothing():
    seen = views(2)
    points = values(seen[1].points).copy()
    points[:5] = np.nan
    seen[1] = replace(seen[1], points=seen[1].points.copy(data=points))
    trial = triangulate(seen)
    assert np.isnan(values(trial.markers)[:5]).all()
    assert np.isfinite(values(trial.markers)[5:]).all()


def test_what_cannot_be_triangulated_is_said():
    seen = views(2)
    with pytest.raises(InputError, match="two cameras"):
        triangulate(seen[:1])
    with pytest.raises(InputError, match="not known"):
        triangulate([seen[0], replace(seen[1], camera=None)])
    with pytest.raises(InputError, match="offsets"):
        reconstruct(seen, around(2), (0.0,))
    with pytest.raises(InsufficientDataError, match="overlap"):
        reconstruct(seen, around(2), (0.0, 100.0))
