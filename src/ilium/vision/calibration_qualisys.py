"""Cameras from Qualisys's calibration files (.qca.txt)."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import numpy as np

from ilium.core.camera import Camera
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError
from ilium.model.osim_xml import read_xml

SUBPIXELS: Final = 64.0
"""Qualisys counts pictures in sixty-fourths of a pixel."""

_AXES: Final = np.diag([1.0, -1.0, -1.0])
"""From Qualisys's camera (y up, looking against z) to OpenCV's (y down, along z)."""


def qualisys_cameras(path: Path) -> tuple[Camera, ...]:
    """Read every active camera of a Qualisys calibration.

    Parameters
    ----------
    path
        The ``.qca.txt`` file; XML, read without document types or entities.

    Returns
    -------
    tuple of Camera
        In the file's own frame [m], whose height is z.

    Raises
    ------
    FileFormatError
        Where it is no such file.
    """
    root = read_xml(path, remedy="Export the calibration from QTM again.")
    found = [
        _camera(each, path.name)
        for each in root.iter("camera")
        if each.get("active", "1") != "0" and each.find("intrinsic") is not None
    ]
    return tuple(found)


def _camera(element: Element, file: str) -> Camera:
    if element.get("viewrotation", "0") != "0":
        problem = f"Camera {element.get('serial')} in {file!r} has a turned view."
        raise FileFormatError(problem, "Set its view rotation to 0 and export again.")
    place, lens = _part(element, "transform"), _part(element, "intrinsic")
    view = element.find("fov_video")
    view = _part(element, "fov_marker") if view is None else view
    left, top = _number(view, "left"), _number(view, "top")
    axes = np.array([[_number(place, f"r{i}{j}") for j in "123"] for i in "123"])
    rotation = _AXES @ axes
    position = np.array([_number(place, axis) for axis in "xyz"]) / 1000.0
    return Camera(
        name=element.get("serial", ""),
        width=int(_number(view, "right") - left) + 1,
        height=int(_number(view, "bottom") - top) + 1,
        matrix=_matrix(lens, left, top),
        distortion=np.array(
            [
                _number(lens, "radialDistortion1"),
                _number(lens, "radialDistortion2"),
                _number(lens, "tangentalDistortion1"),
                _number(lens, "tangentalDistortion2"),
                _number(lens, "radialDistortion3"),
            ]
        ),
        rotation=rotation,
        translation=-rotation @ position,
    )


def _matrix(lens: Element, left: float, top: float) -> FloatArray:
    across = _number(lens, "focalLengthU") / SUBPIXELS
    down = _number(lens, "focalLengthV") / SUBPIXELS
    x = _number(lens, "centerPointU") / SUBPIXELS - left
    y = _number(lens, "centerPointV") / SUBPIXELS - top
    skew = float(lens.get("skew", "0")) / SUBPIXELS
    return np.array([[across, skew, x], [0.0, down, y], [0.0, 0.0, 1.0]])


def _part(element: Element, name: str) -> Element:
    found = element.find(name)
    if found is None:
        msg = f"a camera has no <{name}>"
        raise ValueError(msg)
    return found


def _number(element: Element, name: str) -> float:
    text = element.get(name)
    if text is None:
        msg = f"<{element.tag}> has no {name}"
        raise ValueError(msg)
    return float(text)
