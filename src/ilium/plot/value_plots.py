"""Measures by one call: left and right with their errors, the usual range behind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ilium.errors import InputError, UnknownNameError
from ilium.findings.error import half_width
from ilium.findings.naming import title_of
from ilium.findings.numbers import unit_words
from ilium.findings.pairs import Pair, pair_up
from ilium.findings.rules import speaking_order
from ilium.pipeline import Analysis
from ilium.plot.style import SHAPES, colour, dress, pyplot, shown_once, tokens
from ilium.units import in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 8
"""Measures that are shown where none are named."""
SHIFT: Final = 0.14
"""How far left and right stand from the middle of their row."""


def measures(
    analysis: Analysis, names: Sequence[str] | str | None = None, *, dark: bool = False
) -> Figure:
    """Plot measures of both sides with their errors.

    Parameters
    ----------
    analysis
        What one run computed.
    names
        Measures; ``None`` for the most telling ones of the movement.
    dark
        Whether it stands on a dark page.

    Returns
    -------
    Figure
        Of matplotlib: one row a measure; left circles, right triangles, whiskers the
        error, grey the usual range where one is known.

    Raises
    ------
    UnknownNameError
        With the nearest measure that exists.
    InputError
        Where nothing was measured, or matplotlib is not installed.
    """
    pairs = pair_up(analysis.measures, analysis.norms)
    chosen = _chosen(pairs, names, analysis.movement.task)
    plt = pyplot()
    figure, grid = plt.subplots(
        len(chosen),
        1,
        figsize=(6.4, 0.9 * len(chosen) + 0.4),
        squeeze=False,
        layout="constrained",
    )
    for axes, pair in zip(grid.flat, chosen, strict=True):
        _row(axes, pair, dark=dark)
    shown_once(figure)
    return figure


def _chosen(
    pairs: dict[str, Pair], names: Sequence[str] | str | None, task: str
) -> list[Pair]:
    if names is None:
        order = [each for each in speaking_order(task) if each in pairs]
        order += [each for each in pairs if each not in order]
        found = [pairs[each] for each in order[:MOST]]
        if not found:
            problem = "The recording gave no measure."
            raise InputError(problem, "See analysis.issues for the reasons.")
        return found
    wanted = [names] if isinstance(names, str) else list(names)
    for each in wanted:
        if each not in pairs:
            raise UnknownNameError.among("measure", each, pairs)
    return [pairs[each] for each in wanted]


def _row(axes: Axes, pair: Pair, *, dark: bool) -> None:
    shown, display = tokens(dark=dark), pair.kind.display
    dress(axes, dark=dark)
    axes.grid(visible=False)
    if pair.reference is not None:
        low, high = (
            in_unit(x, pair.reference.unit, display)
            for x in (pair.reference.low, pair.reference.high)
        )
        axes.axvspan(
            low if math.isfinite(low) else -1e6,
            high if math.isfinite(high) else 1e6,
            color=shown["band-usual"],
            zorder=0,
        )
    points: list[float] = []
    for side, measure in pair.sides.items():
        height = {"left": SHIFT, "right": -SHIFT}.get(side, 0.0)
        value, error = (
            in_unit(x, measure.unit, display)
            for x in (measure.value, half_width(measure))
        )
        around = error if math.isfinite(error) else 0.0
        points += [value - around, value + around]
        axes.errorbar(
            [value],
            [height],
            xerr=[[around], [around]],
            color=colour(side, dark=dark),
            marker=SHAPES[side]["marker"] or "s",
            markersize=8,
            capsize=3,
            linestyle="",
        )
    seen = [each for each in (*points, 0.0) if math.isfinite(each)]
    room = 0.08 * (max(seen) - min(seen) or 1.0)
    axes.set_xlim(min(seen) - room, max(seen) + room)
    axes.set_ylim(-0.5, 0.5)
    axes.set_yticks([])
    title = f"{title_of(pair.kind)}{_unit(display)}"
    axes.set_title(
        title, fontsize="small", loc="left", color=shown["ink"], parse_math=False
    )


def _unit(display: str) -> str:
    unit = unit_words(display).strip()
    return f", {unit}" if unit else ""
