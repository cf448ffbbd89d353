"""How far along its line of sight each point is, by the lengths of the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ilium.conventions import SIDES, UP
from ilium.core.quantity import FloatArray
from ilium.maths.filters import low_pass
from ilium.planar.levelled import LevelPicture
from ilium.planar.scale import Scale
from ilium.planar.settings import PlanarSettings

QUICK = 100.0
"""Frame rate from which on the quicker cut-off is used [Hz]."""

NYQUIST_SHARE = 0.4
"""Largest cut-off, as a share of the frame rate [1]."""

SURE = 0.97
"""Share of a segment's length that is short beyond doubt: a leg that looks 3 % too
short would otherwise count as bent by 28° [1]."""

SAME_FLOOR = 0.08
"""Difference of both feet's lowest places up to which both stand on one floor [m]."""

FEET = ("heel", "toe", "ankle")
"""Points of a foot."""


def cutoff_of(rate: float, settings: PlanarSettings) -> float:
    """Low-pass cut-off of the paths at a frame rate [Hz]."""
    wanted = settings.quick_cutoff if rate >= QUICK else settings.cutoff
    return min(wanted, NYQUIST_SHARE * rate)


def smoothed(paths: FloatArray, rate: float, settings: PlanarSettings) -> FloatArray:
    """Low-pass what changes with time along axis 0."""
    return low_pass(paths, cutoff_of(rate, settings), rate)


def calm(picture: LevelPicture, settings: PlanarSettings) -> LevelPicture:
    """Return the same picture with smoothed paths."""
    return replace(picture, sights=smoothed(picture.sights, picture.rate, settings))


def lifted(picture: LevelPicture, facing: int, scale: Scale) -> dict[str, FloatArray]:
    """Place the points of a front or rear view in space.

    The hips lie in one plane at the person's distance. A knee lies where its line of
    sight is a thigh's length from the hip, on the side that the person faces; an ankle
    a shank's length from the knee, on the other side; the shoulders a trunk's length
    from the hips, ahead. A segment that is too long for its line of sight lies at its
    nearest point; the first 3 % count as error of the lengths. All else is in the plane
    of the hips.

    Parameters
    ----------
    picture
        The level picture.
    facing
        Direction of the person's right in the picture [1].
    scale
        Distance and lengths.

    Returns
    -------
    dict
        Name to path in the laboratory's axes, heights above the floor, shape (time, 3)
        [m].
    """
    away = np.full(picture.time.size, scale.metres)
    depth = dict.fromkeys(picture.names, away)
    towards = facing
    for side in SIDES:
        names = [f"{part}_{side}" for part in ("hip", "knee", "ankle")]
        if all(name in picture.names for name in names):
            sights = [picture.sight(name) for name in names]
            knee = _reach(sights[0], away, sights[1], scale.thigh, towards)
            depth[names[1]] = knee
            depth[names[2]] = _reach(sights[1], knee, sights[2], scale.shank, -towards)
    hips, middle = (
        (picture.sight(f"{part}_left") + picture.sight(f"{part}_right")) / 2.0
        for part in ("hip", "shoulder")
    )
    shoulders = _reach(hips, away, middle, scale.trunk, towards)
    for side in SIDES:
        depth[f"shoulder_{side}"] = shoulders
    return on_the_floor(
        {
            name: _placed(picture.sight(name), depth[name], facing, scale.metres)
            for name in picture.names
        }
    )


def on_the_floor(points: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Move everything up so that the lowest foot stands at zero.

    Parameters
    ----------
    points
        Name to path, shape (time, 3) [m].

    Returns
    -------
    dict
        The same; without feet the lowest point stands at zero.
    """
    feet = [path for name, path in points.items() if name.startswith(FEET)]
    lowest = _floor(feet or list(points.values()))
    floor = lowest if np.isfinite(lowest) else 0.0
    return {name: path - np.array([0.0, floor, 0.0]) for name, path in points.items()}


def _floor(paths: Sequence[FloatArray]) -> float:
    """Lowest height of some points, but for 2 % of their frames [m]."""
    if not paths:
        return float("nan")
    heights = np.stack(paths)[..., UP]
    seen = heights[np.isfinite(heights)]
    return float(np.percentile(seen, 2.0)) if seen.size else float("nan")


def both_on_the_floor(points: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Put the lowest places of both feet of a side view on one height.

    How much nearer one leg is than the other is only guessed, and shifts it up or down
    by a few centimetres; a foot that is never put down stays up.

    Parameters
    ----------
    points
        Name to path, shape (time, 3) [m].

    Returns
    -------
    dict
        Each side above its own foot's lowest place.
    """
    floors = {
        side: _floor([p for n, p in points.items() if n in _feet(side)])
        for side in SIDES
    }
    apart = abs(floors["left"] - floors["right"])
    if not apart < SAME_FLOOR:
        return on_the_floor(points)
    moved = {}
    for name, path in points.items():
        side = name.rsplit("_", maxsplit=1)[-1]
        floor = floors[side] if side in floors else sum(floors.values()) / 2.0
        moved[name] = path - np.array([0.0, floor, 0.0])
    return moved


def _feet(side: str) -> tuple[str, ...]:
    return tuple(f"{part}_{side}" for part in FEET)


def _reach(
    start: FloatArray, away: FloatArray, end: FloatArray, length: float, towards: int
) -> FloatArray:
    """Distance of a segment's end from the camera, shape (time,) [m].

    Of the two places on its line of sight that are a length from its start, the one
    nearer to the camera where `towards` is negative (a front view looks at a face).
    """
    ray = np.concatenate([end, np.ones((len(end), 1))], axis=1)
    origin = np.concatenate([start, np.ones((len(start), 1))], axis=1) * away[:, None]
    square = (ray**2).sum(axis=1)
    nearest = (ray * origin).sum(axis=1) / square
    gap = (SURE * length) ** 2 - ((nearest[:, None] * ray - origin) ** 2).sum(axis=1)
    half = np.sqrt(np.where(gap > 0.0, gap, 0.0 * gap) / square)
    return nearest + towards * half


def _placed(
    sight: FloatArray, away: FloatArray, facing: int, plane: float
) -> FloatArray:
    """Place of a point in the laboratory's axes, shape (time, 3) [m]."""
    return np.stack(
        [facing * (away - plane), -sight[:, 1] * away, facing * sight[:, 0] * away],
        axis=1,
    )
