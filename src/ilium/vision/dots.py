"""Stickers of a whole clip: their colour learned first, then each frame searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from ilium.core.dictionary import KEYPOINT_CONFIDENCE, KEYPOINT_NOISE, KEYPOINT_POSITION
from ilium.core.keypoints import BODY_POINTS, STICKERS, Keypoints
from ilium.core.quantity import FloatArray, values
from ilium.vision.pose import LANDMARKS, Image, Pose
from ilium.vision.sticker_colour import StickerColour
from ilium.vision.sticker_windows import Window, sticker_windows
from ilium.vision.stickers import (
    Finds,
    StickerFind,
    find_stickers,
    learn_colour,
    steady,
)
from ilium.vision.trunk import trunk

NUMBERS: Final = ("x", "y", "error", "blur", "diameter")
FACING: Final = 0.25
"""Least distance of the shoulders, in trunk lengths, of who faces or shows the back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stickers:
    """What to look for.

    Parameters
    ----------
    colour
        Of all stickers.
    view
        ``front``, ``rear`` or ``side``.
    """

    colour: StickerColour
    view: str

    def said(self) -> dict[str, Any]:
        """Say it in what JSON can say."""
        return {"colour": asdict(self.colour), "view": self.view}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Stickers:
        """Make it of what `said` said."""
        return cls(colour=StickerColour(**said["colour"]), view=said["view"])

    @classmethod
    def learned(
        cls, name: str, seen: Sequence[tuple[Image, Pose]], view: str | None = None
    ) -> Stickers:
        """Learn view and colour from the first pictures of a clip.

        Parameters
        ----------
        name
            Name of the colour.
        seen
            Pictures and the poses in them.
        view
            Where somebody named it.

        Returns
        -------
        Stickers
            With the named colour's own range where too few dots are seen.
        """
        view = view or _view_of([pose for _, pose in seen])
        colour = learn_colour(
            name, [(image, windows_of(pose, view)) for image, pose in seen]
        )
        return cls(colour=colour, view=view)


def _view_of(poses: Sequence[Pose]) -> str:
    left, right = (LANDMARKS.index(f"shoulder_{side}") for side in ("left", "right"))
    found = [each for each in poses if each.found]
    if not found:
        return "front"
    places = np.array([each.landmarks for each in found])
    _, length = trunk(places)
    across = float(np.median((places[:, left, 0] - places[:, right, 0]) / length))
    if abs(across) < FACING:
        return "side"
    return "front" if across > 0 else "rear"


def windows_of(pose: Pose, view: str) -> dict[str, Window]:
    """Windows for the stickers of one picture; none where nobody was found."""
    if not pose.found:
        return {}
    points = {name: pose.landmarks[LANDMARKS.index(name)] for name in BODY_POINTS}
    return sticker_windows(points, view=view)


def look(image: Image, pose: Pose, stickers: Stickers, before: Finds | None) -> Finds:
    """Find the stickers of one picture."""
    windows = windows_of(pose, stickers.view)
    return find_stickers(image, windows, stickers.colour, before)


def to_arrays(finds: Sequence[Finds]) -> dict[str, NDArray[Any]]:
    """Finds of consecutive frames as arrays, shapes (frame, sticker, …)."""
    numbers = np.full((len(finds), len(STICKERS), len(NUMBERS)), np.nan)
    why = np.full((len(finds), len(STICKERS)), b"-", dtype="S12")
    for row, frame in enumerate(finds):
        for place, find in frame.items():
            column = STICKERS.index(place)
            numbers[row, column] = [getattr(find, each) for each in NUMBERS]
            why[row, column] = b"" if find.found else find.why.encode()
    return {"sticker_numbers": numbers, "sticker_why": why}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> tuple[Finds, ...]:
    """Finds of each frame, without what flickers."""
    frames: list[dict[str, StickerFind]] = []
    for numbers, reasons in zip(
        arrays["sticker_numbers"], arrays["sticker_why"], strict=True
    ):
        frame: dict[str, StickerFind] = {}
        for place, row, why in zip(STICKERS, numbers, reasons, strict=True):
            if why != b"-":
                told = dict(zip(NUMBERS, row.tolist(), strict=True))
                frame[place] = StickerFind(**told, found=not why, why=why.decode())
        frames.append(frame)
    return steady(frames)


def with_stickers(keypoints: Keypoints, finds: Iterable[Finds]) -> Keypoints:
    """Add the stickers that were found to a person's keypoints.

    Parameters
    ----------
    keypoints
        Body points on the clip's frames.
    finds
        Finds of each frame.

    Returns
    -------
    Keypoints
        With a point for each sticker that was found at all; NaN where it was not.
    """
    frames = list(finds)
    places = [
        place
        for place in STICKERS
        if any(place in each and each[place].found for each in frames)
    ]
    if not places:
        return keypoints
    missing = StickerFind()
    rows = np.array(
        [
            [(f.x, f.y, f.error) for f in (each.get(p, missing) for p in places)]
            for each in frames
        ]
    )
    found = np.isfinite(rows[..., 0]).astype(np.float64)
    names = [*keypoints.names, *places]

    def joined(array: xr.DataArray, more: FloatArray) -> FloatArray:
        return np.concatenate([values(array), more], axis=1)

    axes = [str(each) for each in keypoints.points.indexes["image_axis"]]
    labels = {"time": keypoints.time, "keypoint": names}
    return replace(
        keypoints,
        points=KEYPOINT_POSITION.label(
            joined(keypoints.points, rows[..., :2]), **labels, image_axis=axes
        ),
        confidence=KEYPOINT_CONFIDENCE.label(
            joined(keypoints.confidence, found), **labels
        ),
        noise=KEYPOINT_NOISE.label(joined(keypoints.noise, rows[..., 2]), **labels),
    )
