"""Two segments against each other, and how repeatably, over 0 to 100 %."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.findings.numbers import digits
from ilium.findings.sentences import capital
from ilium.findings.words import join, say
from ilium.report.cycles import PERCENT
from ilium.report.plot import Band, Chart, Line, Table
from ilium.units import degrees
from ilium.variability.couples import Couple
from ilium.variability.result import Coupled

ROWS = slice(None, None, 10)
MOST_DRAWN = 24
"""Repetitions drawn one by one; more would hide each other."""


def angle_chart(couple: Couple, sides: Mapping[SideOrBoth, Coupled]) -> Chart:
    """Angle–angle plot of all repetitions.

    Parameters
    ----------
    couple
        What is plotted against what.
    sides
        Its repetitions by side.

    Returns
    -------
    Chart
        The proximal segment across, the distal one up, in degrees.
    """
    lines = [
        Line(x=degrees(first), y=degrees(second), style=f"{side} thin")
        for side, each in sides.items()
        for first, second in list(zip(each.proximal, each.distal, strict=True))[
            :MOST_DRAWN
        ]
    ]
    means = {
        side: (degrees(each.proximal.mean(axis=0)), degrees(each.distal.mean(axis=0)))
        for side, each in sides.items()
    }
    lines += [Line(x=x, y=y, style=side) for side, (x, y) in means.items()]
    names = _names(couple)
    return Chart(
        key=f"angle-{couple.name.replace('_', '-')}",
        title=capital(say("variability.angle_title", **names)),
        unit="°",
        sentence=say("variability.angle_sentence", **names),
        table=Table(
            head=(
                say("chart.percent"),
                *(
                    _column(side, name)
                    for side in means
                    for name in (names["proximal"], names["distal"])
                ),
            ),
            rows=tuple(
                (
                    f"{100 * row / (next(iter(means.values()))[0].size - 1):g}",
                    *(
                        digits(float(curve[row]), "deg", 1)
                        for pair in means.values()
                        for curve in pair
                    ),
                )
                for row in range(0, next(iter(means.values()))[0].size, 10)
            ),
        ),
        x_title=f"{capital(names['proximal'])} (°)",
        clock="none",
        lines=tuple(lines),
        cursors=(),
        least=5.0,
    )


def coupling_chart(couple: Couple, sides: Mapping[SideOrBoth, Coupled]) -> Chart:
    """Coupling-angle variability over the repetition with its interval.

    Parameters
    ----------
    couple
        Which couple.
    sides
        Its vector coding by side.

    Returns
    -------
    Chart
        In degrees, left over right.
    """
    first = next(iter(sides.values())).coding
    at = (np.arange(first.corrected.size) + 0.5) * 100.0 / first.corrected.size
    curves = {side: each.coding for side, each in sides.items()}
    names = _names(couple)
    means = [
        say(
            "variability.chart_mean",
            side="" if side == "both" else f"{say(f'side_word.{side}')} ",
            value=f"{digits(degrees(each.variability.value), 'deg', 1)}°",
        )
        for side, each in curves.items()
    ]
    return Chart(
        key=f"coupling-{couple.name.replace('_', '-')}",
        title=say("variability.coupling_title", **names),
        unit="°",
        sentence=say("variability.coupling_sentence", means=join(means)),
        table=Table(
            head=(
                say("chart.percent"),
                *(_column(side, word) for side in curves for word in _words()),
            ),
            rows=tuple(
                (
                    f"{at[row]:.0f}",
                    *(
                        digits(float(degrees(curve[row])), "deg", 1)
                        for each in curves.values()
                        for curve in (each.corrected, each.low, each.high)
                    ),
                )
                for row in range(at.size)[ROWS]
            ),
        ),
        x_title=say("chart.percent"),
        clock="cycle",
        x_range=(float(PERCENT[0]), float(PERCENT[-1])),
        cursors=tuple(sides),
        lines=tuple(
            Line(x=at, y=degrees(each.corrected), style=side)
            for side, each in curves.items()
        ),
        bands=tuple(
            Band(
                x=at,
                low=degrees(each.low),
                high=np.minimum(degrees(each.high), LARGEST),
                style=f"{side} sd",
            )
            for side, each in curves.items()
        ),
        least=10.0,
    )


LARGEST = float(degrees(np.sqrt(2.0)))
"""Largest angular deviation [deg]."""


def _words() -> list[str]:
    return [say(f"variability.curve_{each}") for each in ("value", "low", "high")]


def _names(couple: Couple) -> dict[str, str]:
    return {
        "proximal": signal_words(couple.proximal),
        "distal": signal_words(couple.distal),
    }


def signal_words(name: str) -> str:
    """``pelvis_frontal`` as people read it."""
    part, plane = name.rsplit("_", 1)
    return say(
        "variability.signal", part=say(f"segment.{part}"), plane=say(f"plane.{plane}")
    )


def _column(side: str, word: str) -> str:
    return word if side == "both" else f"{say(f'side.{side}')}: {word}"
