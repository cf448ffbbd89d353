"""What one camera's picture says about a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import xarray as xr

from ilium.core.issue import Issue
from ilium.core.keypoints import Keypoints
from ilium.core.measure import Tier
from ilium.core.quantity import FloatArray, clock
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.planar.error import SignalError
from ilium.planar.scale import Scale
from ilium.planar.view import Standpoint


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanarKinematics:
    """Angles in the plane of one camera's picture, with their errors.

    Parameters
    ----------
    keypoints
        What the camera saw.
    standpoint
        From where.
    scale
        How large the person is in the picture.
    tier
        ``video_a`` (dots and a level camera) or ``video_b`` (camera only).
    trial, kinematics
        The figure in the picture's plane, in the laboratory's axes and on an even
        clock, for the finders of movements: the axis that the camera does not see is
        made up, and nothing along it is a result.
    angles
        Every signal that the view shows, under the names of the data dictionary, dims
        (time, signal) [rad].
    errors
        Signal to its standard errors.
    hips_apart
        Distance of the hips in the picture, shape (time,) [px].
    issues
        What is doubtful, and why something is not measured.
    """

    keypoints: Keypoints
    standpoint: Standpoint
    scale: Scale
    tier: Tier
    trial: Trial
    kinematics: Kinematics
    angles: xr.DataArray
    errors: Mapping[str, SignalError]
    hips_apart: FloatArray
    issues: tuple[Issue, ...] = ()

    @property
    def time(self) -> FloatArray:
        """Times of the even clock, shape (time,) [s]."""
        return clock(self.angles)

    @property
    def view(self) -> str:
        """``front``, ``rear`` or ``side``."""
        return self.standpoint.view

    @property
    def refused(self) -> tuple[Issue, ...]:
        """Why the clip answers nothing; empty where it does."""
        return tuple(each for each in self.issues if each.severity == "serious")

    def with_issues(self, *issues: Issue) -> PlanarKinematics:
        """Return the same result with more issues."""
        return replace(self, issues=(*self.issues, *issues))
