"""Pose models that need no weights: they find what `clips.bars` and spots show."""

from __future__ import annotations

import os

import numpy as np

from clips import number_of
from ilium.vision.estimator import LANDMARKS, Pose


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
