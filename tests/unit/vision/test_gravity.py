"""Roll and pitch from the gravity that a camera wrote into its own file."""

from __future__ import annotations

import numpy as np
import pytest

from cameras import looking
from ilium.conventions import GRAVITY
from ilium.units import DEGREE
from ilium.vision.clip import open_clip
from ilium.vision.gravity import levelling_of_readings
from ilium.vision.gravity_track import read_track
from ilium.vision.levelling import levelling_of_camera
from sensor_tracks import (
    acceleration_stream,
    camm_packet,
    gopro_packet,
    gravity_stream,
    key,
    nest,
    orientation_stream,
    write_sensed,
)

SECONDS = 3
CLOSE = 0.1 * DEGREE


def down_in(roll, pitch):
    """Gravity in a camera's frame (right, down, ahead), and its true roll and pitch."""
    height = 1.0 + 2.5 * np.tan(pitch)
    camera = looking((2.5, 1.0, 0.0), (0.0, height, 0.0), roll=roll)
    return -camera.rotation[:, 1], levelling_of_camera(camera)


def stored(down, rotation, *, mirrored=False):
    """The same direction in the picture as stored, before it is turned upright."""
    right, low, ahead = down
    right = -right if mirrored else right
    for _ in range(rotation // 90 % 4):
        right, low = -low, right
    return np.array([right, low, ahead])


def a_second(down, rate=30, noise=0.0, seed=0):
    draw = np.random.default_rng(seed)
    return down + noise * draw.standard_normal((rate, 3))


def gopro(path, *packets, **more):
    return open_clip(write_sensed(path, list(enumerate(packets)), **more))


def gravity_clip(path, downs, **more):
    return gopro(path, *(gopro_packet(gravity_stream(each)) for each in downs), **more)


def kinds(clip):
    return [each.kind for each in clip.issues]


@pytest.mark.parametrize(("roll", "pitch"), [(0.0, 0.0), (0.06, -0.1), (-0.09, 0.2)])
@pytest.mark.parametrize(
    ("rotation", "mirrored"), [(0, False), (90, False), (180, False), (-90, True)]
)
def test_a_gopro_s_gravity_says_how_it_stood(roll, pitch, rotation, mirrored, tmp_path):
    down, truth = down_in(roll, pitch)
    seen = stored(down, rotation, mirrored=mirrored)
    clip = gravity_clip(
        tmp_path / "a.mp4", [a_second(seen)] * SECONDS,
        rotation=rotation, mirrored=mirrored,
    )  # fmt: skip
    found = clip.gravity
    assert found.how == "gravity"
    assert found.roll == pytest.approx(truth.roll, abs=CLOSE)
    assert found.pitch == pytest.approx(truth.pitch, abs=CLOSE)
    assert 0.4 * DEGREE < found.roll_error < 0.7 * DEGREE
    assert kinds(clip) == []


@pytest.mark.parametrize("order", [None, "YxZ", "zxY"])
def test_its_accelerometer_does_where_gravity_is_blank(order, tmp_path):
    down, truth = down_in(0.06, -0.1)
    readings = -GRAVITY * a_second(down, 200, noise=0.005)
    packet = gopro_packet(
        gravity_stream(np.zeros((30, 3))), acceleration_stream(readings, order)
    )
    found = gopro(tmp_path / "a.mp4", *[packet] * SECONDS).gravity
    assert found.roll == pytest.approx(truth.roll, abs=2 * CLOSE)
    assert found.pitch == pytest.approx(truth.pitch, abs=2 * CLOSE)
    assert found.roll_error > 1.0 * DEGREE  # an accelerometer alone is no level


def camm_clip(path, readings, *, rate=50, **more):
    packets = []
    for number, reading in enumerate(readings):
        packets.append((number / rate, camm_packet(3, *reading)))
        packets.append((number / rate, camm_packet(2, 0.0, 0.0, 0.0)))
    return open_clip(write_sensed(path, packets, tag=b"camm", **more))


@pytest.mark.parametrize("rotation", [0, -90])
def test_a_camera_motion_track_says_it_too(rotation, tmp_path):
    down, truth = down_in(-0.05, 0.15)
    seen = stored(down, rotation)
    readings = -GRAVITY * a_second(seen, 150, noise=0.005)
    found = camm_clip(tmp_path / "a.mp4", readings, rotation=rotation).gravity
    assert found.how == "gravity"
    assert found.roll == pytest.approx(truth.roll, abs=2 * CLOSE)
    assert found.pitch == pytest.approx(truth.pitch, abs=2 * CLOSE)


def test_an_axis_of_the_wrong_sign_is_noticed(tmp_path):
    """Negative control: the checks above see a mirrored sensor."""
    down, truth = down_in(0.06, -0.1)
    clip = gravity_clip(tmp_path / "a.mp4", [a_second(down * [-1, 1, 1])] * SECONDS)
    assert abs(clip.gravity.roll - truth.roll) > 50 * CLOSE


def test_axes_that_changed_places_are_not_believed(tmp_path):
    down, _ = down_in(0.06, -0.1)
    clip = gravity_clip(tmp_path / "a.mp4", [a_second(down[[1, 0, 2]])] * SECONDS)
    assert not clip.gravity.known
    assert kinds(clip) == ["gravity-sideways"]


def test_gravity_that_points_up_is_not_believed(tmp_path):
    down, _ = down_in(0.0, 0.0)
    clip = gravity_clip(tmp_path / "a.mp4", [a_second(-down)] * SECONDS)
    assert not clip.gravity.known


def test_a_camera_in_the_hand_has_no_level(tmp_path):
    downs = [a_second(down_in(roll, 0.0)[0]) for roll in (-0.1, 0.0, 0.1)]
    clip = gravity_clip(tmp_path / "a.mp4", downs)
    assert not clip.gravity.known
    assert [each.severity for each in clip.issues] == ["caution"]
    assert "stand" in clip.issues[0].what


def test_small_movements_widen_the_error(tmp_path):
    downs = [a_second(down_in(roll, 0.0)[0]) for roll in (-0.015, 0.0, 0.015)]
    found = gravity_clip(tmp_path / "a.mp4", downs).gravity
    assert found.roll_error > np.hypot(0.5 * DEGREE, 0.014)


def test_a_shaken_accelerometer_is_not_at_rest(tmp_path):
    down, _ = down_in(0.0, 0.0)
    readings = -GRAVITY * a_second(down, 150, noise=0.1)
    clip = camm_clip(tmp_path / "a.mp4", readings)
    assert not clip.gravity.known
    assert kinds(clip) == ["gravity-restless"]


def test_pictures_that_the_camera_levelled_by_itself_are_told(tmp_path):
    packet = gopro_packet(
        gravity_stream(a_second(down_in(0.1, 0.0)[0])), orientation_stream(0.1)
    )
    clip = gopro(tmp_path / "a.mp4", *[packet] * SECONDS)
    assert not clip.gravity.known
    assert kinds(clip) == ["gravity-levelled"]


LONG = key("GRAV", "s", 6, b"\0" * 6)[:6] + b"\xff\xff" + b"\0" * 8
DAMAGED = {
    "longer than its packet": nest("DEVC", nest("STRM", LONG)),
    "a scale of nothing": gopro_packet(
        nest("STRM", key("SCAL", "s", 2, b"\0\0") + key("GRAV", "s", 6, b"\1" * 6))
    ),
    "letters for numbers": gopro_packet(nest("STRM", key("ACCL", "c", 3, b"abcabc"))),
    "axes that are none": gopro_packet(
        nest("STRM", key("ORIN", "c", 1, b"QQQ") + key("ACCL", "s", 6, b"\1" * 6))
    ),
    "nested without end": nest(
        "DEVC",
        nest("DEVC", nest("DEVC", nest("DEVC", nest("DEVC", nest("DEVC", b""))))),
    ),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_track_leaves_the_film_as_it_is(damage, tmp_path):
    clip = gopro(tmp_path / "a.mp4", DAMAGED[damage], DAMAGED[damage])
    assert clip.times.size == 90
    assert not clip.gravity.known
    assert kinds(clip) == ["gravity-broken"]


def test_damaged_motion_packets_leave_the_film_as_it_is(tmp_path):
    packets = [(0.0, camm_packet(3, 0.0, -GRAVITY, 0.0)), (0.1, b"\0\0\3\0short")]
    clip = open_clip(write_sensed(tmp_path / "a.mp4", packets, tag=b"camm"))
    assert kinds(clip) == ["gravity-broken"]


def test_readings_that_are_no_numbers_are_left_out(tmp_path):
    down, truth = down_in(0.05, 0.0)
    readings = -GRAVITY * a_second(down, 150, noise=0.001)
    readings[7] = np.nan
    readings[8, 1] = np.inf
    found = camm_clip(tmp_path / "a.mp4", readings).gravity
    assert found.roll == pytest.approx(truth.roll, abs=2 * CLOSE)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_bytes_a_track_holds_the_film_opens(seed, tmp_path):
    draw = np.random.default_rng(seed)
    packets = [draw.bytes(int(draw.integers(1, 400))) for _ in range(20)]
    packets[0] = b"DEVC" + packets[0] if seed % 2 else packets[0]
    clip = gopro(tmp_path / "a.mp4", *packets)
    assert clip.times.size == 90
    assert not clip.gravity.known


def test_no_flipped_byte_does_more_than_break_the_track():
    down, _ = down_in(0.05, 0.1)
    whole = gopro_packet(
        gravity_stream(a_second(down)),
        acceleration_stream(-GRAVITY * a_second(down, 20), "zxY"),
        orientation_stream(0.0),
    )
    draw = np.random.default_rng(4)
    for _ in range(600):
        packet = bytearray(whole)
        for at in draw.integers(0, 120, 2):
            packet[at] = draw.integers(0, 256)
        found = read_track([(0.0, bytes(packet[: draw.integers(20, len(whole) + 1)]))])
        assert np.isfinite(found.vectors).all()
        levelling_of_readings(found, rotation=1, mirrored=True)


def test_a_clip_without_such_a_track_says_nothing(tmp_path):
    clip = gopro(tmp_path / "a.mp4")
    assert not clip.gravity.known
    assert kinds(clip) == []
