"""What a rater sees from the front and from the side, as numbers over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, SIGN, UP, Side, initial
from ilium.core.quantity import FloatArray
from ilium.kinematics.heading import pelvis_heading
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import lean, rightwards_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posture:
    """Signals of one leg and the trunk through one repetition.

    Parameters
    ----------
    time
        Times of the frames, shape (time,) [s].
    signals
        Name to values, shape (time,) [rad or m]; NaN where not seen.
    """

    time: FloatArray
    signals: Mapping[str, FloatArray]

    def at(self, name: str, time: float | None) -> float:
        """Value of a signal at a time between frames; NaN beside a gap."""
        if time is None or self.time.size == 0:
            return float("nan")
        return float(np.interp(time, self.time, self.signals[name]))

    def between(self, name: str, start: float, end: float) -> FloatArray:
        """Values of a signal that were seen in a stretch, in order."""
        part = self.signals[name][(self.time >= start) & (self.time <= end)]
        return part[np.isfinite(part)]


def posture_of(kinematics: Kinematics, side: Side, start: float, end: float) -> Posture:
    """Signals of one leg, seen square on to the pelvis.

    Parameters
    ----------
    kinematics
        Joint centres, landmarks and angles.
    side
        The leg.
    start, end
        Repetition whose mean pelvis heading sets the planes [s].

    Returns
    -------
    Posture
        `knee_flexion`, `hip_flexion` (thigh against trunk), `trunk_flexion` (+
        forwards), `trunk_lean` (+ to the right), `toe_out`, `knee_inside_midfoot`,
        `knee_inside_toe` and `shoulder_outside_foot` (+ as they say), `heel_height`
        and `toe_height`.
    """
    ahead = pelvis_heading(kinematics, start, end)
    right = rightwards_of(ahead)
    trunk = trunk_line(kinematics)
    thigh = kinematics.joint(f"hip_{side}") - kinematics.joint(f"knee_{side}")
    heel, toe = (kinematics.landmark(f"{name}_{side}") for name in ("heel", "toe"))
    knee, middle = kinematics.joint(f"knee_{side}"), (heel + toe) / 2.0
    outwards = SIGN[side] * right
    return Posture(
        time=kinematics.time,
        signals={
            "knee_flexion": kinematics.angle(f"{initial(side)}KneeAngles", "X"),
            "hip_flexion": lean(trunk, ahead) - lean(thigh, ahead),
            "trunk_flexion": lean(trunk, ahead),
            "trunk_lean": lean(trunk, right),
            "toe_out": np.arctan2((toe - heel) @ outwards, (toe - heel) @ ahead),
            "knee_inside_midfoot": (middle - knee) @ outwards,
            "knee_inside_toe": (_toe(kinematics, side) - knee) @ outwards,
            "shoulder_outside_foot": (kinematics.landmark(f"shoulder_{side}") - middle)
            @ outwards,
            "heel_height": heel[:, UP],
            "toe_height": toe[:, UP],
        },
    )


def trunk_line(kinematics: Kinematics) -> FloatArray:
    """From the middle of the hips to that of the shoulders, shape (time, 3) [m].

    The long axis of the thorax where the shoulders are not seen.
    """
    lines = [
        kinematics.landmark(f"shoulder_{side}") - kinematics.joint(f"hip_{side}")
        for side in SIDES
    ]
    line = np.mean(lines, axis=0)
    if np.isfinite(line).any():
        return line
    return kinematics.segment("thorax")[..., UP]


def _toe(kinematics: Kinematics, side: Side) -> FloatArray:
    """Great toe: head of the first metatarsal, else the marker beside it."""
    if kinematics.has(f"first_metatarsal_{side}"):
        return kinematics.landmark(f"first_metatarsal_{side}")
    return kinematics.landmark(f"toe_{side}")
