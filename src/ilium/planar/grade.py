"""How a recording was measured: with dots and a level camera, or camera only."""

from __future__ import annotations

import math

from ilium.core.measure import Tier
from ilium.planar.levelled import LevelPicture
from ilium.planar.pelvis_line import PelvisLine
from ilium.units import DEGREE

LEVEL = 1.0 * DEGREE
"""Largest standard error of the roll of a level camera [rad]."""


def tier_of(picture: LevelPicture, line: PelvisLine | None, source: str) -> Tier:
    """How well one camera measures.

    Parameters
    ----------
    picture
        The level picture: whether the camera's roll is known.
    line
        The line across the pelvis; ``None`` in a side view.
    source
        What the pelvis's orientation was taken from.

    Returns
    -------
    Tier
        ``video_a`` with dots on the pelvis and a camera whose roll is known to 1° or
        better; ``video_b`` otherwise.
    """
    dotted = line.dotted if line is not None else source == "dots"
    roll, error = picture.levelling.roll, picture.levelling.roll_error
    level = math.isfinite(roll) and error <= LEVEL
    return "video_a" if dotted and level else "video_b"
