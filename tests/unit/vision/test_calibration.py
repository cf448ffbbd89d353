"""Cameras from files, and files that hold none."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from cameras import looking
from ilium.errors import FileFormatError, InputError
from ilium.vision.calibration import camera_for, read_calibration, write_calibration

QUALISYS = """<?xml version='1.0' encoding='ASCII'?>
<calibration source="x"><cameras><camera active="1" serial="7" viewrotation="0">
<fov_video bottom="1919" left="0" right="1079" top="0"/>
<transform r11="0" r12="1" r13="0" r21="0" r22="0" r23="1" r31="1" r32="0" r33="0"
 x="2000" y="100" z="1000"/>
<intrinsic centerPointU="34560" centerPointV="61440" focalLengthU="92800"
 focalLengthV="92800" radialDistortion1="-0.05" radialDistortion2="0.1"
 radialDistortion3="0.01" skew="0" tangentalDistortion1="0.001"
 tangentalDistortion2="0.002"/></camera></cameras></calibration>
"""


def same(one, two, tolerance=1e-12):
    for part in ("matrix", "distortion", "rotation", "translation"):
        np.testing.assert_allclose(
            getattr(one, part), getattr(two, part), atol=tolerance
        )
    assert (one.width, one.height) == (two.width, two.height)


def stored(path, camera, turn, **more):
    storage = cv2.FileStorage(str(path), cv2.FILE_STORAGE_WRITE)
    storage.write("image_width", camera.width)
    storage.write("image_height", camera.height)
    storage.write("camera_matrix", camera.matrix)
    storage.write("distortion_coefficients", camera.distortion)
    storage.write("R", camera.rotation @ turn)
    storage.write("T", camera.translation)
    for name, value in more.items():
        storage.write(name, value)
    storage.release()


UPRIGHT = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
"""From a frame with height along z to ilium's."""


def test_a_qualisys_camera_turns_into_ilium_s_frame(tmp_path):
    path = tmp_path / "a.qca.txt"
    path.write_text(QUALISYS, encoding="utf-8")
    (camera,) = read_calibration(path)
    lens = (-0.05, 0.1, 0.001, 0.002, 0.01)
    same(camera, looking((2.0, 1.0, -0.1), (0.0, 1.0, -0.1), distortion=lens))
    assert camera.name == "7"


@pytest.mark.parametrize("ending", [".yml", ".json", ".xml"])
def test_opencv_s_own_files_come_back(tmp_path, ending):
    camera = looking((2.0, 1.3, 0.4), (0.0, 0.9, 0.0), distortion=(-0.1, 0.2, 0, 0, 0))
    path = tmp_path / f"phone{ending}"
    stored(path, camera, UPRIGHT)
    (found,) = read_calibration(path)
    same(found, camera)
    assert found.name == "phone"


def test_a_written_calibration_comes_back(tmp_path):
    lens = (-0.1, 0.2, 0.001, 0.002, 0.03)
    cameras = [
        looking((2.0, 1.3, 0.4), (0.0, 0.9, 0.0), name="left", distortion=lens),
        looking((-2.0, 1.1, 0.4), (0.0, 0.9, 0.0), name="right", roll=0.05),
        replace(looking((1, 1, 1), (0, 0, 0), name="lens"), rotation=None),
    ]
    path = tmp_path / "cameras.toml"
    path.write_text(write_calibration(cameras), encoding="utf-8")
    found = read_calibration(path)
    assert [each.name for each in found] == ["left", "right", "lens"]
    same(found[0], cameras[0])
    same(found[1], cameras[1])
    assert not found[2].placed


def test_ros_files_and_lists_are_read(tmp_path):
    path = tmp_path / "ros.yaml"
    path.write_text(
        "%YAML:1.0\nimage_width: 640\nimage_height: 480\ncamera_matrix:\n"
        "  rows: 3\n  cols: 3\n  data: [500., 0, 320, 0, 510., 240, 0, 0, 1]\n"
        "distortion_coefficients:\n  rows: 1\n  cols: 5\n"
        "  data: [0.1, 0.2, 0.3, 0.4, 0.5]\n",
        encoding="utf-8",
    )
    (camera,) = read_calibration(path)
    assert camera.matrix[1, 1] == 510.0
    np.testing.assert_allclose(camera.distortion, (0.1, 0.2, 0.3, 0.4, 0.5))


