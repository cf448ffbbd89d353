"""Pose models that need no weights: they find what `clips.bars` and spots show."""

from __future__ import annotations

import os

import numpy as np

from clips import number_of
from ilium.vision.pose import LANDMARKS, Pose


class Bright:
    """Finds a body about the brightest place; remembers how long it has followed."""

    name = "stand-in 1"

    def estimate(self, image, time, memory):
        age = 0 if memory is None else memory + 1
        grey = image.mean(axis=2)
        total = grey.sum() + 1e-9
        x = float((grey.sum(axis=0) @ np.arange(grey.shape[1])) / total)
        y = float((grey.sum(axis=1) @ np.arange(grey.shape[0])) / total)
        settling = 2.0 * 0.1**age
        places = {
            name: (x + settling + 3.0 * (index % 2), y + index)
            for index, name in enumerate(LANDMARKS)
        }
        return Pose.of(places, dict.fromkeys(LANDMARKS, 0.9), people=1), age


class Jumper(Bright):
    """Prefers, where it starts, the other person if the number shown asks for it."""

    name = "jumper 1"

    def estimate(self, image, time, memory):
        number = number_of(image)
        chosen, age = memory or (float(number >= 250), 0)
        pose, _ = super().estimate(image, time, age)
        moved = pose.landmarks + np.array([500.0 * chosen, 0.0])
        found = {
            name: tuple(place) for name, place in zip(LANDMARKS, moved, strict=True)
        }
        return Pose.of(found, dict.fromkeys(LANDMARKS, 0.9)), (chosen, age + 1)


class Crasher(Bright):
    """Takes its process with it."""

    def estimate(self, image, time, memory):
        os.abort()


SIZE = (480, 640)
PLACES = {
    "shoulder_left": (290, 200), "shoulder_right": (190, 200),
    "hip_left": (265, 330), "hip_right": (215, 330),
    "knee_left": (265, 440), "knee_right": (215, 440),
    "ankle_left": (265, 550), "ankle_right": (215, 550),
}  # fmt: skip
DOTS = {"asis_left": (272.0, 308.0), "asis_right": (208.0, 308.0)}


def dotted(_number, size):
    """Picture of two green dots of 30 mm on grey."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    picture = np.full((size[1], size[0], 3), (110.0, 110.0, 115.0))
    for left, top in DOTS.values():
        inside = np.clip(4.5 - np.hypot(x - left, y - top), 0, 1)[..., None]
        picture = picture * (1 - inside) + np.array((40.0, 170.0, 70.0)) * inside
    return picture.astype(np.uint8)


class Standing:
    """Finds somebody who stands at `PLACES` and does not move."""

    name = "standing 1"

    def estimate(self, image, time, memory):
        places = {name: PLACES.get(name, (240.0, 150.0)) for name in LANDMARKS}
        return Pose.of(places, dict.fromkeys(LANDMARKS, 0.95), people=1), memory


BODY = PLACES | {
    "elbow_left": (320, 270), "elbow_right": (160, 270),
    "wrist_left": (325, 335), "wrist_right": (155, 335),
    "heel_left": (265, 562), "heel_right": (215, 562),
    "toe_left": (272, 575), "toe_right": (208, 575),
    "nose": (240, 140), "eye_left": (246, 133), "eye_right": (234, 133),
    "ear_left": (256, 138), "ear_right": (224, 138),
    "mouth_left": (245, 150), "mouth_right": (235, 150),
}  # fmt: skip


class Swaying:
    """Finds somebody whose left hip sinks by 10 px and comes back every two seconds."""

    name = "swaying 1"

    def estimate(self, image, time, memory):
        sink = 5.0 * (1.0 - np.cos(np.pi * time))
        places = dict(BODY)
        x, y = BODY["hip_left"]
        places["hip_left"] = (x, y + sink)
        filled = {name: places.get(name, (240.0, 150.0)) for name in LANDMARKS}
        return Pose.of(filled, dict.fromkeys(LANDMARKS, 0.95), people=1), memory
