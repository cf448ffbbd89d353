"""Ilium's own BlazePose loop finds what mediapipe finds."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from conftest import lacking
from ilium.errors import InputError
from ilium.vision.blazepose.estimator import open_blazepose
from ilium.vision.estimator import follow
from ilium.vision.pose import LANDMARKS

CLIP = "pose2sim/Demo_SinglePerson/videos/cam01.mp4"
STEP = 0.033333
"""Time that mediapipe takes for the step from one picture to the next [s]."""
CASES = [("heavy", False), ("full", False), ("full", True)]
MEDIAN = "landmark, median distance"
MOST = "landmark, 95th percentile of the distance"


@pytest.fixture(scope="module")
def frames(samples):
    with av.open(str(samples / CLIP)) as container:
        return [each.to_ndarray(format="rgb24") for each in container.decode(video=0)]


@pytest.fixture(scope="module")
def theirs():
    return np.load(Path(__file__).with_name("mediapipe.npz"))


@pytest.fixture(scope="module")
def found(frames):
    """What ilium finds, each model once."""
    kept = {}

    def find(model: str, *, smoothed: bool):
        if (model, smoothed) not in kept:
            try:
                estimator = open_blazepose(f"blazepose-{model}", smoothed=smoothed)
            except InputError as error:
                lacking(str(error))
            times = [STEP * (1 + index) for index in range(len(frames))]
            kept[model, smoothed] = list(follow(frames, times, estimator))
        return kept[model, smoothed]

    return find


def places(poses) -> np.ndarray:
    return np.array([each.landmarks for each in poses])


def stored(theirs, model: str, *, smoothed: bool) -> np.ndarray:
    return theirs[f"{model}_smooth_px" if smoothed else f"{model}_px"] / 64


def distances(ours: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.linalg.norm(ours - other, axis=-1)


@pytest.mark.parametrize(("model", "smoothed"), CASES)
def test_landmarks_are_mediapipes(oracle, found, theirs, model, smoothed):
    ours = places(found(model, smoothed=smoothed))
    apart = distances(ours, stored(theirs, model, smoothed=smoothed))
    case = f"{model}, smoothed" if smoothed else model
    oracle.holds(MEDIAN, np.median(apart), case=case)
    oracle.holds(MOST, np.percentile(apart, 95), case=case)
    first = "landmark of the first frame, median distance"
    oracle.holds(first, np.median(apart[0]), case=case)


@pytest.mark.parametrize("model", ["heavy", "full"])
def test_visibility_and_world_landmarks_are_mediapipes(oracle, found, theirs, model):
    poses = found(model, smoothed=False)
    visibility = np.array([each.visibility for each in poses])
    apart = np.abs(visibility - theirs[f"{model}_visibility"] / 1e4)
    name = "visibility, 95th percentile of the difference"
    oracle.holds(name, np.percentile(apart, 95), case=model)
    world = np.array([each.world for each in poses])
    apart = np.linalg.norm(world - theirs[f"{model}_world"] / 1e4, axis=-1)
    name = "world landmark, 95th percentile of the difference"
    oracle.holds(name, 1000 * np.percentile(apart, 95), case=model)


def test_the_comparison_notices_another_model_frame_or_side(
    oracle, found, theirs, frames
):
    ours = places(found("full", smoothed=False))
    expected = stored(theirs, "full", smoothed=False)
    other = distances(ours, stored(theirs, "heavy", smoothed=False))
    oracle.bites(MEDIAN, "the other model", np.median(other))
    sides = [
        LANDMARKS.index(_swapped(each)) if _swapped(each) in LANDMARKS else index
        for index, each in enumerate(LANDMARKS)
    ]
    swapped = distances(ours[:, sides], expected)
    oracle.bites(MEDIAN, "left and right swapped", np.median(swapped))
    mirror = [np.ascontiguousarray(each[:, ::-1]) for each in frames[:10]]
    model = open_blazepose("blazepose-full")
    mirrored = places(follow(mirror, [STEP * index for index in range(10)], model))
    apart = distances(mirrored, expected[:10])
    oracle.bites(MEDIAN, "mirrored video", np.median(apart))
    late = distances(ours[1:], expected[:-1])
    oracle.bites(MOST, "one frame late", np.percentile(late, 95))


def _swapped(name: str) -> str:
    part, _, side = name.rpartition("_")
    return f"{part}_{'right' if side == 'left' else 'left'}"
