"""Margin of stability: the extrapolated centre of mass in the base of support."""

from __future__ import annotations

import math

import numpy as np

from ilium.balance.settings import BalanceSettings
from ilium.conventions import GRAVITY, SIDES, UP, SideOrBoth
from ilium.core.estimate import Estimate, missing
from ilium.core.quantity import FloatArray, values
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import GROUND, foot_centre, foot_points
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass
from ilium.maths.support import margin_inside

NAMES = ("margin_of_stability", "margin_of_stability_mean")


def extrapolate_com(
    com: FloatArray, velocity: FloatArray, leg_length: float
) -> FloatArray:
    """Shift the centre of mass by how far its velocity would carry it.

    A body that topples like an inverted pendulum of length ``l`` comes to rest
    over a foot placed exactly under the extrapolated centre of mass
    ``ξ = x + ẋ / ω₀`` with ``ω₀ = √(g / l)``.

    Parameters
    ----------
    com
        Centre of mass, shape (time, axis) [m].
    velocity
        Its velocity, shape (time, axis) [m/s].
    leg_length
        Height of the centre of mass above the ankle [m].

    Returns
    -------
    FloatArray
        Extrapolated centre of mass, shape (time, axis) [m].

    References
    ----------
    Hof AL, Gazendam MGJ, Sinke WE (2005). The condition for dynamic stability.
    J Biomech 38(1), 1-8. doi:10.1016/j.jbiomech.2004.03.025
    """
    return com + velocity / math.sqrt(GRAVITY / leg_length)


def margin_estimates(
    kinematics: Kinematics,
    side: SideOrBoth,
    start: float,
    end: float,
    settings: BalanceSettings,
) -> dict[str, Estimate]:
    """Smallest and mean margin of stability in a stretch.

    Parameters
    ----------
    kinematics
        Centre of mass and landmarks of the feet.
    side
        Which feet the person may stand on.
    start, end
        The stretch [s].
    settings
        Filter, and when a foot is in the air.

    Returns
    -------
    dict
        `margin_of_stability` and `margin_of_stability_mean` [m]; NaN without a
        centre of mass, or where a foot that may carry the person has no markers.
    """
    time, com = kinematics.time, values(kinematics.com)
    part = (time >= start) & (time < end)
    seen = np.isfinite(com[part]).all(axis=1)
    if not seen.sum() > 10:
        return dict.fromkeys(NAMES, missing("no-centre-of-mass"))
    feet = SIDES if side == "both" else (side,)
    if not all(foot_points(kinematics, each).shape[1] for each in feet):
        return dict.fromkeys(NAMES, missing("feet-not-seen"))
    rate = (time.size - 1) / float(time[-1] - time[0])
    smooth = low_pass(com, settings.motion_cutoff, rate)
    ankle = [kinematics.joint(f"ankle_{side}")[part, UP] for side in SIDES]
    if not np.isfinite(ankle).any():
        return dict.fromkeys(NAMES, missing("feet-not-seen"))
    leg = float(np.nanmedian(smooth[part, UP]) - np.nanmedian(ankle))
    reached = extrapolate_com(smooth, derivative(smooth, rate), leg)
    margin = margin_inside(
        standing_points(kinematics, settings.lifted)[part], reached[part][:, GROUND]
    )
    known = margin[np.isfinite(margin)]
    if not known.size:
        return dict.fromkeys(NAMES, missing("feet-not-seen"))
    flags = ("base-from-markers", *_stand_in(kinematics))
    return {
        "margin_of_stability": Estimate(value=float(known.min()), flags=flags),
        "margin_of_stability_mean": Estimate(value=float(known.mean()), flags=flags),
    }


def _stand_in(kinematics: Kinematics) -> tuple[str, ...]:
    """Remark where the pelvis stands in for the whole body."""
    return ("pelvis-not-centre-of-mass",) if "pelvis" in kinematics.com_method else ()


def standing_points(kinematics: Kinematics, lifted: float) -> FloatArray:
    """Markers of the feet that are on the ground, from above.

    Parameters
    ----------
    kinematics
        Landmarks of the feet.
    lifted
        Height above the lower foot from which on a foot is in the air [m].

    Returns
    -------
    FloatArray
        Shape (time, point, 2) [m]; NaN for a foot in the air.
    """
    heights = np.stack([foot_centre(kinematics, side)[:, UP] for side in SIDES])
    lowest = np.where(np.isnan(heights), np.inf, heights).min(axis=0)
    points: list[FloatArray] = []
    for side, height in zip(SIDES, heights, strict=True):
        foot = foot_points(kinematics, side)[:, :, GROUND]
        down = height - lowest < lifted
        points.append(np.where(down[:, None, None], foot, np.nan))
    return np.concatenate(points, axis=1)
