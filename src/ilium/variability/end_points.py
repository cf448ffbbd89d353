"""Where repetitions arrive: level of the pelvis and place of the foot.

End-point variability is not coordination variability: a steady end point may come from
varied joints, and does in skilled people (Hamill, Palmer & Van Emmerik 2012,
doi:10.1186/1758-2555-4-45).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, Side, SideOrBoth
from ilium.core.arrays import FloatArray
from ilium.core.movement import Repetition
from ilium.errors import InsufficientDataError
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import foot_centre
from ilium.maths.cycles import at_times
from ilium.variability.dispersion import ellipse_area, mean_sd
from ilium.variability.signals import signal
from ilium.variability.value import Value

MOMENTS: Final = (
    "bottom",
    "landing",
    "initial_contact",
    "mid_stance",
    "foot_strike",
    "lowest",
    "peak",
)
"""Events at which a repetition arrives, the first that it has counts."""


def end_points(
    kinematics: Kinematics,
    repetitions: Sequence[Repetition],
    side: SideOrBoth,
    *,
    level: bool = True,
) -> dict[str, Value]:
    """Spread of what repetitions arrive at.

    Parameters
    ----------
    kinematics
        The body.
    repetitions
        One side's, whole ones.
    side
        Stance side; on both legs only the pelvis arrives.
    level
        Whether the pelvis' level is wanted.

    Returns
    -------
    dict
        ``pelvis_level`` [rad]: standard deviation of the pelvis' frontal angle at the
        moment of arrival; ``foot_place`` [m²]: 95 % ellipse of the stance foot's middle
        from the middle between the hips then, so that travelling does not count. Absent
        where fewer than three repetitions show it.
    """
    facing: Side = "right" if side == "both" else side
    when = np.array([arrival(each) for each in repetitions])
    angle = signal(kinematics, "pelvis_frontal", facing)
    reached = at_times(kinematics.time, angle, when)
    found: dict[str, Value] = {}
    known = reached[np.isfinite(reached)]
    if level and known.size > 1:
        found["pelvis_level"] = mean_sd(np.repeat(known[:, None], 3, 1), units="rad")
    if side == "both":
        return found
    place = at_times(kinematics.time, _foot_from_hips(kinematics, side), when)
    try:
        found["foot_place"] = ellipse_area(place, units="m")
    except InsufficientDataError:
        return found
    return found


def arrival(repetition: Repetition) -> float:
    """When a repetition arrives [s]; its start where it has no such event."""
    for name in MOMENTS:
        if name in repetition.events:
            return repetition.events[name]
    return repetition.start


def _foot_from_hips(kinematics: Kinematics, side: Side) -> FloatArray:
    hips = 0.5 * (kinematics.joint("hip_left") + kinematics.joint("hip_right"))
    return (foot_centre(kinematics, side) - hips)[:, [FORWARDS, RIGHT]]
