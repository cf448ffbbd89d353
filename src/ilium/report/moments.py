"""Which instant of a repetition its picture shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import UP, Side
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.findings.proof import STEPPING
from ilium.report.skeleton import Skeleton


def deepest(skeleton: Skeleton, repetition: Repetition, task: str) -> float:
    """Instant of a repetition that its picture shows.

    Parameters
    ----------
    skeleton
        The figure.
    repetition
        Where to look.
    task
        In walking and running, the instant of the largest drop in stance; otherwise
        the event ``bottom``, else where the pelvis is lowest.

    Returns
    -------
    float
        Time [s].
    """
    inside = (skeleton.time >= repetition.start) & (skeleton.time < repetition.end)
    if not inside.any():
        return repetition.start
    if "mid_stance" in repetition.events:
        return repetition.events["mid_stance"]
    if task in STEPPING and repetition.side != "both":
        return _largest_drop(skeleton, repetition, inside, repetition.side)
    if "bottom" in repetition.events:
        return repetition.events["bottom"]
    return _extreme(skeleton.time, _pelvis_height(skeleton), inside, repetition)


def _pelvis_height(skeleton: Skeleton) -> FloatArray:
    parts = ("asis_left", "asis_right", "hip_left", "hip_right", "sacrum")
    height = np.array([skeleton.point(each)[:, UP] for each in parts])
    count = np.isfinite(height).sum(axis=0)
    return np.where(count > 0, np.nansum(height, axis=0) / np.maximum(count, 1), np.nan)


def _largest_drop(
    skeleton: Skeleton, repetition: Repetition, inside: NDArray[np.bool_], side: Side
) -> float:
    off = repetition.events.get("foot_off", repetition.end)
    stance = inside & (skeleton.time < off)
    free = "right" if side == "left" else "left"
    above = skeleton.point(f"asis_{free}") - skeleton.point(f"asis_{side}")
    return _extreme(skeleton.time, above[:, UP], stance, repetition)


def _extreme(
    time: FloatArray,
    height: FloatArray,
    inside: NDArray[np.bool_],
    repetition: Repetition,
) -> float:
    held = np.where(inside & np.isfinite(height), height, np.inf)
    if not np.isfinite(held).any():
        return (repetition.start + repetition.end) / 2
    return float(time[int(np.argmin(held))])
