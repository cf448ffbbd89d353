"""Where the trunk is in the picture: the measure of a person's place and size."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.vision.pose import LANDMARKS

HIPS: Final = (LANDMARKS.index("hip_left"), LANDMARKS.index("hip_right"))
SHOULDERS: Final = (LANDMARKS.index("shoulder_left"), LANDMARKS.index("shoulder_right"))


def trunk(landmarks: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Middle of the hips, and length of the trunk.

    Parameters
    ----------
    landmarks
        Of one or many pictures, shape (…, 33, 2) [px].

    Returns
    -------
    middle
        Shape (…, 2) [px]; NaN where the hips were not found.
    length
        From the middle of the shoulders to that of the hips, shape (…) [px].
    """
    hips = landmarks[..., HIPS, :].mean(axis=-2)
    shoulders = landmarks[..., SHOULDERS, :].mean(axis=-2)
    away = shoulders - hips
    return hips, np.hypot(away[..., 0], away[..., 1])
