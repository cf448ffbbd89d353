"""A camera: how the world falls on its picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Camera:
    """One camera, in OpenCV's convention: x to the right, y down, z ahead.

    Parameters
    ----------
    name
        Label of the camera.
    width, height
        Size of the upright picture [px].
    matrix
        Intrinsic matrix, shape (3, 3) [px].
    distortion
        OpenCV's k1, k2, p1, p2, k3, shape (5,) [1]; zeros without distortion.
    rotation, translation
        From the laboratory frame (x forwards, y up, z right) to the camera's:
        ``camera = rotation @ laboratory + translation``, shapes (3, 3) [1] and (3,)
        [m]; ``None`` where its place is not known.
    """

    name: str
    width: int
    height: int
    matrix: FloatArray
    distortion: FloatArray
    rotation: FloatArray | None = None
    translation: FloatArray | None = None

    def __post_init__(self) -> None:
        if self.matrix.shape != (3, 3) or self.distortion.shape != (5,):
            raise InputError(
                f"Camera {self.name} has a matrix of shape {self.matrix.shape} and "
                f"{self.distortion.size} distortion coefficients.",
                "Give a 3 by 3 matrix and k1, k2, p1, p2, k3.",
            )

    @property
    def placed(self) -> bool:
        """Whether its place in the laboratory is known."""
        return self.rotation is not None and self.translation is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling:
    """How a camera stood against gravity, and how well that is known.

    Parameters
    ----------
    roll
        Turn of the picture about the camera's axis [rad]; positive where the world
        appears turned clockwise, that is, where the camera is turned anticlockwise as
        seen from behind it. NaN where not known.
    pitch
        Inclination of the camera's axis [rad]; positive upwards. NaN where not known.
    roll_error, pitch_error
        Their standard errors [rad].
    how
        ``gravity``, ``charuco``, ``plumb``, ``calibration``, ``given`` or ``unknown``.
    """

    roll: float = math.nan
    pitch: float = math.nan
    roll_error: float = math.nan
    pitch_error: float = math.nan
    how: str = "unknown"

    @property
    def known(self) -> bool:
        """Whether the horizon of the picture is known."""
        return bool(np.isfinite(self.roll))
