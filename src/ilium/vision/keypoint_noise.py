"""How much the points of a pose model tremble."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.vision.jitter import jitter


@dataclass(frozen=True, slots=True, kw_only=True)
class Tremble:
    """Noise of one pose model's points.

    Parameters
    ----------
    parts
        Standard deviation of each part of the body along each picture axis where it is
        plainly visible, as a share of the trunk's length [1].
    hidden
        Its growth with what is missing of full visibility: the noise is multiplied by
        exp(hidden × (1 - visibility)) [1].
    """

    parts: Mapping[str, float]
    hidden: float


HEAVY: Final = Tremble(
    parts={
        "nose": 0.0131, "eye": 0.0119, "ear": 0.0092, "shoulder": 0.0053,
        "elbow": 0.0077, "wrist": 0.0102, "hip": 0.0050, "knee": 0.0068,
        "ankle": 0.0080, "heel": 0.0080, "toe": 0.0101,
    },
    hidden=1.47,
)  # fmt: skip
FULL: Final = Tremble(
    parts={
        "nose": 0.0118, "eye": 0.0106, "ear": 0.0086, "shoulder": 0.0070,
        "elbow": 0.0073, "wrist": 0.0107, "hip": 0.0058, "knee": 0.0080,
        "ankle": 0.0107, "heel": 0.0126, "toe": 0.0133,
    },
    hidden=2.80,
)  # fmt: skip
"""Measured above 6 Hz, as white noise, on the views of Pose2Sim's demo (60 Hz, trunk
234 to 283 px) in which the model keeps the sides; docs/methods/pose.md. Single points
differ from it by a factor of 1.3."""


def keypoint_noise(
    estimator: str,
    names: tuple[str, ...],
    points: FloatArray,
    visibility: FloatArray,
    length: float,
) -> FloatArray:
    """Standard error of each point along each picture axis.

    Parameters
    ----------
    estimator
        Name of the pose model.
    names
        Points, as in `ilium.core.keypoints.BODY_POINTS`.
    points
        Their places, shape (time, point, 2) [px].
    visibility
        How likely each is seen, shape (time, point) [1].
    length
        Length of the trunk in the picture [px].

    Returns
    -------
    FloatArray
        Shape (time, point) [px]. A model that ilium does not know is given the heavy
        one's, or the tremble of its own paths where that is larger.
    """
    model = FULL if estimator.startswith("blazepose-full") else HEAVY
    shares = [model.parts[name.removesuffix("_left").removesuffix("_right")]
              for name in names]  # fmt: skip
    hidden = 1.0 - np.clip(visibility, 0.0, 1.0)
    noise = length * np.array(shares) * np.exp(model.hidden * hidden)
    if estimator.startswith("blazepose-"):
        return noise
    return np.maximum(noise, jitter(points))
