"""Patches of a sticker's colour: where, how large, how sure, and whether they are dots.

A pixel is a mixture of dot and surroundings. Its share of the dot is the linear
discriminant between the two (their difference weighed by how the surroundings vary), so
that folds and seams count little; the dot's middle is the mean of its pixels weighed by
their share, which a blur that is even to both sides does not move.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.vision.sticker_colour import StickerColour

Mask = NDArray[np.bool_]

SMALLEST: Final = 5.0
"""Narrowest dot [px]."""
DIAMETERS: Final = (0.010, 0.060)
"""Narrowest and widest dot [m]; the scale is known to a third."""
LONGEST: Final = 0.15
"""Longest smeared dot [m]."""
LONGER: Final = 1.7
"""Length of a slanted dot over its width, at most [1]; a smear longer than the dot
lengthens it further."""
SOLID: Final = 0.86
"""Least area of a dot over that of its convex hull [1]."""
ELLIPTIC: Final = 0.80
"""Least overlap of a dot with the ellipse of its moments (intersection over union)."""
CONTRAST: Final = 14.0
"""Least CIE difference between dot and surroundings [1]."""
DISTINCT: Final = 4.0
"""Least discriminant distance between them [standard deviations]."""
FLOOR: Final = 0.05
"""Standard error that no dot goes below [px]."""
ALONE: Final = (1.6, 0.15)
"""Around a dot, this many diameters from its middle, its colour covers less than this
share of its own area: letters of a print stand together, a sticker stands alone."""
LIKE: Final = 0.5
"""Share of the sticker's chroma from which a pixel is looked at [1]."""
COMPRESSED: Final = 9.0
"""Variance of colours that lossy video adds, and by which neighbours agree [1]."""
FAINT: Final = 0.3
"""Share of the sticker's chroma from which a pixel counts as a neighbour's [1]."""
STILL: Final = 6.0
"""Smear that a resting dot has from lens, halved colour resolution and coding [px]."""
ALIKE: Final = 256.0
"""Pixels that share one error in coded video, a macroblock of H.264 [1]; the stated
errors are then those of rendered clips."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spot:
    """A patch of a sticker's colour.

    Parameters
    ----------
    x, y
        Middle [px].
    error
        Its standard error along each axis [px].
    blur
        Length over which movement smears it [px].
    diameter
        Across its narrower way [px].
    lab
        CIE colour of its middle, shape (3,) [1].
    why
        Why it is no dot; empty where it is one.
    """

    x: float
    y: float
    error: float
    blur: float
    diameter: float
    lab: FloatArray
    why: str


def spots(
    lab: FloatArray, like: FloatArray, colour: StickerColour, scale: float
) -> list[Spot]:
    """Find patches of a colour in a part of a picture.

    Parameters
    ----------
    lab
        CIE colours, shape (height, width, 3) [1].
    like
        Likeness of each pixel to the sticker's colour, shape (height, width) [1].
    colour
        The sticker's colour.
    scale
        Pixels to a metre [px/m].

    Returns
    -------
    list of Spot
        From large to small, also those that are no dots; specks left out.
    """
    import cv2  # noqa: PLC0415 - heavy

    mask = (like >= LIKE).astype(np.uint8)
    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    least = max(0.5 * SMALLEST**2, 0.4 * (DIAMETERS[0] * scale) ** 2)
    sizes = stats[:, cv2.CC_STAT_AREA]
    order = sorted(range(1, count), key=lambda each: (-int(sizes[each]), each))
    found: list[Spot] = []
    for number in order[:12]:
        if sizes[number] >= least:
            part: Mask = parts == number
            others = (like >= FAINT) & ~_grown(part, 4)
            found.append(_spot(lab, part, others, colour, scale))
    return found


def _spot(
    lab: FloatArray, part: Mask, others: Mask, colour: StickerColour, scale: float
) -> Spot:
    rows, columns = np.nonzero(part)
    high, wide = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    middle = _core(lab, part)
    around = (float(columns.mean()), float(rows.mean()))
    rough = _plain(around, min(high, wide), middle)
    if max(high, wide) > 1.4 * LONGEST * scale:
        return _no(rough, "size")
    margin = math.ceil(4 + 0.5 * min(high, wide))
    top, left = max(rows.min() - margin, 0), max(columns.min() - margin, 0)
    box = (
        slice(top, rows.max() + margin + 1),
        slice(left, columns.max() + margin + 1),
    )
    ring = ~_grown(part[box], 4) & ~_grown(others[box], 3)
    if ring.sum() < 30:
        return _no(rough, "contrast")
    share, noise, distance, contrast = _shares(lab[box], ring, middle)
    if contrast < CONTRAST or distance < DISTINCT:
        return _no(rough, "contrast")
    near = _grown(part[box], 4)
    whole = np.where(near, np.clip((share - 0.15) / 0.7, 0.0, 1.0), 0.0)
    spot = _measured(whole, noise / 0.7, middle, (left, top))
    doubt = _doubt(spot, whole, part, colour, scale)
    return _no(spot, doubt or ("crowded" if _crowded(spot, others, part) else ""))


def _core(lab: FloatArray, part: Mask) -> FloatArray:
    """Colour of a patch's middle: the median of what lies deepest in it."""
    import cv2  # noqa: PLC0415 - heavy

    padded = np.pad(part.astype(np.uint8), 1)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1]
    inner = depth >= 0.6 * depth.max()
    return np.median(lab[inner], axis=0)


