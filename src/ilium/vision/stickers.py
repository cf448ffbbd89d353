"""Coloured dots on the body, found in windows that the pose gives.

A dot that is not there is never invented: what has another size, shape or colour, lacks
contrast, or cannot be told from a second one is not found, with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.runs import runs
from ilium.vision.sticker_colour import (
    Picture,
    StickerColour,
    learned_colour,
    likeness,
    named_colour,
    to_lab,
)
from ilium.vision.sticker_spots import Spot, spots
from ilium.vision.sticker_windows import Window

CHANGE: Final = 1.35
"""Times by which a dot's diameter may change from one frame to the next [1]: half a dot
behind a hand is no dot."""
REACH: Final = 0.12
"""How far a dot may move from one frame to the next [m]; 3.6 m/s at 30 frames."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StickerFind:
    """One sticker in one frame.

    Parameters
    ----------
    x, y
        Its middle [px]; NaN where it was not found.
    error
        Standard error of its middle along each axis [px].
    blur
        Length over which movement smears it [px], to about a fifth.
    diameter
        Across its narrower way [px].
    found
        Whether it is there.
    why
        Where not: ``none``, ``size``, ``shape``, ``colour``, ``contrast``,
        ``crowded``, ``outside``, ``ambiguous``, ``jump``, ``taken`` or ``fleeting``.
    """

    x: float = math.nan
    y: float = math.nan
    error: float = math.nan
    blur: float = math.nan
    diameter: float = math.nan
    found: bool = False
    why: str = "none"


SEEN: Final = 0.2
"""Share of its frames in which a sticker is found at least [1]."""
LASTING: Final = 4
"""Frames in a row for which it is found at least [1]."""

Finds = Mapping[str, StickerFind]


def find_stickers(
    picture: Picture,
    windows: Mapping[str, Window],
    colour: StickerColour,
    previous: Finds | None = None,
) -> dict[str, StickerFind]:
    """Find each sticker of a frame in its window.

    Parameters
    ----------
    picture
        Upright, shape (height, width, 3), red, green, blue.
    windows
        Place to its window, from `sticker_windows`.
    colour
        Colour of all stickers, from `learn_colour`.
    previous
        Finds of the frame before; ``None`` at the beginning.

    Returns
    -------
    dict
        Place to its find, for every window.
    """
    before = previous or {}
    seen = {name: _spots(picture, window, colour) for name, window in windows.items()}
    chosen = {
        name: _choose(each, windows[name], before.get(name))
        for name, each in seen.items()
    }
    return _each_once(chosen, windows)


def learn_colour(
    name: str, frames: Iterable[tuple[Picture, Mapping[str, Window]]]
) -> StickerColour:
    """Learn how the first frames of a clip show a named colour.

    Parameters
    ----------
    name
        Colour of the stickers, for example ``green``.
    frames
        Pictures with their windows; thirty are plenty.

    Returns
    -------
    StickerColour
        The named colour where too few dots were seen.
    """
    colour = named_colour(name)
    dots = [
        spot.lab
        for picture, windows in frames
        for window in windows.values()
        for spot in _spots(picture, window, colour)
        if not spot.why
    ]
    return learned_colour(colour, dots)


def _spots(picture: Picture, window: Window, colour: StickerColour) -> list[Spot]:
    high, wide = picture.shape[:2]
    left, top = max(int(window.left), 0), max(int(window.top), 0)
    right, bottom = (
        min(math.ceil(window.right), wide),
        min(math.ceil(window.bottom), high),
    )
    if right - left < 8 or bottom - top < 8:
        return []
    lab = to_lab(picture[top:bottom, left:right])
    return [
        replace(spot, x=spot.x + left, y=spot.y + top)
        for spot in spots(lab, likeness(lab, colour), colour, window.scale)
    ]


def _choose(
    seen: list[Spot], window: Window, before: StickerFind | None
) -> StickerFind:
    good = [each for each in seen if not each.why]
    if not good:
        near = max(seen, key=lambda each: each.diameter, default=None)
        return StickerFind(why=near.why if near else "none")
    if before is not None and before.found:
        return _continued(good, before, window.scale)
    if len(good) > 1:
        return StickerFind(why="ambiguous")
    return _find(good[0])


def _continued(good: list[Spot], before: StickerFind, scale: float) -> StickerFind:
    nearest = min(
        good, key=lambda each: math.hypot(each.x - before.x, each.y - before.y)
    )
    if math.hypot(nearest.x - before.x, nearest.y - before.y) > REACH * scale:
        return StickerFind(why="jump")
    change = nearest.diameter / before.diameter
    if not 1.0 / CHANGE <= change <= CHANGE:
        return StickerFind(why="size")
    return _find(nearest)


def _find(spot: Spot) -> StickerFind:
    return StickerFind(
        x=spot.x,
        y=spot.y,
        error=spot.error,
        blur=spot.blur,
        diameter=spot.diameter,
        found=True,
        why="",
    )


def _each_once(
    finds: dict[str, StickerFind], windows: Mapping[str, Window]
) -> dict[str, StickerFind]:
    """Leave a dot that two windows show to the one that expects it nearer."""
    nearest: dict[str, float] = {
        name: math.hypot(each.x - windows[name].x, each.y - windows[name].y)
        for name, each in finds.items()
        if each.found
    }
    kept = dict(finds)
    for name in sorted(nearest, key=lambda each: (nearest[each], each)):
        for rival in nearest:
            if rival == name or not (kept[name].found and kept[rival].found):
                continue
            one, two = kept[name], kept[rival]
            apart = math.hypot(one.x - two.x, one.y - two.y)
            if apart < one.diameter / 2.0:
                kept[rival] = StickerFind(why="taken")
    return kept


def steady(finds: Iterable[Finds]) -> tuple[dict[str, StickerFind], ...]:
    """Leave out what flickers: a sticker is seen in most frames and for a while.

    Parameters
    ----------
    finds
        Finds of each frame of a clip, in order.

    Returns
    -------
    tuple of dict
        The same, without places found in fewer than `SEEN` of their frames and without
        stretches of fewer than `LASTING` frames.
    """
    frames = [dict(each) for each in finds]
    for place in sorted({name for each in frames for name in each}):
        there = [place in each and each[place].found for each in frames]
        asked = sum(place in each for each in frames)
        rare = sum(there) < SEEN * asked
        for first, last in runs(np.array(there)):
            if rare or last - first < min(LASTING, len(frames)):
                for number in range(first, last):
                    frames[number][place] = StickerFind(why="fleeting")
    return tuple(frames)


def positions(finds: Iterable[Finds], place: str) -> FloatArray:
    """Path and standard error of one sticker, shape (time, 3) [px]; NaN if not found.

    Parameters
    ----------
    finds
        Finds of each frame.
    place
        Name of the sticker.

    Returns
    -------
    FloatArray
        x, y, standard error.
    """
    missing = StickerFind()
    rows = [each.get(place, missing) for each in finds]
    return np.array([(each.x, each.y, each.error) for each in rows]).reshape(-1, 3)
