"""TRC files whose markers are points of a picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ilium.capture.trc_table import read_trc_table
from ilium.core.keypoints import BODY_POINTS, STICKERS
from ilium.errors import FileFormatError
from ilium.vision.blazepose_files import BLAZEPOSE
from ilium.vision.picture_points import PicturePoints

_WORDS = {
    "bigtoe": "toe", "foot_index": "toe", "footindex": "toe", "toes": "toe",
}  # fmt: skip
_SIDES = {"l": "left", "r": "right"}


def picture_trc(path: Path) -> PicturePoints:
    """Read a TRC file of picture points.

    Parameters
    ----------
    path
        Units ``px``, x to the right and y down from the upper left corner; a third
        axis is all zero. Names are ilium's (``hip_left``), BlazePose's (``left_hip``)
        or OpenPose's and Sports2D's (``LHip``, ``LBigToe``).

    Returns
    -------
    PicturePoints
        Confidence 1 where a point is seen.

    Raises
    ------
    FileFormatError
        Where it does not follow the format, or holds points in space.
    """
    table = read_trc_table(path)
    unit = table.head.get("Units", "").strip().lower()
    if unit not in ("px", "pixel", "pixels"):
        raise FileFormatError(
            f"The TRC file counts in {unit or 'no unit'}, not in pixels.",
            "Points in space belong to ilium analyse; for a picture export pixels.",
        )
    time = table.time
    if not time.size or not (np.isfinite(time).all() and (np.diff(time) > 0).all()):
        raise FileFormatError("The TRC file's times do not rise.", "Export it again.")
    points = table.places[..., :2]
    seen = np.isfinite(points).all(axis=2) & (points != 0.0).any(axis=2)
    return PicturePoints(
        name=path.name.split(".")[0],
        names=tuple(own_name(each) for each in table.names),
        time=time,
        points=np.where(seen[..., None], points, np.nan),
        confidence=seen.astype(np.float64),
        format="trc",
        estimator="TRC file",
        sha256=table.sha256,
    )


def own_name(name: str) -> str:
    """Name of a point in ilium; the name itself where it is not known.

    >>> own_name("LBigToe"), own_name("right_hip"), own_name("Nose")
    ('toe_left', 'hip_right', 'nose')
    """
    plain = name.lower()
    if plain in (*BODY_POINTS, *STICKERS):
        return plain
    side, _, rest = plain.partition("_")
    if plain in BLAZEPOSE and side in _SIDES.values():
        return f"{_WORDS.get(rest, rest)}_{side}"
    part = _WORDS.get(plain[1:], plain[1:])
    if plain[:1] in _SIDES and f"{part}_left" in BODY_POINTS:
        return f"{part}_{_SIDES[plain[0]]}"
    return plain
