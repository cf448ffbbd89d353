"""Where the parts of one body are: BlazePose's landmark network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.vision.blazepose.network import Network
from ilium.vision.blazepose.region import Region, cut
from ilium.vision.pose import LANDMARKS, Image

SIDE: Final = 256
"""Width and height of the picture that the network sees [px]."""
AUXILIARY: Final = slice(33, 35)
"""Landmarks of the network that say where the body is: middle of the hips, reach."""
WINDOW: Final = 4
"""Cells of the heatmap on each side of a landmark that refine it."""
MIN_HEAT: Final = 0.5
"""Largest heat in the window below which a landmark stays where it is."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """What the network found in one region.

    Parameters
    ----------
    score
        How sure it is that there is a body [1].
    landmarks
        Places of the 33 landmarks, shape (33, 2) [px of the picture].
    visibility, presence
        How likely each is seen, and is inside the picture, shapes (33,) [1].
    world
        Places about the middle of the hips, shape (33, 3) [m].
    auxiliary
        Middle of the hips and reach of the body, shape (2, 2) [px of the picture].
    """

    score: float
    landmarks: FloatArray
    visibility: FloatArray
    presence: FloatArray
    world: FloatArray
    auxiliary: FloatArray


class Landmarker:
    """Finds the parts of a body in a region.

    Parameters
    ----------
    weights
        The network's file, full or heavy.

    References
    ----------
    Bazarevsky V, Grishchenko I, Raveendran K, Zhu T, Zhang F, Grundmann M (2020).
    BlazePose: on-device real-time body pose tracking. arXiv:2006.10204.
    doi:10.48550/arXiv.2006.10204
    """

    def __init__(self, weights: Path) -> None:
        self._network = Network(weights)

    def find(self, image: Image, region: Region) -> Body:
        """Return the body in a region of a picture."""
        patch = cut(image, region, SIDE, black_border=False)
        raw, score, _, heat, world = self._network.run(patch / np.float32(255))
        table = raw.astype(np.float64).reshape(-1, 5)
        places = refine(table[:, :2] / SIDE, heat[0])
        pixels = region.to_picture(places)
        bodily = world.astype(np.float64).reshape(-1, 3)[: len(LANDMARKS)]
        return Body(
            score=float(score[0, 0]),
            landmarks=pixels[: len(LANDMARKS)],
            visibility=sigmoid(table[: len(LANDMARKS), 3]),
            presence=sigmoid(table[: len(LANDMARKS), 4]),
            world=np.hstack([bodily[:, :2] @ region.rotation.T, bodily[:, 2:]]),
            auxiliary=pixels[AUXILIARY],
        )


def sigmoid(logits: FloatArray) -> FloatArray:
    """Logistic function."""
    return 1.0 / (1.0 + np.exp(-logits))


def refine(places: FloatArray, heat: NDArray[np.float32]) -> FloatArray:
    """Move each landmark to the centre of its heat nearby, where that is hot enough.

    Parameters
    ----------
    places
        Landmarks as shares of the region, shape (n, 2) [1].
    heat
        Logits of the heatmaps, shape (rows, columns, n).

    Returns
    -------
    FloatArray
        Refined places, shape (n, 2) [1]; landmarks beyond the region stay.
    """
    rows, columns, _ = heat.shape
    refined = places.copy()
    for index, (x, y) in enumerate(places):
        column, row = int(x * columns), int(y * rows)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        first_column, first_row = max(0, column - WINDOW), max(0, row - WINDOW)
        window = heat[
            first_row : row + WINDOW + 1, first_column : column + WINDOW + 1, index
        ]
        weight = sigmoid(window.astype(np.float64))
        if weight.max() < MIN_HEAT:
            continue
        total = weight.sum()
        across = weight.sum(axis=0) @ (first_column + np.arange(weight.shape[1]))
        down = weight.sum(axis=1) @ (first_row + np.arange(weight.shape[0]))
        refined[index] = across / total / columns, down / total / rows
    return refined
