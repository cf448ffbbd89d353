"""Cameras from OpenCV's files (YAML, JSON or XML of FileStorage; ROS's YAML)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ilium.core.camera import Camera
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError
from ilium.maths.rotations import from_vector
from ilium.vision.calibration_pose2sim import five

if TYPE_CHECKING:
    from cv2 import FileNode

MATRIX: Final = ("camera_matrix", "cameraMatrix", "Camera_Matrix", "K", "mtx", "matrix")
LENS: Final = (
    "distortion_coefficients", "Distortion_Coefficients", "dist_coeffs", "distCoeffs",
    "dist_coeff", "D", "dist", "distortion", "distortions",
)  # fmt: skip
ROTATION: Final = ("R", "rotation", "rotation_matrix", "rvec", "rotation_vector")
TRANSLATION: Final = ("T", "t", "translation", "tvec", "translation_vector")
SIZE: Final = ("image_size", "imageSize", "size", "resolution", "img_size")

_REMEDY: Final = (
    "Give camera_matrix, distortion_coefficients, image_width and image_height, and for"
    " a placed camera R (or rvec) and T in metres."
)


def opencv_cameras(path: Path, text: str) -> tuple[Camera, ...]:
    """Read the camera or the cameras of a file that OpenCV wrote.

    Parameters
    ----------
    path
        The file, for names in errors and of a camera without one.
    text
        Its contents: one camera, or one mapping a camera. A document type is refused.

    Returns
    -------
    tuple of Camera
        In the file's own frame [m].

    Raises
    ------
    FileFormatError
        Where OpenCV cannot read it or a camera lacks its matrix or size.
    """
    import cv2  # noqa: PLC0415 - heavy

    if "<!" in text.replace("<!--", ""):
        problem = f"The file {path.name!r} declares a document type or entities."
        raise FileFormatError(problem, "Delete the DOCTYPE; no calibration needs one.")
    flags = cv2.FILE_STORAGE_READ | cv2.FILE_STORAGE_MEMORY
    try:
        storage = cv2.FileStorage(text, flags)
        root = storage.root()
        if not root.isMap():
            return ()
        nodes = {path.stem: root} if _find(root, MATRIX) else _maps(root)
        found = [_camera(name, node) for name, node in nodes.items()]
        storage.release()
    except (cv2.error, SystemError) as error:
        problem = f"OpenCV cannot read the file {path.name!r}."
        raise FileFormatError(problem, "Write it with OpenCV's FileStorage.") from error
    return tuple(found)


def _maps(root: FileNode) -> dict[str, FileNode]:
    nodes = {name: root.getNode(name) for name in root.keys()}  # noqa: SIM118 - cv2's own
    return {
        name: node
        for name, node in nodes.items()
        if node.isMap() and _find(node, MATRIX)
    }


def _find(node: FileNode, names: tuple[str, ...]) -> FileNode | None:
    for name in names:
        found = node.getNode(name)
        if not found.empty():
            return found
    return None


def _camera(name: str, node: FileNode) -> Camera:
    matrix = _numbers(_find(node, MATRIX))
    lens = _numbers(_find(node, LENS))
    width, height = _size(node)
    if matrix is None or matrix.size != 9 or width * height == 0:
        problem = f"Camera {name!r} has no 3 by 3 matrix or no picture size."
        raise FileFormatError(problem, _REMEDY)
    named = node.getNode("name")
    translation = _numbers(_find(node, TRANSLATION))
    rotation = _numbers(_find(node, ROTATION))
    if rotation is not None and translation is not None:
        rotation, translation = _rotation(rotation), translation.ravel()
        if translation.size != 3:
            problem = (
                f"The translation of camera {name!r} has {translation.size} numbers."
            )
            raise FileFormatError(problem, _REMEDY)
    else:
        rotation = translation = None
    return Camera(
        name=named.string() if named.isString() else name,
        width=width,
        height=height,
        matrix=matrix.reshape(3, 3),
        distortion=np.zeros(5) if lens is None else five(lens),
        rotation=rotation,
        translation=translation,
    )


def _rotation(numbers: FloatArray) -> FloatArray:
    return from_vector(numbers.ravel()) if numbers.size == 3 else numbers.reshape(3, 3)


def _size(node: FileNode) -> tuple[int, int]:
    pair = _numbers(_find(node, SIZE))
    if pair is not None and pair.size == 2:
        return int(pair.flat[0]), int(pair.flat[1])
    wide = _numbers(_find(node, ("image_width", "width")))
    high = _numbers(_find(node, ("image_height", "height")))
    if wide is None or high is None or wide.size != 1 or high.size != 1:
        return 0, 0
    return int(wide.flat[0]), int(high.flat[0])


def _numbers(node: FileNode | None) -> FloatArray | None:
    """Numbers of a matrix, a list, nested lists, or ROS's rows, cols and data."""
    if node is None:
        return None
    if node.isReal() or node.isInt():
        return np.array([node.real()])
    if node.isSeq():
        parts = [_numbers(node.at(i)) for i in range(node.size())]
        known = [each.ravel() for each in parts if each is not None]
        return np.concatenate(known) if len(known) == len(parts) > 0 else None
    return _matrix(node) if node.isMap() else None


def _matrix(node: FileNode) -> FloatArray | None:
    data = node.getNode("data")
    if data.isSeq():
        return _numbers(data)
    made = node.mat()
    return None if made is None else np.asarray(made, np.float64)
