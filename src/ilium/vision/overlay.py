"""What is drawn on the pictures: skeleton, pelvis, horizon, angle; the face is hidden.

Nothing is drawn for what is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.units import degrees

Image = NDArray[np.uint8]

LEFT: Final = (0x6D, 0xB3, 0xF2)
RIGHT: Final = (0xF2, 0xA6, 0x5A)
MIDDLE: Final = (0xE8, 0xEC, 0xF1)
SHADE: Final = (0x12, 0x16, 0x1C)
COVER: Final = (0x5A, 0x64, 0x72)
"""Colours, RGB: the dark set of the report's tokens, as pictures are seldom white."""

BONES: Final = (
    *(
        (f"{one}_{side}", f"{two}_{side}")
        for side in ("left", "right")
        for one, two in (
            ("shoulder", "elbow"), ("elbow", "wrist"), ("shoulder", "hip"),
            ("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"), ("heel", "toe"),
            ("ankle", "toe"),
        )
    ),
    ("shoulder_left", "shoulder_right"),
)  # fmt: skip
"""Pairs of keypoints that a line joins."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawing:
    """What to draw on each frame, in px of the stored size; NaN is left out.

    Parameters
    ----------
    points
        Keypoint to its path, shape (frame, 2) [px].
    pelvis
        Ends of the pelvis line, the person's left first, shape (frame, 2, 2) [px].
    horizon
        Turn of the world's level in the picture, shape (frame,) [rad], positive
        clockwise; NaN where it is not known.
    angle, error
        Of the pelvis against the level, and half its 95 % interval, shape (frame,)
        [rad]; the sign does not matter.
    covers
        Circles that hide the faces, shape (frame, 3) or (frame, circle, 3) [px]; empty
        to show them.
    """

    points: Mapping[str, FloatArray]
    pelvis: FloatArray
    horizon: FloatArray
    angle: FloatArray
    error: FloatArray
    covers: FloatArray

    def of(self, start: int, stop: int) -> dict[str, Any]:
        """Its frames from start to stop, in what JSON can say."""
        part = slice(start, stop)
        return {
            "points": {name: path[part].tolist() for name, path in self.points.items()},
            **{
                name: getattr(self, name)[part].tolist()
                for name in ("pelvis", "horizon", "angle", "error", "covers")
            },
        }

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Drawing:
        """Make a drawing of what `of` said."""
        points = {name: np.array(path) for name, path in said["points"].items()}
        rest = {name: np.array(said[name]) for name in said if name != "points"}
        return cls(points=points, **rest)


def cover_all(picture: Image, circles: FloatArray, scale: float = 1.0) -> None:
    """Hide every face of a picture, in the picture itself.

    Parameters
    ----------
    picture
        Shape (height, width, 3), RGB; changed.
    circles
        As for `cover`, shape (3,) or (circle, 3) [px of the stored size].
    scale
        Size of the picture against the stored one [1].
    """
    for each in circles.reshape(-1, 3):
        cover(picture, each, scale)


def cover(picture: Image, circle: FloatArray, scale: float = 1.0) -> None:
    """Hide a face under a filled circle, in the picture itself.

    Parameters
    ----------
    picture
        Shape (height, width, 3), RGB; changed.
    circle
        Middle and radius, shape (3,) [px of the stored size]; an infinite radius hides
        the whole picture.
    scale
        Size of the picture against the stored one [1].
    """
    x, y, radius = (float(each) * scale for each in circle)
    reach = 2.0 * max(picture.shape)
    if not radius < reach:
        picture[:] = COVER
        return
    if math.isfinite(x + y):
        centre = (round(min(max(x, -reach), reach)), round(min(max(y, -reach), reach)))
        cv2.circle(picture, centre, math.ceil(radius) + 1, COVER, cv2.FILLED)


def draw(picture: Image, drawing: Drawing, row: int, scale: float) -> None:
    """Draw one frame's figure on its picture.

    Parameters
    ----------
    picture
        Shape (height, width, 3), RGB; changed.
    drawing
        What to draw.
    row
        Row of the frame in it.
    scale
        Size of the picture against the stored one [1].
    """
    thick = max(1, round(max(picture.shape) / 480))
    places = {name: scale * path[row] for name, path in drawing.points.items()}
    for one, two in BONES:
        if one in places and two in places:
            _line(picture, places[one], places[two], _colour(one, two), thick)
    left, right = scale * drawing.pelvis[row]
    if not np.isfinite([left, right]).all():
        return
    level = float(drawing.horizon[row])
    middle, half = (left + right) / 2.0, float(np.hypot(*(right - left))) / 2.0
    _horizon(picture, middle, half, level, thick)
    angle, error = float(drawing.angle[row]), float(drawing.error[row])
    if math.isfinite(angle + error):
        _wedge(picture, left, right, error)
    _line(picture, left, right, MIDDLE, 2 * thick)
    size = max(12, round(max(picture.shape) / 36))
    for letter, place, colour in (("L", left, LEFT), ("R", right, RIGHT)):
        _text(picture, letter, place - np.array([0.3, 0.6]) * size, colour, size)
    if math.isfinite(angle + error):
        words = f"{abs(degrees(angle)):.0f}° ±{degrees(error):.0f}°"
        low = left if left[1] > right[1] else right
        _text(picture, words, low + np.array([-1.0, 1.4]) * size, MIDDLE, size)


def _colour(one: str, two: str) -> tuple[int, int, int]:
    if one.endswith("_left") and two.endswith("_left"):
        return LEFT
    return RIGHT if one.endswith("_right") and two.endswith("_right") else MIDDLE


def _line(
    picture: Image,
    one: FloatArray,
    two: FloatArray,
    colour: tuple[int, int, int],
    thick: int,
) -> None:
    """Draw a line with a dark edge; none where an end is NaN."""
    if not np.isfinite([one, two]).all():
        return
    ends = [
        (round(float(x)), round(float(y))) for x, y in np.clip([one, two], -9e3, 9e3)
    ]
    cv2.line(picture, ends[0], ends[1], SHADE, thick + 2, cv2.LINE_AA)
    cv2.line(picture, ends[0], ends[1], colour, thick, cv2.LINE_AA)


def _horizon(
    picture: Image, middle: FloatArray, half: float, level: float, thick: int
) -> None:
    """Dashes through the middle of the pelvis, along the world's level."""
    if not math.isfinite(level):
        return
    along = np.array([math.cos(level), math.sin(level)]) * half
    for dash in np.arange(-1.8, 1.8, 0.4):
        _line(
            picture, middle + dash * along, middle + (dash + 0.2) * along, MIDDLE, thick
        )


