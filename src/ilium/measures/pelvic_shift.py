"""How far the pelvis moves to one side on the way down, standing on both feet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from ilium.conventions import UP
from ilium.core.catalogue import row
from ilium.core.estimate import Estimate, missing
from ilium.core.movement import Movement, Repetition
from ilium.core.trial import Trial
from ilium.kinematics.result import Kinematics

KINDS: Final = (
    row(
        "stability",
        "pelvic_shift",
        "Pelvic shift to the side",
        ("m", "cm"),
        "How far the middle of the hip joints has moved along the line from the left "
        "to the right ankle, between the start of the repetition and its deepest "
        "point.",
        positive="to the right",
    ),
)
TASKS: Final = ("squat", "hip_hinge")


def estimate(
    trial: Trial, kinematics: Kinematics, movement: Movement, repetition: Repetition
) -> Mapping[str, Estimate]:
    """Pelvic shift of one squat or hip hinge on both legs.

    Parameters
    ----------
    trial
        The recording; not needed.
    kinematics
        Hip and ankle joint centres.
    movement
        Other movements have no such measure.
    repetition
        Its start and its bottom.

    Returns
    -------
    Mapping
        ``pelvic_shift`` [m], to the right; NaN without a bottom or without both legs.
    """
    del trial
    if movement.task not in TASKS:
        return {}
    if "bottom" not in repetition.events:
        return {"pelvic_shift": missing("event-not-found")}
    times = (repetition.start, repetition.events["bottom"])
    start, bottom = np.searchsorted(kinematics.time, times).clip(
        max=kinematics.time.size - 1
    )
    hips = kinematics.joint("hip_left") + kinematics.joint("hip_right")
    across = kinematics.joint("ankle_right") - kinematics.joint("ankle_left")
    line = across[start] * (1.0 - np.eye(3)[UP])
    shift = 0.5 * (hips[bottom] - hips[start]) @ line / np.linalg.norm(line)
    if not np.isfinite(shift):
        return {"pelvic_shift": missing("no-leg-markers")}
    return {"pelvic_shift": Estimate(value=float(shift))}
