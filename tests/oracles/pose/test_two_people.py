"""Everybody's face is hidden, not only that of the person who is followed."""

from __future__ import annotations

import av
import numpy as np
import pytest

from clips import write_clip
from conftest import lacking
from ilium.errors import InputError
from ilium.vision.clip import open_clip
from ilium.vision.footage import film_of
from ilium.vision.weights import weight_file

CLIP = "pose2sim/Demo_SinglePerson/videos/cam01.mp4"
COUNT = 24


@pytest.fixture(scope="module")
def footage(samples, tmp_path_factory):
    """A recording beside itself: the same person twice, 540 px apart."""
    try:
        weight_file("full")
    except InputError as error:
        lacking(str(error))
    with av.open(str(samples / CLIP)) as container:
        frames = [
            each.reformat(width=544, height=960, format="rgb24").to_ndarray()
            for each, _ in zip(container.decode(video=0), range(COUNT), strict=False)
        ]

    def twice(number, _size):
        return np.concatenate([frames[number], frames[number]], axis=1)

    file = tmp_path_factory.mktemp("two") / "two.mp4"
    write_clip(file, COUNT, picture=twice, size=(1088, 960))
    return film_of(open_clip(file), estimator="blazepose-full", workers=1)


def test_both_faces_are_under_a_circle_in_every_picture(footage):
    covers = footage.covers()
    assert covers.shape[1] > 1
    noses = np.array([each.landmarks[0] for each in footage.watched.poses])
    side = np.where(noses[:, 0] < 544, 544.0, -544.0)
    for number, nose in enumerate(noses):
        beside = nose + np.array([side[number], 0.0])
        for place in (nose, beside):
            away = np.hypot(*(covers[number, :, :2] - place).T)
            assert (away < covers[number, :, 2]).any(), number


def test_no_circle_hides_the_body_too(footage):
    radius = footage.covers()[..., 2]
    assert radius[radius > 0.0].min() > 20.0
    assert radius.max() < 0.2 * 960


def test_it_says_that_several_people_are_there(footage):
    kinds = {each.kind for each in footage.keypoints.issues}
    assert "several-people" in kinds
