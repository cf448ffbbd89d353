"""What can be chosen about joint angles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ilium.errors import InputError

HipCentre = Literal["davis", "harrington"]
Model = Literal["auto", "conventional", "landmarks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KinematicsSettings:
    """Choices of the kinematics stage.

    Parameters
    ----------
    model
        ``conventional`` (Plug-in Gait), ``landmarks`` (medial and lateral markers), or
        ``auto``: what the marker set was made for.
    hip_centre
        Where the hip joint centre lies: ``davis`` as in Plug-in Gait, or
        ``harrington``. The landmark model always uses Harrington's.
    marker_diameter
        Diameter of the markers [m]; ``None`` to infer it where Vicon's joint centres
        are stored, else from the file, else the marker set's.
    flat_foot
        Whether the person stood with flat feet in the static trial; ``None`` to try
        both and take the one that fits what Vicon stored.
    progression
        Direction of progression in the laboratory frame (x forwards, y up, z right);
        ``None`` for Plug-in Gait's rule.
    """

    model: Model = "auto"
    hip_centre: HipCentre = "davis"
    marker_diameter: float | None = None
    flat_foot: bool | None = None
    progression: tuple[float, float, float] | None = None

    def __post_init__(self) -> None:
        diameter = self.marker_diameter
        if diameter is not None and not 0.0 <= diameter <= 0.05:
            raise InputError(
                f"A marker diameter of {diameter:g} m is not a marker's.",
                "Give it in metres, for example 0.014.",
            )
        if self.progression is not None and not any(self.progression[::2]):
            raise InputError(
                "The direction of progression has no horizontal part.",
                "Give it as (x, y, z) with x forwards and z to the right.",
            )
