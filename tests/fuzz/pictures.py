"""Readers of what films give: clips, sound, sensors, keypoints, cameras, frames."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import numpy as np

from fuzz.reader import Members, Reader, each_file, members_in, texts, the_file

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
POSE2SIM = """[left]
name = "left"
size = [1080.0, 1920.0]
matrix = [[1450.0, 0.0, 540.0], [0.0, 1450.0, 960.0], [0.0, 0.0, 1.0]]
distortions = [-0.05, 0.1, 0.001, 0.002, 0.0]
rotation = [1.2, 0.1, -0.1]
translation = [0.1, 0.9, 3.0]
fisheye = false
[lens]
size = [640, 480]
matrix = [[500.0, 0.0, 320.0], [0.0, 500.0, 240.0], [0.0, 0.0, 1.0]]
distortions = [0.0, 0.0, 0.0, 0.0]
[metadata]
adjusted = false
error = 0.0
"""
ROS = """%YAML:1.0
image_width: 640
image_height: 480
camera_matrix:
  rows: 3
  cols: 3
  data: [500., 0, 320, 0, 510., 240, 0, 0, 1]
distortion_coefficients:
  rows: 1
  cols: 5
  data: [0.1, 0.2, 0.3, 0.4, 0.5]
"""


def clips(folder: Path) -> list[Members]:
    from clips import write_clip
    from sensor_tracks import camm_packet, gopro_packet, gravity_stream, write_sensed

    down = np.tile([0.0, 1.0, 0.0], (6, 1))
    gopro = [(0.1 * k, gopro_packet(gravity_stream(down))) for k in range(5)]
    camm = [(0.1 * k, camm_packet(3, 0.0, -9.8, 0.1)) for k in range(5)]
    small = {"size": (96, 64), "frames": 9}
    return each_file(
        [
            write_clip(folder / "phone.mp4", **small, rotation=90),
            write_clip(folder / "fast.mp4", **small, faststart=True),
            write_clip(folder / "slow.mov", **small,
                       metadata={"com.android.capture.fps": "240"}),
            write_clip(folder / "web.webm", **small, codec="libvpx"),
            write_clip(folder / "other.mkv", **small, mirrored=True),
            write_clip(folder / "old.avi", **small),
            write_sensed(folder / "gopro.mp4", gopro),
            write_sensed(folder / "camm.mp4", camm, tag=b"camm"),
        ]
    )  # fmt: skip


def read_clip(folder: Path) -> None:
    """Look into a clip, and decode its first pictures."""
    from ilium.vision.clip import frames, open_clip

    clip = open_clip(the_file(folder))
    for picture in islice(frames(clip, 0, 3, scale=min(1.0, 320 / clip.width)), 3):
        assert picture.ndim == 3


def clip_process() -> Sequence[int]:
    from ilium.vision.isolation import WORKER

    return () if WORKER.process_id is None else (WORKER.process_id,)


def sounds(folder: Path) -> list[Members]:
    from clips import write_sound

    return each_file([write_sound(folder / "sound.mp4")])


def read_sound(folder: Path) -> None:
    from ilium.errors import InsufficientDataError
    from ilium.vision.synchronise import clap_time, clip_sound

    heard = clip_sound(the_file(folder))
    with suppress(InsufficientDataError):  # silence holds no clap
        clap_time(*heard)


def sensor_packets(_folder: Path) -> list[Members]:
    from sensor_tracks import (
        acceleration_stream,
        camm_packet,
        gopro_packet,
        gravity_stream,
        orientation_stream,
    )

    down = np.tile([0.0, 1.0, 0.0], (6, 1))
    streams = [
        (gravity_stream(down),),
        (acceleration_stream(9.8 * down, "YxZ"), orientation_stream(0.0, 4)),
        (acceleration_stream(9.8 * down), gravity_stream(down)),
    ]
    made = [gopro_packet(*each) for each in streams]
    made.append(b"".join([camm_packet(3, 0.1, -9.8, 0.2)]))
    return [{f"{k}.bin": each for k in range(3)} for each in made]


def read_packets(folder: Path) -> None:
    from ilium.vision.gravity import levelling_of_readings
    from ilium.vision.gravity_track import read_track

    packets = list(members_in(folder).values())
    readings = read_track([(0.2 * k, each) for k, each in enumerate(packets)])
    levelling_of_readings(readings, rotation=1, mirrored=False)


def places(frame: int, count: int) -> list[tuple[float, float]]:
    return [(100.0 + 7 * k + 2 * frame, 50.0 + 15 * k + frame) for k in range(count)]


def openpose(_folder: Path) -> list[Members]:
    def content(frame: int, people: int) -> bytes:
        rows = [
            {
                "pose_keypoints_2d": [
                    v for x, y in places(frame, 25) for v in (x, y, 0.9)
                ]
            }
            for _ in range(people)
        ]
        return json.dumps({"version": 1.3, "people": rows}).encode()

    return [
        {f"clip_{k:012d}_keypoints.json": content(k, people) for k in range(4)}
        for people in (1, 2)
    ]


def blazepose(_folder: Path) -> list[Members]:
    from ilium.vision.blazepose_files import BLAZEPOSE

    made = []
    for named in (True, False):
        frames = []
        for k in range(5):
            points = [
                {"x": x, "y": y, "score": 0.9} | ({"name": n} if named else {})
                for n, (x, y) in zip(BLAZEPOSE, places(k, 33), strict=True)
            ]
            frames.append(
                {"keypoints": points} | ({"videoTime": k / 30} if named else {})
            )
        about = {"videoWidth": 640, "videoHeight": 480, "fps": 30, "model": "blazepose"}
        text = json.dumps({"metadata": about, "frames": frames}).encode()
        made += [{"clip.json": text}, {"clip.json.gz": gzip.compress(text, mtime=0)}]
    return [*made[:3], made[0]]


def picture_tables(_folder: Path) -> list[Members]:
    names = ["LHip", "RHip", "LKnee", "RKnee", "LAnkle", "RAnkle", "sticker"]
    lines = [
        "PathFileType\t4\t(X/Y/Z)\tclip.trc",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits",
        f"30\t30\t5\t{len(names)}\tpx",
        "Frame#\tTime\t" + "\t\t\t".join(names),
        "\t\tX1\tY1\tZ1",
    ]
    for frame in range(5):
        cells = [str(frame + 1), f"{frame / 30:.6f}"]
        for x, y in places(frame, len(names)):
            cells += [f"{x:.3f}", f"{y:.3f}", "0.0"]
        lines.append("\t".join(cells))
    return texts(clip__trc="\n".join(lines))


def read_points(folder: Path) -> None:
    """Read keypoints; several files are OpenPose's folder."""
    from ilium.core.keypoints import Keypoints
    from ilium.vision.keypoint_files import read_keypoints

    files = list(folder.iterdir())
    several = len(files) != 1 or "_keypoints" in files[0].name
    found = read_keypoints(
        folder if several else files[0], rate=30.0 if several else None
    )
    assert isinstance(found, Keypoints)
    found.estimator.encode()


