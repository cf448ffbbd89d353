"""The picture: the figure at one instant, seen from behind, with the pelvis line.

Seen from behind, the person's own left is on the left of the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import UP, SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.findings.numbers import write
from ilium.findings.words import say
from ilium.report.escape import text
from ilium.report.skeleton import Skeleton
from ilium.report.strip import shape
from ilium.units import degrees

WIDTH, HEIGHT = 320.0, 380.0
MARGIN = 26.0
REACH = 132.0
"""Half length of the horizon and of the pelvis line's extension [picture units]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stance:
    """One side's picture.

    Parameters
    ----------
    side
        Stance side; ``both`` for movements on both legs.
    title
        Words over it.
    sentence
        What it shows, for those who cannot see it.
    svg
        The picture.
    time
        Its instant [s].
    """

    side: SideOrBoth
    title: str
    sentence: str
    svg: str
    time: float


@dataclass(frozen=True, slots=True, eq=False)
class _Plane:
    """Picture plane: `across` to the right and up, centred on the pelvis."""

    points: dict[str, FloatArray]

    def has(self, *names: str) -> bool:
        return all(
            name in self.points and np.isfinite(self.points[name]).all()
            for name in names
        )


def tilt_of(skeleton: Skeleton, frame: int) -> float:
    """Angle of the line from the left to the right ASIS above the horizon [rad].

    Parameters
    ----------
    skeleton
        The figure.
    frame
        Instant.

    Returns
    -------
    float
        Positive where the right side is higher; NaN where a side is not seen.
    """
    line = (skeleton.point("asis_right") - skeleton.point("asis_left"))[frame]
    return math.atan2(line[UP], math.hypot(line[0], line[2]))


def draw_stance(
    skeleton: Skeleton,
    time: float,
    side: SideOrBoth,
    error: float,
    view: str = "behind",
) -> str:
    """Draw the figure at one instant.

    Parameters
    ----------
    skeleton
        The figure.
    time
        Instant [s].
    side
        Stance side; its leg is drawn strong.
    error
        ± of the pelvic angle [rad]; NaN draws no wedge.
    view
        ``behind`` or ``side`` (from the person's right).

    Returns
    -------
    str
        One SVG element, empty where the figure has no points at that instant.
    """
    frame = skeleton.frame_at(time)
    plane = _project(skeleton, frame, view)
    if not plane.points:
        return ""
    tilt = tilt_of(skeleton, frame) if view == "behind" else math.nan
    parts = [
        f'<svg class="stance" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true">',
        _ground(),
        *_limbs(skeleton, plane, side),
        *_pelvis(plane, tilt, error),
        *_hips(plane, view),
        "</svg>",
    ]
    return "".join(parts)


def _project(skeleton: Skeleton, frame: int, view: str) -> _Plane:
    here = skeleton.points[frame]
    seen = np.isfinite(here).all(axis=1)
    if not seen.any():
        return _Plane({})
    right = (skeleton.point("asis_right") - skeleton.point("asis_left"))[frame]
    right = right * np.array([1.0, 0.0, 1.0])
    length = float(np.linalg.norm(right))
    right = right / length if length > 0.01 else np.array([0.0, 0.0, 1.0])
    forwards = np.array([right[2], 0.0, -right[0]])
    across = here @ (right if view == "behind" else forwards)
    flat = np.column_stack([across, here[:, UP]])
    low, high = np.nanmin(flat, axis=0), np.nanmax(flat, axis=0)
    room = min(
        (WIDTH - 2 * MARGIN) / max(high[0] - low[0], 0.5),
        (HEIGHT - 2 * MARGIN) / max(high[1] - low[1], 0.9),
    )
    middle = (low[0] + high[0]) / 2
    drawn = np.column_stack(
        [
            WIDTH / 2 + (flat[:, 0] - middle) * room,
            HEIGHT - MARGIN - (flat[:, 1] - low[1]) * room,
        ]
    )
    return _Plane(dict(zip(skeleton.names, drawn, strict=True)))


def _ground() -> str:
    y = HEIGHT - MARGIN + 8
    return f'<path class="ground" d="M{MARGIN:g} {y:g}H{WIDTH - MARGIN:g}"/>'


def _limbs(skeleton: Skeleton, plane: _Plane, side: SideOrBoth) -> list[str]:
    parts = []
    for one, two, owner in skeleton.limbs:
        if not plane.has(one, two) or {one, two} == {"asis_left", "asis_right"}:
            continue
        (x1, y1), (x2, y2) = plane.points[one], plane.points[two]
        leg = one.startswith(("hip", "knee", "ankle", "heel")) and owner != "both"
        strong = " stand" if leg and side in (owner, "both") else ""
        parts.append(
            f'<path class="limb {owner}{strong}" '
            f'd="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
        )
    return [*parts, *_head(plane)]


def _head(plane: _Plane) -> list[str]:
    names = ("head_left", "head_right")
    if not plane.has(*names):
        return []
    x, y = (plane.points[names[0]] + plane.points[names[1]]) / 2
    return [f'<circle class="head" cx="{x:.1f}" cy="{y:.1f}" r="15"/>']


def _pelvis(plane: _Plane, tilt: float, error: float) -> list[str]:
    if not plane.has("asis_left", "asis_right") or not math.isfinite(tilt):
        return []
    left, right = plane.points["asis_left"], plane.points["asis_right"]
    x, y = (left + right) / 2
    parts = [f'<path class="horizon" d="M{x - REACH:.1f} {y:.1f}H{x + REACH:.1f}"/>']
    if math.isfinite(error):
        parts += [_wedge(x, y, tilt, error, way) for way in (-1, 1)]
    across, rise = REACH * math.cos(tilt), REACH * math.sin(tilt)
    parts.append(
        f'<path class="reach" d="M{x - across:.1f} {y + rise:.1f}'
        f'L{x + across:.1f} {y - rise:.1f}"/>'
    )
    parts.append(
        f'<path class="pelvis" d="M{left[0]:.1f} {left[1]:.1f}'
        f'L{right[0]:.1f} {right[1]:.1f}"/>'
    )
    lower = -1 if tilt > 0 else 1
    down = y + abs(rise) + 24
    parts.append(
        f'<text class="angle" x="{x + lower * (REACH - 18):.1f}" y="{down:.1f}" '
        f'text-anchor="middle">{write(degrees(abs(tilt)), "deg")}</text>'
    )
    return parts


def _wedge(x: float, y: float, tilt: float, error: float, way: int) -> str:
    low, high = tilt - error, tilt + error
    points = [
        (x + way * REACH * math.cos(each), y - way * REACH * math.sin(each))
        for each in (low, high)
    ]
    (x1, y1), (x2, y2) = points
    return (
        f'<path class="wedge" d="M{x:.1f} {y:.1f}L{x1:.1f} {y1:.1f}'
        f'L{x2:.1f} {y2:.1f}Z"/>'
    )


def _hips(plane: _Plane, view: str) -> list[str]:
    if view != "behind":
        return []
    parts = []
    for side, shift in (("left", -16.0), ("right", 16.0)):
        name = next(
            (each for each in (f"hip_{side}", f"asis_{side}") if plane.has(each)), None
        )
        if name is None:
            continue
        x, y = plane.points[name]
        parts.append(shape(side, x, y, 5.5))
        letter = say(f"letter.{side}")
        parts.append(
            f'<text class="hip {side}" x="{x + shift:.1f}" y="{y + 18:.1f}" '
            f'text-anchor="middle">{text(letter)}</text>'
        )
    return parts
