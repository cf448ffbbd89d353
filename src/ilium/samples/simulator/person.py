"""The person who is simulated: a model of their size and mass, and their feet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.model.body_model import BodyModel
from ilium.model.chain import CompiledChain, compile_chain
from ilium.model.library import shipped_model
from ilium.model.resize import resize

MODEL_HEIGHT: Final = 1.70
"""Height of the person of whom the shipped model is made (Rajagopal et al. 2016,
doi:10.1109/TBME.2016.2586891) [m]."""

SOLE: Final = -0.015
BALL: Final = 0.18
HEEL: Final = 0.0
TIP: Final = 0.23
HALF_WIDTH: Final = 0.04
"""The sole in the model's foot: its height below the origin, where ball, heel and tip
of the toes lie along x, and half its width [m]."""

STANCE: Final = 0.085
"""Distance of each foot from the middle in standing [m]."""

LETTER: Final = {"left": "l", "right": "r"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """A model of one size and mass.

    Parameters
    ----------
    model, compiled
        The shipped model, scaled evenly, and its chain.
    participant
        Mass and height.
    size
        Their height by the model's [1].
    """

    model: BodyModel
    compiled: CompiledChain
    participant: Participant
    size: float

    @property
    def mass(self) -> float:
        """Body mass [kg]."""
        return float(self.compiled.chain.mass.sum())

    def column(self, coordinate: str) -> int:
        """Number of a coordinate."""
        return self.compiled.coordinate(coordinate)

    @property
    def feet(self) -> tuple[int, ...]:
        """Segments of the left and the right foot."""
        return tuple(self.compiled.segment(f"calcn_{LETTER[side]}") for side in SIDES)

    @property
    def ball(self) -> FloatArray:
        """The ball of the foot on the sole, in the foot, shape (3,) [m]."""
        return np.array([BALL, SOLE, 0.0]) * self.size

    def centre_of_mass(self, rotation: FloatArray, position: FloatArray) -> FloatArray:
        """Whole-body centre of mass of frames of segments, shape (time, 3) [m]."""
        chain = self.compiled.chain
        centres = position + np.einsum("tbij,bj->tbi", rotation, chain.mass_centre)
        return np.einsum("b,tbi->ti", chain.mass / chain.mass.sum(), centres)


def person_of(mass: float, height: float) -> Person:
    """Scale the shipped model evenly to a person.

    Parameters
    ----------
    mass
        Body mass [kg].
    height
        Body height [m].

    Returns
    -------
    Person
        Segments, joints, muscles and inertias of that size and mass.

    Raises
    ------
    InputError
        Where the two are no adult's.
    """
    participant = Participant(mass=mass, height=height)
    if not (20.0 <= mass <= 250.0 and 1.0 <= height <= 2.3):
        problem = f"A simulated person cannot have {mass:g} kg and {height:g} m."
        raise InputError(problem, "Give 20 to 250 kg and 1.0 to 2.3 m.")
    size = height / MODEL_HEIGHT
    plain = shipped_model()
    factors = {each.name: np.full(3, size) for each in plain.segments}
    model = resize(plain, factors, mass)
    muscles = tuple(
        replace(
            each,
            optimal_fibre_length=each.optimal_fibre_length * size,
            tendon_slack_length=each.tendon_slack_length * size,
        )
        for each in model.muscles
    )
    model = replace(model, name="simulated person", muscles=muscles)
    return Person(
        model=model,
        compiled=compile_chain(model),
        participant=participant,
        size=size,
    )
