"""What the simulator returns: a capture, its static, and the truth behind both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from ilium.core.dictionary import CENTRE_OF_MASS, JOINT_COORDINATE, JOINT_MOMENT
from ilium.core.event import Event
from ilium.core.movement import Repetition
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.trial import Trial
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.result import FootLoads
from ilium.model.body_model import BodyModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Truth:
    """What really happened, on the cameras' clock.

    Parameters
    ----------
    model
        The person's own model.
    coordinates
        Dims (time, coordinate) [rad], the pelvis's translations [m].
    speeds, accelerations
        Their exact derivatives, shape (time, coordinate).
    moments
        Internal moments that move the body so, dims (time, coordinate) [N m]; of the
        pelvis's six coordinates what no load explains: nothing on the ground, below
        1 N and 1 N m in flight.
    loads
        The ground's load on each foot, also where no plate is.
    com
        Centre of mass, dims (time, axis) [m].
    obliquity, yaw, tilt
        Of the pelvis: right side higher, turned to the left, anterior, shape (time,)
        [rad].
    events, repetitions
        As a laboratory would define them: a foot is on the ground from 20 N on.
    quiet
        Start and end of quiet standing [s]; ``None`` without.
    measures
        Measure to its value in SI units: ``jump_height``, ``contact_time``,
        ``body_weight``, ``pelvic_drop_right`` …
    beyond_sole
        How far pressure lies outside a sole at most [m].
    """

    model: BodyModel
    coordinates: xr.DataArray
    speeds: FloatArray
    accelerations: FloatArray
    moments: xr.DataArray
    loads: FootLoads
    com: xr.DataArray
    obliquity: FloatArray
    yaw: FloatArray
    tilt: FloatArray
    events: tuple[Event, ...] = ()
    repetitions: tuple[Repetition, ...] = ()
    quiet: tuple[float, float] | None = None
    measures: Mapping[str, float] = field(default_factory=dict[str, float])
    beyond_sole: float = 0.0

    def __post_init__(self) -> None:
        JOINT_COORDINATE.check(self.coordinates)
        JOINT_MOMENT.check(self.moments)
        CENTRE_OF_MASS.check(self.com)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.coordinates)

    def coordinate(self, name: str) -> FloatArray:
        """One coordinate, shape (time,) [rad] or [m]."""
        return values(self.coordinates.sel(coordinate=name))

    def moment(self, name: str) -> FloatArray:
        """Internal moment about one coordinate, shape (time,) [N m]."""
        return values(self.moments.sel(coordinate=name))

    @property
    def motion(self) -> JointMotion:
        """The same motion as inverse kinematics would leave it, without a residual."""
        nothing = xr.zeros_like(self.coordinates[:, :1]).rename(coordinate="marker")
        return JointMotion(
            model=self.model,
            coordinates=self.coordinates,
            residuals=nothing.rename("marker_residual"),
            weights=np.ones(1),
            method="Simulated: the motion itself.",
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the coordinates."""
        return labels(self.coordinates, "coordinate")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """A capture of known truth.

    Parameters
    ----------
    trial
        What cameras and plates recorded.
    static
        The same person standing, with the same markers.
    truth
        What really happened.
    participant
        The person's measures.
    movement
        What was simulated.
    seed
        Of everything drawn.
    """

    trial: Trial
    static: Trial
    truth: Truth
    participant: Participant
    movement: str
    seed: int
