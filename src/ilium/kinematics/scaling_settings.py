"""What can be chosen about fitting the model to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingSettings:
    """Choices of scaling and of marker registration.

    Parameters
    ----------
    still
        Length of the stretch in which the person moves least, to which the model is
        fitted [s].
    given_model_is_scaled
        Whether a model that the user gives already has the person's size: then its own
        markers are matched by name and nothing is scaled. Otherwise it is scaled like
        ilium's, by those of its markers whose names a marker set knows.
    weights
        Landmark to its weight in the fit and in inverse kinematics, where it is not the
        usual one [1]; 0 leaves it out.
    remark
        Distance between a landmark and the scaled model's from which on it is worth a
        remark [m].
    """

    still: float = 0.5
    given_model_is_scaled: bool = True
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    remark: float = 0.04

    def __post_init__(self) -> None:
        if not 0.0 < self.still < 60.0:
            raise InputError(
                f"The model cannot be fitted to a stretch of {self.still:g} s.",
                "Give scaling.still in seconds, for example 0.5.",
            )
        for name, weight in self.weights.items():
            if not weight >= 0.0:
                raise InputError(
                    f"The weight of {name} is {weight:g}.",
                    "Give 0 to leave a landmark out, or more.",
                )
