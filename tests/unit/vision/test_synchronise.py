"""Offsets between the clocks of two cameras."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from filmed import around, body_points, filmed
from ilium.errors import FileFormatError, InsufficientDataError
from ilium.vision.synchronise import clap_offset, clap_time, motion_offset


@pytest.mark.parametrize("offset", [0.0, 0.137, -0.41])
def test_movement_tells_the_offset_to_a_part_of_a_frame(offset):
    time, points = body_points()
    one, two = around(2)
    first = filmed(one, time, points, noise=3.0, seed=1)
    second = filmed(two, time - offset, points, noise=3.0, seed=2)
    found = motion_offset(first, second)
    assert abs(found.seconds - offset) < 0.01
    assert abs(found.seconds - offset) < 3.0 * found.error
    assert found.likeness > 0.5


def test_a_person_who_stands_still_tells_no_offset():
    time, points = body_points()
    still = {
        name: np.repeat(path[:1], time.size, axis=0) for name, path in points.items()
    }
    one, two = around(2)
    with pytest.raises(InsufficientDataError, match="Clap"):
        motion_offset(
            filmed(one, time, still, noise=3.0, seed=1),
            filmed(two, time, still, noise=3.0, seed=2),
        )


def sound(clap, rate=16000, length=3.0, seed=0):
    rng = np.random.default_rng(seed)
    t = np.arange(round(length * rate)) / rate
    noise = 0.01 * rng.standard_normal(t.size) + 0.02 * np.sin(2 * np.pi * 120 * t)
    after = np.clip(t - clap, 0.0, None)
    burst = (t >= clap) * np.exp(-after / 0.03) * rng.standard_normal(t.size)
    return noise + 0.6 * burst


def test_a_clap_is_timed_to_a_millisecond():
    assert clap_time(sound(1.2345), 16000.0, 0.0) == pytest.approx(1.2345, abs=0.001)


def test_hum_without_a_clap_is_refused():
    with pytest.raises(InsufficientDataError, match="clap"):
        clap_time(0.1 * np.sin(np.arange(48000) / 50.0), 16000.0, 0.0)


def written(path, clap, seed):
    """A clip with a black picture and real AAC sound."""
    with av.open(str(path), "w") as out:
        picture = out.add_stream("libx264", rate=Fraction(30))
        picture.width, picture.height, picture.pix_fmt = 64, 64, "yuv420p"
        audio = out.add_stream("aac", rate=16000)
        audio.layout = "mono"
        for number in range(90):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24")
            frame.pts = number
            out.mux(picture.encode(frame))
        out.mux(picture.encode())
        samples = sound(clap, seed=seed).astype(np.float32)
        for first in range(0, samples.size, 1024):
            part = av.AudioFrame.from_ndarray(
                samples[None, first : first + 1024], "fltp", "mono"
            )
            part.sample_rate, part.pts = 16000, first
            out.mux(audio.encode(part))
        out.mux(audio.encode())
    return path


def test_two_clips_that_heard_the_same_clap_are_aligned(tmp_path):
    one = written(tmp_path / "one.mp4", 1.000, 1)
    two = written(tmp_path / "two.mp4", 1.250, 2)
    found = clap_offset(one, two)
    assert found.seconds == pytest.approx(-0.25, abs=0.005)
    assert abs(found.seconds + 0.25) < 2.0 * found.error


def test_a_clip_without_sound_says_so(tmp_path):
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as out:
        picture = out.add_stream("libx264", rate=Fraction(30))
        picture.width, picture.height, picture.pix_fmt = 64, 64, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24")
        out.mux(picture.encode(frame))
        out.mux(picture.encode())
    with pytest.raises(FileFormatError, match="no sound"):
        clap_offset(path, path)
    (tmp_path / "text.mp4").write_text("no video", encoding="utf-8")
    with pytest.raises(FileFormatError):
        clap_offset(tmp_path / "text.mp4", path)
