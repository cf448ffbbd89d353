"""Keypoint files that other programs really wrote."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.vision.keypoint_files import read_keypoints

FROM_THE_FRONT = ("cam01", "cam02")
POSES = "pose2sim/history_v0.6_reference/pose_openpose_json"


@pytest.mark.parametrize("camera", ["cam01", "cam02", "cam03", "cam04"])
def test_every_camera_of_the_beam_walker_shows_the_hips(samples, camera):
    found = read_keypoints(samples / POSES / camera, rate=60.0, size=(1088, 1920))
    assert found.time.size == 100
    for name in ("hip_left", "hip_right"):
        path = found.point(name)
        assert np.isfinite(path).mean() > 0.95
    every = np.stack([found.point(name) for name in found.names], axis=1)
    steps = np.linalg.norm(np.diff(every, axis=0), axis=2)
    assert np.nanmedian(steps, axis=1).max() < 20.0  # the person does not change
    apart = np.nanmedian(found.point("hip_left") - found.point("hip_right"), axis=0)[0]
    assert (apart > 0.0) == (camera in FROM_THE_FRONT)


def test_kettlebell_swings_are_read_with_their_times(samples):
    folder = samples / "swing_analyzer"
    found = read_keypoints(folder / "swing-sample-4reps.posetrack.json.gz")
    assert (found.width, found.height) == (1920, 1080)
    assert found.time.size == 165
    assert found.time[-1] == pytest.approx(164 / 30.0, abs=0.02)
    assert np.isfinite(found.point("hip_left")).mean() > 0.95
