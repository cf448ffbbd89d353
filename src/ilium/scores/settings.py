"""Limits of the items of the movement scores."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilium.units import DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class LessSettings:
    """Limits of the Landing Error Scoring System.

    The knee's 30° and 45°, the foot's 30° and the trunk upright are the score's own
    (doi:10.1177/0363546509343200). Where it trusts the eye, a number stands here that
    no study has set: an engineering default.

    Parameters
    ----------
    knee_at_contact
        Least knee flexion at contact [rad].
    knee_displacement
        Least knee flexion after contact [rad].
    toe_angle
        Largest angle of the foot to either side [rad].
    upright
        Trunk inclination up to which the trunk counts as vertical [rad]; default.
    in_line
        Hip flexion up to which the thigh is in line with the trunk [rad]; default.
    lean
        Lean of the trunk to either side that shows [rad]; default.
    more
        Further flexion of hip or trunk that shows [rad]; default.
    heel_first
        By how much the heel must be higher than the toes for a landing on the toes
        [m]; default.
    half_foot
        Half the width of a foot [m]; default.
    flat_after
        Time from contact until the whole foot is on the ground [s]; default.
    delay
        Time between the feet that shows [s]; default.
    stiff, soft
        Knee and hip flexion after contact together below which a landing is stiff and
        from which on it is soft [rad]; default.
    """

    knee_at_contact: float = 30.0 * DEGREE
    knee_displacement: float = 45.0 * DEGREE
    toe_angle: float = 30.0 * DEGREE
    upright: float = 5.0 * DEGREE
    in_line: float = 10.0 * DEGREE
    lean: float = 5.0 * DEGREE
    more: float = 5.0 * DEGREE
    heel_first: float = 0.01
    half_foot: float = 0.045
    flat_after: float = 0.1
    delay: float = 0.02
    stiff: float = 60.0 * DEGREE
    soft: float = 110.0 * DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDownSettings:
    """Limits of the lateral step-down score, all engineering defaults.

    Parameters
    ----------
    arms
        How far a hand moves against the pelvis when the arms are used [m].
    trunk_side, trunk_forwards
        Lean of the trunk from the start that shows [rad].
    pelvis_drop, pelvis_turn
        Change of the pelvis's elevation and heading that shows [rad].
    half_foot
        Half the width of a foot [m].
    waver
        How far the standing foot moves sideways when it wavers [m].
    """

    arms: float = 0.2
    trunk_side: float = 10.0 * DEGREE
    trunk_forwards: float = 25.0 * DEGREE
    pelvis_drop: float = 5.0 * DEGREE
    pelvis_turn: float = 10.0 * DEGREE
    half_foot: float = 0.045
    waver: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSettings:
    """Limits of both scores."""

    less: LessSettings = field(default_factory=LessSettings)
    step_down: StepDownSettings = field(default_factory=StepDownSettings)


SCORES = ScoreSettings()
"""What is in effect where nothing is said."""
