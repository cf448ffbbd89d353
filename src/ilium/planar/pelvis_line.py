"""The line across the pelvis, and what camera and yaw make of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.planar.levelled import LevelPicture
from ilium.planar.settings import PlanarSettings

PAIRS = {"front": ("asis", "psis"), "rear": ("psis", "asis")}
"""Dots that a view may show, the likelier first."""

MOSTLY = 0.5
"""Least share of the frames in which a pair of dots is seen [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PelvisLine:
    """The line from the left to the right side of the pelvis.

    Parameters
    ----------
    ends
        ``asis``, ``psis`` or ``hip``: what the line joins.
    middle
        Direction of its middle, shape (time, 2) [1].
    run, rise
        How far right of the left end the right end lies, for the person, and how much
        higher, square on and level, shape (time,) [1].
    noise
        Standard error of its angle from the noise of its ends, shape (time,) [rad].
    """

    ends: str
    middle: FloatArray
    run: FloatArray
    rise: FloatArray
    noise: FloatArray

    @property
    def dotted(self) -> bool:
        """Whether it joins coloured dots."""
        return self.ends != "hip"


def pelvis_line(
    picture: LevelPicture, view: str, facing: int, settings: PlanarSettings
) -> PelvisLine:
    r"""Find the line across the pelvis and undo a known yaw.

    A line that rises by the angle :math:`\delta`, turned by the yaw :math:`\psi` out of
    the picture's plane, appears in a level camera under the angle :math:`\delta'`,

    .. math::
       \tan\delta = \tan\delta' (\cos\psi - \tan\alpha\,\sin\psi)
                    + \tan\epsilon\,\sin\psi,

    where :math:`\alpha` and :math:`\epsilon` are azimuth and elevation of its middle.
    On the horizon and on the axis that is the known
    :math:`\tan\delta' = \tan\delta / \cos\psi`.

    Parameters
    ----------
    picture
        The level picture.
    view, facing
        As in `ilium.planar.view.Standpoint`.
    settings
        Yaw, where it is known.

    Returns
    -------
    PelvisLine
        Of the dots on the iliac spines where the view shows them in half of the
        frames, else of the hips.
    """
    ends = next((each for each in PAIRS[view] if _seen(picture, each) >= MOSTLY), "hip")
    left, right = (picture.sight(f"{ends}_{side}") for side in ("left", "right"))
    middle = (left + right) / 2.0
    run, rise = facing * (right[:, 0] - left[:, 0]), left[:, 1] - right[:, 1]
    yaw = settings.yaw or 0.0
    raised = rise * (math.cos(yaw) - middle[:, 0] * math.sin(yaw))
    if picture.pitched:
        raised = raised - facing * run * middle[:, 1] * math.sin(yaw)
    errors = [picture.error(f"{ends}_{side}") for side in ("left", "right")]
    length = np.hypot(run, rise)
    noise = np.hypot(*errors) / np.where(length > 0.0, length, np.nan)
    return PelvisLine(ends=ends, middle=middle, run=run, rise=raised, noise=noise)


def _seen(picture: LevelPicture, part: str) -> float:
    """Share of the frames that show both dots [1]."""
    both = picture.sight(f"{part}_left") + picture.sight(f"{part}_right")
    return float(np.isfinite(both[:, 0]).mean())


def false_obliquity(
    picture: LevelPicture, line: PelvisLine, settings: PlanarSettings
) -> float:
    """Standard error of the pelvis's angle from what is not known of pitch and yaw.

    Parameters
    ----------
    picture, line
        The level picture and the line.
    settings
        Yaw, where it is known, and its error.

    Returns
    -------
    float
        A line of sight that rises or falls shows a turned pelvis as tilted: by the
        tangent of its elevation times the sine of the yaw [rad].
    """
    seen = line.middle[np.isfinite(line.middle).all(axis=1), 1]
    elevation = float(np.median(np.abs(seen))) if seen.size else 0.0
    doubt = picture.levelling.pitch_error
    if not picture.pitched:
        elevation, doubt = 0.0, math.hypot(doubt, settings.pitch_error)
    yaw = settings.yaw or 0.0
    return math.hypot(
        elevation * math.sin(settings.yaw_error),
        doubt * math.sin(yaw),
        doubt * math.sin(settings.yaw_error),
    )
