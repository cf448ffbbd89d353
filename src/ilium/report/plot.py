"""Plots as SVG, written by the server: small, styled by the page's own tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.report.escape import text
from ilium.report.scale import Scale, extent, tick_label, ticks

WIDTH, HEIGHT = 360.0, 212.0
LETTER, WORD_ROWS, ROW = 6.2, 5, 12.0
SHORT = 3
"""Letters of a unit that fit beside the number of a tick."""
LEFT, RIGHT, TOP, BOTTOM = 54.0, 14.0, 10.0, 36.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """One curve; `style` is a class of the style sheet, such as ``right thin``."""

    x: FloatArray
    y: FloatArray
    style: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Band:
    """An area between two curves; `style` is a class too, such as ``left sd``."""

    x: FloatArray
    low: FloatArray
    high: FloatArray
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An upright line at one moment, with a short word."""

    x: float
    word: str
    style: str = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Numbers, or `words`, ready to read."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chart:
    """A plot with everything it needs to be read, heard or printed.

    Parameters
    ----------
    key
        Identifier on the page, unique.
    title
        What is plotted.
    unit
        Unit of the upright axis.
    sentence
        One sentence that says what the plot shows.
    table
        Its numbers.
    x_title
        Title of the level axis, with its unit.
    clock
        ``cycle`` (0 to 100 % of a repetition) or ``time`` [s]: what the cursor follows.
    lines, bands, marks
        What is drawn.
    x_range
        Range of the level axis; ``None`` for that of the lines.
    y_range
        Range of the upright axis; ``None`` for that of what is drawn.
    cursors
        Whose moment is shown: one line for each side that has its own repetitions.
    least
        Smallest height of the upright axis, so that noise does not look like movement.
    """

    key: str
    title: str
    unit: str
    sentence: str
    table: Table
    x_title: str
    clock: str
    lines: tuple[Line, ...]
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    cursors: tuple[SideOrBoth, ...] = ("both",)
    least: float = 0.0

    @property
    def heading(self) -> str:
        """Title, with the unit where it is too long to stand beside a number."""
        return self.title if len(self.unit) <= SHORT else f"{self.title} ({self.unit})"

    @property
    def svg(self) -> str:
        """The plot."""
        return draw(self)


def draw(chart: Chart) -> str:
    """Draw a chart as one SVG element.

    Parameters
    ----------
    chart
        What to draw.

    Returns
    -------
    str
        SVG without scripts, styles or addresses.
    """
    across, up = _scales(chart)
    marks, rows = _marks(chart, across)
    head = ROW * rows
    frame = (
        f'<svg class="plot" viewBox="0 {-head:g} {WIDTH:g} {HEIGHT + head:g}" '
        'role="img" '
        f'aria-labelledby="{chart.key}-t {chart.key}-s" '
        f'data-clock="{chart.clock}" data-x="{across.start:g} {across.end:g}" '
        f'data-range="{across.low:.6g} {across.high:.6g}">'
    )
    parts = [
        frame,
        *_grid(chart, across, up),
        *(_area(band, across, up) for band in chart.bands),
        *marks,
        *(_curve(line, across, up) for line in chart.lines),
        *_cursors(chart),
        "</svg>",
    ]
    return "".join(parts)


def _scales(chart: Chart) -> tuple[Scale, Scale]:
    x_range = chart.x_range or extent([line.x for line in chart.lines])
    curves = [line.y for line in chart.lines]
    curves += [edge for band in chart.bands for edge in (band.low, band.high)]
    low, high = chart.y_range or extent(curves, chart.least)
    across = Scale(x_range[0], x_range[1], LEFT, WIDTH - RIGHT)
    return across, Scale(low, high, HEIGHT - BOTTOM, TOP)


