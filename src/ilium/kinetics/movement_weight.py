"""Body weight from a movement without stillness: force against acceleration."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.conventions import GRAVITY, UP
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics
from ilium.kinetics.body_weight import BodyWeight
from ilium.kinetics.force_balance import force_balance
from ilium.kinetics.loads import foot_loads
from ilium.kinetics.result import FootLoads

SHORTEST: Final = 10
"""Fewest camera frames [1]."""
LONG_ENOUGH: Final = 0.5
"""Shortest time in which both feet's forces are known [s]."""
INDEPENDENT: Final = 2.0
"""Independent looks at the body's weight a second, as steps [Hz]."""
CERTAIN: Final = 0.1
"""Largest standard uncertainty, as a share of the weight [1]."""
MASSES: Final = (10.0, 300.0)
"""Masses of a person [kg]."""


def movement_weight(
    trial: Trial, kinematics: Kinematics, *, task: str = "other"
) -> BodyWeight | None:
    """Weigh a person who never stands still on the plates.

    Parameters
    ----------
    trial
        The recording.
    kinematics
        With the centre of mass of its markers.
    task
        A key of `ilium.core.movement.TASKS`: it decides the cut-off.

    Returns
    -------
    BodyWeight or None
        `None` without plates and markers, and where `balanced_weight` is.
    """
    known = trial.plates and trial.marker_names and kinematics.time.size >= SHORTEST
    if not known:
        return None
    return balanced_weight(kinematics, foot_loads(trial, kinematics, task=task))


def balanced_weight(kinematics: Kinematics, loads: FootLoads) -> BodyWeight | None:
    """Weigh a person by Newton's second law.

    Over every frame in which the forces under both feet are known, the sum of the
    vertical force is mass times the sum of the centre of mass's vertical acceleration
    less gravity's.

    Parameters
    ----------
    kinematics
        With the centre of mass.
    loads
        Forces under the feet.

    Returns
    -------
    BodyWeight or None
        `None` where less than half a second is known, or where force and acceleration
        scatter too much; the uncertainty is the scatter over the root of two looks a
        second.
    """
    time = kinematics.time
    balance = force_balance(kinematics, loads, 1.0)
    duration = float(balance.compared.sum()) * float(np.median(np.diff(time)))
    if duration < LONG_ENOUGH:
        return None
    felt = balance.felt[balance.compared, UP]
    expected = balance.expected[balance.compared, UP]
    mass = float(felt.sum() / expected.sum())
    scatter = float((felt - mass * expected).std())
    error = scatter / math.sqrt(max(INDEPENDENT * duration, 1.0))
    weight = mass * GRAVITY
    if not MASSES[0] <= mass <= MASSES[1] or error > CERTAIN * weight:
        return None
    known = time[balance.compared]
    return BodyWeight(
        value=weight,
        error=error,
        how="movement",
        start=float(known[0]),
        end=float(known[-1]),
    )
