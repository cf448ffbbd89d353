"""What a keypoint file holds, before it is checked."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PicturePoints:
    """Points of one person as a file states them.

    Parameters
    ----------
    name
        Label of the clip.
    names
        ilium's names of the points, in the file's order.
    time
        Shape (time,) [s].
    points
        Shape (time, point, 2) [px]; NaN where not seen.
    confidence
        Shape (time, point) [1].
    format, estimator
        What wrote the file, and what found the points.
    width, height
        Of the picture [px]; 0 where the file does not state them.
    sha256
        Hash of the bytes.
    issues
        What is doubtful.
    """

    name: str
    names: tuple[str, ...]
    time: FloatArray
    points: FloatArray
    confidence: FloatArray
    format: str
    estimator: str
    width: int = 0
    height: int = 0
    sha256: str = ""
    issues: tuple[Issue, ...] = ()
