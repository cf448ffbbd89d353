"""Quiet standing: what changes are counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES
from ilium.core.movement import Movement
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.stability.heading import Heading, find_heading
from ilium.stability.signals import angles_over_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Mean of every signal in quiet standing.

    Parameters
    ----------
    source
        ``trial``, ``static`` or empty where there was no quiet standing.
    duration
        How long it was [s].
    values
        Signal to mean [rad].
    leg_lengths
        Side to mean distance between hip and ankle joint centres [m].
    """

    source: str
    duration: float
    values: Mapping[str, float]
    leg_lengths: Mapping[str, float]

    @property
    def flag(self) -> str:
        """What a measure counted from it carries."""
        return f"standing-from-{self.source}" if self.source else "no-quiet-standing"


def find_standing(
    kinematics: Kinematics,
    movement: Movement,
    heading: Heading,
    angles: Mapping[str, FloatArray],
) -> Standing:
    """Quiet standing in the recording, else the static, else nothing.

    Parameters
    ----------
    kinematics
        The body, with its static where there is one.
    movement
        Its quiet standing.
    heading
        The heading that the angles were computed with.
    angles
        Every signal over time [rad].

    Returns
    -------
    Standing
        Yaw and rotation are NaN where the heading was not that of standing.
    """
    stood = heading.source in ("quiet-standing", "static")
    if movement.quiet is not None:
        start, end = movement.quiet
        inside = (kinematics.time >= start - 1e-9) & (kinematics.time < end - 1e-9)
        if inside.any():
            return _standing(
                kinematics,
                angles,
                inside,
                source="trial",
                duration=end - start,
                stood=stood,
            )
    static = kinematics.static
    if static is not None and static.time.size:
        own = find_heading(static, Movement(task="other", how="", confidence=1, why=""))
        found = angles_over_time(static, own)
        whole = np.ones(static.time.size, dtype=bool)
        duration = float(static.time[-1] - static.time[0])
        return _standing(
            static, found, whole, source="static", duration=duration, stood=stood
        )
    return Standing(source="", duration=float("nan"), values={}, leg_lengths={})


def leg_length(kinematics: Kinematics, side: str) -> FloatArray:
    """Distance between hip and ankle joint centres, shape (time,) [m]."""
    leg = kinematics.joint(f"hip_{side}") - kinematics.joint(f"ankle_{side}")
    return np.linalg.norm(leg, axis=1)


def _standing(
    kinematics: Kinematics,
    angles: Mapping[str, FloatArray],
    inside: np.ndarray,
    *,
    source: str,
    duration: float,
    stood: bool,
) -> Standing:
    values = {
        name: _mean(angle[inside])
        for name, angle in angles.items()
        if stood or not name.startswith(("pelvic_rotation", "pelvic_yaw", "thorax_yaw"))
    }
    lengths = {side: _mean(leg_length(kinematics, side)[inside]) for side in SIDES}
    return Standing(
        source=source, duration=duration, values=values, leg_lengths=lengths
    )


def _mean(signal: FloatArray) -> float:
    seen = signal[np.isfinite(signal)]
    return float(seen.mean()) if seen.size else float("nan")
