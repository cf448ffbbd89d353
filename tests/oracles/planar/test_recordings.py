"""Real keypoints: balancing on a beam, and kettlebell swings."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from ilium.capture.trc import read_trc
from ilium.core.camera import Levelling
from ilium.core.participant import Participant
from ilium.core.quantity import values
from ilium.planar.movement import find_planar_movement
from ilium.planar.solve import solve_planar
from ilium.units import DEGREE, degrees
from ilium.vision.calibration import read_calibration
from ilium.vision.keypoint_files import read_keypoints

HISTORY = "pose2sim/history_v0.6_reference"
SPACE = "pose-3d/S00_P00_T01_BalancingTrial_0-100_filt_butterworth.trc"
CALIBRATION = "pose2sim/Demo_SinglePerson/calibration/Calib.qca.txt"


def beam(samples, number):
    camera = read_calibration(samples / CALIBRATION)[number - 1]
    up = camera.rotation[:, 1]
    known = Levelling(
        roll=math.atan2(up[0], -up[1]),
        pitch=math.asin(up[2]),
        roll_error=0.3 * DEGREE,
        pitch_error=0.3 * DEGREE,
        how="calibration",
    )
    folder = samples / HISTORY / f"pose_openpose_json/cam0{number}"
    keypoints = read_keypoints(folder, rate=60.0, size=(1088, 1920))
    return solve_planar(replace(keypoints, camera=camera, levelling=known))


def four_cameras(samples):
    space = read_trc(samples / HISTORY / SPACE, participant=Participant())
    hips = [space.positions[:, space.names.index(each)] for each in ("LHip", "RHip")]
    line = hips[1] - hips[0]
    return np.arcsin(line[:, 1] / np.linalg.norm(line, axis=1))


BEAM = "beam balance, one camera against four, RMS"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_one_camera_follows_four(samples, oracle, number):
    found = values(beam(samples, number).angles.sel(signal="pelvic_obliquity"))
    apart = found - four_cameras(samples)[: found.size]
    error = degrees(float(np.sqrt(np.nanmean(apart**2))))
    oracle.holds(BEAM, error, case=f"camera {number}")


def test_swapped_sides_are_noticed_on_the_beam(samples, oracle):
    found = values(beam(samples, 2).angles.sel(signal="pelvic_obliquity"))
    apart = found + four_cameras(samples)[: found.size]
    oracle.bites(BEAM, "sides swapped", degrees(float(np.sqrt(np.nanmean(apart**2)))))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_standing_on_the_left_leg_is_recognised(samples, oracle, number):
    found = find_planar_movement(beam(samples, number))
    assert found.task == "single_leg_standing"
    wrong = [each.side for each in found.repetitions] != ["left"]
    oracle.holds("beam balance, stance side", float(wrong), case=f"camera {number}")


def test_a_camera_rolled_by_26_degrees_is_refused(samples):
    refused = {each.kind for each in beam(samples, 4).refused}
    assert "camera-rolled" in refused


def test_front_and_rear_cameras_agree_on_left_and_right(samples):
    assert [beam(samples, number).view for number in (1, 2, 3, 4)] == [
        "front", "front", "rear", "rear",
    ]  # fmt: skip


def test_four_kettlebell_swings_are_four_repetitions(samples, oracle):
    folder = samples / "swing_analyzer"
    keypoints = read_keypoints(folder / "swing-sample-4reps.posetrack.json.gz")
    found = find_planar_movement(solve_planar(keypoints))
    oracle.holds("kettlebell swings, repetitions", abs(len(found.repetitions) - 4))
    known = json.loads(
        (folder / "swing-sample-4reps.groundtruth.json").read_text(encoding="utf-8")
    )
    bottoms = [
        each["video_time"]
        for each in known["annotations"]
        if each["position"] == "bottom"
    ]
    deepest = [each.events["bottom"] for each in found.repetitions]
    name = "kettlebell swings, time of the deepest hinge"
    oracle.holds(name, float(np.abs(np.subtract(deepest, bottoms)).max()))
    tops = [
        each["video_time"] for each in known["annotations"] if each["position"] == "top"
    ]
    late = float(np.abs(np.subtract(deepest[:3], tops)).min())
    oracle.bites(name, "tops taken for bottoms", late)
