"""The process in which the pictures of one camera are followed as they come.

Run by `ilium.app.live.following`: a picture that would break a decoder breaks nothing
else, and every camera has a core's time of its own.
"""

from __future__ import annotations

import os
from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ilium.capture.serving import Telling, serve_standard_streams
from ilium.errors import InputError
from ilium.vision.estimator import PoseEstimator, open_estimator
from ilium.vision.pose import Pose

MOST_PIXELS: Final = 1920 * 1088
"""Largest picture that is looked at; a compressed one may claim to be any size."""

Made = tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]


def main() -> None:
    """Serve until the requests end."""
    os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(MOST_PIXELS)
    serve_standard_streams(Follower().answer)


class Follower:
    """Follows one person through pictures that come one by one."""

    def __init__(self) -> None:
        self._model: PoseEstimator | None = None
        self._memory: object = None

    def answer(self, request: Mapping[str, Any], tell: Telling) -> Made:
        """Open the model that is named, then find the person in every picture."""
        del tell
        if self._model is None:
            self._model = open_estimator(request["estimator"])
        if "picture" not in request:
            return {"estimator": self._model.name}, {}
        picture = decoded(b64decode(request["picture"]))
        pose, self._memory = self._model.estimate(
            picture, request["time"], self._memory
        )
        height, width = picture.shape[:2]
        said = {"score": pose.score, "people": pose.people}
        return said, {"points": shares(pose, width, height)}


def decoded(content: bytes) -> NDArray[np.uint8]:
    """Decode a JPEG, PNG or WebP picture.

    Parameters
    ----------
    content
        The bytes of its file.

    Returns
    -------
    NDArray
        RGB, shape (height, width, 3).

    Raises
    ------
    InputError
        Where it is no picture, or too large a one.
    """
    import cv2  # noqa: PLC0415 - its limits are read from the environment

    try:
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR_BGR)
    except cv2.error:
        picture = None
    if picture is None:
        raise InputError(
            "What came from the camera is no picture of up to 1920 × 1088 points.",
            "Send JPEG, PNG or WebP of at most that size.",
        )
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)


def shares(pose: Pose, width: int, height: int) -> NDArray[np.float32]:
    """Landmarks as a page reads them.

    Parameters
    ----------
    pose
        The person.
    width, height
        Size of the picture [px].

    Returns
    -------
    NDArray
        x and y as shares of the picture, depth behind the middle of the hips [m] and
        visibility, shape (33, 4); NaN where not found.
    """
    return np.column_stack(
        [
            pose.landmarks / (width, height),
            pose.world[:, 2],
            pose.visibility,
        ]
    ).astype(np.float32)
