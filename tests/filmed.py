"""Simulated people filmed by virtual cameras: keypoints whose truth is known."""

from __future__ import annotations

from functools import cache

import numpy as np

from cameras import looking
from ilium.conventions import SIDES
from ilium.core.dictionary import (
    KEYPOINT_CONFIDENCE,
    KEYPOINT_NOISE,
    KEYPOINT_POSITION,
)
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import values
from ilium.core.trial import Source
from ilium.kinematics.body_places import model_centres
from ilium.kinematics.model_motion import shipped_landmarks
from ilium.maths.multibody.trials import pose_trial
from ilium.model.chain import compile_chain
from ilium.vision.projection import project
from simulated import capture

EVERY = 4
"""Every fourth frame of the simulator's 200 a second: a camera of 50 Hz."""
FROM = {
    "hip": "hip_centre", "knee": "knee_centre", "ankle": "ankle_centre",
    "heel": "heel", "toe": "toe_tip", "shoulder": "shoulder", "elbow": "elbow",
}  # fmt: skip
AROUND = ((2.6, 1.2, 1.2), (2.4, 1.5, -1.6), (-2.2, 1.3, 1.9), (-2.5, 1.8, -1.4))


@cache
def body_points(movement: str = "single_leg_squat"):
    """Time [s] and true places of the keypoints, name to shape (time, 3) [m]."""
    truth = capture(movement).truth
    known = shipped_landmarks(("toe_tip",))
    known = {**known, **model_centres(truth.model, known)}
    compiled = compile_chain(truth.model)
    poses = np.ascontiguousarray(values(truth.coordinates)[::EVERY])
    turns, places = pose_trial(compiled.chain, poses)
    found = {}
    for name, landmark in FROM.items():
        for side in SIDES:
            segment, location = known[f"{landmark}_{side}"]
            number = list(compiled.segments).index(segment)
            found[f"{name}_{side}"] = turns[:, number] @ location + places[:, number]
    return truth.time[::EVERY], found


def around(count: int = 4, **more):
    """Cameras around the person."""
    return [
        looking(place, (0.0, 0.9, 0.0), name=f"cam{number + 1}", **more)
        for number, place in enumerate(AROUND[:count])
    ]


def filmed(camera, time, points, *, noise=0.0, seed=0, stated=1.0) -> Keypoints:
    """What a camera sees of points, with Gaussian noise [px]."""
    names = list(points)
    seen = np.stack([project(points[name], camera) for name in names], axis=1)
    seen += noise * np.random.default_rng(seed).standard_normal(seen.shape)
    sure = np.isfinite(seen).all(axis=2)
    return Keypoints(
        name=camera.name,
        points=KEYPOINT_POSITION.label(
            seen, time=time, keypoint=names, image_axis=("u", "v")
        ),
        confidence=KEYPOINT_CONFIDENCE.label(
            sure.astype(float), time=time, keypoint=names
        ),
        noise=KEYPOINT_NOISE.label(
            np.where(sure, noise or stated, np.nan), time=time, keypoint=names
        ),
        width=camera.width,
        height=camera.height,
        source=Source(format="simulated", sha256=""),
        estimator="simulated",
        camera=camera,
    )
