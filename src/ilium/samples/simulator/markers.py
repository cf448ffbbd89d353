"""Markers on a simulated body: where they are, what skin and cameras do to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import GRAVITY, UP
from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError
from ilium.maths.filters import low_pass
from ilium.maths.whole_body import pose_series
from ilium.model.library import landmark_locations
from ilium.model.marker_sets import MarkerSet, known_sets
from ilium.samples.simulator.motion import Course
from ilium.samples.simulator.person import Person

SKIN: Final[Mapping[str, tuple[float, str]]] = {
    "pelvis": (0.6, "hip_flexion"),
    "femur": (1.0, "hip_flexion"),
    "tibia": (0.6, "knee_angle"),
    "humerus": (0.5, "arm_flex"),
    "torso": (0.3, ""),
}
"""Segment to how much its skin moves by the thigh's [1], and the joint it follows."""

WITH_JOINT, WITH_LOAD = 0.7, 0.15
"""Shift for each right angle of the joint, and for each body weight of acceleration, as
shares of the artefact's size [1]."""

WOBBLE: Final = 8.0
"""Frequency above which soft tissue does not follow [Hz]."""

GAP: Final = (0.05, 0.25)
"""Shortest and longest gap [s]."""

INSTEAD: Final = {"sacrum": "psis_left"}
"""Landmark that a set carries only where it lacks another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameras:
    """What the cameras add.

    Parameters
    ----------
    noise
        Standard deviation of each coordinate of a marker [m].
    soft_tissue
        How far the skin of the thigh moves at a right angle of the hip [m].
    gaps
        Number of gaps.
    """

    noise: float = 0.0
    soft_tissue: float = 0.0
    gaps: int = 0


def known_set(name: str) -> MarkerSet:
    """Look up a marker set that ilium ships."""
    for each in known_sets():
        if each.name == name:
            return each
    names = [each.name for each in known_sets()]
    raise UnknownNameError.among("marker set", name, names)


def carried(chosen: MarkerSet) -> dict[str, str]:
    """Labels that a person carries, to the landmarks they sit on.

    Parameters
    ----------
    chosen
        The set.

    Returns
    -------
    dict
        Preferred label of every landmark on the body: optional ones only where they
        are a spine of the pelvis or the inside of a knee or an ankle.
    """
    places = landmark_locations()
    found: dict[str, str] = {}
    for landmark, labels in chosen.landmarks.items():
        kept = landmark not in chosen.optional or "medial" in landmark
        kept |= landmark.startswith("psis")
        kept &= INSTEAD.get(landmark) not in chosen.landmarks
        if kept and landmark in places and labels[0] not in found:
            found[labels[0]] = landmark
    return found


def seen(
    course: Course,
    time: FloatArray,
    person: Person,
    labels: Mapping[str, str],
    lens: tuple[Cameras, np.random.Generator],
) -> FloatArray:
    """Trajectories of markers as cameras see them.

    Parameters
    ----------
    course
        The motion on the cameras' clock.
    time
        That clock, shape (time,) [s].
    person
        Who carries them.
    labels
        Label to landmark.
    lens
        Noise, artefact and gaps, and where they are drawn from.

    Returns
    -------
    FloatArray
        Shape (time, marker, axis) [m]; NaN in gaps.
    """
    cameras, generator = lens
    rotation, position = pose_series(person.compiled.chain, course.position)
    places = landmark_locations()
    number = len(labels)
    found = np.zeros((time.size, number, 3))
    skin = generator.standard_normal((number, 3))
    skin /= np.linalg.norm(skin, axis=1, keepdims=True)
    shake = _shake(course, time, person.mass)
    for at, landmark in enumerate(labels.values()):
        segment, location = places[landmark]
        spot = np.asarray(location) * person.size
        column = person.compiled.segment(segment)
        slide = cameras.soft_tissue * _slide(course, person, segment, shake)
        local = spot + slide[:, None] * skin[at]
        turned = np.einsum("tij,tj->ti", rotation[:, column], local)
        found[:, at] = position[:, column] + turned
    found += cameras.noise * generator.standard_normal(found.shape)
    _lose(found, time, cameras.gaps, generator)
    return found


def _shake(course: Course, time: FloatArray, mass: float) -> FloatArray:
    """Vertical load in body weights beyond standing, as soft tissue follows it."""
    rate = (time.size - 1) / (time[-1] - time[0])
    weight = course.force[:, UP]
    return low_pass(weight / (mass * GRAVITY) - 1.0, min(WOBBLE, 0.4 * rate), rate)


def _slide(
    course: Course, person: Person, segment: str, shake: FloatArray
) -> FloatArray:
    """Shift of a segment's skin by the artefact's size, shape (time,) [1]."""
    stem, _, letter = segment.partition("_")
    weight, joint = SKIN.get(stem, (0.1, ""))
    angle = np.zeros_like(shake)
    if joint:
        sides = [letter] if letter else ["l", "r"]
        columns = [person.column(f"{joint}_{each}") for each in sides]
        angle = np.abs(course.position[:, columns]).mean(axis=1)
    return weight * (WITH_JOINT * angle / (np.pi / 2.0) + WITH_LOAD * shake)


def _lose(
    found: FloatArray, time: FloatArray, gaps: int, generator: np.random.Generator
) -> None:
    step = time[1] - time[0]
    for _ in range(gaps):
        marker = int(generator.integers(found.shape[1]))
        frames = round(float(generator.uniform(*GAP)) / step)
        first = int(generator.integers(max(time.size - frames, 1)))
        found[first : first + frames, marker] = np.nan