BROKEN = {
    "a.qca.txt": "<calibration><cameras></cameras></calibration>",
    "b.qca.txt": '<!DOCTYPE a [<!ENTITY x "y">]><calibration>&x;</calibration>',
    "c.qca.txt": QUALISYS.replace('focalLengthU="92800"', ""),
    "d.qca.txt": QUALISYS.replace('r11="0"', 'r11="0.3"'),
    "e.qca.txt": QUALISYS.replace('"92800"', '"nan"'),
    "f.qca.txt": QUALISYS.replace('viewrotation="0"', 'viewrotation="90"'),
    "g.qca.txt": "not xml",
    "a.toml": "[x]\nname = 3",
    "b.toml": "[x]\nmatrix = 3\nsize = [1, 2]",
    "c.toml": "[x]\nmatrix = [[1,0,0],[0,1,0],[0,0,1]]\nsize = [100, 200]\n"
    "distortions = [0,0,0,0]",
    "d.toml": "[x]\nfisheye = true\nmatrix = [[1]]",
    "e.toml": "][",
    "a.yml": "%YAML:1.0\nx: [1, 2",
    "b.yml": "",
    "c.json": '{"camera_matrix": [1, 2, 3]}',
    "d.json": "[1, 2]",
    "e.xml": '<?xml version="1.0"?><!DOCTYPE x SYSTEM "y"><opencv_storage/>',
    "f.png": "PNG",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_a_remedy(tmp_path, name):
    path = tmp_path / name
    path.write_text(BROKEN[name], encoding="utf-8")
    with pytest.raises(FileFormatError):
        read_calibration(path)


def test_a_missing_file_and_a_mirrored_rotation_are_refused(tmp_path):
    with pytest.raises(FileFormatError, match="cannot be read"):
        read_calibration(tmp_path / "none.toml")
    camera = looking((2.0, 1.3, 0.4), (0.0, 0.9, 0.0))
    path = tmp_path / "mirrored.yml"
    stored(path, camera, UPRIGHT @ np.diag([1.0, -1.0, 1.0]))
    with pytest.raises(FileFormatError, match="rotation"):
        read_calibration(path)


def test_a_clip_finds_its_camera_by_name_else_by_order():
    one = looking((2.0, 1.3, 0.4), (0.0, 0.9, 0.0), name="cam_01")
    two = looking((1.0, 1.3, 0.4), (0.0, 0.9, 0.0), name="cam_02")
    assert camera_for((one, two), "trial-cam02", 0, 1080, 1920).name == "cam_02"
    assert camera_for((one, two), "phone", 1, 1080, 1920).name == "cam_02"
    half = camera_for((one, two), "phone", 0, 540, 960)
    np.testing.assert_allclose(half.matrix[:2], one.matrix[:2] / 2.0)
    with pytest.raises(InputError, match="calibrated at"):
        camera_for((one, two), "phone", 0, 1920, 1080)
    with pytest.raises(InputError, match="none"):
        camera_for((one, two), "phone", 2, 1080, 1920)


def test_pose2sim_s_two_files_of_the_same_cameras_agree(samples):
    folder = samples / "pose2sim"
    theirs = read_calibration(folder / "history_v0.6_reference/Calib_qualisys.toml")
    ours = read_calibration(folder / "Demo_SinglePerson/calibration/Calib.qca.txt")
    assert len(ours) == len(theirs) == 4
    for one, two in zip(ours, theirs, strict=True):
        same(replace(one, distortion=two.distortion), two, 1e-9)


def test_a_file_that_opencv_dies_of_is_refused_with_a_remedy(tmp_path):
    """Read by OpenCV in this process it would be the end of it."""
    path = tmp_path / "deep.xml"
    path.write_text('<?xml version="1.0"?>\n<opencv_storage>\n' + "<a>" * 60_000)
    with pytest.raises(FileFormatError, match="it is damaged") as refusal:
        read_calibration(path)
    assert refusal.value.remedy.startswith("Give a Qualisys")
