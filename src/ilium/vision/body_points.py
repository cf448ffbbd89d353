"""From what a pose model found in each picture to one person's keypoints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.camera import Camera, Levelling
from ilium.core.dictionary import KEYPOINT_CONFIDENCE, KEYPOINT_NOISE, KEYPOINT_POSITION
from ilium.core.keypoints import BODY_POINTS, Keypoints
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import InputError
from ilium.vision.keypoint_files import IMAGE_AXES
from ilium.vision.keypoint_noise import keypoint_noise
from ilium.vision.people import people_issues, same_person
from ilium.vision.pose import LANDMARKS, Pose
from ilium.vision.swaps import sort_sides
from ilium.vision.trunk import trunk

SEEN: Final = 0.5
"""Visibility and presence below which a point counts as not seen [1]."""
COLUMNS: Final = [LANDMARKS.index(name) for name in BODY_POINTS]


def to_keypoints(
    poses: Sequence[Pose],
    times: FloatArray,
    *,
    name: str,
    width: int,
    height: int,
    source: Source,
    estimator: str,
    camera: Camera | None = None,
    levelling: Levelling | None = None,
) -> Keypoints:
    """Keypoints of the one person of a clip, sides sorted, nothing invented.

    Parameters
    ----------
    poses
        One a frame, as `ilium.vision.estimator.follow` yields them.
    times
        Real times of the frames, shape (time,) [s].
    name
        Label of the clip.
    width, height
        Size of the upright picture [px].
    source
        Where it came from.
    estimator
        Name of the pose model.
    camera, levelling
        What is known of the camera.

    Returns
    -------
    Keypoints
        `BODY_POINTS`; NaN where the person was not found, a point is hidden, outside
        the picture or sliding from side to side. Issues say what was repaired and what
        is doubtful.

    Raises
    ------
    InputError
        Where there are not as many times as poses.
    """
    if len(poses) != len(times):
        raise InputError(
            f"There are {len(poses)} poses and {len(times)} times.",
            "Give the time of every frame.",
        )
    landmarks = np.array([each.landmarks for each in poses]).reshape(-1, 33, 2)
    sure = np.array([np.minimum(each.visibility, each.presence) for each in poses])
    rows, strangers = same_person(landmarks, times, width=width, height=height)
    landmarks[~rows] = np.nan
    sides = sort_sides(landmarks, times)
    landmarks = np.take_along_axis(landmarks, sides.order[..., np.newaxis], axis=1)
    sure = np.take_along_axis(sure.reshape(-1, 33), sides.order, axis=1)
    seen = (
        (sure >= SEEN)
        & ~sides.unclear[:, np.newaxis]
        & _inside(landmarks, width, height)
    )
    _, length = trunk(landmarks)
    noise = keypoint_noise(
        estimator,
        BODY_POINTS,
        landmarks[:, COLUMNS],
        sure[:, COLUMNS],
        float(np.nanmedian(length)) if rows.any() else 0.0,
    )
    counted = np.array([-1 if each.people is None else each.people for each in poses])
    issues = (*people_issues(counted, rows, times), *strangers, *sides.issues)
    hidden = ~seen[:, COLUMNS]
    points = np.where(hidden[..., np.newaxis], np.nan, landmarks[:, COLUMNS])
    labels = {"time": times, "keypoint": BODY_POINTS}
    return Keypoints(
        name=name,
        points=KEYPOINT_POSITION.label(points, **labels, image_axis=IMAGE_AXES),
        confidence=KEYPOINT_CONFIDENCE.label(
            np.where(hidden, 0.0, sure[:, COLUMNS]), **labels
        ),
        noise=KEYPOINT_NOISE.label(np.where(hidden, np.nan, noise), **labels),
        width=width,
        height=height,
        source=source,
        estimator=estimator,
        camera=camera,
        levelling=levelling or Levelling(),
        issues=issues,
    )


def _inside(landmarks: FloatArray, width: int, height: int) -> NDArray[np.bool_]:
    x, y = landmarks[..., 0], landmarks[..., 1]
    return (x >= 0.0) & (x < width) & (y >= 0.0) & (y < height)
