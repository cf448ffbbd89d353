"""Where the body faces: the frontal plane that the measures are seen in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.core.movement import Movement
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import bearing, forwards_of, rightwards_of
from ilium.units import DEGREE

CYCLIC = ("walk", "run")
SAME_DIRECTION = 20.0 * DEGREE
"""A static that faces further away from the movement lends no heading [rad]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heading:
    """The direction that the pelvis faces, and where it was taken from.

    Parameters
    ----------
    forwards
        Horizontal unit vector, shape (3,) [1]; NaN without a pelvis.
    source
        ``quiet-standing``, ``static``, ``cycles`` (mean over gait cycles),
        ``recording`` (mean over the whole recording) or ``camera`` (its view).
    """

    forwards: FloatArray
    source: str

    @property
    def right(self) -> FloatArray:
        """Horizontal unit vector to the right, shape (3,) [1]."""
        return rightwards_of(self.forwards)

    @property
    def words(self) -> str:
        """Where it was taken from, for the method's sentence."""
        return {
            "quiet-standing": "mean pelvis heading in quiet standing",
            "static": "mean pelvis heading in the static trial",
            "cycles": "mean pelvis heading over the gait cycles",
            "recording": "mean pelvis heading over the recording",
            "camera": "the view of the camera",
        }[self.source]


def asis_line(kinematics: Kinematics) -> FloatArray:
    """Line from the left to the right anterior superior iliac spine.

    Parameters
    ----------
    kinematics
        The body.

    Returns
    -------
    FloatArray
        Shape (time, 3) [m]; the pelvis' own lateral axis [1] where a marker set has
        no such landmarks; NaN where neither is seen.
    """
    if kinematics.has("asis_left", "asis_right"):
        return kinematics.landmark("asis_right") - kinematics.landmark("asis_left")
    return kinematics.segment("pelvis")[..., 2]


def find_heading(kinematics: Kinematics, movement: Movement) -> Heading:
    """Mean pelvis heading in quiet standing, or the best that there is.

    Parameters
    ----------
    kinematics
        The body, with its static where there is one.
    movement
        Its quiet standing and repetitions.

    Returns
    -------
    Heading
        Of the quiet standing in the recording; else of the static, where that faces
        the same way within 20°; else of the recording. In walking and running always
        the mean over the cycles, because people walk elsewhere than they stood.
    """
    facing = forwards_of(asis_line(kinematics))
    time = kinematics.time
    if movement.task in CYCLIC:
        spans = [(each.start, each.end) for each in movement.repetitions]
        if spans:
            return Heading(
                forwards=_mean(facing, _within(time, spans)), source="cycles"
            )
    elif movement.quiet is not None:
        mean = _mean(facing, _within(time, [movement.quiet]))
        if np.isfinite(mean).all():
            return Heading(forwards=mean, source="quiet-standing")
    whole = _mean(facing, np.ones(time.size, dtype=bool))
    if kinematics.static is not None and movement.task not in CYCLIC:
        static = _mean(forwards_of(asis_line(kinematics.static)), None)
        if abs(float(bearing(static[None], whole)[0])) < SAME_DIRECTION:
            return Heading(forwards=static, source="static")
    return Heading(forwards=whole, source="recording")


def _within(time: FloatArray, spans: list[tuple[float, float]]) -> np.ndarray:
    inside = np.zeros(time.size, dtype=bool)
    for start, end in spans:
        inside |= (time >= start - 1e-9) & (time < end - 1e-9)
    return inside


def _mean(facing: FloatArray, inside: np.ndarray | None) -> FloatArray:
    chosen = facing if inside is None else facing[inside]
    chosen = chosen[np.isfinite(chosen).all(axis=1)]
    if not chosen.size:
        return np.full(3, np.nan)
    total = chosen.sum(axis=0)
    length = float(np.linalg.norm(total))
    return total / length if length > 0.0 else np.full(3, np.nan)
