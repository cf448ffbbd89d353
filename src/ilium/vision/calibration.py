"""Cameras from calibration files: Qualisys, Pose2Sim, OpenCV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from ilium.capture.child import Lost, Refusal
from ilium.capture.frame import detect_frame
from ilium.core.bounded import content_of
from ilium.core.camera import Camera
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError, InputError
from ilium.vision.calibration_pose2sim import pose2sim_cameras
from ilium.vision.calibration_qualisys import qualisys_cameras
from ilium.vision.isolation import ask_reader
from ilium.vision.told_cameras import heard_cameras

MAX_BYTES: Final = 4_000_000
"""Largest calibration file that is read; a hundred cameras need 0.2 MB."""

SECONDS: Final = 10.0
"""Time for OpenCV to read a file [s]; its starting included."""

UP: Final = ("+x", "+z")
"""Axes of a calibration that point forwards and up, where nothing else is said: height
is z in Qualisys, in Pose2Sim and on a board that lies on the floor."""

ORTHONORMAL: Final = 1e-3
"""Largest departure of a rotation from an orthonormal one [1]; what it has is rounding
and is taken away."""

_REMEDY: Final = (
    "Give a Qualisys .qca.txt, a Pose2Sim .toml, or an OpenCV .yml, .json or .xml file."
)


def read_calibration(path: Path, *, axes: tuple[str, str] = UP) -> tuple[Camera, ...]:
    """Read cameras from a calibration file and turn them into ilium's frame.

    Parameters
    ----------
    path
        Qualisys ``.qca.txt``, Pose2Sim ``.toml``, OpenCV ``.yml``, ``.yaml``, ``.json``
        or ``.xml`` (also a single camera, also without its place).
    axes
        The file's axes that point forwards and up.

    Returns
    -------
    tuple of Camera
        In the file's order.

    Raises
    ------
    FileFormatError
        Where the file is missing, has no camera or numbers that no camera can have.
    """
    turn = detect_frame(np.empty((0, 0, 3)), (), given=axes).rotation
    with np.errstate(over="ignore", invalid="ignore"):  # refused by `_checked`
        cameras = [_turned(each, turn) for each in _cameras(path)]
    if not cameras:
        problem = f"The file {path.name!r} holds no camera."
        raise FileFormatError(problem, _REMEDY)
    return tuple(_checked(each, path.name) for each in cameras)


def _cameras(path: Path) -> tuple[Camera, ...]:
    """Cameras by the reader of their format, in the file's own axes."""
    content = content_of(path, most=MAX_BYTES, remedy=_REMEDY)
    text = content.decode("utf-8", errors="replace")
    name = path.name.lower()
    try:
        if name.endswith(".toml"):
            return pose2sim_cameras(path)
        if name.endswith(".txt") or "<calibration" in text[:2000]:
            return qualisys_cameras(path)
        if name.endswith((".yml", ".yaml", ".json", ".xml")):
            return _by_opencv(path, text)
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        problem = f"The calibration file {path.name!r} cannot be understood: {error}."
        raise FileFormatError(problem, _REMEDY) from error
    problem = f"The ending of {path.name!r} is not that of a calibration file."
    raise FileFormatError(problem, _REMEDY)


def camera_for(
    cameras: Sequence[Camera], clip: str, number: int, width: int, height: int
) -> Camera:
    """Pick the camera that filmed a clip, in the clip's size.

    Parameters
    ----------
    cameras
        Cameras of a calibration.
    clip
        Name of the clip; a camera whose name is part of it is taken, else the one with
        the clip's number.
    number
        Number of the clip among those given, from 0.
    width, height
        Size of the upright picture [px].

    Returns
    -------
    Camera
        Its matrix scaled where the clip has the same shape in another size.

    Raises
    ------
    InputError
        Where there are fewer cameras than clips, or the shapes differ.
    """
    named = [each for each in cameras if _plain(each.name) in _plain(clip)]
    if len(named) != 1 and number >= len(cameras):
        problem = f"The calibration has {len(cameras)} cameras, clip {number + 1} none."
        remedy = "Give one clip for each camera, named alike or in the same order."
        raise InputError(problem, remedy)
    camera = named[0] if len(named) == 1 else cameras[number]
    across, down = width / camera.width, height / camera.height
    if abs(across / down - 1.0) > 0.01:
        problem = (
            f"Camera {camera.name!r} was calibrated at {camera.width} by"
            f" {camera.height} pixels, the clip {clip!r} has {width} by {height}."
        )
        raise InputError(problem, "Film and calibrate in the same mode, held alike.")
    return replace(
        camera,
        width=width,
        height=height,
        matrix=np.diag([across, down, 1.0]) @ camera.matrix,
    )


