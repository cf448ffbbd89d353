"""Points of the body in the picture of one camera through time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import xarray as xr

from ilium.core.camera import Camera, Levelling
from ilium.core.dictionary import KEYPOINT_CONFIDENCE, KEYPOINT_NOISE, KEYPOINT_POSITION
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.trial import Source

BODY_POINTS = (
    "nose",
    *(
        f"{part}_{side}"
        for part in (
            "eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel",
            "toe",
        )
        for side in ("left", "right")
    ),
)  # fmt: skip
"""Points that pose models find; hips are about the hip joint centres, toes the tips of
the second toes."""

STICKERS = (
    "asis_left", "asis_right", "psis_left", "psis_right", "sternum",
    "shank_left", "shank_right", "thigh_left", "thigh_right",
)  # fmt: skip
"""Places of coloured dots, and their names as keypoints."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keypoints:
    """What one camera saw of one person.

    Parameters
    ----------
    name
        Label of the clip or file: its name without folder and ending.
    points
        Dims (time, keypoint, image_axis) [px], in the upright picture, lens distortion
        as recorded; keypoints are among `BODY_POINTS` and `STICKERS`; NaN where not
        seen. ``left`` is the person's own left.
    confidence
        Dims (time, keypoint) [1]; 0 where not seen.
    noise
        Standard error of each place along each axis, dims (time, keypoint) [px].
    width, height
        Size of the upright picture [px].
    source
        Where it came from.
    estimator
        What found the points: name and version.
    camera
        Lens and place of the camera; ``None`` where not known.
    levelling
        How it stood against gravity.
    issues
        What is doubtful.
    """

    name: str
    points: xr.DataArray
    confidence: xr.DataArray
    noise: xr.DataArray
    width: int
    height: int
    source: Source
    estimator: str
    camera: Camera | None = None
    levelling: Levelling = field(default_factory=Levelling)
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        KEYPOINT_POSITION.check(self.points)
        KEYPOINT_CONFIDENCE.check(self.confidence)
        KEYPOINT_NOISE.check(self.noise)

    @property
    def time(self) -> FloatArray:
        """Real times of the frames, shape (time,) [s]; steps may differ."""
        return clock(self.points)

    @property
    def names(self) -> tuple[str, ...]:
        """Keypoints in order."""
        return labels(self.points, "keypoint")

    def point(self, name: str) -> FloatArray:
        """Path of one point, shape (time, 2) [px]; NaN where not seen or not known."""
        if name not in self.names:
            return np.full((self.time.size, 2), np.nan)
        return values(self.points)[:, self.names.index(name)]

    def with_issues(self, *issues: Issue) -> Keypoints:
        """Return the same keypoints with more issues."""
        return replace(self, issues=(*self.issues, *issues))
