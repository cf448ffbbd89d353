"""Landmarks of one recording by name, absent ones NaN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray, values
from ilium.core.trial import Trial
from ilium.model.marker_sets import MarkerSetMatch


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """Trajectories under ilium's landmark names.

    Parameters
    ----------
    positions
        Landmark to trajectory, shape (time, 3) [m].
    frames
        Number of frames.
    """

    positions: Mapping[str, FloatArray]
    frames: int

    def __getitem__(self, name: str) -> FloatArray:
        found = self.positions.get(name)
        if found is None:
            return np.full((self.frames, 3), np.nan)
        return found

    def has(self, *names: str) -> bool:
        """Whether all these landmarks were seen in at least one frame."""
        return all(
            name in self.positions and bool(np.isfinite(self.positions[name]).any())
            for name in names
        )

    def missing(self, *names: str) -> tuple[str, ...]:
        """Those of the landmarks that were never seen."""
        return tuple(name for name in names if not self.has(name))

    def middle(self, one: str, two: str) -> FloatArray:
        """Midpoints of two landmarks, shape (time, 3) [m]."""
        return (self[one] + self[two]) / 2.0

    def adding(self, more: Mapping[str, FloatArray]) -> Points:
        """Return the same points and more."""
        return Points(positions={**self.positions, **more}, frames=self.frames)

    def without(self, name: str) -> Points:
        """Return the same points less one."""
        kept = {key: each for key, each in self.positions.items() if key != name}
        return Points(positions=kept, frames=self.frames)


def points_of(trial: Trial, match: MarkerSetMatch) -> Points:
    """Pick a recording's landmarks out of its markers.

    Parameters
    ----------
    trial
        The recording.
    match
        Its recognised marker set.

    Returns
    -------
    Points
        Only landmarks that the recording has.
    """
    where = {label: i for i, label in enumerate(trial.marker_names)}
    positions = values(trial.markers)
    return Points(
        positions={
            landmark: np.ascontiguousarray(positions[:, where[label]])
            for landmark, label in match.landmarks.items()
        },
        frames=positions.shape[0],
    )


def sacrum(points: Points) -> FloatArray:
    """Midpoint of the posterior superior iliac spines, shape (time, 3) [m].

    The sacrum marker where there is one, else the mean of both spines' markers.
    """
    if points.has("psis_left", "psis_right") or not points.has("sacrum"):
        return points.middle("psis_left", "psis_right")
    return points["sacrum"]
