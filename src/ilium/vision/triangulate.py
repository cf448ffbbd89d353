"""Keypoints of two or more cameras to one recording in three dimensions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ilium.capture.frame import detect_frame
from ilium.conventions import AXES
from ilium.core.camera import Camera
from ilium.core.dictionary import MARKER_POSITION
from ilium.core.issue import Issue
from ilium.core.keypoints import Keypoints
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray, values
from ilium.core.trial import Source, Trial
from ilium.errors import InputError, InsufficientDataError
from ilium.vision.calibration import camera_for
from ilium.vision.intersect import meet
from ilium.vision.projection import project

LARGEST_STEP = 0.1
"""Longest time between two frames over which a view is interpolated [s]."""
LARGE = 30.0
"""Median reprojection error from which the cameras seem not to belong together [px at a
picture height of 1920]."""
LEFT_OUT = 0.3
"""Share of its points from which a view that is left out is worth a word [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reconstruction:
    """A recording from several cameras, and how well they agree.

    Parameters
    ----------
    trial
        Markers are the keypoints, in metres.
    error
        Standard error of each marker along each axis, shape (time, marker, 3) [m].
    reprojection
        Distance between each view's keypoint and the marker's picture in it, shape
        (view, time, marker) [px].
    used
        Whether the view supported the marker, shape (view, time, marker).
    """

    trial: Trial
    error: FloatArray
    reprojection: FloatArray
    used: NDArray[np.bool_]


def reconstruct(
    views: Sequence[Keypoints],
    cameras: Sequence[Camera],
    offsets: Sequence[float],
) -> Reconstruction:
    """Turn the keypoints of two or more clips into one recording.

    Parameters
    ----------
    views
        Keypoints of each clip, on its own clock.
    cameras
        Cameras of the calibration; matched by name, else by order.
    offsets
        What to add to each clip's times for the first clip's [s]; the first is 0.

    Returns
    -------
    Reconstruction
        On the first clip's clock, in ilium's frame.

    Raises
    ------
    InputError
        Where views, cameras and offsets do not fit, or a camera's place is not known.
    InsufficientDataError
        Where the clips do not overlap or never see a point together.
    """
    if len(offsets) != len(views):
        problem = f"There are {len(views)} clips and {len(offsets)} offsets."
        raise InputError(problem, "Give one offset for each clip, the first 0.")
    fitted = [
        replace(
            _shifted(view, offset),
            camera=camera_for(cameras, view.name, number, view.width, view.height),
        )
        for number, (view, offset) in enumerate(zip(views, offsets, strict=True))
    ]
    return solve_points(fitted)


def triangulate(views: Sequence[Keypoints]) -> Trial:
    """Turn keypoints of placed cameras on one clock into one recording.

    Parameters
    ----------
    views
        Keypoints with their cameras.

    Returns
    -------
    Trial
        As of `solve_points`.
    """
    return solve_points(views).trial


def solve_points(views: Sequence[Keypoints]) -> Reconstruction:
    """Triangulate keypoints, with errors and agreement.

    Parameters
    ----------
    views
        Keypoints with their cameras, on one clock.

    Returns
    -------
    Reconstruction
        NaN where fewer than two views support a point.

    Raises
    ------
    InputError
        Where there are fewer than two views, or a camera or its place is missing.
    InsufficientDataError
        Where the clips do not overlap or never see a point together.
    """
    cameras = _cameras(views)
    time = _common_time(views)
    names = tuple(n for n in views[0].names if sum(n in v.names for v in views) > 1)
    seen = [_on_clock(view, time, names) for view in views]
    shape = (time.size, len(names))
    met = meet(
        np.stack([each[..., :2].reshape(-1, 2) for each in seen]),
        np.stack([each[..., 2].ravel() for each in seen]),
        np.stack([each[..., 3].ravel() for each in seen]),
        cameras,
    )
    points = met.points.reshape(*shape, 3)
    if not np.isfinite(points).any():
        problem = "No point of the body is seen by two cameras in one place."
        remedy = "Check the calibration, the order of the clips and their offsets."
        raise InsufficientDataError(problem, remedy)
    again = np.stack([project(points, camera) for camera in cameras])
    apart = again - np.stack([each[..., :2] for each in seen])
    reprojection = np.hypot(apart[..., 0], apart[..., 1])
    used = met.used.reshape(len(views), *shape)
    frame = detect_frame(points, names)
    trial = Trial(
        name=views[0].name,
        participant=Participant(),
        markers=MARKER_POSITION.label(
            points @ frame.rotation.T, time=time, marker=names, axis=AXES
        ),
        lab=frame,
        source=_source(views),
        issues=(
            *(issue for view in views for issue in view.issues),
            *_doubts(views, reprojection, used),
        ),
    )
    error = met.error.reshape(*shape, 3) @ np.abs(frame.rotation.T)
    return Reconstruction(
        trial=trial, error=error, reprojection=reprojection, used=used
    )


def _cameras(views: Sequence[Keypoints]) -> list[Camera]:
    if len(views) < 2:
        problem = f"Three dimensions need two cameras; there is {len(views)}."
        raise InputError(problem, "Film with two or more calibrated cameras at once.")
    found = [view.camera for view in views]
    placed = [each for each in found if each is not None and each.placed]
    if len(placed) < len(views):
        problem = (
            f"The place of {len(views) - len(placed)} of the cameras is not known."
        )
        raise InputError(problem, "Give a calibration file with every camera's place.")
    return placed


def _common_time(views: Sequence[Keypoints]) -> FloatArray:
    """Times of the first view at which every view runs."""
    start = max(view.time[0] for view in views)
    end = min(view.time[-1] for view in views)
    time = views[0].time
    common = time[(time >= start - 1e-9) & (time <= end + 1e-9)]
    if common.size < 2:
        problem = "The clips do not overlap in time."
        raise InsufficientDataError(problem, "Check the offsets between the clips.")
    return common


def _on_clock(view: Keypoints, time: FloatArray, names: Sequence[str]) -> FloatArray:
    """Place, confidence and noise at other times, shape (time, point, 4)."""
    found = np.full((time.size, len(names), 4), np.nan)
    found[..., 2] = 0.0
    own = view.time
    after = np.clip(np.searchsorted(own, time - 1e-9), 1, own.size - 1)
    before = after - 1
    gap = own[after] - own[before]
    share = np.clip((time - own[before]) / gap, 0.0, 1.0)
    near = gap <= LARGEST_STEP
    for column, name in enumerate(names):
        if name not in view.names:
            continue
        number = view.names.index(name)
        rows = np.column_stack(
            (
                values(view.points)[:, number],
                values(view.confidence)[:, number],
                values(view.noise)[:, number],
            )
        )
        mixed = _mixed(rows[before], rows[after], share)
        mixed[~near & (share > 1e-6) & (share < 1.0 - 1e-6)] = (
            np.nan,
            np.nan,
            0.0,
            np.nan,
        )
        found[:, column] = mixed
    return found


def _mixed(one: FloatArray, two: FloatArray, share: FloatArray) -> FloatArray:
    """Between two rows; at either end that row alone, seen or not."""
    part = share[:, None]
    mixed = (1.0 - part) * one + part * two
    mixed[:, 2] = np.minimum(one[:, 2], two[:, 2])
    mixed[share < 1e-6] = one[share < 1e-6]
    mixed[share > 1.0 - 1e-6] = two[share > 1.0 - 1e-6]
    return mixed


def _shifted(view: Keypoints, offset: float) -> Keypoints:
    if offset == 0.0:
        return view
    moved = {
        part: getattr(view, part).assign_coords(time=view.time + offset)
        for part in ("points", "confidence", "noise")
    }
    return replace(view, **moved)


def _source(views: Sequence[Keypoints]) -> Source:
    together = "".join(view.source.sha256 for view in views)
    return Source(
        format="video",
        sha256=hashlib.sha256(together.encode("ascii", "replace")).hexdigest(),
        details={
            "cameras": str(len(views)),
            "estimator": ", ".join(sorted({view.estimator for view in views})),
        },
    )


def _doubts(
    views: Sequence[Keypoints], reprojection: FloatArray, used: NDArray[np.bool_]
) -> list[Issue]:
    found: list[Issue] = []
    for view, apart, kept in zip(views, reprojection, used, strict=True):
        seen = np.isfinite(apart)
        if not seen.any():
            continue
        left_out = 1.0 - float(kept[seen].mean())
        size = float(np.median(apart[seen])) * 1920.0 / max(view.width, view.height)
        if size > LARGE or left_out > LEFT_OUT:
            found.append(
                Issue(
                    kind="camera-disagrees",
                    where=view.name,
                    what=(
                        f"Camera {view.name} disagrees with the others: {left_out:.0%}"
                        " of its points were left out, the median distance is"
                        f" {float(np.median(apart[seen])):.0f} pixels. Check its clip,"
                        " offset and calibration."
                    ),
                    severity="serious" if left_out > 2.0 * LEFT_OUT else "caution",
                    value=left_out,
                    unit="1",
                )
            )
    return found
