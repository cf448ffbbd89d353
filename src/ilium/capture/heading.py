"""Where a person goes and where they face."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ilium.core.quantity import FloatArray

FAR = 0.5
"""Net travel from which a person goes somewhere [m]."""
DOMINANT = 1.5
"""Travel along one axis by the other from which it has a direction [1]."""

_PELVIS = ("asis_left", "asis_right", "psis_left", "psis_right", "sacrum")
_WIDTHS = ("asis", "psis", "hip_centre", "trochanter", "knee", "ankle", "shoulder")


def travel(
    positions: FloatArray, placed: Mapping[str, FloatArray], level: FloatArray
) -> tuple[FloatArray | None, str]:
    """Net travel from the first to the last frame in which the pelvis was seen.

    Parameters
    ----------
    positions
        Every marker, shape (time, marker, 3) [m], for recordings without a pelvis.
    placed
        Landmark to its trajectory, shape (time, 3) [m].
    level
        One for horizontal axes, zero for the vertical one, shape (3,) [1].

    Returns
    -------
    tuple[FloatArray | None, str]
        Travel, shape (3,) [m], and who travelled; ``None`` where it is below
        0.5 m or along no axis in particular.
    """
    for landmark in _PELVIS:
        if landmark in placed and _seen(placed[landmark]).shape[0] > 1:
            path, who = (
                placed[landmark],
                landmark.replace("_", " ")
                .replace("asis", "ASIS")
                .replace("psis", "PSIS"),
            )
            break
    else:
        who = "the marker seen most"
        if not positions.size:
            return None, who
        most = int(np.isfinite(positions).all(axis=2).sum(axis=0).argmax())
        path = positions[:, most]
    known = _seen(path)
    if known.shape[0] < 2:
        return None, who
    moved = (known[-1] - known[0]) * level
    along, across = np.sort(np.abs(moved))[[2, 1]]
    if float(np.linalg.norm(moved)) < FAR or along < DOMINANT * across:
        return None, who
    return moved, who


def facing(
    placed: Mapping[str, FloatArray], up: FloatArray
) -> tuple[FloatArray | None, str]:
    """Mean direction in which the pelvis, else the body, else the feet face.

    Parameters
    ----------
    placed
        Landmark to its trajectory, shape (time, 3) [m].
    up
        Unit vector upwards, shape (3,) [1].

    Returns
    -------
    tuple[FloatArray | None, str]
        Horizontal unit vector, shape (3,) [1], and what faces there; ``None`` where
        the recording has nothing that faces.
    """
    front = _middle(placed, ("asis_left", "asis_right"))
    for back in (("psis_left", "psis_right"), ("sacrum",)):
        rear = _middle(placed, back)
        if front is not None and rear is not None:
            direction = _mean_direction(front - rear, up)
            if direction is not None:
                return direction, "the pelvis"
    for width in _WIDTHS:
        pair = f"{width}_left", f"{width}_right"
        if pair[0] in placed and pair[1] in placed:
            direction = _mean_direction(
                np.cross(up, placed[pair[1]] - placed[pair[0]]), up
            )
            if direction is not None:
                return direction, "the pelvis" if width == "asis" else "the body"
    return _feet(placed, up), "the feet"


def facings(placed: Mapping[str, FloatArray], up: FloatArray) -> FloatArray | None:
    """Where the pelvis faces in each frame, from landmarks that no side enters alone.

    Parameters
    ----------
    placed
        Landmark to its trajectory, shape (time, 3) [m].
    up
        Unit vector upwards, shape (3,) [1].

    Returns
    -------
    FloatArray | None
        Horizontal unit vectors, shape (time, 3) [1]; NaN where not seen; ``None``
        without both ASIS and a landmark behind them.
    """
    front = _middle(placed, ("asis_left", "asis_right"))
    for back in (("psis_left", "psis_right"), ("sacrum",)):
        rear = _middle(placed, back)
        if front is not None and rear is not None:
            ahead = front - rear
            flat = ahead - (ahead @ up)[:, None] * up
            length = np.linalg.norm(flat, axis=1, keepdims=True)
            return flat / np.where(length > 0.0, length, np.nan)
    return None


def _feet(placed: Mapping[str, FloatArray], up: FloatArray) -> FloatArray | None:
    total = np.zeros(3)
    for side in ("left", "right"):
        for end in ("toe", "first_metatarsal", "fifth_metatarsal"):
            pair = f"heel_{side}", f"{end}_{side}"
            if pair[0] in placed and pair[1] in placed:
                direction = _mean_direction(placed[pair[1]] - placed[pair[0]], up)
                total = total if direction is None else total + direction
                break
    length = float(np.linalg.norm(total))
    return total / length if length > 0.0 else None


def _mean_direction(vectors: FloatArray, up: FloatArray) -> FloatArray | None:
    flat = _seen(vectors - (vectors @ up)[:, None] * up)
    lengths = np.linalg.norm(flat, axis=1)
    flat = flat[lengths > 0.0] / lengths[lengths > 0.0, None]
    mean = flat.sum(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length > 0.0 else None


def _middle(
    placed: Mapping[str, FloatArray], names: tuple[str, ...]
) -> FloatArray | None:
    if not all(each in placed for each in names):
        return None
    return np.mean([placed[each] for each in names], axis=0)


def _seen(path: FloatArray) -> FloatArray:
    return path[np.isfinite(path).all(axis=1)]
