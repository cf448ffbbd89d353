"""A posed figure as a drawing: rounded limbs, far ones lighter, the pelvis line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.quantity import FloatArray
from ilium.maths.hulls import convex_hull
from ilium.programme.figures.posing import Points, radius_of
from ilium.programme.figures.props import Prop, corners
from ilium.units import DEGREE

SCALE: Final = 130.0
"""Picture units a metre."""
MARGIN: Final = 10.0
INK, FAR, PAPER = "#1C2430", "#8A94A1", "#FBFAF7"
PELVIS, QUIET, GROUND = "#1F6F5C", "#5A6472", "#B9C6C6"
"""Colours where no style sheet says otherwise; the classes are what it speaks to."""
_CIRCLE: Final = np.linspace(0.0, 2.0 * math.pi, 18, endpoint=False)
_SIDEWAYS: Final = 0.03
"""How much farther a limb's root must be than the other's to be drawn lighter [m]."""
_FACED: Final = 0.12
"""Length in the picture from which the line between the iliac spines is drawn [m]."""

_PAIRED: Final = {
    "foot": ("heel", "ball", "toe"),
    "shank": ("knee", "ankle"),
    "thigh": ("hip", "knee"),
    "hand": ("wrist", "hand"),
    "forearm": ("elbow", "wrist"),
    "upper-arm": ("shoulder", "elbow"),
}
_MIDDLE: Final = {
    "pelvis": ("hip_left", "hip_right", "crest_left", "crest_right", "sacrum"),
    "waist": ("crest_left", "crest_right", "chest"),
    "thorax": ("shoulder_left", "shoulder_right", "chest", "neck"),
    "neck": ("neck", "head"),
    "head": ("head", "crown"),
}
_ROOT: Final = {"foot": "hip", "shank": "hip", "thigh": "hip"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Where the figure is seen from.

    Parameters
    ----------
    azimuth
        0 from the person's right, 90 degrees from the front, −90 from behind [rad].
    elevation
        How far above the floor [rad].
    """

    azimuth: float
    elevation: float = 8.0 * DEGREE

    def across(self, point: FloatArray) -> FloatArray:
        """Place in the picture, to the right and down, shape (..., 2) [units]."""
        right, up, _ = self._axes()
        return SCALE * np.stack([point @ right, -(point @ up)], axis=-1)

    def depth(self, point: FloatArray) -> float:
        """How near to the eye a point is [m]."""
        return float(point @ self._axes()[2])

    def _axes(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        right = np.array([math.cos(self.azimuth), 0.0, -math.sin(self.azimuth)])
        level = np.array([math.sin(self.azimuth), 0.0, math.cos(self.azimuth)])
        upright = np.array([0.0, 1.0, 0.0])
        low, high = math.cos(self.elevation), math.sin(self.elevation)
        return right, low * upright - high * level, low * level + high * upright


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """One closed outline, or an open line, in the picture.

    Parameters
    ----------
    outline
        Its corners, shape (corner, 2) [units].
    depth
        How near to the eye it is [m].
    look
        Class: ``near``, ``far``, ``prop``, ``line`` or ``pelvis``.
    closed
        False for a line.
    """

    outline: FloatArray
    depth: float
    look: str
    closed: bool = True

    def svg(self) -> str:
        """Return the shape as an SVG element."""
        steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in self.outline)
        if self.closed:
            fill = {"near": INK, "far": FAR, "prop": PAPER}[self.look]
            edge = QUIET if self.look == "prop" else PAPER
            return (
                f'<polygon class="{self.look}" points="{steps}" fill="{fill}" '
                f'stroke="{edge}" stroke-width="1.2" stroke-linejoin="round"/>'
            )
        colour, width = (PELVIS, 4) if self.look == "pelvis" else (QUIET, 2)
        return (
            f'<polyline class="{self.look}" points="{steps}" fill="none" '
            f'stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'
        )


def shapes(points: Points, view: View, props: Sequence[Prop] = ()) -> list[Shape]:
    """Everything that one picture shows, the farthest first.

    Parameters
    ----------
    points
        The figure, as `stand` returns it.
    view
        Where it is seen from.
    props
        What it stands on or holds.

    Returns
    -------
    list of Shape
        The line between the iliac spines comes last where it can be seen.
    """
    found = [*_body(points, view), *_props(points, view, props)]
    ordered = sorted(found, key=lambda each: each.depth)
    return [*ordered, *_pelvis(points, view)]


def draw(shown: Sequence[Shape], frame: FloatArray, *, floor: bool = True) -> str:
    """Write shapes as the inside of an SVG element.

    Parameters
    ----------
    shown
        The shapes, the farthest first.
    frame
        Left, top, right and bottom of the picture [units].
    floor
        Whether the floor is drawn.

    Returns
    -------
    str
        SVG elements.
    """
    line = ""
    if floor:
        line = (
            f'<line class="floor" x1="{frame[0]:.0f}" x2="{frame[2]:.0f}" y1="0" '
            f'y2="0" stroke="{GROUND}" stroke-width="2"/>'
        )
    return line + "".join(each.svg() for each in shown)


def frame_of(shown: Sequence[Shape]) -> FloatArray:
    """Left, top, right and bottom of shapes, with a margin [units]."""
    corners_ = np.concatenate([each.outline for each in shown])
    low = np.minimum(corners_.min(axis=0), [math.inf, 0.0]) - MARGIN
    high = np.maximum(corners_.max(axis=0), [-math.inf, 0.0]) + MARGIN
    return np.array([*low, *high])


def _body(points: Points, view: View) -> Iterator[Shape]:
    for parts in _MIDDLE.values():
        yield _part(points, view, parts, "near")
    for part, names in _PAIRED.items():
        root = _ROOT.get(part, "shoulder")
        depths = {side: view.depth(points[f"{root}_{side}"]) for side in SIDES}
        for side in SIDES:
            far = max(depths.values()) - depths[side] > _SIDEWAYS
            parts = tuple(f"{name}_{side}" for name in names)
            yield _part(points, view, parts, "far" if far else "near")


def _part(points: Points, view: View, names: tuple[str, ...], look: str) -> Shape:
    ring = SCALE * np.stack([np.cos(_CIRCLE), np.sin(_CIRCLE)], axis=1)
    circles = [view.across(points[name]) + radius_of(name) * ring for name in names]
    depth = float(np.mean([view.depth(points[name]) for name in names]))
    return Shape(outline=convex_hull(np.concatenate(circles)), depth=depth, look=look)


def _pelvis(points: Points, view: View) -> Iterator[Shape]:
    line = view.across(np.stack([points["asis_left"], points["asis_right"]]))
    length = float(np.linalg.norm(line[1] - line[0]))
    if length > _FACED * SCALE:
        depth = view.depth(points["asis_left"])
        yield Shape(outline=line, depth=depth, look="pelvis", closed=False)


def _props(points: Points, view: View, props: Sequence[Prop]) -> Iterator[Shape]:
    for each in props:
        for face, closed in corners(each, points):
            depth = view.depth(face.mean(axis=0)) - each.behind
            yield Shape(
                outline=_outline(view.across(face), closed=closed),
                depth=depth,
                look="prop" if closed else "line",
                closed=closed,
            )


def _outline(places: FloatArray, *, closed: bool) -> FloatArray:
    return convex_hull(places) if closed else places
