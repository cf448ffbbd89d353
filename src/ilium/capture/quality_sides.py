"""Labels on the wrong side: left for right, inner for outer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ilium.capture.heading import facings
from ilium.conventions import SIDES, SIGN, UP
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray

ALWAYS = 0.8
"""Share of the frames from which labels count as inverted [1]."""

PAIRS = (
    "asis",
    "psis",
    "iliac_crest",
    "hip_centre",
    "trochanter",
    "knee",
    "knee_medial",
    "shank",
    "ankle",
    "ankle_medial",
    "heel",
    "toe",
    "shoulder",
)
OUTER = (
    ("knee", "knee_medial", "outer and inner knee"),
    ("ankle", "ankle_medial", "outer and inner ankle"),
    ("fifth_metatarsal", "first_metatarsal", "fifth and first metatarsal"),
)


def find_inversions(
    positions: FloatArray, names: Sequence[str], placed: Mapping[str, str]
) -> list[Issue]:
    """Find pairs of labels that sit on each other's side throughout.

    Which way is right follows from where the pelvis faces (sacrum to ASIS), which does
    not depend on sides.

    Parameters
    ----------
    positions
        Trajectories in the laboratory frame (y up), shape (time, marker, axis) [m].
    names
        Labels.
    placed
        Landmark to label.

    Returns
    -------
    list[Issue]
        ``sides-inverted`` and ``places-inverted``; their value is the share of frames
        [1].
    """
    paths = {
        landmark: positions[:, list(names).index(label)]
        for landmark, label in placed.items()
        if label in names
    }
    faces = facings(paths, np.eye(3)[UP])
    if faces is None:
        return []
    right: FloatArray = np.cross(faces, np.eye(3)[UP]).astype(np.float64)
    issues: list[Issue] = []
    for name in PAIRS:
        left_label, right_label = (placed.get(f"{name}_{side}", "") for side in SIDES)
        share = _share(paths, f"{name}_left", f"{name}_right", right)
        if share is not None and share >= ALWAYS:
            issues.append(_sides(left_label, right_label, share))
    for side in SIDES:
        for outer, inner, words in OUTER:
            pair = f"{outer}_{side}", f"{inner}_{side}"
            share = _share(paths, pair[1], pair[0], SIGN[side] * right)
            if share is not None and share >= ALWAYS:
                labels = placed[pair[0]], placed[pair[1]]
                issues.append(_places(*labels, f"{side} {words}", share))
    return issues


def _share(
    paths: Mapping[str, FloatArray], inner: str, outer: str, right: FloatArray
) -> float | None:
    """Share of the frames in which the outer one lies further inwards."""
    if inner not in paths or outer not in paths:
        return None
    across = ((paths[outer] - paths[inner]) * right).sum(axis=1)
    seen = np.isfinite(across)
    return float((across[seen] < 0.0).mean()) if seen.any() else None


def _sides(left: str, right: str, share: float) -> Issue:
    what = (
        f"{left} lies to the right of {right} in {share:.0%} of the frames: left and "
        f"right are probably exchanged."
    )
    return Issue(
        kind="sides-inverted",
        where=f"{left}, {right}",
        what=what,
        severity="serious",
        value=share,
        unit="1",
    )


def _places(outer: str, inner: str, words: str, share: float) -> Issue:
    what = (
        f"{outer} lies further inwards than {inner} in {share:.0%} of the frames: "
        f"{words} are probably exchanged."
    )
    return Issue(
        kind="places-inverted",
        where=f"{outer}, {inner}",
        what=what,
        severity="caution",
        value=share,
        unit="1",
    )
