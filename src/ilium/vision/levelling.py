"""How a camera stood against gravity: from its place, plumb lines or a hung board.

Never from the feet of a person: where they stand says nothing about the horizon.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.core.camera import Camera, Levelling
from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.units import DEGREE
from ilium.vision.projection import placed, sight

CLICK: Final = 1.5
"""Standard error of a clicked point [px]."""
SHORTEST: Final = 40.0
"""Shortest plumb line that is taken [px]."""
UNKNOWN_PITCH: Final = 0.09
"""Standard deviation of the pitch of a camera that somebody set up by eye [rad]."""
STATED: Final = 0.5 * DEGREE
"""Standard error of a level that somebody read off, of a phone's level or a spirit
level: they show whole degrees, and the lens sits in its housing with such an error."""
PLACED: Final = 0.005
"""Standard error of the vertical of a calibrated volume [rad]."""
USUAL_FOCAL: Final = 0.8
"""Focal length of a phone by the longer side of its picture [1]."""

Line = tuple[tuple[float, float], tuple[float, float]]


def levelling_of_down(
    down: FloatArray, errors: tuple[float, float], how: str
) -> Levelling:
    """Roll and pitch of a camera that sees gravity in a direction.

    Parameters
    ----------
    down
        Direction of gravity in the camera's frame (x right, y down, z ahead),
        shape (3,) [any].
    errors
        Standard errors of roll and pitch [rad].
    how
        What it comes from: a word of `Levelling.how`.

    Returns
    -------
    Levelling
        Roll positive where the world appears turned clockwise, pitch positive where
        the camera looks upwards.
    """
    x, y, z = down / float(np.sqrt(down @ down))
    return Levelling(
        roll=math.atan2(-x, y),
        pitch=math.asin(max(-1.0, min(1.0, -z))),
        roll_error=errors[0],
        pitch_error=errors[1],
        how=how,
    )


def stated_levelling(roll: float = 0.0, pitch: float = math.nan) -> Levelling:
    """Roll and pitch that somebody read off a level.

    Parameters
    ----------
    roll
        Positive where the world appears turned clockwise [rad].
    pitch
        Positive where the camera looks upwards [rad]; NaN where not known.

    Returns
    -------
    Levelling
        As `given`, with an error of half a degree.
    """
    return Levelling(
        roll=roll,
        pitch=pitch,
        roll_error=STATED,
        pitch_error=STATED if math.isfinite(pitch) else math.nan,
        how="given",
    )


def levelling_of_camera(camera: Camera, *, error: float = PLACED) -> Levelling:
    """Roll and pitch of a camera whose place in the laboratory is known.

    Parameters
    ----------
    camera
        The camera.
    error
        Standard error of the laboratory's vertical [rad].

    Returns
    -------
    Levelling
        As `calibration`.

    Raises
    ------
    InputError
        Where its place is not known.
    """
    rotation, _ = placed(camera)
    return levelling_of_down(-rotation[:, 1], (error, error), "calibration")


def levelling_of_plumb_lines(
    lines: Sequence[Line],
    width: int,
    height: int,
    camera: Camera | None = None,
    *,
    click: float = CLICK,
) -> Levelling:
    """Roll, and with two lines pitch, from lines that hang by gravity.

    Parameters
    ----------
    lines
        Upper and lower end of each line [px].
    width, height
        Size of the upright picture [px].
    camera
        Its lens; ``None`` for a phone's usual one.
    click
        Standard error of each end [px].

    Returns
    -------
    Levelling
        From one line the roll alone: its error grows with the line's distance from
        the picture's middle, where an unknown pitch tilts it.

    Raises
    ------
    InputError
        Without a line, or where one is too short.
    """
    ends = np.array(lines, np.float64).reshape(-1, 2, 2)
    long = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    if not len(ends) or not (long >= SHORTEST).all():
        problem = f"A plumb line of {min(long, default=0.0):.0f} pixels is too short."
        raise InputError(problem, "Click the upper and lower end of a long thread.")
    lens = camera or _usual(width, height)
    down = _down(ends, lens)
    found = levelling_of_down(down, (math.nan, math.nan), "plumb")
    steps = np.zeros((ends.size, 2))
    for number in range(ends.size):
        moved = ends.copy()
        moved.flat[number] += click
        other = levelling_of_down(_down(moved, lens), (0.0, 0.0), "plumb")
        steps[number] = other.roll - found.roll, other.pitch - found.pitch
    roll_error, pitch_error = (float(each) for each in np.sqrt((steps**2).sum(axis=0)))
    if len(ends) > 1:
        return Levelling(
            roll=found.roll,
            pitch=found.pitch,
            roll_error=roll_error,
            pitch_error=pitch_error,
            how="plumb",
        )
    aside = float(np.abs(sight(ends.mean(axis=1), lens)[0, 0]))
    return Levelling(
        roll=found.roll,
        roll_error=math.hypot(roll_error, aside * UNKNOWN_PITCH),
        how="plumb",
    )


def _down(ends: FloatArray, lens: Camera) -> FloatArray:
    """Direction of gravity that the planes through lens and lines share."""
    seen = np.concatenate((sight(ends, lens), np.ones((*ends.shape[:2], 1))), axis=2)
    normal = np.cross(seen[:, 0], seen[:, 1])
    if len(ends) == 1:
        level = np.array([0.0, 0.0, 1.0])
        down = np.cross(level, normal[0])
    else:
        down = np.linalg.svd(normal)[2][2]
    along = (seen[:, 1] - seen[:, 0]).sum(axis=0)
    return down if down @ along > 0.0 else -down


def _usual(width: int, height: int) -> Camera:
    focal = USUAL_FOCAL * max(width, height)
    return Camera(
        name="usual",
        width=width,
        height=height,
        matrix=np.array(
            [[focal, 0.0, width / 2.0], [0.0, focal, height / 2.0], [0.0, 0.0, 1.0]]
        ),
        distortion=np.zeros(5),
    )
