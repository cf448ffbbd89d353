"""How bright and how sharp a picture is where the person stands in it."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray

Image = NDArray[np.uint8]

REBLUR: Final = 2.5
"""Standard deviation of the blur that is added for comparison [px]."""
EDGES: Final = 0.02
"""Share of the pixels, those of the steepest brightness, that count as edges [1]."""
FAINTEST: Final = 8.0
"""Steepness below which there is no edge to judge by [grey levels/px]."""
LARGEST: Final = 512
"""Side of the part of the picture that is judged [px]."""


def brightness(picture: Image) -> float:
    """Mean brightness of a picture, from 0 to 1 [1].

    Parameters
    ----------
    picture
        Shape (height, width, 3), RGB.

    Returns
    -------
    float
        Luma by ITU-R BT.601 of every eighth pixel either way.
    """
    sparse = picture[::8, ::8].reshape(-1, 3).mean(axis=0)
    return float(sparse @ np.array([0.299, 0.587, 0.114])) / 255.0


def smear(picture: Image, middle: FloatArray, size: float) -> float:
    r"""Length over which the edges around a place are smeared [px].

    An edge that is blurred by a Gaussian of :math:`\sigma` loses steepness when it is
    blurred once more by :math:`\sigma_0`, in the ratio :math:`R = \sqrt{1 +
    \sigma_0^2/\sigma^2}`; so :math:`\sigma = \sigma_0 / \sqrt{R^2 - 1}`. A smear of
    length :math:`l` has the standard deviation :math:`l/\sqrt{12}`.

    Parameters
    ----------
    picture
        Shape (height, width, 3), RGB.
    middle
        Of the part that counts, shape (2,) [px]; NaN for the picture's own.
    size
        Side of that part [px]; NaN for the largest.

    Returns
    -------
    float
        Median of the steepest edges, to about a third; at least 2.8 px, the width of a
        step between two pixels as the filters see it; NaN where there are no edges.

    References
    ----------
    Zhuo S, Sim T (2011). Defocus map estimation from a single image. Pattern Recognit
    44(9), 1852-1858. doi:10.1016/j.patcog.2011.03.009
    """
    part = _part(picture, middle, size)
    if min(part.shape[:2]) < 16:
        return math.nan
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float32)
    once = _steepness(grey)
    blurred = np.asarray(cv2.GaussianBlur(grey, (0, 0), REBLUR), dtype=np.float32)
    twice = _steepness(blurred)
    steep = max(float(np.quantile(once, 1.0 - EDGES)), FAINTEST)
    edges = once >= steep
    if not edges.any():
        return math.nan
    ratio = float(np.median(once[edges] / np.maximum(twice[edges], 1e-3)))
    if ratio <= 1.0:
        return math.nan
    return math.sqrt(12.0) * REBLUR / math.sqrt(ratio * ratio - 1.0)


def _part(picture: Image, middle: FloatArray, size: float) -> Image:
    height, width = picture.shape[:2]
    if not np.isfinite(middle).all():
        middle = np.array([width / 2, height / 2])
    half = int(min(size if math.isfinite(size) else LARGEST, LARGEST)) // 2
    x, y = (int(each) for each in middle)
    return picture[max(0, y - half) : y + half, max(0, x - half) : x + half]


def _steepness(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.125)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.125)
    return np.asarray(cv2.magnitude(across, down), dtype=np.float32)
