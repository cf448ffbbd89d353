"""After a landing: when the person has stabilised."""

from __future__ import annotations

import math

from ilium.conventions import GRAVITY
from ilium.core.issue import Issue
from ilium.events.found import Scene
from ilium.events.intervals import intervals
from ilium.kinetics.body_weight import quiet_weight

REST = 2.0
"""How long a repetition goes on after a landing that never stabilises [s]."""


def last(scene: Scene) -> float:
    """End of the plates' record, else of the cameras' [s]; NaN where both are empty."""
    time = scene.body.time if scene.force is None else scene.force.time
    return float(time[-1]) if time.size else math.nan


def body_weight(scene: Scene) -> float:
    """Body weight from quiet standing on the plates, else from the mass [N].

    NaN where neither is known.
    """
    felt = quiet_weight(scene.force) if scene.force is not None else None
    if felt is not None:
        return felt.value
    mass = scene.kinematics.participant.mass or scene.trial.participant.mass
    return mass * GRAVITY if mass is not None else math.nan


def stabilised(scene: Scene, landing: float, until: float) -> float:
    """When the vertical force begins to stay near body weight.

    Parameters
    ----------
    scene
        The recording.
    landing
        The landing [s].
    until
        Take-off of the next jump, or the end of the recording [s].

    Returns
    -------
    float
        First moment from which the force stays within the band for as long as the
        settings ask [s]; NaN without plates, without a body weight, or where it never
        does.
    """
    force = scene.force
    weight = body_weight(scene)
    if force is None or math.isnan(weight):
        return math.nan
    part = force.within(landing, until)
    near = abs(force.total[part] - weight) <= scene.settings.stable_band * weight
    held = intervals(near, least=round(scene.settings.stable_time * force.rate))
    return float(force.time[part][held[0][0]]) if held else math.nan


def not_stabilised(scene: Scene, landing: float) -> Issue:
    """Return the remark that a landing never came to rest."""
    band, hold = scene.settings.stable_band, scene.settings.stable_time
    if scene.force is None:
        why = "there are no plates"
    elif math.isnan(body_weight(scene)):
        why = "the body weight is not known"
    else:
        why = f"the force never stays within {band:.0%} of body weight for {hold:g} s"
    return Issue(
        kind="not-stabilised",
        where="landing",
        what=f"No time of stabilisation after the landing at {landing:.2f} s: {why}.",
        start=landing,
    )
