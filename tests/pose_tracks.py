"""Poses of a made-up person in the picture, sides known."""

from __future__ import annotations

import numpy as np

from ilium.vision.pose import LANDMARKS, Pose

TRUNK = 250.0
"""Length of the person's trunk [px]."""
_HALF_WIDTH = {
    "eye_inner": 0.02, "eye": 0.05, "eye_outer": 0.07, "ear": 0.13, "mouth": 0.05,
    "shoulder": 0.33, "elbow": 0.42, "wrist": 0.40, "little_finger": 0.42,
    "index_finger": 0.40, "thumb": 0.38, "hip": 0.18, "knee": 0.17, "ankle": 0.16,
    "heel": 0.16, "toe": 0.20,
}  # fmt: skip
_HEIGHT = {
    "nose": 1.45, "eye_inner": 1.5, "eye": 1.5, "eye_outer": 1.5, "ear": 1.48,
    "mouth": 1.4, "shoulder": 1.0, "elbow": 0.45, "wrist": 0.0, "little_finger": -0.15,
    "index_finger": -0.15, "thumb": -0.1, "hip": 0.0, "knee": -0.8, "ankle": -1.6,
    "heel": -1.68, "toe": -1.7,
}  # fmt: skip
_AHEAD = {"toe": 0.3, "nose": 0.2, "heel": -0.1, "mouth": 0.15}


def standing(
    times: np.ndarray,
    *,
    turn: np.ndarray | float = 0.0,
    sway: float = 0.1,
    step: float = 0.0,
    middle: tuple[float, float] = (540.0, 900.0),
    noise: float = 0.006,
    seed: int = 0,
) -> np.ndarray:
    """Landmarks of somebody who faces the camera, turns by `turn` and steps [px].

    The step swings left and right ankle, heel and toe (and, half as far, the knees)
    against each other once a second, ahead and sideways.
    """
    random = np.random.default_rng(seed)
    turn = np.broadcast_to(np.asarray(turn, dtype=float), times.shape)
    places = np.zeros((times.size, len(LANDMARKS), 2))
    for index, name in enumerate(LANDMARKS):
        part, _, side = name.rpartition("_")
        part = part if side in {"left", "right"} else name
        sign = {"left": 1.0, "right": -1.0}.get(side, 0.0)
        across = sign * _HALF_WIDTH.get(part, 0.0)
        ahead = _AHEAD.get(part, 0.0) + np.zeros(times.size)
        reach = {"knee": 0.5, "ankle": 1.0, "heel": 1.0, "toe": 1.0}.get(part, 0.0)
        ahead = ahead + sign * step * reach * np.sin(2 * np.pi * times)
        x = across * np.cos(turn) + ahead * np.sin(turn)
        places[:, index, 0] = x + sway * np.sin(2 * np.pi * 0.4 * times)
        places[:, index, 1] = -_HEIGHT[part]
    places += random.normal(0.0, noise, places.shape)
    return places * TRUNK + np.array(middle)


def exchange(places: np.ndarray, rows: slice, parts: tuple[str, ...]) -> np.ndarray:
    """The same landmarks, left and right of some parts exchanged in some frames."""
    mixed = places.copy()
    for part in parts:
        left, right = LANDMARKS.index(f"{part}_left"), LANDMARKS.index(f"{part}_right")
        mixed[rows, left], mixed[rows, right] = places[rows, right], places[rows, left]
    return mixed


def poses(places: np.ndarray, *, people: int | None = 1, sure: float = 0.99):
    """Poses of landmarks; nobody where they are NaN."""
    made = []
    for each in places:
        if np.isnan(each).all():
            made.append(Pose.nobody(0))
            continue
        full = np.full(len(LANDMARKS), sure)
        world = np.full((len(LANDMARKS), 3), np.nan)
        made.append(
            Pose(
                landmarks=each,
                visibility=full,
                presence=full.copy(),
                world=world,
                score=1.0,
                people=people,
            )
        )
    return made
