"""One finding as a strip: both sides, their error, the usual range."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.findings.words import say
from ilium.report.escape import text
from ilium.report.scale import Scale, extent, tick_label, ticks

WIDTH, HEIGHT = 360.0, 96.0
LEFT, RIGHT = 30.0, 14.0
FOOT = 68.0
LETTER = 6.2
"""Width of one letter of a zone's word, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value on a strip, in the unit that people read.

    Parameters
    ----------
    side
        ``left``, ``right`` or ``both``.
    value, error
        The number and its ±; the latter NaN where not known.
    """

    side: str
    value: float
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A strip ready to be drawn, in the unit that people read.

    Parameters
    ----------
    key
        Identifier on the page.
    sentence
        What it shows, for those who cannot see it.
    readings
        What was measured.
    usual
        Limits of the usual range; infinite where open, ``None`` without one.
    outer
        Limits of the zones next to it, below and above; empty without any.
    unit
        Unit as written after a number.
    words
        What the two zones are called.
    least
        Smallest width of the axis, so that noise does not look like a finding.
    """

    key: str
    sentence: str
    readings: tuple[Reading, ...]
    usual: tuple[float, float] | None
    outer: tuple[tuple[float, float], ...]
    unit: str
    words: tuple[str, str] = ("", "")
    least: float = 0.0

    @property
    def svg(self) -> str:
        """The strip."""
        return draw(self)


def draw(strip: Strip) -> str:
    """Draw a strip as one SVG element."""
    scale = _scale(strip)
    rows = {"left": 26.0, "right": 48.0, "both": 37.0}
    frame = (
        f'<svg class="strip" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="{text(strip.sentence)}">'
    )
    parts = [
        frame,
        *_zones(strip, scale),
        f'<path class="axis" d="M{LEFT:g} {FOOT:g}H{WIDTH - RIGHT:g}"/>',
        f'<path class="level" d="M{scale.at(0.0):.1f} 12V{FOOT:g}"/>',
        *_numbers(strip, scale),
        *(
            mark
            for reading in strip.readings
            for mark in _mark(reading, scale, rows[reading.side])
        ),
        "</svg>",
    ]
    return "".join(parts)


def _scale(strip: Strip) -> Scale:
    edges = [0.0]
    for reading in strip.readings:
        error = reading.error if math.isfinite(reading.error) else 0.0
        edges += [reading.value - error, reading.value + error]
    for limits in (strip.usual, *strip.outer):
        edges += [each for each in limits or () if math.isfinite(each)]
    low, high = extent([np.array(edges)], strip.least)
    return Scale(low, high, LEFT, WIDTH - RIGHT)


def _zones(strip: Strip, scale: Scale) -> list[str]:
    parts = []
    zones = (
        *((each, "zone-near", strip.words[1]) for each in strip.outer),
        (strip.usual, "zone-usual", strip.words[0]),
    )
    for limits, style, word in zones:
        if limits is None:
            continue
        start, end = scale.at(limits[0]), scale.at(limits[1])
        parts.append(
            f'<rect class="{style}" x="{start:.1f}" y="12" '
            f'width="{max(end - start, 0):.1f}" height="{FOOT - 12:g}"/>'
        )
        if end - start > LETTER * len(word):
            parts.append(
                f'<text class="zone-word" x="{(start + end) / 2:.1f}" y="9" '
                f'text-anchor="middle">{text(word)}</text>'
            )
        parts += [
            f'<path class="edge" d="M{scale.at(limit):.1f} 12V{FOOT + 4:g}"/>'
            for limit in limits
            if math.isfinite(limit)
        ]
    return parts


def _numbers(strip: Strip, scale: Scale) -> list[str]:
    return [
        f'<text class="tick" x="{scale.at(value):.1f}" y="{FOOT + 18:g}" '
        f'text-anchor="middle">{tick_label(value)}{text(strip.unit)}</text>'
        for value in ticks(scale.low, scale.high, 5)
    ]


def _mark(reading: Reading, scale: Scale, y: float) -> list[str]:
    if not math.isfinite(reading.value):
        return []
    x = scale.at(reading.value)
    parts = []
    if math.isfinite(reading.error):
        low = scale.at(reading.value - reading.error)
        high = scale.at(reading.value + reading.error)
        parts.append(
            f'<path class="whisker {reading.side}" d="M{low:.1f} {y - 5:g}v10m0 -5'
            f'H{high:.1f}m0 -5v10"/>'
        )
    parts.append(shape(reading.side, x, y))
    letter = "" if reading.side == "both" else say(f"letter.{reading.side}")
    parts.append(
        f'<text class="side {reading.side}" x="8" y="{y + 5:g}">{letter}</text>'
    )
    return parts


def shape(side: str, x: float, y: float, size: float = 6.5) -> str:
    """Mark of a side: left is a circle, right a triangle, both a diamond."""
    if side == "left":
        return f'<circle class="dot left" cx="{x:.1f}" cy="{y:g}" r="{size:g}"/>'
    s = size * 1.15
    if side == "right":
        drawn = f"M{x:.1f} {y - s:.1f}l{s:.1f} {1.8 * s:.1f}h{-2 * s:.1f}z"
    else:
        drawn = (
            f"M{x:.1f} {y - s:.1f}l{s:.1f} {s:.1f}l{-s:.1f} {s:.1f}l{-s:.1f} {-s:.1f}z"
        )
    return f'<path class="dot {side}" d="{drawn}"/>'
