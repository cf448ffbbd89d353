"""The Landing Error Scoring System, item by item.

Seventeen items, 0 to 19 points, fewer is closer to the described form (Padua DA,
Marshall SW, Boling MC, et al. 2009. Am J Sports Med 37(10), 1996-2002.
doi:10.1177/0363546509343200). An item that markers do not show is NaN, and so is the
sum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.quantity import FloatArray
from ilium.scores.posture import Posture
from ilium.scores.settings import LessSettings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Landing:
    """One landing as the score sees it.

    Parameters
    ----------
    postures
        Signals of each leg.
    contact
        First contact [s].
    deepest
        Greatest knee flexion after it, for each leg [s]; NaN where not seen.
    delay
        Time between the feet's contacts [s]; NaN where not known.
    """

    postures: dict[Side, Posture]
    contact: float
    deepest: dict[Side, float]
    delay: float


def score_landing(
    landing: Landing, limits: LessSettings
) -> dict[Side, dict[str, float]]:
    """Every item of both legs.

    Parameters
    ----------
    landing
        The landing.
    limits
        Limits of the items.

    Returns
    -------
    dict
        Side to item to points [1]; NaN where markers do not show it.
    """
    found: dict[Side, dict[str, float]] = {}
    for side in SIDES:
        posture, last = landing.postures[side], landing.deepest[side]
        found[side] = {
            **_at_contact(posture, landing.contact, limits),
            **_stance(posture, landing.contact, last, limits),
            "less_11_symmetric_contact": _asymmetric(landing, limits),
            **_after_contact(posture, landing.contact, last, limits),
        }
        found[side]["less_17_overall_impression"] = overall_impression(found[side])
    return found


def exceeds(value: float, limit: float) -> float:
    """One point where a value exceeds a limit; NaN where it is not known."""
    return math.nan if math.isnan(value) else float(value > limit)


def _at_contact(
    posture: Posture, contact: float, limits: LessSettings
) -> dict[str, float]:
    toes = toe_first(posture, contact)
    return {
        "less_01_knee_flexion_at_contact": exceeds(
            -posture.at("knee_flexion", contact), -limits.knee_at_contact
        ),
        "less_02_hip_flexion_at_contact": exceeds(
            -posture.at("hip_flexion", contact), -limits.in_line
        ),
        "less_03_trunk_flexion_at_contact": exceeds(
            -posture.at("trunk_flexion", contact), -limits.upright
        ),
        "less_04_toe_first": exceeds(-toes, -limits.heel_first),
        "less_05_knee_inside_at_contact": exceeds(
            posture.at("knee_inside_midfoot", contact), limits.half_foot
        ),
        "less_06_trunk_lean_at_contact": exceeds(
            abs(posture.at("trunk_lean", contact)), limits.lean
        ),
    }


def toe_first(posture: Posture, contact: float) -> float:
    """How much higher the heel is than the toes at contact, against the flat foot [m].

    Each marker's height counts from its lowest in the 0.3 s after contact.
    """
    lifts: list[float] = []
    for name in ("heel_height", "toe_height"):
        low = posture.between(name, contact, contact + 0.3)
        lowest = float(low.min()) if low.size else math.nan
        lifts.append(posture.at(name, contact) - lowest)
    return lifts[0] - lifts[1]


def _stance(
    posture: Posture, contact: float, deepest: float, limits: LessSettings
) -> dict[str, float]:
    outside = posture.at("shoulder_outside_foot", contact + limits.flat_after)
    turned = posture.between("toe_out", contact, deepest)
    widest = float(turned.max()) if turned.size else math.nan
    narrowest = float(turned.min()) if turned.size else math.nan
    return {
        "less_07_stance_wide": exceeds(-outside, limits.half_foot),
        "less_08_stance_narrow": exceeds(outside, limits.half_foot),
        "less_09_toe_in": exceeds(-narrowest, limits.toe_angle),
        "less_10_toe_out": exceeds(widest, limits.toe_angle),
    }


def _asymmetric(landing: Landing, limits: LessSettings) -> float:
    """One point where a foot is later, or one lands on the heel and one on the toes."""
    late = exceeds(landing.delay, limits.delay)
    kinds = [
        exceeds(-toe_first(landing.postures[side], landing.contact), -limits.heel_first)
        for side in SIDES
    ]
    if late == 1.0 or sorted(kinds) == [0.0, 1.0]:
        return 1.0
    return math.nan if math.isnan(late + sum(kinds)) else 0.0


def _after_contact(
    posture: Posture, contact: float, deepest: float, limits: LessSettings
) -> dict[str, float]:
    gained = {
        name: posture.at(name, deepest) - posture.at(name, contact)
        for name in ("knee_flexion", "hip_flexion", "trunk_flexion")
    }
    inside = posture.between("knee_inside_toe", contact, deepest)
    most = float(inside.max()) if inside.size else math.nan
    return {
        "less_12_knee_flexion_displacement": exceeds(
            -gained["knee_flexion"], -limits.knee_displacement
        ),
        "less_13_hip_flexion_after_contact": exceeds(
            -gained["hip_flexion"], -limits.more
        ),
        "less_14_trunk_flexion_after_contact": exceeds(
            -gained["trunk_flexion"], -limits.more
        ),
        "less_15_knee_inside_after_contact": exceeds(most, 0.0),
        "less_16_joint_displacement": _displacement(
            gained["knee_flexion"] + gained["hip_flexion"], limits
        ),
    }


def _displacement(gained: float, limits: LessSettings) -> float:
    if math.isnan(gained):
        return math.nan
    return 0.0 if gained >= limits.soft else 2.0 if gained < limits.stiff else 1.0


def overall_impression(items: dict[str, float]) -> float:
    """Points for the overall impression, from the items that make it up.

    Parameters
    ----------
    items
        The other items of one leg [1].

    Returns
    -------
    float
        0 for a soft landing without motion of knee or trunk to the side, 2 for a stiff
        landing with some, else 1 [1]; NaN where one of them is not seen.
    """
    sideways = sum(
        items[name]
        for name in (
            "less_05_knee_inside_at_contact",
            "less_06_trunk_lean_at_contact",
            "less_15_knee_inside_after_contact",
        )
    )
    stiffness = items["less_16_joint_displacement"]
    if math.isnan(sideways + stiffness):
        return math.nan
    if stiffness == 0.0 and sideways == 0.0:
        return 0.0
    return 2.0 if stiffness == 2.0 and sideways > 0.0 else 1.0


def deepest_knee(posture: Posture, contact: float, end: float) -> float:
    """When the knee is bent most between contact and the end of the contact [s]."""
    part = (posture.time >= contact) & (posture.time <= end)
    bent: FloatArray = posture.signals["knee_flexion"][part]
    if not np.isfinite(bent).any():
        return math.nan
    return float(posture.time[part][int(np.nanargmax(bent))])
