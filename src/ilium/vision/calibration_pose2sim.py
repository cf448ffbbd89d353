"""Cameras from Pose2Sim's calibration files (TOML, as aniposelib writes them)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ilium.core.camera import Camera
from ilium.core.from_toml import read_toml
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError
from ilium.maths.rotations import from_vector


def pose2sim_cameras(path: Path) -> tuple[Camera, ...]:
    """Read every camera of a Pose2Sim calibration.

    Parameters
    ----------
    path
        The TOML file: one table a camera, with ``size``, ``matrix``, ``distortions``,
        ``rotation`` (a rotation vector) and ``translation`` [m].

    Returns
    -------
    tuple of Camera
        In the file's own frame [m], whose height is z.

    Raises
    ------
    FileFormatError
        Where a lens is a fisheye, which these five coefficients cannot describe.
    """
    tables = read_toml(path)
    return tuple(
        _camera(key, table)
        for key, table in tables.items()
        if isinstance(table, dict) and "matrix" in table
    )


def _camera(key: str, table: Mapping[str, Any]) -> Camera:
    name = str(table.get("name", key))
    if table.get("fisheye"):
        problem = f"Camera {name!r} has a fisheye lens."
        raise FileFormatError(problem, "Film with the phone's usual lens.")
    width, height = (int(each) for each in table["size"])
    rotation = table.get("rotation")
    translation = table.get("translation")
    return Camera(
        name=name,
        width=width,
        height=height,
        matrix=np.array(table["matrix"], np.float64),
        distortion=five(np.array(table["distortions"], np.float64)),
        rotation=None if rotation is None else from_vector(_three(rotation)),
        translation=None if translation is None else _three(translation),
    )


def five(coefficients: FloatArray) -> FloatArray:
    """Lens coefficients k1, k2, p1, p2, k3 of four or five or more.

    Parameters
    ----------
    coefficients
        OpenCV's, any shape [1].

    Returns
    -------
    FloatArray
        Shape (5,) [1].

    Raises
    ------
    ValueError
        Where there are more that are not zero.
    """
    flat = coefficients.ravel()
    if flat.size < 4 or flat[5:].any():
        msg = f"{flat.size} distortion coefficients, expected 4 or 5"
        raise ValueError(msg)
    return np.pad(flat[:5], (0, 5 - min(flat.size, 5)))


def _three(numbers: object) -> FloatArray:
    vector = np.array(numbers, np.float64).ravel()
    if vector.shape != (3,):
        msg = f"{vector.size} numbers where three are needed"
        raise ValueError(msg)
    return vector
