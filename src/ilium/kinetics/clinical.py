"""Joint moments and powers in Plug-in Gait's names, axes and signs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, GRAVITY, RIGHT, SIDES, SIGN, UP, Side, initial
from ilium.core.dictionary import CLINICAL_MOMENT, CLINICAL_POWER
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray, labels
from ilium.core.trial import Trial
from ilium.kinematics.angles import COMPONENTS
from ilium.kinematics.result import Kinematics
from ilium.kinetics.clinical_segments import calm_rotation, leg_segments
from ilium.kinetics.implausible import leave_out
from ilium.kinetics.loads import foot_loads
from ilium.kinetics.result import ClinicalKinetics, FootLoads
from ilium.kinetics.settings import KINETICS, KineticsSettings
from ilium.maths.rotations import cross, dot, seen_from
from ilium.maths.wide_differences import angular_velocity

JOINTS: Final = ("Ankle", "Knee", "Hip")
MOMENTS: Final = tuple(f"{initial(s)}{each}Moment" for s in SIDES for each in JOINTS)
POWERS: Final = tuple(f"{initial(s)}{each}Power" for s in SIDES for each in JOINTS)
EXTENDS: Final = {"Ankle": 1.0, "Knee": -1.0, "Hip": 1.0}
"""Direction about the right in which the external moment on the part below bends each
joint: dorsiflexion, knee flexion, hip flexion."""
METHOD: Final = (
    "Inverse dynamics of foot, shank and thigh as in Vicon Plug-in Gait: Dempster's"
    " masses (Winter 2009, doi:10.1002/9780470549148), moments about each joint centre"
    " in the axes of the segment below it, per body mass; internal: what muscles and"
    " ligaments exert, the opposite of what ground, weight and inertia exert."
)


def plug_in_gait_kinetics(
    trial: Trial,
    kinematics: Kinematics,
    settings: KineticsSettings = KINETICS,
    *,
    task: str = "other",
    mass: float | None = None,
) -> ClinicalKinetics:
    """Compute a recording's moments and powers in Plug-in Gait's way.

    Trajectories that Vicon's model has run on were smoothed before it ran: where the
    file stores its angles and no cut-off is given, nothing is filtered here, as in
    Vicon's own moments; else forces and motion share the movement's cut-off.

    Parameters
    ----------
    trial
        The recording.
    kinematics
        Its joint centres and segments.
    settings
        Cut-off and thresholds.
    task
        A key of `ilium.core.movement.TASKS`: it decides the cut-off ``auto``.
    mass
        Body mass [kg]; ``None`` for the participant's.

    Returns
    -------
    ClinicalKinetics
        With the issues of the forces under the feet.
    """
    if settings.cutoff == "auto" and modelled(trial):
        settings = replace(settings, cutoff=None)
    loads = foot_loads(trial, kinematics, settings, task=task)
    known = mass or kinematics.participant.mass or trial.participant.mass
    person = replace(kinematics.participant, mass=known)
    found = clinical_kinetics(kinematics, loads, person)
    return replace(found, issues=(*loads.issues, *found.issues))


def modelled(trial: Trial) -> bool:
    """Whether the file stores joint angles of Vicon's model."""
    if trial.vendor is None:
        return False
    return any(
        name.endswith(("KneeAngles", "KneeAnglesV"))
        for name in labels(trial.vendor, "output")
    )


def clinical_kinetics(
    kinematics: Kinematics, loads: FootLoads, participant: Participant | None = None
) -> ClinicalKinetics:
    """Compute joint moments and powers as Plug-in Gait does.

    Positive are the internal moments that plantarflex the ankle and extend knee and
    hip (X), abduct (Y; evert, at the ankle) and turn outwards (Z).

    Parameters
    ----------
    kinematics
        Joint centres and segments.
    loads
        The ground's action on each foot, on the same clock.
    participant
        Who has the body mass; ``None`` for the one that the kinematics used.

    Returns
    -------
    ClinicalKinetics
        NaN where a foot's load or a marker is missing, within four frames of a gap or
        an end, and everywhere without a body mass.

    References
    ----------
    Davis RB, Õunpuu S, Tyburski D, Gage JR (1991). A gait analysis data collection and
    reduction technique. Hum Mov Sci 10(5), 575-587. doi:10.1016/0167-9457(91)90046-Z
    """
    person = participant or kinematics.participant
    mass = person.mass if person.mass is not None else float("nan")
    moments: list[FloatArray] = []
    powers: list[FloatArray] = []
    for side in SIDES:
        for moment, power in _leg(kinematics, loads, side, mass):
            moments.append(moment)
            powers.append(power)
    time = kinematics.time
    every, work = np.stack(moments, axis=1), np.stack(powers, axis=1)
    torn = leave_out(every, work, time, MOMENTS, (CLINICAL_MOMENT, CLINICAL_POWER))
    return ClinicalKinetics(
        moments=CLINICAL_MOMENT.label(
            every, time=time, moment=MOMENTS, component=COMPONENTS
        ),
        powers=CLINICAL_POWER.label(work, time=time, power=POWERS),
        loads=loads,
        method=f"{METHOD} {loads.method}".strip(),
        issues=torn if np.isfinite(mass) else (*torn, _without_mass()),
    )


def _leg(
    kinematics: Kinematics, loads: FootLoads, side: Side, mass: float
) -> list[tuple[FloatArray, FloatArray]]:
    """Moment and power of ankle, knee and hip, shape (time, 3) and (time,)."""
    cutoff = loads.motion_cutoff
    segments = leg_segments(kinematics, side, cutoff)
    force, moment = (each / mass for each in loads.wrench(side))
    turning = [each.turning for each in segments]
    turning.append(_pelvis_turning(kinematics, cutoff))
    down = -GRAVITY * np.eye(3)[UP]
    found: list[tuple[FloatArray, FloatArray]] = []
    for at, (joint, segment) in enumerate(zip(JOINTS, segments, strict=True)):
        own = segment.mass * (down - segment.acceleration)
        force = force + own
        moment = moment + cross(segment.com, own) - segment.spin
        external = moment - cross(segment.joint, force)
        power = -dot(external, turning[at] - turning[at + 1])
        local = seen_from(segment.rotation, external)
        found.append((_vicon(local, joint, side), power))
    return found


def _vicon(local: FloatArray, joint: str, side: Side) -> FloatArray:
    """Vicon's components X, Y, Z of the external moment in a segment's axes."""
    return np.stack(
        (
            EXTENDS[joint] * local[:, RIGHT],
            SIGN[side] * local[:, FORWARDS],
            SIGN[side] * local[:, UP],
        ),
        axis=1,
    )


def _pelvis_turning(kinematics: Kinematics, cutoff: float | None) -> FloatArray:
    time = kinematics.time
    rate = (time.size - 1) / float(time[-1] - time[0])
    pelvis = calm_rotation(kinematics.segment("pelvis"), cutoff, rate)
    return angular_velocity(pelvis, rate)


def _without_mass() -> Issue:
    return Issue(
        kind="no-body-mass",
        where="participant",
        what="The body mass is not known: moments and powers need it.",
        severity="caution",
    )
