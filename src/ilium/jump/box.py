"""How high the box was: as given, or from how far the feet came down."""

from __future__ import annotations

import numpy as np

from ilium.conventions import SIDES, UP
from ilium.core.estimate import Estimate, missing
from ilium.jump.moments import Moments
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import foot_centre


def box_height(
    kinematics: Kinematics, moments: Moments, given: float | None
) -> Estimate:
    """Height of the box.

    Parameters
    ----------
    kinematics
        Landmarks of the feet.
    moments
        Times of the jump, with a first contact.
    given
        Height as set up [m]; `None` where not known.

    Returns
    -------
    Estimate
        As given; else how far the lower foot came down from its highest steady level
        before the drop to the first contact [m].
    """
    if given is not None:
        return Estimate(value=given, method="height of the box as given")
    if moments.contact is None:
        return missing("no-drop")
    time = kinematics.time
    feet = np.stack([foot_centre(kinematics, side)[:, UP] for side in SIDES])
    before = feet[:, (time < moments.contact - 0.1)]
    after = feet[:, (time >= moments.contact) & (time < moments.contact + 0.15)]
    if not (np.isfinite(before).any() and np.isfinite(after).any()):
        return missing("feet-not-seen")
    standing = np.nanmin(before, axis=0) if before.size else before
    top = float(np.nanpercentile(standing, 90.0))
    height = top - float(np.nanmin(after))
    if height < 0.05:
        return missing("drop-not-recorded")
    return Estimate(
        value=height,
        flags=("from-markers",),
        method="how far the lower foot's markers came down from the box",
    )
