"""From where the camera sees the person."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ilium.conventions import SIDES
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import FloatArray

View = Literal["front", "rear", "side"]
VIEWS: Final[tuple[View, ...]] = ("front", "rear", "side")

SHOULDERS, HIPS = 0.8, 0.36
"""Width of shoulders and hips seen square on, as shares of the trunk's length [1]."""

EDGE_ON = 0.45
"""Share of those widths below which somebody is seen from the side [1]."""

FOOT = 0.29
"""Length from heel to toe, as a share of the leg from hip to ankle [1]."""

ON_THE_FLOOR = 0.06
"""Difference in height of two feet on the floor, as a share of the leg [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """The view, and how sure it is.

    Parameters
    ----------
    view
        ``front``, ``rear`` or ``side``.
    facing
        Direction in the picture, + to its right [1]: of the person's own right side
        (front and rear view), or of where they look (side view); 0 where not known.
    agrees
        Whether hips and shoulders lie in the picture as this view asks.
    yaw
        How far the person is turned to their left from square on, from the feet [rad];
        NaN where these are not seen.
    """

    view: View
    facing: int
    agrees: bool
    yaw: float


def find_standpoint(keypoints: Keypoints, view: View | None = None) -> Standpoint:
    """Find from where the camera sees the person.

    Parameters
    ----------
    keypoints
        What the camera saw.
    view
        The view, where somebody named it.

    Returns
    -------
    Standpoint
        From the order and the distance of hips and shoulders in the picture. A mirrored
        film looks like the other of front and rear view: only naming the view shows it.
    """
    hips, shoulders = (_across(keypoints, part) for part in ("hip", "shoulder"))
    trunk = _percentile(
        np.linalg.norm(
            _middle(keypoints, "shoulder") - _middle(keypoints, "hip"), axis=1
        )
    )
    widths = [
        abs(_median(each)) / (trunk * share)
        for each, share in ((hips, HIPS), (shoulders, SHOULDERS))
    ]
    known = [each for each in widths if math.isfinite(each)]
    edge_on = bool(known) and max(known) < EDGE_ON
    sign = _sign(hips) or _sign(shoulders)
    seen: View = "side" if edge_on else ("rear" if sign >= 0 else "front")
    chosen = seen if view is None else view
    if chosen == "side":
        return Standpoint(
            view="side", facing=_looks(keypoints), agrees=edge_on or not known,
            yaw=math.nan,
        )  # fmt: skip
    facing = 1 if chosen == "rear" else -1
    return Standpoint(
        view=chosen,
        facing=facing,
        agrees=chosen == seen,
        yaw=_yaw(keypoints, facing),
    )


def _across(keypoints: Keypoints, part: str) -> FloatArray:
    """How far the person's right lies right of their left, shape (time,) [px]."""
    left, right = (keypoints.point(f"{part}_{side}")[:, 0] for side in SIDES)
    return right - left


def _middle(keypoints: Keypoints, part: str) -> FloatArray:
    left, right = (keypoints.point(f"{part}_{side}") for side in SIDES)
    return (left + right) / 2.0


def _looks(keypoints: Keypoints) -> int:
    """Direction of the toes, else of the nose, in the picture [1]."""
    ahead = [
        keypoints.point(f"toe_{side}")[:, 0] - keypoints.point(f"heel_{side}")[:, 0]
        for side in SIDES
    ]
    nose = keypoints.point("nose")[:, 0] - _middle(keypoints, "ear")[:, 0]
    return _sign(np.concatenate(ahead)) or _sign(nose)


def _yaw(keypoints: Keypoints, facing: int) -> float:
    """Turn of both feet together, which toes out on both sides leave at zero [rad]."""
    leg = _percentile(leg_in_picture(keypoints))
    feet = [
        (keypoints.point(f"toe_{side}"), keypoints.point(f"heel_{side}"))
        for side in SIDES
    ]
    turned = [toe[:, 0] - heel[:, 0] for toe, heel in feet]
    ahead = (turned[0] + turned[1]) / 2.0
    level = np.abs(feet[0][1][:, 1] - feet[1][1][:, 1]) < ON_THE_FLOOR * leg
    seen = ahead[level & np.isfinite(ahead)]
    if not seen.size or not leg > 0.0:
        return math.nan
    share = float(np.median(seen)) / (FOOT * leg)
    return -facing * math.asin(min(max(share, -1.0), 1.0))


def leg_in_picture(keypoints: Keypoints) -> FloatArray:
    """Length of hip–knee–ankle in the picture, the longer leg, shape (time,) [px]."""
    legs = []
    for side in SIDES:
        hip, knee, ankle = (
            keypoints.point(f"{part}_{side}") for part in ("hip", "knee", "ankle")
        )
        legs.append(
            np.linalg.norm(knee - hip, axis=1) + np.linalg.norm(ankle - knee, axis=1)
        )
    return np.fmax(*legs)


def _percentile(lengths: FloatArray) -> float:
    seen = lengths[np.isfinite(lengths)]
    return float(np.percentile(seen, 90.0)) if seen.size else math.nan


def _median(widths: FloatArray) -> float:
    seen = widths[np.isfinite(widths)]
    return float(np.median(seen)) if seen.size else math.nan


def _sign(numbers: FloatArray) -> int:
    seen = numbers[np.isfinite(numbers)]
    return int(np.sign(np.median(seen))) if seen.size else 0
