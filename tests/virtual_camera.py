"""Cameras of known pose that film a simulated person."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.conventions import SIDES
from ilium.core.camera import Camera, Levelling
from ilium.core.dictionary import (
    KEYPOINT_CONFIDENCE,
    KEYPOINT_NOISE,
    KEYPOINT_POSITION,
)
from ilium.core.keypoints import Keypoints
from ilium.core.trial import Source
from ilium.units import DEGREE
from ilium.vision.projection import project

WIDTH, HEIGHT = 1080, 1920
FOCAL = 0.8 * HEIGHT
FROM = {"front": 0.0, "side": 90.0, "rear": 180.0}
"""Where the camera stands, turned about the person [deg]: ahead, right, behind."""


def camera_at(
    view="front", *, distance=2.5, height=0.9, turn=0.0, roll=0.0, pitch=0.0, at=None,
    focal=FOCAL,
):  # fmt: skip
    """A camera that looks at the person's middle.

    Parameters
    ----------
    view, turn
        Where it stands, and how far further round the person [deg].
    distance, height
        Of the lens from the person, and above the floor [m].
    roll, pitch
        As in `Levelling` [deg].
    at
        Place of the person on the floor, shape (3,) [m].
    """
    angle = (FROM[view] + turn) * DEGREE
    aside = np.array([np.cos(angle), 0.0, np.sin(angle)])
    person = np.zeros(3) if at is None else np.asarray(at)
    place = person + distance * aside
    place[1] = height
    ahead, up = -aside, np.array([0.0, 1.0, 0.0])
    right = np.cross(ahead, up)
    level = np.stack([right, -up, ahead])  # to x right, y down, z ahead
    p, r = pitch * DEGREE, roll * DEGREE
    nod = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    lean = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    rotation = lean @ nod @ level
    matrix = np.array([[focal, 0, WIDTH / 2], [0, focal, HEIGHT / 2], [0, 0, 1.0]])
    return Camera(
        name="virtual", width=WIDTH, height=HEIGHT, matrix=matrix,
        distortion=np.zeros(5), rotation=rotation, translation=-rotation @ place,
    )  # fmt: skip


def body_points(kinematics):
    """Points that a perfect pose model would find: name to path [m]."""
    points = {
        f"{part}_{side}": kinematics.joint(f"{part}_{side}")
        for part in ("hip", "knee", "ankle")
        for side in SIDES
    }
    for part in ("shoulder", "heel", "toe"):
        for side in SIDES:
            points[f"{part}_{side}"] = kinematics.landmark(f"{part}_{side}")
    return points


def dots(kinematics, *parts):
    """Dots on the iliac spines: name to path [m]."""
    return {
        f"{part}_{side}": kinematics.landmark(f"{part}_{side}")
        for part in parts
        for side in SIDES
    }


def on_treadmill(points):
    """The same paths without the way that the body goes over the ground."""
    middle = (points["hip_left"] + points["hip_right"]) / 2.0
    frames = np.arange(len(middle))
    seen = np.isfinite(middle).all(axis=1)
    way = np.zeros_like(middle)
    for axis in (0, 2):
        slope, start = np.polyfit(frames[seen], middle[seen, axis], 1)
        way[:, axis] = start + slope * frames
    return {name: path - way for name, path in points.items()}


def film(
    kinematics, camera, *, stickers=(), levelling="known", lens=True, noise=0.0,
    bias=0.0, place=0.0, skin=0.0, course=None, seed=0, roll=0.0, pitch=0.0,
    treadmill=False,
):  # fmt: skip
    """Keypoints of a simulated person in one camera.

    Parameters
    ----------
    kinematics, camera
        Who moves, and who films.
    stickers
        ``asis``, ``psis``: dots that are stuck on.
    levelling
        ``known`` (with 0.3° of error), or ``unknown``.
    lens
        Whether the lens is known.
    noise
        White noise of the body's points [px]; dots get a third of it.
    bias
        Constant error of each hip across and along the picture [m].
    place
        Constant error of each dot [m].
    skin, course
        How far each dot slides with the skin [m], times a course from 0 in standing
        to 1, shape (time,).
    roll, pitch
        As the camera stands [deg].
    treadmill
        Whether the ground moves under a walk.
    """
    draw = np.random.default_rng(seed)
    points = body_points(kinematics) | dots(kinematics, *stickers)
    points = on_treadmill(points) if treadmill else points
    names = tuple(points)
    paths = np.stack([points[name] for name in names], axis=1)
    for index, name in enumerate(names):
        shift = place if name.startswith(("asis", "psis")) else 0.0
        shift = bias if name.startswith("hip") else shift
        paths[:, index] += shift * draw.standard_normal(3)
        if shift and course is not None and name.startswith(("asis", "psis")):
            paths[:, index] += skin * course[:, None] * draw.standard_normal(3)
    pixels = project(paths, camera)
    spread = np.array(
        [noise / 3.0 if name.startswith(("asis", "psis")) else noise for name in names]
    )
    pixels = pixels + spread[:, None] * draw.standard_normal(pixels.shape)
    known = Levelling(
        roll=roll * DEGREE, pitch=pitch * DEGREE, roll_error=0.3 * DEGREE,
        pitch_error=0.5 * DEGREE, how="given",
    )  # fmt: skip
    time = kinematics.time
    seen = np.isfinite(pixels).all(axis=2)
    return Keypoints(
        name="virtual",
        points=KEYPOINT_POSITION.label(
            pixels, time=time, keypoint=names, image_axis=("u", "v")
        ),
        confidence=KEYPOINT_CONFIDENCE.label(
            0.9 * seen.astype(float), time=time, keypoint=names
        ),
        noise=KEYPOINT_NOISE.label(
            np.broadcast_to(np.maximum(spread, 0.1), seen.shape).copy(),
            time=time,
            keypoint=names,
        ),
        width=camera.width,
        height=camera.height,
        source=Source(format="virtual", sha256=""),
        estimator="virtual",
        camera=replace(camera, rotation=None, translation=None) if lens else None,
        levelling=known if levelling == "known" else Levelling(),
    )
