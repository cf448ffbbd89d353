"""Curves by one call: repetitions, mean, spread, the usual range and events."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ilium.catalogue import kind_of
from ilium.findings.norms import Reference
from ilium.findings.words import say
from ilium.pipeline import Analysis
from ilium.plot.charts import all_charts, chosen_charts
from ilium.plot.style import (
    FAINT,
    MARKERS,
    SHAPES,
    THIN,
    WIDTH,
    colour,
    dress,
    pyplot,
    shown_once,
    tokens,
)
from ilium.report.escape import plain
from ilium.report.plot import Chart, Line
from ilium.report.scale import extent
from ilium.units import in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ACROSS: Final = 3
"""Plots beside each other."""
PLATES: Final = {"second": (0, (4, 2)), "third": (0, (1, 1)), "fourth": "-."}
"""Line styles of further force plates, by the report's words for them."""
SIZE: Final = (4.2, 3.0)
"""Width and height of one plot [inch]."""


def names(analysis: Analysis) -> tuple[str, ...]:
    """Names of every curve that can be plotted of an analysis."""
    return tuple(key.removeprefix("curve-") for key in all_charts(analysis))


def curves(
    analysis: Analysis,
    what: str | Sequence[str] = "pelvis",
    *,
    dark: bool = False,
    usual: bool = True,
) -> Figure:
    """Plot curves of an analysis, as the report does.

    Left is solid with circles, right dashed with triangles; thin lines are single
    repetitions, the band one standard deviation, grey the usual range of other people
    where one is known, upright lines events. With an interactive backend
    (``%matplotlib widget``) the figure can be zoomed and read off.

    Parameters
    ----------
    analysis
        What one run computed.
    what
        ``pelvis``, ``hip``, ``knee``, ``ankle``, ``thorax``, ``stability``,
        ``moments``, ``forces`` …, a signal such as ``pelvic_drop``, or several.
    dark
        Whether it stands on a dark page.
    usual
        Whether to shade the usual range.

    Returns
    -------
    Figure
        Of matplotlib, in units that people read.

    Raises
    ------
    UnknownNameError
        With the nearest name that exists.
    InputError
        Where the recording does not show it, or matplotlib is not installed.
    """
    charts = chosen_charts(analysis, what)
    plt = pyplot()
    columns = min(len(charts), ACROSS)
    rows = -(-len(charts) // columns)
    figure, grid = plt.subplots(
        rows,
        columns,
        figsize=(SIZE[0] * columns, SIZE[1] * rows),
        squeeze=False,
        layout="constrained",
    )
    for axes, chart in zip(grid.flat, charts, strict=False):
        reference = _usual(analysis, chart) if usual else None
        draw(axes, chart, dark=dark, reference=reference)
    for axes in list(grid.flat)[len(charts) :]:
        axes.set_axis_off()
    _legend(figure, list(grid.flat)[: len(charts)], dark=dark)
    shown_once(figure)
    return figure


def draw(
    axes: Axes, chart: Chart, *, dark: bool = False, reference: Reference | None = None
) -> None:
    """Draw one plot of the report into a plot of matplotlib's.

    Parameters
    ----------
    axes
        Where to.
    chart
        What.
    dark
        Whether it stands on a dark page.
    reference
        Usual range to shade; ``None`` for none.
    """
    shown = tokens(dark=dark)
    dress(axes, dark=dark)
    axes.axhline(0.0, color=shown["quiet"], linewidth=THIN)
    for band in chart.bands:
        side = band.style.split()[0]
        low, high = np.asarray(band.low), np.asarray(band.high)
        axes.fill_between(
            band.x, low, high, color=colour(side, dark=dark), alpha=0.18, linewidth=0.0
        )
    for line in chart.lines:
        _line(axes, line, cyclic=chart.clock == "cycle", dark=dark)
    for mark in chart.marks:
        axes.axvline(mark.x, color=shown["quiet"], linewidth=THIN, linestyle=":")
        if mark.word:
            axes.annotate(
                plain(mark.word),
                (mark.x, 1.0),
                xycoords=("data", "axes fraction"),
                xytext=(2, -2),
                textcoords="offset points",
                va="top",
                fontsize="x-small",
                color=shown["quiet"],
                parse_math=False,
            )
    heights = [line.y for line in chart.lines]
    heights += [edge for band in chart.bands for edge in (band.low, band.high)]
    axes.set_ylim(*(chart.y_range or extent(heights, chart.least)))
    if reference is not None:
        _shade(axes, reference, dark=dark)
    unit = f", {chart.unit}" if chart.unit else ""
    axes.set_title(
        f"{plain(chart.title)}{unit}",
        fontsize="medium",
        loc="left",
        color=shown["ink"],
        parse_math=False,
    )
    axes.set_xlabel(chart.x_title)
    if chart.x_range is not None:
        axes.set_xlim(*chart.x_range)


def _line(axes: Axes, line: Line, *, cyclic: bool, dark: bool) -> None:
    side, *more = line.style.split()
    thin = "thin" in more
    shape: dict[str, Any] = dict(SHAPES.get(side, SHAPES["both"]))
    every = max(MARKERS if cyclic else line.x.size // 6, 1)
    if thin:
        shape["marker"] = ""
    shape |= next(({"linestyle": PLATES[x]} for x in more if x in PLATES), {})
    axes.plot(
        line.x,
        line.y,
        color=colour(side, dark=dark),
        linewidth=THIN if thin else WIDTH,
        alpha=FAINT if thin else 1.0,
        markersize=5,
        markevery=every,
        label="_" if thin else side,
        **shape,
    )


def _usual(analysis: Analysis, chart: Chart) -> Reference | None:
    """The range that a measure read from this curve is held against."""
    signal = chart.key.removeprefix("curve-")
    if signal == chart.key:
        return None
    known = {each.name: each for each in analysis.norms.references}
    for each in analysis.measures:
        if each.reference and each.name.startswith(signal):
            return known.get(each.reference)
    return None


def _shade(axes: Axes, reference: Reference, *, dark: bool) -> None:
    display = kind_of(reference.measure).display
    low, high = axes.get_ylim()
    ends = [
        in_unit(value, reference.unit, display) if math.isfinite(value) else other
        for value, other in ((reference.low, low), (reference.high, high))
    ]
    shown = tokens(dark=dark)
    axes.axhspan(
        ends[0],
        ends[1],
        color=shown["band-usual"],
        zorder=0,
        label=say("exchange.usual", title=reference.title),
    )
    axes.set_ylim(low, high)


def _legend(figure: Figure, plots: Sequence[Axes], *, dark: bool) -> None:
    """Say once below the figure what lines and bands are."""
    kept: dict[str, Any] = {}
    for axes in plots:
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            word = say(f"side_word.{label}") if label in SHAPES else label
            kept.setdefault(word, handle)
    if set(kept) <= {say("side_word.both")}:
        return
    figure.legend(
        kept.values(),
        kept.keys(),
        loc="outside lower center",
        ncols=3,
        frameon=False,
        fontsize="small",
        labelcolor=tokens(dark=dark)["ink"],
    )
