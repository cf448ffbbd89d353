"""Stickers through the processes: what was found comes back, what was not is NaN."""

import numpy as np

from clips import write_clip
from ilium.core.dictionary import (
    KEYPOINT_CONFIDENCE,
    KEYPOINT_NOISE,
    KEYPOINT_POSITION,
)
from ilium.core.keypoints import BODY_POINTS, STICKERS, Keypoints
from ilium.core.trial import Source
from ilium.vision.chunks import watch
from ilium.vision.clip import open_clip
from ilium.vision.dots import from_arrays, to_arrays, with_stickers
from ilium.vision.stickers import StickerFind
from stand_in import DOTS, SIZE, dotted

FIND = StickerFind(x=1.5, y=2.5, error=0.1, blur=1.0, diameter=9.0, found=True, why="")


def body(frames):
    labels = {"time": np.arange(frames) / 30, "keypoint": BODY_POINTS}
    shape = (frames, len(BODY_POINTS))
    return Keypoints(
        name="clip",
        points=KEYPOINT_POSITION.label(
            np.ones((*shape, 2)), **labels, image_axis=["u", "v"]
        ),
        confidence=KEYPOINT_CONFIDENCE.label(np.ones(shape), **labels),
        noise=KEYPOINT_NOISE.label(np.ones(shape), **labels),
        width=100,
        height=100,
        source=Source(format="mp4", sha256="0"),
        estimator="none",
    )


def test_finds_survive_the_way_between_processes():
    frames = [{"asis_left": FIND, "asis_right": StickerFind(why="crowded")}] * 30
    found = from_arrays(to_arrays(frames))
    assert found[7]["asis_left"] == FIND
    assert found[7]["asis_right"].why == "crowded"
    assert "sternum" not in found[7]


def test_a_sticker_is_a_keypoint_where_it_was_found_and_nan_elsewhere():
    frames = [{"asis_left": FIND}] * 3 + [{}]
    found = with_stickers(body(4), frames)
    assert found.names == (*BODY_POINTS, "asis_left")
    np.testing.assert_array_equal(found.point("asis_left")[:3], [[1.5, 2.5]] * 3)
    assert np.isnan(found.point("asis_left")[3]).all()


def test_without_stickers_nothing_is_added():
    assert with_stickers(body(2), [{}, {}]).names == BODY_POINTS


def test_dots_on_the_pelvis_are_found_in_a_clip_and_none_is_invented(tmp_path):
    file = write_clip(tmp_path / "a.mp4", 40, size=SIZE, picture=dotted)
    clip = open_clip(file)
    found = watch(clip, "stand_in:Standing", stickers="green", workers=2)
    seen = with_stickers(body(40), found.finds)
    for place, (x, y) in DOTS.items():
        away = seen.point(place)[20] - [x, y]
        assert np.hypot(*away) < 1.0
    assert set(seen.names) - set(BODY_POINTS) == set(DOTS) <= set(STICKERS)