def _shares(
    lab: FloatArray, ring: Mask, middle: FloatArray
) -> tuple[FloatArray, float, float, float]:
    """Share of the dot in each pixel, its noise, discriminant distance, contrast."""
    around = lab[ring]
    ground = np.median(around, axis=0)
    apart = middle - ground
    spread = np.cov(around.T) + COMPRESSED * np.eye(3)
    weight = np.linalg.solve(spread, apart)
    power = float(weight @ apart)
    share = (lab - ground) @ weight / max(power, 1e-12)
    noise = float(np.std(share[ring]))
    return share, noise, math.sqrt(max(power, 0.0)), float(np.sqrt(apart @ apart))


def _measured(
    whole: FloatArray, noise: float, middle: FloatArray, corner: tuple[int, int]
) -> Spot:
    area = float(whole.sum())
    y, x = np.indices(whole.shape)
    cx, cy = float((whole * x).sum()) / area, float((whole * y).sum()) / area
    major, minor = _axes(whole > 0.5)
    reach = float((((x - cx) ** 2 + (y - cy) ** 2) * (whole > 0.0)).sum()) / 2.0
    error = math.sqrt(ALIKE * reach) * noise / area
    edge = 3.0 / 0.7 * float((whole * (1.0 - whole)).sum()) / max(minor, 1.0)
    blur = math.sqrt(max(edge**2 - STILL**2, 0.0))
    return Spot(
        x=cx + corner[0],
        y=cy + corner[1],
        error=math.hypot(error, FLOOR),
        blur=blur,
        diameter=minor if major > 0.0 else 0.0,
        lab=middle,
        why="",
    )


def _axes(mask: Mask) -> tuple[float, float]:
    """Length and width of the ellipse with a mask's second moments [px]."""
    rows, columns = np.nonzero(mask)
    if rows.size < 5:
        return 0.0, 0.0
    spread = np.cov(np.stack((columns, rows))) + np.eye(2) / 12.0
    small, large = np.linalg.eigvalsh(spread)
    return 4.0 * math.sqrt(max(large, 0.0)), 4.0 * math.sqrt(max(small, 0.0))


def _doubt(
    spot: Spot,
    whole: FloatArray,
    part: Mask,
    colour: StickerColour,
    scale: float,
) -> str:
    mask = _smooth(whole) > 0.5
    major, minor = _axes(mask)
    low, high = DIAMETERS[0] * scale, DIAMETERS[1] * scale
    if minor < max(SMALLEST, low) or minor > high or major > LONGEST * scale:
        return "size"
    longest = LONGER * minor + max(spot.blur - minor, 0.0)
    if major > longest or _solidity(mask) < SOLID or _overlap(mask) < ELLIPTIC:
        return "shape"
    if _at_edge(part):
        return "outside"
    return _colour_doubt(spot.lab, colour)


def _colour_doubt(lab: FloatArray, colour: StickerColour) -> str:
    hue = math.atan2(lab[2], lab[1]) - colour.hue
    hue = math.atan2(math.sin(hue), math.cos(hue))
    chroma = math.hypot(lab[1], lab[2])
    fits = (
        abs(hue) <= colour.hue_range
        and chroma >= LIKE * colour.chroma
        and (not colour.learned or chroma <= 1.6 * colour.chroma)
        and abs(lab[0] - colour.lightness) <= colour.lightness_range
    )
    return "" if fits else "colour"


def _solidity(mask: Mask) -> float:
    import cv2  # noqa: PLC0415 - heavy

    outlines, _ = cv2.findContours(
        mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    hull = cv2.convexHull(np.concatenate(outlines))
    filled = np.zeros(mask.shape, np.uint8)
    cv2.fillConvexPoly(filled, hull, (1,))
    return float(mask.sum()) / float(filled.sum())


def _overlap(mask: Mask) -> float:
    """Overlap of a mask with the ellipse that has its moments."""
    rows, columns = np.nonzero(mask)
    middle = np.array([columns.mean(), rows.mean()])
    spread = np.cov(np.stack((columns, rows))) + np.eye(2) / 12.0
    y, x = np.indices(mask.shape)
    away = np.stack((x - middle[0], y - middle[1]), axis=-1)
    ellipse = (away @ np.linalg.inv(spread) * away).sum(axis=-1) <= 4.0
    return float((mask & ellipse).sum()) / float((mask | ellipse).sum())


def _smooth(whole: FloatArray) -> FloatArray:
    """Without the steps that coding leaves along an outline."""
    import cv2  # noqa: PLC0415 - heavy

    return np.asarray(cv2.GaussianBlur(whole, (0, 0), 1.0), np.float64)


def _at_edge(part: Mask) -> bool:
    return bool(
        part[0].any() or part[-1].any() or part[:, 0].any() or part[:, -1].any()
    )


def _crowded(spot: Spot, others: Mask, part: Mask) -> bool:
    y, x = np.indices(others.shape)
    near = np.hypot(x - spot.x, y - spot.y) < ALONE[0] * spot.diameter
    return bool((others & near).sum() > ALONE[1] * part.sum())


def _grown(mask: Mask, by: int) -> Mask:
    import cv2  # noqa: PLC0415 - heavy

    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return cv2.dilate(mask.astype(np.uint8), kernel) > 0


def _plain(around: tuple[float, float], across: float, lab: FloatArray) -> Spot:
    return Spot(
        x=around[0],
        y=around[1],
        error=math.nan,
        blur=math.nan,
        diameter=float(across),
        lab=lab,
        why="",
    )


def _no(spot: Spot, why: str) -> Spot:
    return Spot(
        x=spot.x,
        y=spot.y,
        error=spot.error,
        blur=spot.blur,
        diameter=spot.diameter,
        lab=spot.lab,
        why=why,
    )
