"""A clip holds the real times of its frames, upright, and refuses what is none."""

import time

import numpy as np
import pytest

from clips import bars, number_of, write_clip, write_sound
from ilium.capture.child import Child
from ilium.errors import FileFormatError, InputError, InsufficientDataError
from ilium.vision import clip as clip_module
from ilium.vision import isolation
from ilium.vision.clip import frames, numbered_frames, open_clip

FORMATS = {
    "mp4": ("libx264", "h264"),
    "mov": ("libx264", "h264"),
    "mkv": ("libx265", "hevc"),
    "webm": ("libvpx-vp9", "vp9"),
}


@pytest.mark.parametrize("ending", FORMATS)
def test_every_frame_comes_back_once_in_order(ending, tmp_path):
    written, named = FORMATS[ending]
    clip = open_clip(write_clip(tmp_path / f"a.{ending}", 40, codec=written))
    assert clip.codec == named
    assert [number_of(each) for each in frames(clip)] == list(range(40))
    np.testing.assert_allclose(clip.times, np.arange(40) / 30, atol=1.1e-3)
    assert clip.rate == pytest.approx(30, rel=0.05)


@pytest.mark.parametrize(("start", "stop"), [(0, 5), (7, 31), (29, 30), (38, 99)])
def test_any_stretch_is_the_same_as_in_the_whole(start, stop, tmp_path):
    clip = open_clip(write_clip(tmp_path / "a.mp4", 40))
    found = [number_of(each) for each in frames(clip, start, stop)]
    assert found == list(range(start, min(stop, 40)))


def test_uneven_times_are_kept_and_told(tmp_path):
    times = np.cumsum([0.0, *([0.033] * 9), 0.2, *([0.04] * 9)])
    clip = open_clip(write_clip(tmp_path / "a.mp4", times=times))
    np.testing.assert_allclose(clip.times, times, atol=1e-4)
    assert [each.kind for each in clip.issues] == ["clip-uneven"]
    assert clip.issues[0].value == pytest.approx(0.2, abs=1e-3)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, -90])
def test_a_turned_recording_is_read_upright(rotation, mirrored, tmp_path):
    def marked(_number, size):
        picture = np.full((size[1], size[0], 3), 30, np.uint8)
        picture[: size[1] // 4, : size[0] // 4] = 230
        return picture

    file = tmp_path / "a.mp4"
    write_clip(file, 5, picture=marked, rotation=rotation, mirrored=mirrored)
    clip = open_clip(file)
    expected = np.rot90(marked(0, (160, 120)), rotation // 90)
    expected = expected[:, ::-1] if mirrored else expected
    found = next(frames(clip))
    assert (clip.height, clip.width) == found.shape[:2] == expected.shape[:2]
    assert np.abs(found.astype(float) - expected).mean() < 6


def test_slow_motion_that_the_file_states_is_undone(tmp_path):
    stated = {"com.android.capture.fps": "240.0"}
    clip = open_clip(write_clip(tmp_path / "a.mp4", 40, metadata=stated))
    assert clip.rate == pytest.approx(240, rel=1e-3)
    assert [each.kind for each in clip.issues] == ["clip-slow-motion"]


def test_nothing_about_place_or_person_is_kept(tmp_path):
    told = {
        "location": "+48.1371+011.5754/",
        "artist": "Jane Roe",
        "com.apple.quicktime.model": "Phone 99",
    }
    clip = open_clip(write_clip(tmp_path / "a.mov", 5, metadata=told))
    kept = repr(clip) + repr(clip.request())
    assert not any(each in kept for each in told.values())
    assert str(tmp_path) not in repr(clip)


def test_a_frame_that_is_damaged_is_left_out_and_the_others_keep_numbers(tmp_path):
    file = write_clip(tmp_path / "a.mp4", 60, keyframes=6)
    raw = bytearray(file.read_bytes())
    middle = raw.index(b"mdat") + (len(raw) - raw.index(b"mdat")) // 2
    raw[middle : middle + 400] = b"\x00" * 400
    file.write_bytes(raw)
    clip = open_clip(file)
    found = dict(numbered_frames(clip))
    assert number_of(found[0]) == 0
    assert number_of(found[59]) == 59


def refused(tmp_path, ending, make, error, word):
    file = tmp_path / f"bad.{ending}"
    make(file)
    start = time.perf_counter()
    with pytest.raises(error, match=word) as caught:
        list(frames(open_clip(file)))
    assert time.perf_counter() - start < 15
    assert caught.value.remedy


def white(_number, size):
    return np.full((size[1], size[0], 3), 255, np.uint8)


def picture_file(file):
    from PIL import Image

    Image.fromarray(bars(1)).save(file, format="PNG")


def without_index(file):
    whole = write_clip(file.with_name("whole.mp4"), 60).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


BAD = {
    "absent": ("mp4", lambda _: None, InputError, "no video file"),
    "empty": ("mp4", lambda f: f.write_bytes(b""), FileFormatError, "is empty"),
    "noise": (
        "mp4",
        lambda f: f.write_bytes(np.random.default_rng(1).bytes(50_000)),
        FileFormatError,
        "cannot be read",
    ),
    "text": ("mov", lambda f: f.write_text("no film " * 99), FileFormatError, "read"),
    "sound": ("mp4", write_sound, FileFormatError, "sound without a film"),
    "picture": ("mp4", picture_file, FileFormatError, "holds a picture"),
    "cut off": ("mp4", without_index, FileFormatError, "cannot be read"),
    "one frame": ("mp4", lambda f: write_clip(f, 1), InsufficientDataError, "1 frame"),
    "8K": (
        "mp4",
        lambda f: write_clip(f, 2, size=(7680, 4320), picture=white),
        InputError,
        "7680 × 4320",
    ),
    "an hour": (
        "mp4",
        lambda f: write_clip(f, times=[0.0, 1200.0, 3600.0]),
        InputError,
        "60 min",
    ),
    "1000 Hz": ("mp4", lambda f: write_clip(f, 20, rate=1000), InputError, "1000"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_clip_is_refused_within_seconds(what, tmp_path):
    refused(tmp_path, *BAD[what])


def test_a_clip_that_breaks_off_is_used_as_far_as_it_goes(tmp_path):
    file = write_clip(tmp_path / "a.mp4", 120, faststart=True)
    raw = file.read_bytes()
    file.write_bytes(raw[: int(len(raw) * 0.7)])
    clip = open_clip(file)
    assert "clip-cut-short" in [each.kind for each in clip.issues]
    assert 20 < clip.times.size < 120


@pytest.mark.parametrize(
    ("body", "word"),
    [("import os; os.abort()", "crashed"), ("while True: pass", "took longer")],
)
def test_a_decoder_that_crashes_or_hangs_is_an_error_and_not_an_end(
    body, word, tmp_path, monkeypatch
):
    (tmp_path / "av.py").write_text(body, encoding="utf-8")
    file = tmp_path / "a.mp4"
    file.write_bytes(b"\x00")
    monkeypatch.syspath_prepend(str(tmp_path))
    worker = Child("ilium.vision.clip_worker")
    monkeypatch.setattr(isolation, "WORKER", worker)
    monkeypatch.setattr(clip_module, "EXAMINING", 1.5)
    with pytest.raises(FileFormatError, match=word):
        open_clip(file)
    worker.end()


def test_a_clip_of_240_frames_a_second_is_read(tmp_path):
    clip = open_clip(write_clip(tmp_path / "a.mp4", 48, rate=240))
    assert clip.rate == pytest.approx(240, rel=1e-3)
    assert len(list(frames(clip))) == 48
