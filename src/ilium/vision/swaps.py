"""Left and right that a pose model mixed up: found by jumps, repaired or marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue, Severity
from ilium.core.quantity import FloatArray
from ilium.vision.pose import LANDMARKS
from ilium.vision.trunk import trunk

PAIRS: Final = {
    name.removesuffix("_left"): (index, LANDMARKS.index(f"{name[:-5]}_right"))
    for index, name in enumerate(LANDMARKS)
    if name.endswith("_left")
}
"""Part of the body to its left and right landmark."""
ARM: Final = ("shoulder", "elbow", "wrist")
LEG: Final = ("hip", "knee", "ankle", "heel", "toe")
GROUPS: Final = (
    tuple(PAIRS), LEG, LEG[1:], LEG[2:], ARM, ARM[1:],
    ("wrist", "little_finger", "index_finger", "thumb"),
)  # fmt: skip
"""What models swap together, the largest first: the body, a pair of limbs, its end."""
LEAST_APART: Final = 0.08
"""Mean distance of left from right below which a swap cannot be told [trunk]."""
CLEARLY: Final = 0.5
"""Largest share of the one error in the other, for a side to be clear."""
STUBBORN: Final = 0.15
"""Largest share of a group's pairs that may have stayed where the group is swapped."""
WINDOW: Final = 0.15
"""Time before a frame from which its sides are foretold [s]."""
LONGEST_GAP: Final = 0.3
"""Gap after which left and right are told anew [s]."""
EVEN: Final = 0.4
"""Share of swapped frames from which on it is open which side is which."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sorted:
    """Sides that stay the same through time.

    Parameters
    ----------
    order
        Column from which each landmark of each picture comes, shape (time, 33).
    unclear
        Frames in which the sides were collapsing into each other, shape (time,).
    issues
        What was repaired, and what could not be.
    """

    order: NDArray[np.int64]
    unclear: NDArray[np.bool_]
    issues: tuple[Issue, ...]


def sort_sides(landmarks: FloatArray, times: FloatArray) -> Sorted:
    """Find the frames in which a model mixed up left and right.

    The way from the right to the left side of the body changes smoothly, even in
    somebody who turns round: it shrinks, vanishes and grows again. Where it points
    against what the 0.15 s before foretell, a model has swapped the sides. Whole body,
    limbs and their ends are looked at one after the other.

    Parameters
    ----------
    landmarks
        Shape (time, 33, 2) [px]; NaN where not found.
    times
        Shape (time,) [s].

    Returns
    -------
    Sorted
        How to sort them; the sides of most frames between two gaps of more than 0.3 s
        are taken for right.
    """
    _, lengths = trunk(landmarks)
    order = np.tile(np.arange(len(LANDMARKS)), (len(times), 1))
    unclear = np.zeros(len(times), dtype=bool)
    issues: list[Issue] = []
    if not np.isfinite(lengths).any():
        return Sorted(order=order, unclear=unclear, issues=())
    apart = LEAST_APART * float(np.nanmedian(lengths))
    mended = landmarks.copy()
    for group in GROUPS:
        pairs = np.array([PAIRS[part] for part in group])
        ways = mended[:, pairs[:, 0]] - mended[:, pairs[:, 1]]
        turned, vague = _turned(ways, times, apart)
        swapped, doubtful = _minority(
            turned, ways, times, limbs=len(group) < len(PAIRS)
        )
        _exchange(order, swapped, pairs)
        _exchange(mended, swapped, pairs)
        if len(group) == len(PAIRS):
            unclear = vague
        issues += _issues(swapped, doubtful, times, group)
    return Sorted(order=order, unclear=unclear, issues=tuple(issues))


def _exchange(
    array: NDArray[np.generic], rows: NDArray[np.bool_], pairs: NDArray[np.int64]
) -> None:
    for left, right in pairs:
        kept = array[rows, left].copy()
        array[rows, left] = array[rows, right]
        array[rows, right] = kept


def _turned(
    ways: FloatArray, times: FloatArray, apart: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Frames whose sides are the other way round than the first's, and vague frames.

    Parameters
    ----------
    ways
        From right to left of each pair, shape (time, pair, 2) [px].
    times
        Shape (time,) [s].
    apart
        Mean length below which nothing can be told [px].
    """
    turned = np.zeros(len(times), dtype=bool)
    vague = np.zeros(len(times), dtype=bool)
    recent: list[tuple[float, FloatArray]] = []
    sign = 1.0
    for frame, time in enumerate(times):
        recent = [each for each in recent if time - each[0] <= WINDOW]
        way = sign * ways[frame]
        turned[frame] = sign < 0.0
        if not np.isfinite(way).any():
            continue
        seems = _seems(way, recent, float(time), apart)
        if seems == "turned":
            sign, way = -sign, -way
            turned[frame] = sign < 0.0
        elif seems == "vague":
            vague[frame] = True
            continue
        recent.append((float(time), way))
    return turned, vague


