"""Where there are people in a picture: BlazePose's single-shot detector."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.vision.blazepose.network import Network
from ilium.vision.blazepose.region import Region, body_region, cut, whole_picture
from ilium.vision.pose import Image

SIDE: Final = 224
"""Width and height of the picture that the detector sees [px]."""
GRIDS: Final = ((28, 2), (14, 2), (7, 6))
"""Cells a side of each grid of anchors, and anchors in each cell."""
MIN_SCORE: Final = 0.5
SAME_PERSON: Final = 0.3
"""Boxes that overlap by more (intersection over union) show one person."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detection:
    """One person that the detector found.

    Parameters
    ----------
    score
        How sure it is [1].
    face
        Box of the face: left, upper, right and lower edge, shape (4,) [px].
    region
        Where the whole body is.
    """

    score: float
    face: FloatArray
    region: Region


class Detector:
    """Finds the people in a picture.

    Parameters
    ----------
    weights
        The detector's file.

    References
    ----------
    Bazarevsky V, Grishchenko I, Raveendran K, Zhu T, Zhang F, Grundmann M (2020).
    BlazePose: on-device real-time body pose tracking. arXiv:2006.10204.
    doi:10.48550/arXiv.2006.10204
    """

    def __init__(self, weights: Path) -> None:
        self._network = Network(weights)
        self._anchors = anchors()

    def find(self, image: Image) -> tuple[Detection, ...]:
        """Return the people in a picture, the surest first."""
        whole = whole_picture(image)
        patch = cut(image, whole, SIDE, black_border=True)
        raw, logits = self._network.run(patch * np.float32(2 / 255) - np.float32(1))
        scores = 1.0 / (
            1.0 + np.exp(-np.clip(logits[0, :, 0].astype(np.float64), -100, 100))
        )
        likely = scores >= MIN_SCORE
        decoded = decode(raw[0, likely], self._anchors[likely])
        people = merge(decoded, scores[likely].astype(np.float64))
        return tuple(_detection(whole, *each) for each in people)


def anchors() -> FloatArray:
    """Centres of the anchors as shares of the detector's picture, shape (2254, 2)."""
    rows = []
    for cells, each in GRIDS:
        places = (np.arange(cells) + 0.5) / cells
        down, right = np.meshgrid(places, places, indexing="ij")
        grid = np.stack([right, down], axis=-1).reshape(-1, 2)
        rows.append(np.repeat(grid, each, axis=0))
    return np.concatenate(rows)


def decode(raw: NDArray[np.float32], centres: FloatArray) -> FloatArray:
    """Corners of the face's box and the four points of each candidate.

    Parameters
    ----------
    raw
        Centre, size and points about the anchor, shape (n, 12) [px of the detector].
    centres
        Anchors, shape (n, 2) [1].

    Returns
    -------
    FloatArray
        Upper left corner, lower right corner, middle of the hips, reach of the body,
        middle of the shoulders, reach of the upper body, shape (n, 6, 2) [1].
    """
    pairs = raw.astype(np.float64).reshape(-1, 6, 2) / SIDE
    size = pairs[:, 1].copy()
    places = pairs + centres[:, np.newaxis]
    middle = places[:, 0].copy()
    places[:, 0], places[:, 1] = middle - size / 2, middle + size / 2
    return places


def merge(places: FloatArray, scores: FloatArray) -> list[tuple[FloatArray, float]]:
    """Merge the candidates that show one person into their weighted mean.

    Parameters
    ----------
    places
        Corners of the box, then points, shape (n, 6, 2) [1].
    scores
        Score of each, shape (n,) [1].

    Returns
    -------
    list
        Places and score of each person, the surest first.
    """
    left = np.argsort(-scores, kind="stable")
    people = []
    while left.size:
        best = left[0]
        same = overlap(places[left, :2], places[best, :2]) > SAME_PERSON
        same[0] = True
        group = left[same]
        mean = np.average(places[group], axis=0, weights=scores[group])
        people.append((mean, float(scores[best])))
        left = left[~same]
    return people


def overlap(boxes: FloatArray, box: FloatArray) -> FloatArray:
    """Intersection over union of boxes with one box, shape (n,) [1]."""
    upper = np.maximum(boxes[:, 0], box[0])
    lower = np.minimum(boxes[:, 1], box[1])
    shared = np.prod(np.maximum(lower - upper, 0.0), axis=1)
    areas = np.prod(boxes[:, 1] - boxes[:, 0], axis=1)
    union = areas + np.prod(box[1] - box[0]) - shared
    return np.where(union > 0.0, shared / np.where(union > 0.0, union, 1.0), 0.0)


def _detection(whole: Region, places: FloatArray, score: float) -> Detection:
    pixels = whole.to_picture(places)
    region = body_region(pixels[2], pixels[3])
    return Detection(score=score, face=pixels[:2].ravel(), region=region)
