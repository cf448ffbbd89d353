"""The model's coordinates through time: what inverse kinematics leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from ilium.core.dictionary import JOINT_COORDINATE, MARKER_RESIDUAL
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.model.body_model import BodyModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JointMotion:
    """A scaled model and its pose at every camera frame.

    Parameters
    ----------
    model
        The model, scaled to the person.
    coordinates
        Free coordinates (`BodyModel.free_coordinates`), dims (time, coordinate) [rad],
        the pelvis' translations [m]; NaN where a frame could not be solved.
    residuals
        Distance of each tracked marker from the model's, dims (time, marker) [m]; NaN
        where the marker was not seen.
    weights
        Weight of each marker in the order of `residuals`, shape (marker,) [1].
    undetermined
        Coordinates that the markers do not determine: held, and not reported.
    method
        Sentence that says how it was solved, with its source.
    scaling
        Segment to its scale factors along x, y, z, shape (3,) [1].
    issues
        What is missing or doubtful.
    """

    model: BodyModel
    coordinates: xr.DataArray
    residuals: xr.DataArray
    weights: FloatArray
    undetermined: tuple[str, ...] = ()
    method: str = ""
    scaling: dict[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        JOINT_COORDINATE.check(self.coordinates)
        MARKER_RESIDUAL.check(self.residuals)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.coordinates)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the coordinates."""
        return labels(self.coordinates, "coordinate")

    def coordinate(self, name: str) -> FloatArray:
        """One coordinate, shape (time,) [rad] or [m]; NaN where it is not reported."""
        if name in self.undetermined or name not in self.names:
            return np.full(self.time.size, np.nan)
        return values(self.coordinates)[:, self.names.index(name)]
