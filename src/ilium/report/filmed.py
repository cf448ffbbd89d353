"""What a report needs of a film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.findings.norms import Norms
from ilium.planar.result import PlanarKinematics


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """One frame of a film, upright, with the face hidden.

    Parameters
    ----------
    jpeg
        The picture, of whatever size.
    """

    jpeg: bytes


class Filmed(Protocol):
    """A film and what was measured in it."""

    @property
    def planar(self) -> PlanarKinematics:
        """Angles in the picture's plane."""
        ...

    @property
    def movement(self) -> Movement:
        """What was done."""
        ...

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Measures with their errors and references."""
        ...

    @property
    def norms(self) -> Norms:
        """Ranges and errors that the measures were held against."""
        ...

    @property
    def overlay(self) -> str:
        """Name of the overlay film beside the report; empty without one."""
        ...

    def still(self, time: float) -> Still | None:
        """Return the frame at a time [s]; ``None`` where there is no picture."""
        ...
