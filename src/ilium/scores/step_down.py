"""The lateral step-down score, item by item.

Five items, 0 to 6 points, fewer is closer to the described form (Piva SR, Fitzgerald K,
Irrgang JJ, et al. 2006. BMC Musculoskelet Disord 7, 33. doi:10.1186/1471-2474-7-33).
"""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import SIDES, SIGN, Side
from ilium.core.quantity import FloatArray
from ilium.kinematics.heading import pelvis_heading
from ilium.kinematics.result import Kinematics
from ilium.maths.planes import bearing, elevation, forwards_of, lean, rightwards_of
from ilium.scores.less import exceeds
from ilium.scores.posture import trunk_line
from ilium.scores.settings import StepDownSettings


def score_step_down(
    kinematics: Kinematics,
    side: Side,
    start: float,
    end: float,
    limits: StepDownSettings,
) -> dict[str, float]:
    """Every item of one repetition.

    Parameters
    ----------
    kinematics
        Landmarks and joint centres.
    side
        The standing leg.
    start, end
        The repetition [s].
    limits
        Limits of the items.

    Returns
    -------
    dict
        Item to points [1]; NaN where markers do not show it.
    """
    part = (kinematics.time >= start) & (kinematics.time <= end)
    return {
        "step_down_1_arms": exceeds(_hands(kinematics, part), limits.arms),
        "step_down_2_trunk": _either(
            (_trunk(kinematics, part, start, end, 1), limits.trunk_side),
            (_trunk(kinematics, part, start, end, 0), limits.trunk_forwards),
        ),
        "step_down_3_pelvis": _either(*_pelvis(kinematics, part, limits)),
        "step_down_4_knee": _knee(kinematics, side, part, (start, end), limits),
        "step_down_5_steady": exceeds(
            _waver(kinematics, side, part, (start, end)), limits.waver
        ),
    }


def _either(*pairs: tuple[float, float]) -> float:
    """One point where any value exceeds its limit; NaN where one is not known."""
    points = [exceeds(value, limit) for value, limit in pairs]
    if 1.0 in points:
        return 1.0
    return math.nan if any(map(math.isnan, points)) else 0.0


def _largest_change(signal: FloatArray) -> float:
    """Largest change from the first value that was seen; NaN where none was."""
    seen = signal[np.isfinite(signal)]
    return float(np.abs(seen - seen[0]).max()) if seen.size else math.nan


def _hands(kinematics: Kinematics, part: np.ndarray) -> float:
    """How far a hand moves against the pelvis [m]."""
    asis = kinematics.landmark("asis_left") + kinematics.landmark("asis_right")
    changes: list[float] = []
    for side in SIDES:
        for name in ("wrist_radial", "wrist_ulnar", "hand"):
            if kinematics.has(f"{name}_{side}"):
                away = (kinematics.landmark(f"{name}_{side}") - asis / 2.0)[part]
                away = away[np.isfinite(away).all(axis=1)]
                if away.size:
                    moved = np.linalg.norm(away - away[0], axis=1)
                    changes.append(float(moved.max()))
                break
    return max(changes) if len(changes) == len(SIDES) else math.nan


def _trunk(
    kinematics: Kinematics, part: np.ndarray, start: float, end: float, plane: int
) -> float:
    """Largest change of the trunk's lean: 0 forwards, 1 sideways [rad]."""
    ahead = pelvis_heading(kinematics, start, end)
    towards = (ahead, rightwards_of(ahead))[plane]
    return _largest_change(lean(trunk_line(kinematics), towards)[part])


def _pelvis(
    kinematics: Kinematics, part: np.ndarray, limits: StepDownSettings
) -> tuple[tuple[float, float], tuple[float, float]]:
    line = kinematics.landmark("asis_right") - kinematics.landmark("asis_left")
    ahead = forwards_of(line[part])
    seen = np.isfinite(ahead).all(axis=1)
    turned = math.nan
    if seen.any():
        turned = _largest_change(bearing(ahead, ahead[seen][0]))
    dropped = _largest_change(elevation(line[part]))
    return (dropped, limits.pelvis_drop), (turned, limits.pelvis_turn)


def _knee(
    kinematics: Kinematics,
    side: Side,
    part: np.ndarray,
    span: tuple[float, float],
    limits: StepDownSettings,
) -> float:
    """0 over the second toe or outside, 1 inside it, 2 inside the foot."""
    outwards = SIGN[side] * rightwards_of(pelvis_heading(kinematics, *span))
    toe = kinematics.landmark(f"toe_{side}")
    inside = ((toe - kinematics.joint(f"knee_{side}")) @ outwards)[part]
    inside = inside[np.isfinite(inside)]
    if not inside.size:
        return math.nan
    most = float(inside.max())
    return 2.0 if most > limits.half_foot else float(most > 0.0)


def _waver(
    kinematics: Kinematics, side: Side, part: np.ndarray, span: tuple[float, float]
) -> float:
    """How far the forefoot moves sideways [m]."""
    right = rightwards_of(pelvis_heading(kinematics, *span))
    across = (kinematics.landmark(f"toe_{side}") @ right)[part]
    seen = across[np.isfinite(across)]
    return float(np.ptp(seen)) if seen.size else math.nan
