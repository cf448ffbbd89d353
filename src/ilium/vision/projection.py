"""Points of the laboratory in a camera's picture, and back to their lines of sight."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from ilium.core.camera import Camera
from ilium.core.quantity import FloatArray
from ilium.errors import InputError

NEWTON_STEPS: Final = 20
CLOSE: Final = 1e-13
"""Step of a normalised coordinate below which undistorting ends [1]."""


def project(points: FloatArray, camera: Camera) -> FloatArray:
    """Places of points in a camera's picture.

    Parameters
    ----------
    points
        In the laboratory frame, shape (..., 3) [m].
    camera
        A placed camera.

    Returns
    -------
    FloatArray
        Shape (..., 2) [px], lens distortion included; NaN behind the camera.

    Raises
    ------
    InputError
        Where the camera's place is not known.
    """
    rotation, translation = placed(camera)
    seen = points @ rotation.T + translation
    depth = np.where(seen[..., 2] > 0.0, seen[..., 2], np.nan)
    return to_pixels(distort(seen[..., :2] / depth[..., None], camera), camera)


def sight(pixels: FloatArray, camera: Camera) -> FloatArray:
    """Undistorted directions of picture points: x/z and y/z in the camera's frame.

    Parameters
    ----------
    pixels
        Shape (..., 2) [px].
    camera
        The lens.

    Returns
    -------
    FloatArray
        Shape (..., 2) [1]; NaN where the lens model reaches no such picture point.
    """
    bent = np.empty(np.shape(pixels))
    matrix = camera.matrix
    bent[..., 1] = (pixels[..., 1] - matrix[1, 2]) / matrix[1, 1]
    across = pixels[..., 0] - matrix[0, 2] - matrix[0, 1] * bent[..., 1]
    bent[..., 0] = across / matrix[0, 0]
    if not camera.distortion.any():
        return bent
    return _straightened(bent, camera)


def undistort(pixels: FloatArray, camera: Camera) -> FloatArray:
    """Places that picture points would have without the lens's distortion.

    Parameters
    ----------
    pixels
        Shape (..., 2) [px].
    camera
        The lens.

    Returns
    -------
    FloatArray
        Shape (..., 2) [px], under the same intrinsic matrix.
    """
    return to_pixels(sight(pixels, camera), camera)


def without_distortion(camera: Camera) -> Camera:
    """Return the same camera with a straight lens, for undistorted points."""
    return replace(camera, distortion=np.zeros(5))


def distort(straight: FloatArray, camera: Camera) -> FloatArray:
    """Bend directions as the lens does, by Brown's model in OpenCV's form.

    Parameters
    ----------
    straight
        Directions x/z, y/z, shape (..., 2) [1].
    camera
        The lens.

    Returns
    -------
    FloatArray
        Shape (..., 2) [1].

    References
    ----------
    Brown DC (1971). Close-range camera calibration. Photogramm Eng 37(8), 855-866.
    """
    k1, k2, p1, p2, k3 = camera.distortion
    x, y = straight[..., 0], straight[..., 1]
    r2 = x * x + y * y
    radial = 1.0 + r2 * (k1 + r2 * (k2 + r2 * k3))
    return np.stack(
        (
            x * radial + 2.0 * p1 * x * y + p2 * (r2 + 2.0 * x * x),
            y * radial + p1 * (r2 + 2.0 * y * y) + 2.0 * p2 * x * y,
        ),
        axis=-1,
    )


def to_pixels(directions: FloatArray, camera: Camera) -> FloatArray:
    """Picture points of distorted directions, shape (..., 2) [px]."""
    return directions @ camera.matrix[:2, :2].T + camera.matrix[:2, 2]


def placed(camera: Camera) -> tuple[FloatArray, FloatArray]:
    """Rotation and translation of a camera.

    Parameters
    ----------
    camera
        The camera.

    Returns
    -------
    tuple
        Rotation, shape (3, 3) [1], and translation, shape (3,) [m].

    Raises
    ------
    InputError
        Where its place is not known.
    """
    if camera.rotation is None or camera.translation is None:
        problem = f"The place of camera {camera.name!r} is not known."
        remedy = "Give a calibration with every camera's rotation and translation."
        raise InputError(problem, remedy)
    return camera.rotation, camera.translation


def camera_position(camera: Camera) -> FloatArray:
    """Where a camera's lens is in the laboratory, shape (3,) [m]."""
    rotation, translation = placed(camera)
    return -rotation.T @ translation


def _straightened(bent: FloatArray, camera: Camera) -> FloatArray:
    """Invert the distortion by Newton's method from the distorted place."""
    x = bent.copy()
    for _ in range(NEWTON_STEPS):
        error = distort(x, camera) - bent
        slope = _slope(x, camera)
        fall = _determinant(slope)
        fall = np.where(np.abs(fall) > CLOSE, fall, np.nan)
        step = np.stack(
            (
                slope[..., 1, 1] * error[..., 0] - slope[..., 0, 1] * error[..., 1],
                slope[..., 0, 0] * error[..., 1] - slope[..., 1, 0] * error[..., 0],
            ),
            axis=-1,
        )
        step /= fall[..., None]
        x -= step
        if not np.nanmax(np.abs(step), initial=0.0) > CLOSE:
            break
    reached = np.abs(distort(x, camera) - bent).max(axis=-1, initial=0.0) < 1e-9
    folded = (_determinant(_slope(x, camera)) <= 0.0) | ((x * bent).sum(axis=-1) < 0.0)
    x[~reached | folded] = np.nan
    return x


def _determinant(slope: FloatArray) -> FloatArray:
    return slope[..., 0, 0] * slope[..., 1, 1] - slope[..., 0, 1] * slope[..., 1, 0]


def _slope(straight: FloatArray, camera: Camera) -> FloatArray:
    """Derivatives of the distortion, shape (..., 2, 2) [1]."""
    k1, k2, p1, p2, k3 = camera.distortion
    x, y = straight[..., 0], straight[..., 1]
    r2 = x * x + y * y
    radial = 1.0 + r2 * (k1 + r2 * (k2 + r2 * k3))
    growth = 2.0 * (k1 + r2 * (2.0 * k2 + r2 * 3.0 * k3))
    mixed = x * y * growth + 2.0 * (p1 * x + p2 * y)
    slope = np.empty((*r2.shape, 2, 2))
    slope[..., 0, 0] = radial + x * x * growth + 2.0 * p1 * y + 6.0 * p2 * x
    slope[..., 0, 1] = slope[..., 1, 0] = mixed
    slope[..., 1, 1] = radial + y * y * growth + 6.0 * p1 * y + 2.0 * p2 * x
    return slope
