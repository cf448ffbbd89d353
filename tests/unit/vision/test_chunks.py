"""Watching a clip: the same whatever the number of processes, and nobody is lost."""

import itertools

import numpy as np
import pytest

from clips import number_of, write_clip
from ilium.errors import FileFormatError, InputError
from ilium.vision import chunks
from ilium.vision.chunks import OVERLAP, watch
from ilium.vision.clip import frames, open_clip
from ilium.vision.estimator import follow, open_estimator

BRIGHT = "stand_in:Bright"


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clips")
    return open_clip(write_clip(folder / "long.mp4", 640, size=(100, 64)))


def paths(watched):
    return np.array([each.landmarks for each in watched.poses])


@pytest.fixture(scope="module")
def watched(long_clip):
    return watch(long_clip, BRIGHT, workers=1)


def test_the_number_of_processes_changes_nothing(long_clip, watched):
    other = watch(long_clip, BRIGHT, workers=3)
    np.testing.assert_array_equal(paths(watched), paths(other))
    np.testing.assert_array_equal(watched.light, other.light)
    np.testing.assert_array_equal(watched.blur, other.blur)


def test_a_seam_is_as_if_the_clip_were_followed_in_one_go(long_clip, watched):
    model = open_estimator(BRIGHT)
    one_go = follow(frames(long_clip), long_clip.times, model)
    expected = np.array([each.landmarks for each in one_go])
    np.testing.assert_allclose(paths(watched), expected, atol=2.0 * 0.1**OVERLAP)


def test_without_an_overlap_the_seam_would_show(long_clip, watched, monkeypatch):
    """Negative control: the trackers need the frames before the seam."""
    monkeypatch.setattr(chunks, "OVERLAP", 1)
    short = watch(long_clip, BRIGHT, workers=1)
    assert np.abs(paths(short) - paths(watched))[300].max() > 0.1


def test_a_chunk_that_starts_with_another_person_is_followed_anew(long_clip):
    found = watch(long_clip, "stand_in:Jumper", workers=2)
    x = paths(found)[:, 0, 0]
    assert x.max() < long_clip.width
    assert found.issues == ()


def test_the_estimator_is_named_for_the_record(watched):
    assert watched.estimator == "stand-in 1"


def test_progress_ends_with_every_frame(long_clip):
    told = []
    watch(long_clip, BRIGHT, workers=2, progress=lambda *now: told.append(now))
    assert told[-1] == (640, 640)
    assert all(one[0] <= two[0] for one, two in itertools.pairwise(told))


def test_a_pose_model_that_crashes_is_an_error_and_not_an_end(long_clip):
    with pytest.raises(FileFormatError, match="crashed"):
        watch(long_clip, "stand_in:Crasher", workers=2)


def test_an_unknown_pose_model_is_told_as_such(long_clip):
    with pytest.raises(InputError, match="no pose model"):
        watch(long_clip, "lite", workers=1)


def test_light_is_judged_in_every_fifth_frame(watched, long_clip):
    expected = [each.mean() / 255 for each in frames(long_clip, 0, 6)]
    np.testing.assert_allclose(watched.light[:6:5], expected[::5], atol=0.1)
    judged = np.flatnonzero(np.isfinite(watched.light))
    np.testing.assert_array_equal(judged, np.arange(0, watched.light.size, 5))


def test_the_clip_of_this_test_is_what_it_says(long_clip):
    assert number_of(next(frames(long_clip, 300, 301))) == 300
