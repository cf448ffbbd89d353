"""Landmarks that only the static trial shows, carried along by their segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import Side
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.kinematics.points import Points
from ilium.maths.present import present_mean, rms
from ilium.maths.registration import register
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
    if not lacking or len(common) < 3:
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
    return Rebuilt(points=moving.adding(carried), issues=(issue,))


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
