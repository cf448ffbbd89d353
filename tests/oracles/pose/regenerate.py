"""Freeze what mediapipe 0.10.21 finds on the first camera of Pose2Sim's demo.

Run it with the Python of an environment that holds locks/mediapipe.txt and av:

    python regenerate.py FOLDER_OF_RECORDINGS FOLDER_OF_WEIGHTS

The weights are those that `ilium weights install` brought: mediapipe's wheel lacks the
heavy model.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import av
import mediapipe
import numpy as np

CLIP = "pose2sim/Demo_SinglePerson/videos/cam01.mp4"
MODELS = {"heavy": 2, "full": 1}


def frames(path: Path):
    """Pictures of a clip, RGB."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24")


def follow(path: Path, complexity: int, *, smooth: bool):
    """Landmarks [px], visibility and world landmarks [m] of every picture."""
    pose = mediapipe.solutions.pose.Pose(
        model_complexity=complexity, smooth_landmarks=smooth
    )
    places, visibility, world = [], [], []
    for image in frames(path):
        found = pose.process(image)
        if found.pose_landmarks is None:
            places.append(np.full((33, 2), np.nan))
            visibility.append(np.zeros(33))
            world.append(np.full((33, 3), np.nan))
            continue
        size = image.shape[1], image.shape[0]
        each = found.pose_landmarks.landmark
        places.append([(one.x * size[0], one.y * size[1]) for one in each])
        visibility.append([one.visibility for one in each])
        each = found.pose_world_landmarks.landmark
        world.append([(one.x, one.y, one.z) for one in each])
    return np.array(places), np.array(visibility), np.array(world)


def main() -> None:
    """Write mediapipe.npz beside this script."""
    samples, weights = map(Path, sys.argv[1:3])
    place = Path(mediapipe.__file__).parent / "modules/pose_landmark"
    stored = {}
    for model, complexity in MODELS.items():
        name = f"pose_landmark_{model}.tflite"
        shutil.copy(weights / f"blazepose_{model}.tflite", place / name)
        for smooth in (False, True):
            key = f"{model}_smooth" if smooth else model
            found = follow(samples / CLIP, complexity, smooth=smooth)
            stored[f"{key}_px"] = np.round(found[0] * 64).astype(np.int32)
            if not smooth:
                stored[f"{key}_visibility"] = np.round(found[1] * 1e4).astype(np.int16)
                stored[f"{key}_world"] = np.round(found[2] * 1e4).astype(np.int16)
    np.savez_compressed(Path(__file__).with_name("mediapipe.npz"), **stored)


main()
