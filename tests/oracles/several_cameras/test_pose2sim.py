"""Triangulation against Pose2Sim's own, from the same keypoints and cameras."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from scipy.signal import butter, filtfilt

from ilium.core.quantity import values
from ilium.units import degrees
from ilium.vision.calibration import read_calibration
from ilium.vision.keypoint_files import read_keypoints
from ilium.vision.triangulate import solve_points

PLACES = ("Hip", "Knee", "Ankle", "Shoulder")


@pytest.fixture(scope="module")
def views(samples):
    folder = samples / "pose2sim"
    cameras = read_calibration(folder / "Demo_SinglePerson/calibration/Calib.qca.txt")
    shots = folder / "history_v0.6_reference/pose_openpose_json"
    return [
        replace(
            read_keypoints(shots / camera.name, rate=60.0, size=(1088, 1920)),
            camera=camera,
        )
        for camera in cameras
    ]


@pytest.fixture(scope="module")
def theirs(samples):
    """Pose2Sim's unfiltered markers in ilium's frame, name to shape (time, 3) [m]."""
    path = samples / "pose2sim/history_v0.6_reference/pose-3d"
    lines = (
        (path / "S00_P00_T01_BalancingTrial_0-100.trc")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    names = [each for each in lines[3].split("\t")[2:] if each]
    rows = np.array([line.split("\t")[2:] for line in lines[5:] if line.strip()], float)
    places = rows.reshape(len(rows), -1, 3)
    ours = np.stack((places[..., 2], places[..., 1], -places[..., 0]), axis=-1)
    return {name: ours[:, number] for number, name in enumerate(names)}


def marker(solved, name):
    at = solved.trial.marker_names.index(name)
    return values(solved.trial.markers)[:, at] @ solved.trial.lab.rotation


def obliquity(solved):
    line = marker(solved, "hip_left") - marker(solved, "hip_right")
    frames = np.arange(len(line))
    known = np.isfinite(line[:, 0])
    whole = np.stack(
        [np.interp(frames, frames[known], each[known]) for each in line.T], axis=1
    )
    calm = filtfilt(*butter(2, 6.0 / 30.0), whole, axis=0)
    return degrees(np.arctan2(calm[:, 1], np.hypot(calm[:, 0], calm[:, 2])))


def test_four_cameras_meet_at_the_hips(oracle, views):
    solved = solve_points(views)
    names = solved.trial.marker_names
    hips = [names.index(f"hip_{side}") for side in ("left", "right")]
    used = solved.used[..., hips]
    assert used.mean() > 0.85
    error = float(solved.reprojection[..., hips][used].mean())
    oracle.holds("reprojection at the hips, four cameras", error)
    everything = float(np.nanmean(solved.reprojection[..., hips]))
    oracle.bites(
        "reprojection at the hips, four cameras", "no view left out", everything
    )


def test_the_best_pair_gives_the_obliquity_of_four(oracle, views):
    whole = obliquity(solve_points(views))
    apart = {
        pair: float(np.std(obliquity(solve_points([views[k] for k in pair])) - whole))
        for pair in itertools.combinations(range(4), 2)
    }
    best = min(apart, key=lambda pair: apart[pair])
    oracle.holds(
        "obliquity of the best pair against four cameras",
        apart[best],
        case=f"cameras {best[0] + 1} and {best[1] + 1}",
    )
    mirrored = [views[k] for k in best]
    seen = values(mirrored[0].points).copy()
    seen[..., 0] = mirrored[0].width - 1 - seen[..., 0]
    mirrored[0] = replace(mirrored[0], points=mirrored[0].points.copy(data=seen))
    wrong = float(np.std(obliquity(solve_points(mirrored)) - whole))
    oracle.bites(
        "obliquity of the best pair against four cameras", "mirrored picture", wrong
    )


def test_points_are_where_pose2sim_puts_them(oracle, views, theirs):
    solved = solve_points(views)
    off, swapped = [], []
    for place, (side, other) in itertools.product(
        PLACES, (("left", "right"), ("right", "left"))
    ):
        mine = marker(solved, f"{place.lower()}_{side}")
        off.append(np.linalg.norm(mine - theirs[side[0].upper() + place], axis=1))
        swapped.append(np.linalg.norm(mine - theirs[other[0].upper() + place], axis=1))
    median = 1000.0 * float(np.nanmedian(np.concatenate(off)))
    oracle.holds("places against Pose2Sim's", median)
    wrong = 1000.0 * float(np.nanmedian(np.concatenate(swapped)))
    oracle.bites("places against Pose2Sim's", "sides swapped", wrong)
