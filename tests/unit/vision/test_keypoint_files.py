"""Keypoint files of other programs become the same keypoints."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from ilium.errors import FileFormatError, InputError
from ilium.vision.blazepose_files import BLAZEPOSE
from ilium.vision.jitter import jitter
from ilium.vision.keypoint_files import read_keypoints
from ilium.vision.openpose_files import BODY_25, BODY_25B

FRAMES, RATE, SIZE = 12, 30.0, (640, 480)
PARTS = ("hip", "knee", "ankle", "shoulder", "heel", "toe")


def place(name: str, frame: int) -> tuple[float, float]:
    """A place of its own for every point, that drifts smoothly."""
    number = sum(ord(letter) for letter in name)
    return 100.0 + number % 300 + 2.0 * frame, 80.0 + number % 211 + frame


MIDDLES = {
    "mid_hip": ("hip_left", "hip_right"),
    "neck": ("shoulder_left", "shoulder_right"),
}


def person(frame: int, shift: float = 0.0, order=BODY_25) -> list[float]:
    flat: list[float] = []
    for name in order:
        ends = [place(each, frame) for each in MIDDLES.get(name, (name, name))]
        x, y = np.mean(ends, axis=0)
        flat += [x + shift, y, 0.9]
    return flat


def openpose(folder, people, first=0):
    folder.mkdir()
    for frame, rows in enumerate(people):
        content = {"people": [{"pose_keypoints_2d": row} for row in rows]}
        name = f"clip_{frame + first:012d}_keypoints"
        (folder / f"{name.replace('_keypoints', '')}.json").write_text(
            json.dumps(content), encoding="utf-8"
        )
    return folder


def blazepose(path, *, fraction=False, times=True, packed=False):
    side = {"foot_index": "toe"}
    frames = []
    for frame in range(FRAMES):
        points = []
        for name in BLAZEPOSE:
            half, _, rest = name.partition("_")
            own = f"{side.get(rest, rest)}_{half}" if rest else name
            x, y = place(own, frame)
            if fraction:
                x, y = x / SIZE[0], y / SIZE[1]
            points.append({"name": name, "x": x, "y": y, "score": 0.9})
        frames.append({"keypoints": points})
        if times:
            frames[-1]["videoTime"] = frame / RATE
    about = {"videoWidth": SIZE[0], "videoHeight": SIZE[1], "model": "blazepose"}
    text = json.dumps({"metadata": about, "frames": frames}).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    return path


def trc(path, names, unit="px"):
    lines = [
        "PathFileType\t4\t(X/Y/Z)\tclip.trc",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits",
        f"{RATE}\t{RATE}\t{FRAMES}\t{len(names)}\t{unit}",
        "Frame#\tTime\t" + "\t\t\t".join(names),
        "\t\tX1\tY1\tZ1",
    ]
    for frame in range(FRAMES):
        cells = [str(frame + 1), f"{frame / RATE:.6f}"]
        for name in names:
            cells += [f"{value:.6f}" for value in (*place(name, frame), 0.0)]
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def assert_places(keypoints):
    for part in PARTS:
        for side in ("left", "right"):
            name = f"{part}_{side}"
            expected = [place(name, frame) for frame in range(FRAMES)]
            np.testing.assert_allclose(keypoints.point(name), expected, atol=1e-5)
    np.testing.assert_allclose(keypoints.time, np.arange(FRAMES) / RATE, atol=1e-6)


@pytest.mark.parametrize("order", [BODY_25, BODY_25B])
def test_an_openpose_folder_is_read_in_either_order(tmp_path, order):
    people = [[person(f, order=order)] for f in range(FRAMES)]
    folder = openpose(tmp_path / "clip", people)
    found = read_keypoints(folder, rate=RATE, size=SIZE)
    assert_places(found)
    assert (found.width, found.height) == SIZE


@pytest.mark.parametrize("fraction", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_a_blazepose_file_is_read_in_pixels_or_shares(tmp_path, fraction, packed):
    path = blazepose(tmp_path / "clip.json", fraction=fraction, packed=packed)
    found = read_keypoints(path)
    assert_places(found)
    assert found.name == "clip"
    assert found.estimator == "blazepose"


def test_a_trc_file_of_pixels_is_read(tmp_path):
    names = [f"{part}_{side}" for part in PARTS for side in ("left", "right")]
    assert_places(read_keypoints(trc(tmp_path / "clip.trc", names), size=SIZE))


def test_the_followed_person_stays_the_same_when_others_are_listed_first(tmp_path):
    people = [[person(f), person(f, shift=300.0)] for f in range(FRAMES)]
    mixed = [each[::-1] if f % 2 else each for f, each in enumerate(people)]
    found = read_keypoints(openpose(tmp_path / "clip", mixed), rate=RATE, size=SIZE)
    steps = np.abs(np.diff(found.point("hip_left")[:, 0]))
    assert steps.max() < 5.0
    assert "other-people" in {each.kind for each in found.issues}


def test_a_person_who_leaves_is_not_replaced_by_another_far_away(tmp_path):
    far = [[person(f)] if f < 6 else [person(f, shift=5000.0)] for f in range(FRAMES)]
    found = read_keypoints(openpose(tmp_path / "clip", far), rate=RATE, size=SIZE)
    assert np.isfinite(found.point("hip_left")[:6]).all()
    assert np.isnan(found.point("hip_left")[6:]).all()


def test_a_missing_frame_is_a_gap(tmp_path):
    folder = openpose(tmp_path / "clip", [[person(f)] for f in range(FRAMES)])
    sorted(folder.glob("*.json"))[4].unlink()
    found = read_keypoints(folder, rate=RATE, size=SIZE)
    assert found.time.size == FRAMES
    assert np.flatnonzero(np.isnan(found.point("hip_left")[:, 0])).tolist() == [4]


def test_an_uncertain_point_is_not_seen(tmp_path):
    rows = person(0)
    rows[3 * BODY_25.index("knee_left") + 2] = 0.05
    folder = openpose(tmp_path / "clip", [[rows]] * FRAMES)
    found = read_keypoints(folder, rate=RATE, size=SIZE)
    assert np.isnan(found.point("knee_left")).all()
    assert np.isfinite(found.point("knee_right")).all()


def test_a_picture_of_unknown_size_says_so(tmp_path):
    folder = openpose(tmp_path / "clip", [[person(f)] for f in range(FRAMES)])
    found = read_keypoints(folder, rate=RATE)
    assert "picture-size-unknown" in {each.kind for each in found.issues}
    assert found.width > 400


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("clip.json", "not json at all", "no JSON"),
        ("clip.json", "[]", "no list of frames"),
        ("clip.json", '{"frames": []}', "no frame"),
        ("clip.json", '{"frames": [{"keypoints": [{"y": 1}]}]}', "does not follow"),
        ("clip.json", '{"frames": [3, 4]}', "does not follow"),
        ("clip.trc", "PathFileType", "ends before"),
        ("clip.json", "", "no JSON"),
    ],
)
def test_a_bad_file_is_refused_with_a_remedy(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileFormatError, match=says) as caught:
        read_keypoints(path, rate=RATE)
    assert caught.value.remedy


def test_a_trc_file_in_millimetres_is_no_picture(tmp_path):
    path = trc(tmp_path / "clip.trc", ["hip_left", "hip_right"], unit="mm")
    with pytest.raises(FileFormatError, match="not in pixels"):
        read_keypoints(path)


def test_a_file_of_another_model_is_refused(tmp_path):
    folder = openpose(tmp_path / "clip", [[person(0)[:54]]])
    with pytest.raises(FileFormatError, match="18 points"):
        read_keypoints(folder, rate=RATE)


def test_openpose_needs_a_frame_rate(tmp_path):
    folder = openpose(tmp_path / "clip", [[person(0)]])
    with pytest.raises(InputError, match="frame rate"):
        read_keypoints(folder)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_keypoints(tmp_path / "nothing.json")


@pytest.mark.parametrize("noise", [0.8, 4.0])
def test_jitter_finds_white_noise_under_a_smooth_path(noise):
    drawn = np.random.default_rng(1)
    time = np.arange(300) / 30.0
    path = 300.0 + 80.0 * np.sin(2.0 * np.pi * 0.5 * time)
    smooth = np.repeat(path[:, None, None], 2, axis=2)
    found = jitter(smooth + noise * drawn.standard_normal(smooth.shape))
    assert found[0] == pytest.approx(noise, rel=0.12)


def test_jitter_of_a_jump_is_not_noise():
    path = np.full((300, 1, 2), 50.0)
    path[150:] += 200.0
    assert jitter(path)[0] < 1.0
