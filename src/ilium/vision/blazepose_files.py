"""BlazePose's 33 points in a JSON file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ilium.conventions import SIDES
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError, InputError
from ilium.vision.picture_points import PicturePoints

BLAZEPOSE = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner",
    "right_eye", "right_eye_outer", "left_ear", "right_ear", "mouth_left",
    "mouth_right", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
    "left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index",
    "right_index", "left_thumb", "right_thumb", "left_hip", "right_hip", "left_knee",
    "right_knee", "left_ankle", "right_ankle", "left_heel", "right_heel",
    "left_foot_index", "right_foot_index",
)  # fmt: skip
"""BlazePose's points in order."""

FRACTION = 2.0
"""Largest coordinate of a file that counts in widths and heights of the picture [1]."""


def blazepose_frames(content: object, name: str, rate: float | None) -> PicturePoints:
    """Points of a BlazePose file that was read as JSON.

    Parameters
    ----------
    content
        ``{"metadata": {...}, "frames": [{"videoTime": s, "keypoints": [{"name": ...,
        "x": px, "y": px, "score": 1}, ...]}, ...]}``; points without names are in
        BlazePose's order; coordinates up to 2 count in the picture's width and height.
    name
        Label of the clip.
    rate
        Frames a second [Hz], where the file has no times.

    Returns
    -------
    PicturePoints
        A frame without points is NaN.

    Raises
    ------
    FileFormatError
        Where the file does not follow the format.
    """
    if not isinstance(content, Mapping) or not isinstance(content.get("frames"), list):
        raise FileFormatError(
            f"The file {name!r} holds no list of frames.",
            "Give BlazePose's JSON with frames of 33 keypoints.",
        )
    about = content.get("metadata")
    about = about if isinstance(about, Mapping) else {}
    frames: list[Any] = content["frames"]
    if not frames:
        raise FileFormatError(f"The file {name!r} has no frame.", "Export it again.")
    try:
        table = np.stack([_frame(each) for each in frames])
        time = _times(frames, about, rate)
        width, height = (
            int(about.get(key) or 0) for key in ("videoWidth", "videoHeight")
        )
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        if isinstance(error, InputError):
            raise
        raise FileFormatError(
            f"The file {name!r} does not follow BlazePose's format: {error}.",
            "Give frames of 33 keypoints, each with x, y and score.",
        ) from error
    points = table[..., :2]
    if width and height and np.nanmax(np.abs(points), initial=0.0) <= FRACTION:
        points = points * np.array([width, height], dtype=np.float64)
    model = " ".join(
        str(about[key]) for key in ("model", "modelVariant", "modelVersion")
        if key in about
    )  # fmt: skip
    return PicturePoints(
        name=name,
        names=tuple(_own_name(each) for each in BLAZEPOSE),
        time=time,
        points=points,
        confidence=np.nan_to_num(table[..., 2]),
        format="blazepose",
        estimator=model or "BlazePose",
        width=width,
        height=height,
    )


def _own_name(name: str) -> str:
    part, _, rest = name.partition("_")
    if part not in SIDES:
        return name
    return f"{'toe' if rest == 'foot_index' else rest}_{part}"


def _frame(frame: Mapping[str, Any]) -> FloatArray:
    """Points of one frame, shape (33, 3): x, y, score."""
    found = np.full((len(BLAZEPOSE), 3), np.nan)
    points: Sequence[Mapping[str, Any]] = frame.get("keypoints") or ()
    for index, each in enumerate(points):
        name = each.get("name", BLAZEPOSE[index])
        if name not in BLAZEPOSE:
            continue
        score = each.get("score", each.get("visibility", 1.0))
        found[BLAZEPOSE.index(name)] = (each["x"], each["y"], score)
    return found


def _times(
    frames: list[Any], about: Mapping[str, Any], rate: float | None
) -> FloatArray:
    stated = [each.get("videoTime") for each in frames]
    if rate is None and None not in stated and len(set(stated)) == len(stated):
        time = np.array(stated, dtype=np.float64)
        if (np.diff(time) > 0.0).all():
            return time
        raise FileFormatError("The file's times do not rise.", "Export it again.")
    known = rate if rate is not None else about.get("fps")
    if not known:
        raise InputError(
            "The file states neither times nor a frame rate.",
            "Give the frame rate of the video, for example 30.",
        )
    return np.arange(len(frames)) / float(known)