def cameras(folder: Path) -> list[Members]:
    import cv2

    made = texts(room__toml=POSE2SIM, ros__yaml=ROS)
    made.append({"room.qca.txt": QUALISYS.encode()})
    for ending in ("yml", "json", "xml"):
        path = folder / f"phone.{ending}"
        storage = cv2.FileStorage(str(path), cv2.FILE_STORAGE_WRITE)
        storage.write("image_width", 640)
        storage.write("image_height", 480)
        storage.write(
            "camera_matrix", np.array([[500.0, 0, 320], [0, 500, 240], [0, 0, 1]])
        )
        storage.write("distortion_coefficients", np.zeros(5))
        storage.write("R", np.eye(3))
        storage.write("T", np.array([0.1, 0.2, 3.0]))
        storage.release()
        made += each_file([path])
    return made


def read_cameras(folder: Path) -> None:
    from ilium.vision.calibration import read_calibration

    read_calibration(the_file(folder))


def frames_of_a_page(_folder: Path) -> list[Members]:
    import cv2

    from clips import bars
    from ilium.app.live.following import HEAD

    made = []
    for ending in (".jpg", ".png", ".webp"):
        picture = cv2.imencode(ending, bars(5, (64, 48)))[1].tobytes()
        made.append({"frame.bin": HEAD.pack(1.5) + picture})
    return made


def read_frame(folder: Path) -> None:
    """What the process does that follows a live camera, but for the pose model."""
    from ilium.app.live.following import unpacked
    from ilium.vision.live_worker import decoded

    picture = unpacked(the_file(folder).read_bytes())
    assert decoded(picture.content).ndim == 3


READERS = (
    Reader("clip", clips, read_clip, share=5, seconds=25, children=clip_process),
    Reader("sound", sounds, read_sound, children=clip_process),
    Reader("sensor_packets", sensor_packets, read_packets),
    Reader("openpose", openpose, read_points, share=2),
    Reader("blazepose", blazepose, read_points, share=2),
    Reader("picture_trc", picture_tables, read_points),
    Reader("calibration", cameras, read_cameras, share=3, seconds=15,
           children=clip_process),
    Reader("live_frame", frames_of_a_page, read_frame, share=2),
)  # fmt: skip