def _seems(
    way: FloatArray, recent: list[tuple[float, FloatArray]], time: float, apart: float
) -> Literal["straight", "turned", "vague"]:
    """Judge the sides of a frame by the frames before, at rest and on their way."""
    if not recent:
        return "straight"
    past = np.array([each for _, each in recent])
    known = np.isfinite(past).all(axis=(0, 2)) & np.isfinite(way).all(axis=1)
    if not known.any():
        return "straight"
    times = np.array([each for each, _ in recent])
    middle = np.median(past[:, known], axis=0)
    turned = 0
    for expected in (middle, middle + _drift(times, past[:, known], time)):
        straight = np.hypot(*(way[known] - expected).T)
        crossed = np.hypot(*(way[known] + expected).T)
        size = np.hypot(*expected.T)
        against = ((size > apart) & (straight <= CLEARLY * crossed)).sum()
        if (
            size.mean() <= apart
            or straight.mean() <= CLEARLY * crossed.mean()
            or against > STUBBORN * (size > apart).sum()
        ):
            return "straight"
        turned += straight.mean() * CLEARLY > crossed.mean()
    return "turned" if turned == 2 else "vague"


def _drift(times: FloatArray, past: FloatArray, time: float) -> FloatArray:
    """How far the median slope leads from the median place (Theil and Sen)."""
    if len(times) < 3:
        return np.zeros(past.shape[1:])
    early, late = np.triu_indices(len(times), 1)
    steps = (times[late] - times[early])[:, np.newaxis, np.newaxis]
    slope = np.median((past[late] - past[early]) / steps, axis=0)
    return slope * float(time - np.median(times))


def _minority(
    turned: NDArray[np.bool_], ways: FloatArray, times: FloatArray, *, limbs: bool
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which frames are swapped, and which frames' sides are open, gap by gap.

    Limbs that cross can look swapped once; so a swap of theirs must also end.
    """
    swapped = np.zeros(len(times), dtype=bool)
    doubtful = np.zeros(len(times), dtype=bool)
    seen = np.flatnonzero(np.isfinite(ways).any(axis=(1, 2)))
    gaps = np.flatnonzero(np.diff(times[seen]) > LONGEST_GAP) + 1
    for rows in np.split(seen, gaps):
        share = float(turned[rows].mean()) if rows.size else 0.0
        if share in {0.0, 1.0}:
            continue
        if min(share, 1.0 - share) >= EVEN:
            doubtful[rows] = True
            continue
        less = turned[rows] if share < EVEN else ~turned[rows]
        for run in np.split(rows, np.flatnonzero(np.diff(less)) + 1):
            if less[np.searchsorted(rows, run[0])]:
                open_ended = run[0] == rows[0] or run[-1] == rows[-1]
                (doubtful if limbs and open_ended else swapped)[run] = True
    return swapped, doubtful


def _issues(
    swapped: NDArray[np.bool_],
    doubtful: NDArray[np.bool_],
    times: FloatArray,
    group: tuple[str, ...],
) -> list[Issue]:
    whole = len(group) == len(PAIRS)
    what = "whole body" if whole else "/".join(group)
    found = []
    for rows, kind in ((swapped, "sides-swapped"), (doubtful, "sides-doubtful")):
        if not rows.any():
            continue
        places = np.flatnonzero(rows)
        repaired = kind == "sides-swapped"
        text = (
            f"Left and right of {places.size} pictures were mixed up and put right."
            if repaired
            else "Left and right change places; which is which cannot be told."
            " Film with more light and tighter, darker clothes."
        )
        found.append(
            Issue(
                kind=kind,
                where=what,
                what=text,
                severity=_severity(repaired=repaired, whole=whole),
                start=float(times[places[0]]),
                end=float(times[places[-1]]),
                value=float(places.size),
                unit="1",
            )
        )
    return found


def _severity(*, repaired: bool, whole: bool) -> Severity:
    """Doubt about a limb is a caution; about the whole body it leaves no side."""
    if repaired:
        return "note"
    return "serious" if whole else "caution"
