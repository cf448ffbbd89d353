"""The colour of stickers: by its name, then as the clip's own light shows it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError
from ilium.units import radians

Picture = NDArray[np.uint8]
"""Shape (height, width, 3), red, green, blue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StickerColour:
    """What counts as a sticker's colour.

    Parameters
    ----------
    name
        Its name.
    hue
        Direction in the plane of CIE a* and b* [rad].
    hue_range
        How far a sticker's hue may lie from it [rad].
    chroma
        Distance from grey [1]; as a sticker has where nothing blurs it.
    lightness, lightness_range
        CIE L* and how far it may lie from it [1].
    learned
        Number of dots that it was learned from; 0 for the name's alone.
    """

    name: str
    hue: float
    hue_range: float
    chroma: float
    lightness: float = 60.0
    lightness_range: float = 45.0
    learned: int = 0


def _named(name: str, hue: float, chroma: float, reach: float = 28.0) -> StickerColour:
    return StickerColour(
        name=name,
        hue=radians(hue),
        hue_range=radians(reach),
        chroma=chroma,
    )


COLOURS: Final[Mapping[str, StickerColour]] = MappingProxyType(
    {
        each.name: each
        for each in (
            _named("red", 32.0, 60.0, 22.0),
            _named("orange", 62.0, 65.0, 20.0),
            _named("yellow", 97.0, 60.0, 18.0),
            _named("green", 142.0, 45.0, 38.0),
            _named("turquoise", 195.0, 28.0, 25.0),
            _named("blue", 280.0, 38.0, 32.0),
            _named("purple", 315.0, 40.0, 22.0),
            _named("pink", 355.0, 45.0, 25.0),
        )
    }
)
"""Colours that stickers may have: CIE hue of paper and foil dots in usual light. White,
black, grey and brown are clothes' and skin's."""

LEAST_DOTS: Final = 3
"""Dots that must agree before their own colour replaces the name's."""


def named_colour(name: str) -> StickerColour:
    """Return the usual colour of a name.

    Parameters
    ----------
    name
        One of `COLOURS`.

    Returns
    -------
    StickerColour
        Wide enough for daylight and lamps.

    Raises
    ------
    UnknownNameError
        Where stickers of this colour cannot be found.
    """
    wanted = name.strip().lower()
    if wanted not in COLOURS:
        raise UnknownNameError.among("sticker colour", name, COLOURS)
    return COLOURS[wanted]


def learned_colour(colour: StickerColour, dots: Iterable[FloatArray]) -> StickerColour:
    """Narrow a named colour to the dots that the first frames of a clip show.

    Parameters
    ----------
    colour
        The named colour.
    dots
        CIE L*, a*, b* of the middle of each dot, shape (3,) [1].

    Returns
    -------
    StickerColour
        Medians, with a range of four robust standard deviations; the named colour where
        there are fewer than `LEAST_DOTS`.
    """
    seen = [each for each in dots if np.isfinite(each).all()]
    if len(seen) < LEAST_DOTS:
        return colour
    light, a, b = np.stack(seen, axis=1)
    turned = np.exp(-1j * colour.hue) * (a + 1j * b)
    hue = float(np.median(np.angle(turned)))
    apart = _spread(np.angle(turned))
    return replace(
        colour,
        hue=colour.hue + hue,
        hue_range=min(colour.hue_range, max(radians(10.0), 4.0 * apart)),
        chroma=float(np.median(np.hypot(a, b))),
        lightness=float(np.median(light)),
        lightness_range=max(15.0, 4.0 * _spread(light)),
        learned=len(seen),
    )


def to_lab(picture: Picture) -> FloatArray:
    """CIE L*, a*, b* of a picture, shape (height, width, 3) [1]."""
    import cv2  # noqa: PLC0415 - heavy

    small = np.ascontiguousarray(picture, np.float32) / np.float32(255.0)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2Lab), np.float64)


def likeness(lab: FloatArray, colour: StickerColour) -> FloatArray:
    """How much of a sticker's colour each pixel has.

    Parameters
    ----------
    lab
        Shape (..., 3) [1].
    colour
        The colour.

    Returns
    -------
    FloatArray
        Chroma in the colour's hue over the sticker's [1]; 0 in other hues.
    """
    along = lab[..., 1] * math.cos(colour.hue) + lab[..., 2] * math.sin(colour.hue)
    aside = lab[..., 2] * math.cos(colour.hue) - lab[..., 1] * math.sin(colour.hue)
    inside = np.abs(aside) <= math.tan(colour.hue_range) * along
    bright = np.abs(lab[..., 0] - colour.lightness) <= 1.5 * colour.lightness_range
    return np.where(inside & bright, along / colour.chroma, 0.0)


def _spread(numbers: FloatArray) -> float:
    return 1.4826 * float(np.median(np.abs(numbers - np.median(numbers))))
