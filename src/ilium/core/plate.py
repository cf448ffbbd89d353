"""A force plate: what it felt, where it lies, where the force acted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from ilium.core.dictionary import (
    CENTRE_OF_PRESSURE,
    FREE_MOMENT,
    MARKER_POSITION,
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.quantity import FloatArray, clock, largest_magnitude, values
from ilium.errors import SignalError
from ilium.maths.force_plates import pressure_arm

LOADED = 20.0
"""Force along the plate's normal above which somebody stands on it [N]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plate:
    """One force plate, in the laboratory frame and SI units.

    Parameters
    ----------
    name
        ``plate 1``, ``plate 2`` … in the file's order.
    kind
        C3D force-plate type, 1 to 4; 0 for external loads from a MOT file.
    corners
        Corners of the working surface, shape (4, 3) [m]; NaN where not known.
    force
        Force on the person, as recorded, dims (time, axis) [N].
    moment
        Moment on the person about `origin`, dims (time, axis) [N m].
    origin
        Point about which `moment` is taken, shape (3,) [m]: the middle of the working
        surface, or the laboratory's origin for external loads.
    normal
        Unit vector out of the surface, towards the person, shape (3,) [1].
    convention
        What the self-check found: one sentence for people.
    """

    name: str
    kind: int
    corners: FloatArray
    force: xr.DataArray
    moment: xr.DataArray
    origin: FloatArray
    normal: FloatArray
    convention: str = ""

    def __post_init__(self) -> None:
        PLATE_FORCE.check(self.force)
        PLATE_MOMENT.check(self.moment)
        place = np.concatenate([self.corners.ravel(), self.origin, self.normal])
        if largest_magnitude(place) > MARKER_POSITION.limit:
            problem = f"The corners or the origin of {self.name!r} are no place."
            raise SignalError(problem, "Export the recording with its plates' corners.")

    @property
    def normal_force(self) -> FloatArray:
        """Force on the person along the plate's normal, shape (time,) [N]."""
        return values(self.force) @ self.normal

    def centre_of_pressure(self, threshold: float = LOADED) -> xr.DataArray:
        """Point on the surface where the force acts.

        Parameters
        ----------
        threshold
            Normal force below which the point is NaN [N].

        Returns
        -------
        xr.DataArray
            Dims (time, axis) [m]; NaN while unloaded.
        """
        return CENTRE_OF_PRESSURE.label(
            self._pressure_point(threshold),
            time=clock(self.force),
            axis=["x", "y", "z"],
        )

    def free_moment(self, threshold: float = LOADED) -> xr.DataArray:
        """Moment on the person about the normal through the centre of pressure.

        Parameters
        ----------
        threshold
            Normal force below which it is NaN [N].

        Returns
        -------
        xr.DataArray
            Dims (time,) [N m]; NaN while unloaded.
        """
        arm = self._pressure_point(threshold) - self.origin
        left = values(self.moment) - np.cross(arm, values(self.force))
        return FREE_MOMENT.label(left @ self.normal, time=clock(self.force))

    def _pressure_point(self, threshold: float) -> FloatArray:
        force, moment = values(self.force), values(self.moment)
        loaded = np.abs(force @ self.normal) > threshold
        felt = np.where(loaded[:, None], force, np.nan)
        arm = pressure_arm(felt, moment, self.normal)
        lift = self.surface_height / (felt @ self.normal)
        return self.origin + arm + lift[:, None] * felt

    @property
    def surface_height(self) -> float:
        """Height of the surface above `origin` along the normal [m]."""
        if np.isnan(self.corners).any():
            return 0.0
        return float((self.corners.mean(axis=0) - self.origin) @ self.normal)
