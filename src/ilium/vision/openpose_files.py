"""OpenPose's folder of JSON files, one a frame, and the person to follow in it."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from ilium.core.issue import Issue
from ilium.core.parsing import json_of
from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError, InputError
from ilium.vision.picture_points import PicturePoints

BODY_25 = (
    "nose", "neck", "shoulder_right", "elbow_right", "wrist_right", "shoulder_left",
    "elbow_left", "wrist_left", "mid_hip", "hip_right", "knee_right", "ankle_right",
    "hip_left", "knee_left", "ankle_left", "eye_right", "eye_left", "ear_right",
    "ear_left", "toe_left", "small_toe_left", "heel_left", "toe_right",
    "small_toe_right", "heel_right",
)  # fmt: skip
"""Points of OpenPose's BODY_25 in order; its big toes stand for the toes."""

BODY_25B = (
    "nose", "eye_left", "eye_right", "ear_left", "ear_right", "shoulder_left",
    "shoulder_right", "elbow_left", "elbow_right", "wrist_left", "wrist_right",
    "hip_left", "hip_right", "knee_left", "knee_right", "ankle_left", "ankle_right",
    "neck", "head_top", "toe_left", "small_toe_left", "heel_left", "toe_right",
    "small_toe_right", "heel_right",
)  # fmt: skip
"""Points of OpenPose's BODY_25B, which has as many in another order."""

BETWEEN = {
    BODY_25: ("mid_hip", "hip_left", "hip_right"),
    BODY_25B: ("neck", "shoulder_left", "shoulder_right"),
}
"""A point of each order, and the two that it lies between: they tell which it is."""

JUMP = 1.5
"""How far a person's middle may move in a frame, as a share of their height [1]."""


def openpose_folder(folder: Path, rate: float | None) -> PicturePoints:
    """Read a folder of BODY_25 or BODY_25B files.

    Parameters
    ----------
    folder
        One JSON file a frame; the last number in each name counts the frames.
    rate
        Frames a second [Hz], which these files do not state.

    Returns
    -------
    PicturePoints
        The largest, most surely seen person at first, then the one nearest to where
        that person was; frames whose file is missing are NaN. Which of both orders the
        25 points have is told by the points that lie between two others.

    Raises
    ------
    FileFormatError
        Where a file does not follow the format.
    InputError
        Without a frame rate.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise FileFormatError(
            f"The folder {folder.name!r} holds no JSON file.",
            "Give the folder that OpenPose wrote with --write_json.",
        )
    if rate is None:
        raise InputError(
            "OpenPose's files do not state the frame rate.",
            "Give the frame rate of the video, for example 30.",
        )
    digest = hashlib.sha256()
    people = []
    for each in files:
        data = each.read_bytes()
        digest.update(data)
        people.append(_people(data, each.name))
    frames = _numbers(files)
    with np.errstate(over="ignore", invalid="ignore"):  # judged by their magnitude
        points, confidence, others = _followed(people, frames)
        names = min(BETWEEN, key=lambda order: _off_between(points, order))
    return PicturePoints(
        name=folder.name.split(".")[0],
        names=names,
        time=np.arange(len(points)) / rate,
        points=points,
        confidence=confidence,
        format="openpose",
        estimator=f"OpenPose {'BODY_25' if names == BODY_25 else 'BODY_25B'}",
        sha256=digest.hexdigest(),
        issues=_doubts(others, len(files)),
    )


def _people(data: bytes, name: str) -> FloatArray:
    """Everybody in one frame, shape (person, 25, 3)."""
    try:
        content: Any = json_of(data)
        rows = [each["pose_keypoints_2d"] for each in content["people"]]
        found = np.array(rows, dtype=np.float64).reshape(len(rows), -1, 3)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise FileFormatError(
            f"The file {name!r} is none of OpenPose's: {error}.",
            "Give the folder that OpenPose wrote with --write_json.",
        ) from error
    if len(found) and found.shape[1] != len(BODY_25):
        raise FileFormatError(
            f"The file {name!r} has {found.shape[1]} points, not {len(BODY_25)}.",
            "Run OpenPose with the model BODY_25 or BODY_25B.",
        )
    return found.reshape(-1, len(BODY_25), 3)


def _numbers(files: list[Path]) -> list[int]:
    """Frame of each file; their order where the names do not count."""
    found = [re.findall(r"\d+", each.stem) for each in files]
    numbers = [int(each[-1]) if each else -1 for each in found]
    rising = all(b > a for a, b in pairwise(numbers))
    if not rising or min(numbers) < 0 or numbers[-1] - numbers[0] > 10 * len(files):
        return list(range(len(files)))
    return [each - numbers[0] for each in numbers]


def _followed(
    people: list[FloatArray], frames: list[int]
) -> tuple[FloatArray, FloatArray, int]:
    """Points and confidence of one person, and frames that show others too."""
    count = frames[-1] + 1
    points = np.full((count, len(BODY_25), 2), np.nan)
    confidence = np.zeros((count, len(BODY_25)))
    last: FloatArray | None = None
    others = 0
    for frame, everybody in zip(frames, people, strict=True):
        others += len(everybody) > 1
        chosen = _nearest(everybody, last)
        if chosen is None:
            continue
        seen = chosen[:, 2] > 0.0
        points[frame, seen] = chosen[seen, :2]
        confidence[frame] = chosen[:, 2]
        last = chosen
    return points, confidence, others


def _nearest(everybody: FloatArray, last: FloatArray | None) -> FloatArray | None:
    if last is None:
        sizes = [_height(each) * each[:, 2].mean() for each in everybody]
        best = int(np.argmax(sizes)) if sizes else -1
        return everybody[best] if best >= 0 and sizes[best] > 0.0 else None
    reach = JUMP * _height(last)
    away = [_apart(each, last) for each in everybody]
    best = int(np.argmin(away)) if away else -1
    return everybody[best] if best >= 0 and away[best] <= reach else None


def _apart(one: FloatArray, two: FloatArray) -> float:
    """Median distance of the points that both show [px]; infinite without any."""
    both = (one[:, 2] > 0.0) & (two[:, 2] > 0.0)
    if not both.any():
        return np.inf
    steps = np.linalg.norm(one[both, :2] - two[both, :2], axis=1)
    return float(np.median(steps))


def _height(person: FloatArray) -> float:
    seen = person[person[:, 2] > 0.0, 1]
    return float(np.ptp(seen)) if seen.size else 0.0


def _off_between(points: FloatArray, order: tuple[str, ...]) -> float:
    """How far a point is from the middle of the two it should lie between [px]."""
    middle, one, two = (points[:, order.index(each)] for each in BETWEEN[order])
    off = np.linalg.norm(middle - (one + two) / 2.0, axis=1)
    seen = off[np.isfinite(off)]
    return float(np.median(seen)) if seen.size else np.inf


def _doubts(others: int, count: int) -> tuple[Issue, ...]:
    if not others:
        return ()
    what = (
        f"{others} of {count} frames show more than one person: the one that was"
        " largest at first was followed."
    )
    return (Issue(kind="other-people", where="picture", what=what),)