def _wedge(picture: Image, left: FloatArray, right: FloatArray, error: float) -> None:
    """Shade what the pelvis line could be within its error."""
    middle, half = (left + right) / 2.0, (right - left) / 2.0
    turns = np.array([-error, error])
    cos, sin = np.cos(turns), np.sin(turns)
    turned = np.column_stack(
        [cos * half[0] - sin * half[1], sin * half[0] + cos * half[1]]
    )
    shaded = picture.copy()
    for side in (turned, -turned):
        corners = np.vstack([middle, middle + side]).round().astype(np.int32)
        cv2.fillPoly(shaded, [corners], MIDDLE)
    cv2.addWeighted(shaded, 0.5, picture, 0.5, 0.0, dst=picture)


def _text(
    picture: Image,
    words: str,
    place: FloatArray,
    colour: tuple[int, int, int],
    size: int,
) -> None:
    high, wide = picture.shape[:2]
    x = round(min(max(float(place[0]), 0.0), max(0.0, wide - 0.6 * size * len(words))))
    y = round(min(max(float(place[1]), size), high - 2.0))
    font = cv2.FontFace("sans")
    for shift in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        where = (x + shift[0], y + shift[1])
        cv2.putText(picture, words, where, SHADE, font, size, 700)
    cv2.putText(picture, words, (x, y), colour, font, size, 700)
