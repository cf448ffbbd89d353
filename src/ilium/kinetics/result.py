"""What the kinetics stage leaves: forces under the feet, moments, powers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from ilium.conventions import SIDES, Side
from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    CLINICAL_MOMENT,
    CLINICAL_POWER,
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
    JOINT_MOMENT,
    JOINT_POWER,
)
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, labels, values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FootLoads:
    """The ground's action on each foot on the cameras' clock.

    Parameters
    ----------
    force
        Dims (time, side, axis) [N], laboratory frame; 0 in the air, NaN where the share
        of a foot is not known (an issue says when and why).
    pressure
        Where it acts, dims (time, side, axis) [m]; NaN while unloaded.
    free_moment
        Moment at that point, dims (time, side, axis) [N m].
    cutoff
        Cut-off of the zero-lag low-pass that was applied to the plates [Hz]; ``None``
        where they were not filtered.
    motion_cutoff
        Cut-off at which the motion is still to be filtered [Hz]: the same, or ``None``
        where the trajectories are smoothed already or nothing is filtered.
    method
        Sentence that says what was done, with its source.
    issues
        Two feet on one plate, a foot on two, a foot beside a plate …
    """

    force: xr.DataArray
    pressure: xr.DataArray
    free_moment: xr.DataArray
    cutoff: float | None = None
    motion_cutoff: float | None = None
    method: str = ""
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        FOOT_FORCE.check(self.force)
        FOOT_PRESSURE.check(self.pressure)
        FOOT_FREE_MOMENT.check(self.free_moment)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.force)

    def wrench(self, side: Side) -> tuple[FloatArray, FloatArray]:
        """Force on a foot and its moment about the laboratory's origin.

        Parameters
        ----------
        side
            Which foot.

        Returns
        -------
        tuple of FloatArray
            Shape (time, axis) [N, N m]; zero in the air, NaN where not known.
        """
        at = SIDES.index(side)
        force = values(self.force)[:, at]
        point = values(self.pressure)[:, at]
        free = values(self.free_moment)[:, at]
        arm = np.where(np.any(force != 0.0, axis=1)[:, None], point, 0.0)
        return force, np.cross(arm, force) + free


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClinicalKinetics:
    """Moments and powers as Plug-in Gait gives them.

    Parameters
    ----------
    moments
        ``LAnkleMoment`` …, dims (time, moment, component) [N m/kg], internal.
    powers
        ``LAnklePower`` …, dims (time, power) [W/kg].
    method
        Sentence that says how, with its source.
    loads
        The ground's action on the feet that they follow from.
    issues
        What is missing or doubtful.
    """

    moments: xr.DataArray
    powers: xr.DataArray
    loads: FootLoads
    method: str = ""
    issues: tuple[Issue, ...] = ()

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.moments)

    def moment(self, name: str, component: str) -> FloatArray:
        """One component of a moment, shape (time,) [N m/kg]."""
        row = labels(self.moments, "moment").index(name)
        column = labels(self.moments, "component").index(component)
        return values(self.moments)[:, row, column]

    def power(self, name: str) -> FloatArray:
        """Power of one joint, shape (time,) [W/kg]."""
        return values(self.powers)[:, labels(self.powers, "power").index(name)]

    def __post_init__(self) -> None:
        CLINICAL_MOMENT.check(self.moments)
        CLINICAL_POWER.check(self.powers)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kinetics:
    """Net joint moments and powers of the musculoskeletal model.

    Parameters
    ----------
    loads
        The ground's action on the feet.
    moments
        Internal moments, dims (time, coordinate) [N m], the pelvis' translations [N];
        NaN where the foot's load or the pose is not known.
    powers
        Dims (time, coordinate) [W].
    speeds
        Speed of each coordinate, dims (time, coordinate) [rad/s] or [m/s], of the same
        filtered motion.
    accelerations
        Likewise [rad/s2] or [m/s2].
    motion
        The filtered coordinates that everything here was computed from, dims (time,
        coordinate) [rad] or [m].
    com
        Whole-body centre of mass of the model, dims (time, axis) [m].
    clinical
        Plug-in Gait's moments and powers; ``None`` where they cannot be computed.
    method
        Sentence that says how, with its source.
    issues
        Residuals beyond the published limits, missing plates …
    """

    loads: FootLoads
    moments: xr.DataArray
    powers: xr.DataArray
    motion: xr.DataArray
    speeds: FloatArray
    accelerations: FloatArray
    com: xr.DataArray
    clinical: ClinicalKinetics | None = None
    method: str = ""
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        JOINT_MOMENT.check(self.moments)
        JOINT_POWER.check(self.powers)
        CENTRE_OF_MASS.check(self.com)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.moments)

    def moment(self, coordinate: str) -> FloatArray:
        """Moment about one coordinate, shape (time,) [N m]; NaN where absent."""
        names = labels(self.moments, "coordinate")
        if coordinate not in names:
            return np.full(self.time.size, np.nan)
        return values(self.moments)[:, names.index(coordinate)]
