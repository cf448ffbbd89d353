"""What every plate felt, at one cut-off, on the cameras' clock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.kinetics.ground_force import rested
from ilium.maths.filters import low_pass
from ilium.maths.force_plates import pressure_arm
from ilium.maths.moving import mean_around


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateLoad:
    """Force and moment of one plate at every camera frame.

    Parameters
    ----------
    plate
        The plate, zeroed where it was ever unloaded.
    force
        Force on the person, shape (time, 3) [N]; NaN where the plate has no record.
    moment
        Its moment about the laboratory's origin, shape (time, 3) [N m].
    felt
        Force along the normal before any filter, shape (time,) [N]: contacts are read
        from it.
    pressure
        Centre of pressure before any filter, shape (time, 3) [m]; NaN while unloaded.
    """

    plate: Plate
    force: FloatArray
    moment: FloatArray
    felt: FloatArray
    pressure: FloatArray

    @property
    def surface(self) -> FloatArray:
        """A point of the surface, shape (3,) [m]."""
        return self.plate.origin + self.plate.surface_height * self.plate.normal


def plate_load(
    plate: Plate, time: FloatArray, cutoff: float | None, loaded: float
) -> PlateLoad:
    """Zero a plate, filter it and bring it to the cameras' clock.

    Each camera frame takes the mean over ± half a frame, so that a point of pressure
    is computed from forces and moments that were treated alike.

    Parameters
    ----------
    plate
        The plate as recorded.
    time
        Times of the camera frames, at least two, shape (time,) [s].
    cutoff
        Cut-off of the zero-lag low-pass [Hz]; ``None`` for none.
    loaded
        Normal force from which on somebody stands on it [N].

    Returns
    -------
    PlateLoad
        On the cameras' clock.
    """
    still = plate if plate.kind == 0 else rested(plate)[0]
    own = clock(still.force)
    force = values(still.force)
    moment = values(still.moment) + np.cross(still.origin, force)
    wrench = np.concatenate((force, moment), axis=1)
    reach = float(time[-1] - time[0]) / (time.size - 1) / 2.0
    recorded = mean_around(wrench, own, time, reach)
    rate = (own.size - 1) / float(own[-1] - own[0])
    final = recorded
    if cutoff is not None and cutoff < rate / 2.0:
        final = mean_around(low_pass(wrench, cutoff, rate), own, time, reach)
    felt = recorded[:, :3] @ still.normal
    on = felt > loaded
    surface = still.origin + still.surface_height * still.normal
    return PlateLoad(
        plate=still,
        force=final[:, :3],
        moment=final[:, 3:],
        felt=felt,
        pressure=np.where(
            on[:, None],
            pressure_point(recorded[:, :3], recorded[:, 3:], surface, still.normal),
            np.nan,
        ),
    )


def pressure_point(
    force: FloatArray, moment: FloatArray, surface: FloatArray, normal: FloatArray
) -> FloatArray:
    """Where on a plane a wrench acts.

    Parameters
    ----------
    force
        Shape (time, 3) [N].
    moment
        About the laboratory's origin, shape (time, 3) [N m].
    surface
        A point of the plane, shape (3,) or (time, 3) [m].
    normal
        Unit vector out of it, shape (3,) [1].

    Returns
    -------
    FloatArray
        Shape (time, 3) [m]; not finite where no force acts along the normal.
    """
    about = moment - np.cross(surface, force)
    return surface + pressure_arm(force, about, normal)
