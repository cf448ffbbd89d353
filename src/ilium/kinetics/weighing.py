"""A recording's body weight: what the plates felt, what was given, which one counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ilium.core.estimate import Estimate, measured, missing
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.kinetics.body_weight import (
    HOW,
    WEIGHTS,
    BodyWeight,
    WeightSettings,
    cycles_weight,
    disagreement,
    given_weight,
    normalising_weight,
    quiet_weight,
)
from ilium.kinetics.catalogue import KIND
from ilium.kinetics.ground_force import (
    FORCES,
    ForceSettings,
    GroundForce,
    ground_force,
)
from ilium.kinetics.jump_weight import jump_weight
from ilium.kinetics.movement_weight import movement_weight

DISAGREES = "mass-differs-from-plates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Body weight from the plates, from the given mass, and the one that counts.

    Parameters
    ----------
    felt
        From the plates; `None` without.
    given
        From the given mass; `None` without.
    used
        The one that normalises; `None` without any.
    disagrees
        Whether the two differ by more than the settings allow.
    """

    felt: BodyWeight | None
    given: BodyWeight | None
    used: BodyWeight | None
    disagrees: bool

    @property
    def flags(self) -> tuple[str, ...]:
        """Remarks for every measure that the weight normalises."""
        return (DISAGREES,) if self.disagrees else ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """A caution where plates and given mass disagree."""
        if not self.disagrees or self.felt is None or self.given is None:
            return ()
        used = "plates" if self.used is self.felt else "given mass"
        gap = disagreement(self.felt, self.given)
        what = (
            f"The plates feel {self.felt.value:.0f} N, the given mass weighs "
            f"{self.given.value:.0f} N ({gap:+.1%}); results use the {used}."
        )
        return (
            Issue(
                kind="body-weight",
                where="plates",
                what=what,
                severity="caution",
                value=gap,
                unit="1",
            ),
        )


def weigh(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    force: GroundForce | None,
    settings: WeightSettings = WEIGHTS,
) -> Weighing:
    """Find a recording's body weight.

    Parameters
    ----------
    trial, kinematics, movement
        The recording.
    force
        Vertical force under the plates; `None` without plates.
    settings
        What counts as still and as plausible.

    Returns
    -------
    Weighing
        Every estimate that the recording allows.
    """
    mass = kinematics.participant.mass or trial.participant.mass
    given = given_weight(mass)
    felt = None if force is None else _felt(kinematics, movement, force, settings)
    apart = felt and given and abs(disagreement(felt, given))
    return Weighing(
        felt=felt,
        given=given,
        used=normalising_weight(felt, given, settings),
        disagrees=bool(apart and apart > settings.agreement),
    )


def _felt(
    kinematics: Kinematics,
    movement: Movement,
    force: GroundForce,
    settings: WeightSettings,
) -> BodyWeight | None:
    if movement.task in ("walk", "run"):
        return _over_cycles(movement, force, settings)
    quiet = quiet_weight(force, settings)
    if quiet is not None:
        return quiet
    jumps = [
        each.events
        for each in movement.repetitions
        if {"take_off", "landing"} <= each.events.keys()
    ]
    return jump_weight(kinematics, force, jumps[-1], settings) if jumps else None


def _over_cycles(
    movement: Movement, force: GroundForce, settings: WeightSettings
) -> BodyWeight | None:
    times = [e.time for e in movement.events if (e.name, e.side) == STRIDE]
    inside = [t for t in times if force.time[0] <= t <= force.time[-1]]
    return cycles_weight(force, np.array(inside), settings)


STRIDE = ("foot_strike", "right")


def weigh_recording(
    trial: Trial,
    kinematics: Kinematics,
    movement: Movement,
    *,
    force: ForceSettings = FORCES,
    weight: WeightSettings = WEIGHTS,
) -> Weighing:
    """Find the body weight of a recording from its plates and the given mass.

    Parameters
    ----------
    trial, kinematics, movement
        The recording.
    force
        Zeroing and thresholds of the plates.
    weight
        What counts as still and as plausible.

    Returns
    -------
    Weighing
        Every estimate that the recording allows.
    """
    found = weigh(trial, kinematics, movement, ground_force(trial, force), weight)
    if found.used is not None:
        return found
    moving = movement_weight(trial, kinematics, task=movement.task)
    return replace(found, felt=moving, used=moving)


def measure_body_weight(weighing: Weighing) -> tuple[Measure, ...]:
    """Body weight from the plates, from the given mass, and the one that normalises.

    Parameters
    ----------
    weighing
        What was found.

    Returns
    -------
    tuple of Measure
        NaN, with the reason, for what is not known; nothing where nothing is.
    """
    if weighing.used is None:
        return ()
    found = {
        "body_weight": (weighing.used, "no-plates-and-no-mass"),
        "body_weight_plates": (weighing.felt, "no-stillness-on-plates"),
        "body_weight_given": (weighing.given, "no-mass-given"),
    }
    return tuple(
        measured(KIND[name], _estimate(weight, reason, weighing.flags))
        for name, (weight, reason) in found.items()
    )


def _estimate(
    weight: BodyWeight | None, reason: str, flags: tuple[str, ...]
) -> Estimate:
    if weight is None:
        return missing(reason)
    return Estimate(
        value=weight.value, error=weight.error, flags=flags, method=HOW[weight.how]
    )
