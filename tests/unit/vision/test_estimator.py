"""The seam between ilium and pose models, its own or another's."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import UnknownNameError
from ilium.vision.estimator import PoseEstimator, follow, open_estimator
from ilium.vision.pose import LANDMARKS, Pose


class BrightestPixel:
    """Another's model: seventeen points of COCO, here all on the brightest pixel."""

    name = "brightest pixel 1.0"

    def estimate(
        self, image: np.ndarray, time: float, memory: object
    ) -> tuple[Pose, object]:
        seen = memory if isinstance(memory, int) else 0
        if not image.any():
            return Pose.nobody(), seen
        y, x = np.unravel_index(int(image[..., 0].argmax()), image.shape[:2])
        places = {"hip_left": (float(x), float(y)), "nose": (float(x), float(y) - 9)}
        confidence = {"hip_left": 0.9, "nose": 0.4}
        return Pose.of(places, confidence, people=1), seen + 1


def pictures(count: int) -> list[np.ndarray]:
    frames = [np.zeros((40, 60, 3), dtype=np.uint8) for _ in range(count)]
    for index, frame in enumerate(frames[1:], start=1):
        frame[20, 10 + index] = 255
    return frames


def test_another_model_fits_and_its_points_arrive_by_name():
    model: PoseEstimator = BrightestPixel()
    poses = list(follow(pictures(4), [0.0, 0.1, 0.2, 0.3], model))
    assert [each.found for each in poses] == [False, True, True, True]
    hips = [each.landmarks[LANDMARKS.index("hip_left")] for each in poses[1:]]
    np.testing.assert_array_equal(hips, [(11, 20), (12, 20), (13, 20)])
    assert poses[1].visibility[LANDMARKS.index("nose")] == 0.4
    assert np.isnan(poses[1].landmarks[LANDMARKS.index("knee_right")]).all()


def test_a_clip_may_be_followed_in_parts_that_know_nothing_of_each_other():
    frames, times = pictures(6), [index / 30 for index in range(6)]
    whole = list(follow(frames, times, BrightestPixel()))
    parts = [
        *follow(frames[:3], times[:3], BrightestPixel()),
        *follow(frames[3:], times[3:], BrightestPixel()),
    ]
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_array_equal(one.landmarks, other.landmarks)


def test_a_model_is_opened_by_module_and_factory_in_any_process():
    opened = open_estimator(f"{BrightestPixel.__module__}:BrightestPixel")
    assert opened.name == "brightest pixel 1.0"


@pytest.mark.parametrize("name", ["blazepose-hevy", "nowhere:Model", "math:Model"])
def test_an_unknown_model_is_refused_with_a_way_out(name):
    with pytest.raises(UnknownNameError) as caught:
        open_estimator(name)
    assert caught.value.remedy


def test_a_landmark_that_does_not_exist_is_refused():
    with pytest.raises(UnknownNameError, match="hip_left"):
        Pose.of({"hip_lft": (0.0, 0.0)}, {"hip_lft": 1.0})