def write_calibration(cameras: Sequence[Camera]) -> str:
    """Write cameras as Pose2Sim's TOML, height along z.

    Parameters
    ----------
    cameras
        The cameras; one without a place has none in the file.

    Returns
    -------
    str
        Text of the file; `read_calibration` gives the same cameras back.
    """
    turn = detect_frame(np.empty((0, 0, 3)), (), given=UP).rotation
    parts = [_table(each, turn) for each in cameras]
    return "\n".join((*parts, "[metadata]\nadjusted = false\nerror = 0.0\n"))


def _table(camera: Camera, turn: FloatArray) -> str:
    from cv2 import Rodrigues  # noqa: PLC0415 - heavy, and only to write

    rows = [
        f"[{_plain(camera.name) or 'camera'}]",
        f'name = "{_plain(camera.name)}"',
        f"size = [{camera.width}.0, {camera.height}.0]",
        f"matrix = {camera.matrix.tolist()}",
        f"distortions = {camera.distortion.tolist()}",
    ]
    if camera.rotation is not None and camera.translation is not None:
        vector = np.asarray(Rodrigues(camera.rotation @ turn)[0], np.float64).ravel()
        rows.append(f"rotation = {vector.tolist()}")
        rows.append(f"translation = {camera.translation.tolist()}")
    return "\n".join((*rows, "fisheye = false", ""))


def _plain(name: str) -> str:
    return "".join(each for each in name.lower() if each.isalnum())


def _by_opencv(path: Path, text: str) -> tuple[Camera, ...]:
    """Let OpenCV read a file in a process of its own: it overflows on deep nesting."""
    request = {"job": "cameras", "path": str(path), "text": text}
    try:
        answer = ask_reader(request, SECONDS)
    except Refusal as refusal:
        if refusal.advice:
            raise FileFormatError(*refusal.advice) from refusal
        problem = f"The calibration file {path.name!r} cannot be understood."
        raise FileFormatError(problem, _REMEDY) from refusal
    except Lost as error:
        problem = f"OpenCV {error} on the file {path.name!r}: it is damaged."
        raise FileFormatError(problem, _REMEDY) from error
    return heard_cameras(answer.facts, answer.arrays)


def _turned(camera: Camera, turn: FloatArray) -> Camera:
    if camera.rotation is None:
        return camera
    return replace(camera, rotation=camera.rotation @ turn.T)


def _checked(camera: Camera, file: str) -> Camera:
    """Refuse numbers that no camera has; make the rotation exactly orthonormal."""
    numbers = [camera.matrix.ravel(), camera.distortion]
    numbers += [
        each.ravel()
        for each in (camera.rotation, camera.translation)
        if each is not None
    ]
    focal = np.diag(camera.matrix)[:2]
    size = min(camera.width, camera.height)
    sound = (
        np.isfinite(np.concatenate(numbers)).all()
        and size > 0
        and bool((focal > 0.05 * size).all())
        and np.allclose(camera.matrix[2], (0.0, 0.0, 1.0))
        and camera.matrix[1, 0] == 0.0
    )
    if not sound:
        problem = f"The numbers of camera {camera.name!r} in {file!r} fit no camera."
        remedy = "Calibrate again; the matrix is [[fx, 0, cx], [0, fy, cy], [0, 0, 1]]."
        raise FileFormatError(problem, remedy)
    if camera.rotation is None:
        return camera
    left, _, right = np.linalg.svd(camera.rotation)
    nearest = left @ right
    if (
        np.linalg.det(nearest) < 0.0
        or np.abs(nearest - camera.rotation).max() > ORTHONORMAL
    ):
        problem = f"The rotation of camera {camera.name!r} in {file!r} is none."
        raise FileFormatError(problem, "Export the calibration again.")
    return replace(camera, rotation=nearest)
