"""The real frame of a film with pelvis line, horizon, angle and its error."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import FloatArray, labels, values
from ilium.findings.numbers import write
from ilium.findings.words import say
from ilium.planar.result import PlanarKinematics
from ilium.report.escape import text
from ilium.report.filmed import Filmed, Still
from ilium.report.strip import shape
from ilium.units import degrees

WIDTH, HEIGHT = 320.0, 380.0
REACH = 132.0
"""Half length of the horizon and of the pelvis line's extension [picture units]."""

ROOM = 1.12
"""Height of the picture over that of the person [1]."""

SMALLEST = 1.0 / 3.0
"""Least part of the film's height that a picture shows [1]."""

LIMBS = (
    *((f"{a}_{s}", f"{b}_{s}") for s in SIDES for a, b in (
        ("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"), ("ankle", "toe"),
        ("hip", "shoulder"), ("shoulder", "elbow"), ("elbow", "wrist"))),
    ("shoulder_left", "shoulder_right"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    """Part of the film that the picture shows: left, top [px] and units a pixel."""

    left: float
    top: float
    scale: float

    def place(self, point: FloatArray) -> FloatArray:
        return (point - np.array([self.left, self.top])) * self.scale


def film_tilt(planar: PlanarKinematics, time: float) -> float:
    """Angle of the pelvis at an instant, right side higher [rad].

    NaN where the view does not show it, or a gate refuses the clip.
    """
    names = labels(planar.angles, "signal")
    if planar.refused or "pelvic_obliquity" not in names:
        return math.nan
    frame = int(np.argmin(np.abs(planar.time - time)))
    return float(values(planar.angles)[frame, names.index("pelvic_obliquity")])


def draw_frame(film: Filmed, time: float, error: float) -> str:
    """Draw the frame at one instant.

    Parameters
    ----------
    film
        The film.
    time
        Instant [s].
    error
        ± of the pelvic angle [rad]; NaN draws no wedge.

    Returns
    -------
    str
        One SVG element: the frame around the person, or the points of the body where
        there is no picture.
    """
    keypoints = film.planar.keypoints
    frame = int(np.argmin(np.abs(keypoints.time - time)))
    points = {
        name: values(keypoints.points)[frame, index]
        for index, name in enumerate(keypoints.names)
    }
    window = _window(keypoints, points)
    still = film.still(time)
    drawn = {name: window.place(point) for name, point in points.items()}
    head = f'<svg class="stance film" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    parts = [
        f'{head} aria-hidden="true">',
        *(_limbs(drawn) if still is None else [_image(still, keypoints, window)]),
        *_pelvis(film.planar, drawn, film_tilt(film.planar, time), error),
        *(_hips(drawn) if film.planar.view != "side" else []),
        "</svg>",
    ]
    return "".join(parts)


def _window(keypoints: Keypoints, points: dict[str, FloatArray]) -> _Window:
    seen = np.array([each for each in points.values() if np.isfinite(each).all()])
    if not seen.size:
        seen = np.array([[0.0, 0.0], [keypoints.width, keypoints.height]])
    low, high = seen.min(axis=0), seen.max(axis=0)
    tall = max(
        ROOM * (high[1] - low[1]),
        ROOM * (high[0] - low[0]) * HEIGHT / WIDTH,
        SMALLEST * keypoints.height,
    )
    middle = (low + high) / 2.0
    return _Window(
        left=float(middle[0] - tall * WIDTH / HEIGHT / 2.0),
        top=float(middle[1] - tall / 2.0),
        scale=HEIGHT / tall,
    )


def _image(still: Still, keypoints: Keypoints, window: _Window) -> str:
    x, y = window.place(np.zeros(2))
    data = base64.b64encode(still.jpeg).decode("ascii")
    return (
        f'<image x="{x:.2f}" y="{y:.2f}" width="{keypoints.width * window.scale:.2f}" '
        f'height="{keypoints.height * window.scale:.2f}" preserveAspectRatio="none" '
        f'href="data:image/jpeg;base64,{data}"/>'
    )


def _limbs(drawn: dict[str, FloatArray]) -> list[str]:
    parts = []
    for one, two in LIMBS:
        if one not in drawn or two not in drawn:
            continue
        (x1, y1), (x2, y2) = drawn[one], drawn[two]
        if not math.isfinite(float(x1 + y1 + x2 + y2)):
            continue
        side = two.rsplit("_", maxsplit=1)[-1] if one[-4:] == two[-4:] else "both"
        parts.append(
            f'<path class="limb {side}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
        )
    return parts


def _pelvis(
    planar: PlanarKinematics, drawn: dict[str, FloatArray], tilt: float, error: float
) -> list[str]:
    """Solid pelvis line, dashed horizon, angle at the dropping side, wedge of ±."""
    ends = _ends(planar, drawn)
    if ends is None or not math.isfinite(tilt):
        return []
    (x, y), along = ends.mean(axis=0), ends[1] - ends[0]
    lie = math.atan2(float(along[1]), float(along[0]))
    lie -= math.pi * round(lie / math.pi)
    roll = planar.keypoints.levelling.roll
    level = roll if math.isfinite(roll) else 0.0
    parts = [_line("horizon", x, y, level, REACH)]
    if math.isfinite(error):
        parts += [_wedge(x, y, lie, error, way) for way in (-1, 1)]
    (x1, y1), (x2, y2) = ends
    lower = 1.0 if lie > level else -1.0
    at = x + lower * (REACH - 18.0), y + abs(REACH * math.sin(lie - level)) + 26.0
    return [
        *parts,
        _line("reach", x, y, lie, REACH),
        f'<path class="pelvis" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>',
        _angle(at, write(degrees(abs(tilt)), "deg")),
    ]


def _angle(at: tuple[float, float], words: str) -> str:
    x, y = at
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle"'
    return f'<text class="angle" {place}>{words}</text>'


def _ends(planar: PlanarKinematics, drawn: dict[str, FloatArray]) -> FloatArray | None:
    """Ends of the pelvis line in the picture, shape (2, 2)."""
    if planar.view == "side":
        return None
    for part in ("asis", "psis", "hip"):
        ends = [drawn.get(f"{part}_{side}") for side in SIDES]
        if all(each is not None and np.isfinite(each).all() for each in ends):
            return np.array(ends)
    return None


def _line(kind: str, x: float, y: float, turn: float, reach: float) -> str:
    across, down = reach * math.cos(turn), reach * math.sin(turn)
    return (
        f'<path class="{kind}" d="M{x - across:.1f} {y - down:.1f}'
        f'L{x + across:.1f} {y + down:.1f}"/>'
    )


def _wedge(x: float, y: float, lie: float, error: float, way: int) -> str:
    (x1, y1), (x2, y2) = (
        (x + way * REACH * math.cos(each), y + way * REACH * math.sin(each))
        for each in (lie - error, lie + error)
    )
    return (
        f'<path class="wedge" d="M{x:.1f} {y:.1f}L{x1:.1f} {y1:.1f}'
        f'L{x2:.1f} {y2:.1f}Z"/>'
    )


def _hips(drawn: dict[str, FloatArray]) -> list[str]:
    parts = []
    for side in SIDES:
        place = drawn.get(f"hip_{side}")
        if place is None or not np.isfinite(place).all():
            continue
        x, y = (float(each) for each in place)
        parts.append(shape(side, x, y, 5.5))
        letter = text(say(f"letter.{side}"))
        parts.append(
            f'<text class="hip {side}" x="{x:.1f}" y="{y + 24:.1f}" '
            f'text-anchor="middle">{letter}</text>'
        )
    return parts
