"""Keypoint files of other programs: OpenPose, BlazePose and TRC of picture points."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ilium.capture.tables import read_text
from ilium.conventions import SIDES
from ilium.core.dictionary import KEYPOINT_CONFIDENCE, KEYPOINT_NOISE, KEYPOINT_POSITION
from ilium.core.issue import Issue
from ilium.core.keypoints import BODY_POINTS, STICKERS, Keypoints
from ilium.core.parsing import json_of
from ilium.core.trial import Source
from ilium.errors import FileFormatError, InputError
from ilium.vision.blazepose_files import blazepose_frames
from ilium.vision.jitter import jitter
from ilium.vision.openpose_files import openpose_folder
from ilium.vision.picture_points import PicturePoints
from ilium.vision.picture_trc import picture_trc

LEAST_CONFIDENCE = 0.1
"""Confidence below which a point counts as not seen [1]."""

IMAGE_AXES = ("u", "v")


def read_keypoints(
    path: Path | str,
    *,
    rate: float | None = None,
    size: tuple[int, int] | None = None,
) -> Keypoints:
    """Read what another program found in a video.

    Parameters
    ----------
    path
        A folder of OpenPose's BODY_25 or BODY_25B files, one a frame; a JSON file of
        BlazePose's 33 points; or a TRC file of picture points; files gzipped or not.
    rate
        Frames a second [Hz]; needed where the file states none.
    size
        Width and height of the upright picture [px]; without it, where the file states
        none, the smallest picture that holds every point, which an issue says.

    Returns
    -------
    Keypoints
        One person, followed through the frames; a point whose confidence is below 0.1
        is NaN. Its noise is estimated from the jitter of its own path.

    Raises
    ------
    FileFormatError
        Where the file follows none of these formats.
    InputError
        Where it is not there, or the frame rate is not known.
    """
    place = Path(path)
    if not place.exists():
        raise InputError(
            f"There is no file or folder {place.name!r}.", "Check its name."
        )
    if rate is not None and not 1.0 <= rate <= 10_000.0:
        raise InputError(
            f"A camera does not run at {rate:g} frames a second.",
            "Give the frame rate of the video, for example 30.",
        )
    if place.is_dir():
        found = openpose_folder(place, rate)
    elif _is_trc(place):
        found = picture_trc(place)
    else:
        found = _from_json(place, rate)
    return _assembled(_sized(found, size))


def _is_trc(path: Path) -> bool:
    return path.name.lower().removesuffix(".gz").endswith(".trc")


def _from_json(path: Path, rate: float | None) -> PicturePoints:
    text = read_text(path)
    try:
        content: Any = json_of("\n".join(text.lines))
    except ValueError as error:
        raise FileFormatError(
            f"The file {path.name!r} is no JSON: {error}.",
            "Give a folder of OpenPose files, BlazePose's JSON or a TRC file.",
        ) from error
    name = path.name.split(".")[0]
    return replace(blazepose_frames(content, name, rate), sha256=text.sha256)


def _sized(found: PicturePoints, size: tuple[int, int] | None) -> PicturePoints:
    if size is not None:
        return replace(found, width=int(size[0]), height=int(size[1]))
    if found.width and found.height:
        return found
    seen = np.isfinite(found.points).all(axis=2)
    if not seen.any():
        return replace(found, width=1, height=1)
    corner = found.points[seen].max(axis=0)
    issue = Issue(
        kind="picture-size-unknown",
        where="picture",
        what="The file does not state the picture's size: points near its edge"
        " cannot be told.",
    )
    return replace(
        found,
        width=int(np.ceil(corner[0])) + 1,
        height=int(np.ceil(corner[1])) + 1,
        issues=(*found.issues, issue),
    )


def _assembled(found: PicturePoints) -> Keypoints:
    order = [
        name for name in (*BODY_POINTS, *STICKERS) if name in found.names
    ]  # the dictionary's order, whatever the file's
    if not {f"hip_{side}" for side in SIDES} <= set(order):
        raise FileFormatError(
            "The file has no left and right hip.",
            "Export the points of a whole-body model (BODY_25 or BlazePose).",
        )
    columns = [found.names.index(name) for name in order]
    points = found.points[:, columns].astype(np.float64)
    confidence = np.clip(found.confidence[:, columns], 0.0, 1.0)
    lost = ~(np.isfinite(points).all(axis=2) & (confidence >= LEAST_CONFIDENCE))
    points[lost] = np.nan
    confidence = np.where(lost, 0.0, confidence)
    time = found.time
    places = KEYPOINT_POSITION.label(
        points, time=time, keypoint=order, image_axis=IMAGE_AXES
    )
    noise = np.where(lost, np.nan, jitter(points)[None])
    return Keypoints(
        name=found.name,
        points=places,
        confidence=KEYPOINT_CONFIDENCE.label(confidence, time=time, keypoint=order),
        noise=KEYPOINT_NOISE.label(noise, time=time, keypoint=order),
        width=found.width,
        height=found.height,
        source=Source(format=found.format, sha256=found.sha256),
        estimator=found.estimator,
        issues=found.issues,
    )
