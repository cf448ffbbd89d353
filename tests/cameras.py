"""Virtual cameras of known pose for the tests of video."""

from __future__ import annotations

import numpy as np

from ilium.core.camera import Camera
from ilium.core.quantity import FloatArray

FOCAL = 1450.0
"""Focal length of a phone's main camera that films in 1080p [px]."""


def looking(
    position: tuple[float, float, float],
    target: tuple[float, float, float],
    *,
    name: str = "camera",
    distortion: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0, 0.0),
    roll: float = 0.0,
    focal: float = FOCAL,
    width: int = 1080,
    height: int = 1920,
) -> Camera:
    """A camera at a place that looks at a target; turned anticlockwise by its roll."""
    ahead = np.subtract(target, position)
    ahead = ahead / np.linalg.norm(ahead)
    right = np.cross(ahead, (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    level = np.stack([right, np.cross(ahead, right), ahead])
    c, s = np.cos(roll), np.sin(roll)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    rotation: FloatArray = turn @ level
    return Camera(
        name=name,
        width=width,
        height=height,
        matrix=np.array(
            [[focal, 0.0, width / 2], [0.0, focal, height / 2], [0.0, 0.0, 1.0]]
        ),
        distortion=np.array(distortion),
        rotation=rotation,
        translation=-rotation @ np.array(position),
    )
