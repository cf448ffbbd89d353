"""How a camera stood, from the gravity that the clip's own file recorded."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.camera import Levelling
from ilium.core.issue import Issue, Severity
from ilium.core.quantity import FloatArray
from ilium.units import DEGREE, degrees
from ilium.vision.gravity_readings import Readings
from ilium.vision.levelling import STATED, levelling_of_down

SENSOR_ERRORS: Final = {
    "gopro": STATED,
    "gopro-accelerometer": 0.02,
    "camm": 0.02,
}
"""Standard error of the direction [rad]: of a gravity vector that the camera made for
levelling its own pictures that of a level; of a raw accelerometer 20 mg, the usual
offset of such a sensor, against 1 g."""
WINDOW: Final = 1.0
"""Time over which readings are averaged [s]."""
FEWEST: Final = 5
"""Readings that make an average [1]."""
STILL: Final = 0.2
"""Largest standard deviation of an accelerometer at rest, each axis [m/s²]."""
ONE_G: Final = 0.5
"""How far its mean at rest may be from gravity's [m/s²]."""
UNIT: Final = 0.1
"""How far a direction's length may be from 1 [1]."""
UPRIGHT: Final = 45.0 * DEGREE
"""Largest angle between gravity and the picture's down [rad]."""
STEADY: Final = 1.5 * DEGREE
"""Largest standard deviation of roll and pitch of a camera that stands [rad]."""


def levelling_of_readings(
    readings: Readings, *, rotation: int, mirrored: bool
) -> tuple[Levelling, tuple[Issue, ...]]:
    """Roll and pitch of the camera from readings in the file.

    Parameters
    ----------
    readings
        In the frame of the stored picture.
    rotation, mirrored
        What makes the picture upright, as in `ilium.vision.clip.Clip`.

    Returns
    -------
    Levelling
        As ``gravity``: the mean over the seconds in which the camera was at rest, its
        errors the sensor's and the spread between the seconds. Unknown where the file
        tells nothing, or nothing that can be believed.
    tuple of Issue
        Why it was not believed.
    """
    if readings.sensor in ("broken", "levelled"):
        return Levelling(), (_doubt(readings.sensor),)
    if not readings.times.size:
        return Levelling(), ()
    means = _means(readings)
    if not len(means):
        return Levelling(), (_doubt("restless"),)
    downs = _upright(means, rotation, mirrored=mirrored)
    down = downs.mean(axis=0)
    aside = math.atan2(math.hypot(down[0], down[2]), down[1])
    if aside > UPRIGHT:
        return Levelling(), (_doubt("sideways", aside),)
    each = [levelling_of_down(one, (0.0, 0.0), "gravity") for one in downs]
    rolls, pitches = (np.array([getattr(one, name) for one in each]) for name in
                      ("roll", "pitch"))  # fmt: skip
    spreads = [float(a.std(ddof=1)) if a.size > 1 else 0.0 for a in (rolls, pitches)]
    if max(spreads) > STEADY:
        return Levelling(), (_doubt("unsteady", max(spreads)),)
    sensor = SENSOR_ERRORS[readings.sensor]
    errors = math.hypot(sensor, spreads[0]), math.hypot(sensor, spreads[1])
    return levelling_of_down(down, errors, "gravity"), ()


def _means(readings: Readings) -> FloatArray:
    """Direction of gravity in every second in which it can be told, shape (n, 3)."""
    order = np.argsort(readings.times, kind="stable")
    seconds = np.floor((readings.times[order] - readings.times[order[0]]) / WINDOW)
    parts = np.split(readings.vectors[order], np.flatnonzero(np.diff(seconds)) + 1)
    read = _direction if readings.sensor == "gopro" else _at_rest
    found = [read(part) for part in parts if len(part) >= FEWEST]
    return np.array([each for each in found if each is not None]).reshape(-1, 3)


def _direction(vectors: FloatArray) -> FloatArray | None:
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if abs(length - 1.0) < UNIT else None


def _at_rest(vectors: FloatArray) -> FloatArray | None:
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    still = float(vectors.std(axis=0).max()) < STILL
    return -mean / length if still and abs(length - GRAVITY) < ONE_G else None


def _upright(vectors: FloatArray, rotation: int, *, mirrored: bool) -> FloatArray:
    """From the stored picture's frame to the upright one's."""
    right, down, ahead = vectors.T
    for _ in range(rotation % 4):
        right, down = down, -right
    return np.column_stack([-right if mirrored else right, down, ahead])


WORDS: Final = {
    "broken": (
        "The file's record of the camera's sensors is damaged and is not used: read"
        " the level off another way (--plumb, --roll)."
    ),
    "levelled": (
        "The camera turned its pictures by itself, so that its record of gravity does"
        " not belong to them: switch horizon levelling off."
    ),
    "restless": (
        "The camera's sensors were never at rest for a second, so that its level is"
        " not known from the file: put the camera on a stand."
    ),
    "sideways": (
        "The file says that gravity points {0:.0f}° away from the picture's lower edge,"
        " which cannot be believed: the level is not taken from the file."
    ),
    "unsteady": (
        "The camera turned by {0:.1f}° while it filmed, so that its level is not taken"
        " from the file: put the camera on a stand."
    ),
}
SEVERITIES: Final[dict[str, Severity]] = {"unsteady": "caution"}


def _doubt(kind: str, angle: float | None = None) -> Issue:
    what = WORDS[kind]
    return Issue(
        kind=f"gravity-{kind}",
        where="clip",
        what=what if angle is None else what.format(degrees(angle)),
        severity=SEVERITIES.get(kind, "note"),
        value=angle,
        unit=None if angle is None else "rad",
    )
