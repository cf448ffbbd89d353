"""What a laboratory may change about muscle forces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ilium.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class MuscleSettings:
    """How moments are shared among the muscles.

    Parameters
    ----------
    exponent
        Of the activations in the sum that is made smallest, from 1.5 to 4 [1].
    pennation
        ``correct``, or ``compatible``: the slant of the fibres as OpenSim 4.6 takes it
        in static optimisation (opensim-core issue 4390).
    paths
        ``compatible``: paths over surfaces as OpenSim finds them; ``exact``: the
        shortest ones.
    passive
        Whether stretched fibres pull without activation; OpenSim's static optimisation
        leaves this out.
    reserve
        Strength of the reserve of every coordinate: what costs as much as one muscle's
        full activation [N m].
    audit
        Share of a coordinate's peak net moment from which on its reserve is flagged
        (Hicks et al. 2015, doi:10.1115/1.4029304) [1].
    """

    exponent: float = 2.0
    pennation: Literal["correct", "compatible"] = "correct"
    paths: Literal["compatible", "exact"] = "compatible"
    passive: bool = False
    reserve: float = 1.0
    audit: float = 0.05

    def __post_init__(self) -> None:
        if not 1.5 <= self.exponent <= 4.0:
            problem = f"The activations' exponent is {self.exponent:g}."
            raise InputError(problem, "Give a number from 1.5 to 4; 2 is usual.")
        if not self.reserve > 0.0:
            problem = f"The reserves' strength is {self.reserve:g} N m."
            raise InputError(problem, "Give a strength above 0, for example 1.")


MUSCLES = MuscleSettings()
