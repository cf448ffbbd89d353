"""Landmarks that only the static trial shows, carried along by their segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from ilium.conventions import Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.points import Points
from ilium.maths.present import present_mean, present_median, rms
from ilium.maths.registration import register
from ilium.maths.rotations import norm
from ilium.units import millimetres

TRACKERS: Final = tuple(f"tracker_{number}" for number in range(1, 6))
PELVIS: Final = (
    *(
        f"{name}_{side}"
        for name in ("asis", "psis", "iliac_crest")
        for side in ("left", "right")
    ),
    "sacrum",
    *(f"pelvis_{each}" for each in TRACKERS),
)
LIMB: Final[Mapping[str, tuple[str, ...]]] = {
    "thigh": ("thigh", "trochanter", "knee", "knee_medial", "patella"),
    "shank": ("shank", "tibial_tuberosity", "fibula_head", "ankle", "ankle_medial"),
    "foot": ("heel", "toe", "first_metatarsal", "fifth_metatarsal"),
}
STRAY: Final = 0.03
"""A marker whose median distance to another differs by more than this from the static
sits elsewhere or bears another's label [m]."""
LOOSE: Final = 0.02
"""A cluster that changes shape by more than this is doubtful [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rebuilt:
    """Landmarks that a cluster carried, and what to say about it."""

    points: Points
    issues: tuple[Issue, ...] = ()


def limb_cluster(segment: str, side: Side) -> tuple[str, ...]:
    """Landmarks that move with a segment of a leg."""
    trackers = (f"{segment}_{each}" for each in TRACKERS)
    return tuple(f"{name}_{side}" for name in (*LIMB[segment], *trackers))


def rebuild(
    moving: Points,
    standing: Points | None,
    cluster: Sequence[str],
    *,
    where: str,
) -> Rebuilt:
    """Carry a cluster's landmarks into a recording that lacks them.

    Parameters
    ----------
    moving
        Landmarks of the recording.
    standing
        Landmarks of the static trial; ``None`` changes nothing.
    cluster
        Landmarks that move as one body.
    where
        Name of the segment, for issues.

    Returns
    -------
    Rebuilt
        The recording with those landmarks of the cluster that it lacks altogether and
        the static shows, where at least three others are common to both.
    """
    if standing is None:
        return Rebuilt(points=moving)
    common = [name for name in cluster if moving.has(name) and standing.has(name)]
    lacking = [name for name in cluster if standing.has(name) and not moving.has(name)]
    if not lacking:
        return Rebuilt(points=moving)
    common, strayed = steady(moving, standing, common)
    if len(common) < 3:
        return Rebuilt(points=moving)
    rest = np.stack([present_mean(standing[name]) for name in common])
    rotations, shift, residual = register(
        rest, np.stack([moving[name] for name in common], axis=1)
    )
    carried: dict[str, FloatArray] = {
        name: np.einsum("tij,j->ti", rotations, present_mean(standing[name])) + shift
        for name in lacking
    }
    issue = _remark(where, lacking, common, rms(residual))
    doubts = tuple(_stray(where, name) for name in strayed)
    return Rebuilt(points=moving.adding(carried), issues=(issue, *doubts))


def steady(
    moving: Points, standing: Points, names: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Tell markers that keep the static's distances from those that do not.

    Parameters
    ----------
    moving, standing
        Landmarks of the recording and of the static trial.
    names
        Markers of one cluster, seen in both.

    Returns
    -------
    tuple
        The largest group of markers whose distances to each other agree, and those
        left out for it.
    """
    change = _changes(moving, standing, names)
    for size in range(len(names), 2, -1):
        groups = [list(each) for each in combinations(range(len(names)), size)]
        worst = [float(change[np.ix_(each, each)].max()) for each in groups]
        best = int(np.argmin(worst))
        if worst[best] <= STRAY or size == 3:
            kept = [names[each] for each in groups[best]]
            return kept, [name for name in names if name not in kept]
    return list(names), []


def _changes(moving: Points, standing: Points, names: Sequence[str]) -> FloatArray:
    change = np.zeros((len(names), len(names)))
    for i, one in enumerate(names):
        for j, two in enumerate(names[:i]):
            rest = norm(present_mean(standing[one]) - present_mean(standing[two]))
            apart = present_median(norm(moving[one] - moving[two]))
            apart = abs(apart - rest)
            change[i, j] = change[j, i] = apart if np.isfinite(apart) else np.inf
    return change


def _remark(
    where: str, carried: Sequence[str], common: Sequence[str], residual: float
) -> Issue:
    loose = residual > LOOSE
    return Issue(
        kind="landmark-rebuilt",
        where=where,
        what=(
            f"{', '.join(each.replace('_', ' ') for each in carried)}: placed by the"
            f" static trial and carried by {len(common)} markers, which move against"
            f" each other by {millimetres(residual):.1f} mm RMS."
        ),
        severity="caution" if loose else "note",
        value=residual,
        unit="m",
    )


def _stray(where: str, name: str) -> Issue:
    return Issue(
        kind="marker-strayed",
        where=name,
        what=(
            f"The {name.replace('_', ' ')} marker is not where the static trial has it"
            f" on the {where}, or two labels are swapped; it was left out there."
        ),
        severity="caution",
    )