def _grid(chart: Chart, across: Scale, up: Scale) -> list[str]:
    right, foot = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = []
    marks = ticks(up.low, up.high, 4)
    for value in marks:
        y = up.at(value)
        unit = _tick_unit(chart.unit, last=value == marks[-1])
        kind = "zero" if value == 0 else "grid"
        parts.append(f'<path class="{kind}" d="M{LEFT:g} {y:.1f}H{right:g}"/>')
        parts.append(
            f'<text class="tick" x="{LEFT - 6:g}" y="{y + 4:.1f}" '
            f'text-anchor="end">{tick_label(value)}{unit}</text>'
        )
    for value in ticks(across.low, across.high, 5):
        x = across.at(value)
        parts.append(
            f'<text class="tick" x="{x:.1f}" y="{foot + 15:g}" '
            f'text-anchor="middle">{tick_label(value)}</text>'
        )
    parts.append(f'<path class="axis" d="M{LEFT:g} {foot:g}H{right:g}"/>')
    parts.append(
        f'<text class="tick" x="{right:g}" y="{HEIGHT - 4:g}" '
        f'text-anchor="end">{text(chart.x_title)}</text>'
    )
    return parts


def _tick_unit(unit: str, *, last: bool) -> str:
    if unit == "°":
        return unit
    return f" {text(unit)}" if last and len(unit) <= SHORT else ""


def _points(x: FloatArray, y: FloatArray, across: Scale, up: Scale) -> FloatArray:
    return np.round(np.column_stack([across(x), up(y)]), 1)


def path(points: FloatArray) -> str:
    """Path data through points, broken where one is NaN.

    >>> path(np.array([[0.0, 1.0], [2.0, 3.0], [np.nan, 0.0], [4.0, 5.0]]))
    'M0 1L2 3M4 5'
    """
    parts, pen = [], "M"
    finite = np.isfinite(points.sum(axis=1)).tolist()
    for (x, y), seen in zip(points.tolist(), finite, strict=True):
        if seen:
            parts.append(f"{pen}{x:g} {y:g}")
        pen = "L" if seen else "M"
    return "".join(parts)


def _curve(line: Line, across: Scale, up: Scale) -> str:
    drawn = path(_points(line.x, line.y, across, up))
    return f'<path class="curve {line.style}" d="{drawn}"/>' if drawn else ""


def _area(band: Band, across: Scale, up: Scale) -> str:
    seen = np.isfinite(band.low) & np.isfinite(band.high)
    if not seen.any():
        return ""
    low = _points(band.x[seen], band.low[seen], across, up)
    high = _points(band.x[seen], band.high[seen], across, up)
    return (
        f'<path class="area {band.style}" d="{path(np.vstack([low, high[::-1]]))}Z"/>'
    )


def _marks(chart: Chart, across: Scale) -> tuple[list[str], int]:
    """Upright lines with their words above the drawing, and the rows these need.

    From the last to the first: a word takes the lowest row in which no later line
    passes, and its own line ends there, so that no line strikes a word.
    """
    clear = [WIDTH] * WORD_ROWS
    parts, most = [], 0
    for mark in sorted(chart.marks, key=lambda each: -each.x):
        x, width = across.at(mark.x), LETTER * len(mark.word)
        start = x + 3 if x + 3 + width <= WIDTH else x - 3 - width
        row = next((n for n in range(WORD_ROWS) if start + width <= clear[n]), None)
        top = TOP
        if mark.word and row is not None:
            clear = [
                min(x, start, end) if n <= row else end for n, end in enumerate(clear)
            ]
            most, top = max(most, row + 1), TOP - ROW * (row + 1)
            parts.append(
                f'<text class="word" x="{start:.1f}" y="{top + ROW - 3:g}">'
                f"{text(mark.word)}</text>"
            )
        parts.append(
            f'<path class="{mark.style}" d="M{x:.1f} {top:g}V{HEIGHT - BOTTOM:g}"/>'
        )
    return parts, most


def _cursors(chart: Chart) -> list[str]:
    return [
        f'<path class="cursor {side}" data-side="{side}" visibility="hidden" '
        f'd="M0 {TOP:g}V{HEIGHT - BOTTOM:g}"/>'
        for side in chart.cursors
    ]
