"""Turned squares of a picture: where a body is, and what a model gets to see of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.vision.pose import Image

MARGIN: Final = 1.25
"""How much larger the square is than the circle about the body, as in training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A turned square in the picture.

    Parameters
    ----------
    x, y
        Its centre [px].
    size
        Length of its sides [px].
    turn
        Angle from the picture's axes to its own, positive clockwise as seen [rad].
    """

    x: float
    y: float
    size: float
    turn: float = 0.0

    @property
    def centre(self) -> FloatArray:
        """Its centre, shape (2,) [px]."""
        return np.array([self.x, self.y])

    @property
    def rotation(self) -> FloatArray:
        """From its own directions to the picture's, shape (2, 2) [1]."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return np.array([[cos, -sin], [sin, cos]])

    def to_picture(self, places: FloatArray) -> FloatArray:
        """Places in the picture.

        Parameters
        ----------
        places
            Places as shares of the square from its upper left corner, shape (…, 2) [1].

        Returns
        -------
        FloatArray
            The same places, shape (…, 2) [px].
        """
        return (places - 0.5) @ self.rotation.T * self.size + self.centre


def body_region(hips: FloatArray, reach: FloatArray) -> Region:
    """Region about a body, upright in its own square.

    Parameters
    ----------
    hips
        Middle of the hips, shape (2,) [px].
    reach
        Point above them on the circle that holds the whole body, shape (2,) [px].

    Returns
    -------
    Region
        Centred on the hips, its upper side towards `reach`.
    """
    right, down = reach - hips
    turn = math.remainder(math.pi / 2 - math.atan2(-down, right), math.tau)
    size = 2.0 * MARGIN * math.hypot(right, down)
    return Region(x=float(hips[0]), y=float(hips[1]), size=size, turn=turn)


def whole_picture(image: Image) -> Region:
    """Return the smallest upright square that holds the whole picture."""
    height, width = image.shape[:2]
    return Region(x=width / 2, y=height / 2, size=float(max(height, width)))


def cut(
    image: Image, region: Region, size: int, *, black_border: bool
) -> NDArray[np.float32]:
    """Cut a region out of a picture, bilinearly, as the models were trained.

    Parameters
    ----------
    image
        The picture, shape (height, width, 3), RGB.
    region
        What to cut out.
    size
        Width and height of the result [px].
    black_border
        Whether it is black beyond the picture; else the picture's edge goes on.

    Returns
    -------
    NDArray
        Shape (1, size, size, 3), from 0 to 255.
    """
    corners = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]])
    source = region.to_picture(corners).astype(np.float32)
    target = (corners * size).astype(np.float32)
    patch = cv2.warpAffine(
        image,
        cv2.getAffineTransform(source, target),
        (size, size),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT if black_border else cv2.BORDER_REPLICATE,
    )
    return patch.astype(np.float32)[np.newaxis]
