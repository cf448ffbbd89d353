"""The right person is followed through pictures put together from a recording."""

from __future__ import annotations

import av
import cv2
import numpy as np
import pytest

from conftest import lacking
from ilium.core.quantity import values
from ilium.core.trial import Source
from ilium.errors import InputError
from ilium.vision.blazepose.estimator import open_blazepose
from ilium.vision.body_points import to_keypoints
from ilium.vision.estimator import follow
from ilium.vision.pose import LANDMARKS
from ilium.vision.trunk import trunk

CLIPS = "pose2sim/Demo_SinglePerson/videos"
COUNT = 12
RATE = 10.0
"""Pictures that are used, and a rate at which they span the second between counts."""
KNEE = LANDMARKS.index("knee_left")


@pytest.fixture(scope="module")
def frames(samples):
    with av.open(str(samples / CLIPS / "cam01.mp4")) as container:
        decoded = container.decode(video=0)
        return [next(decoded).to_ndarray(format="rgb24") for _ in range(COUNT)]


@pytest.fixture(scope="module")
def model():
    try:
        return open_blazepose("blazepose-full")
    except InputError as error:
        return lacking(str(error))


def watched(frames, model):
    times = np.arange(len(frames)) / RATE
    poses = list(follow(frames, times, model))
    height, width = frames[0].shape[:2]
    found = to_keypoints(
        poses,
        times,
        name="clip",
        width=width,
        height=height,
        source=Source(format="mp4", sha256=""),
        estimator=model.name,
    )
    return poses, found


def kinds(found) -> list[str]:
    return [each.kind for each in found.issues]


def side_by_side(frame: np.ndarray, share: float) -> np.ndarray:
    """The recording, and a smaller copy of it to its right."""
    small = cv2.resize(frame, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    wide = np.zeros((frame.shape[0], frame.shape[1] + small.shape[1], 3), np.uint8)
    wide[:, : frame.shape[1]] = frame
    wide[-small.shape[0] :, frame.shape[1] :] = small
    return wide


def test_of_two_people_the_larger_one_is_followed(frames, model):
    alone, _ = watched(frames, model)
    poses, _ = watched([side_by_side(each, 0.6) for each in frames], model)
    one = trunk(np.array([each.landmarks for each in alone]))[0]
    same = trunk(np.array([each.landmarks for each in poses]))[0]
    assert np.linalg.norm(one - same, axis=1).max() < 10.0


def test_two_alike_people_are_said_and_one_of_them_is_kept(frames, model):
    poses, found = watched([side_by_side(each, 1.0) for each in frames], model)
    hips, _ = trunk(np.array([each.landmarks for each in poses]))
    assert np.ptp(hips[:, 0]) < 60.0
    assert "several-people" in kinds(found)
    _, alone = watched(frames, model)
    assert "several-people" not in kinds(alone)


def test_the_mirrored_order_follows_the_same_person(frames, model):
    """Negative control: it is the size that decides, not the side of the picture."""
    flipped = [
        np.ascontiguousarray(side_by_side(each, 0.6)[:, ::-1]) for each in frames[:4]
    ]
    poses, _ = watched(flipped, model)
    _, length = trunk(np.array([each.landmarks for each in poses]))
    _, alone = trunk(
        np.array([each.landmarks for each in watched(frames[:4], model)[0]])
    )
    np.testing.assert_allclose(length, alone, rtol=0.1)


def test_after_black_pictures_the_same_person_is_taken_up_again(frames, model):
    shown = [side_by_side(each, 0.8) for each in frames]
    whole, _ = watched(shown, model)
    for each in shown[5:8]:
        each[:] = 0
    poses, found = watched(shown, model)
    assert [each.found for each in poses] == [True] * 5 + [False] * 3 + [True] * 4
    assert "person-lost" in kinds(found)
    again = trunk(np.array([each.landmarks for each in poses[8:]]))[0]
    before = trunk(np.array([each.landmarks for each in whole[8:]]))[0]
    assert np.linalg.norm(again - before, axis=1).max() < 15.0


def test_legs_that_the_picture_cuts_off_are_not_there(frames, model):
    places = np.array([each.landmarks for each in watched(frames[:3], model)[0]])
    knees = int(places[..., KNEE, 1].min())
    _, found = watched([each[: knees - 40].copy() for each in frames], model)
    for name in ("ankle_left", "ankle_right", "toe_left", "toe_right"):
        assert np.isnan(found.point(name)).all()
    assert np.isfinite(found.point("shoulder_left")).all()


@pytest.mark.parametrize("picture", ["black", "noise"])
def test_where_there_is_nobody_nobody_is_found(picture, model):
    random = np.random.default_rng(0)
    size = (480, 270, 3)
    made = [
        random.integers(0, 255, size).astype(np.uint8)
        if picture == "noise"
        else np.zeros(size, np.uint8)
        for _ in range(3)
    ]
    poses, found = watched(made, model)
    assert not any(each.found for each in poses)
    assert kinds(found) == ["no-person"]
    assert np.isnan(values(found.points)).all()
