"""One signal over 0 to 100 % of a repetition: each repetition, mean and spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray
from ilium.findings.naming import event_words
from ilium.findings.numbers import digits, fixed, unit_words
from ilium.findings.proof import repetitions_of
from ilium.findings.sentences import capital
from ilium.findings.words import count, join, say
from ilium.report.cycles import PERCENT, Cycles, lay_over
from ilium.report.plot import Band, Chart, Line, Mark, Table
from ilium.units import in_unit

MOST_THIN = 12
"""Repetitions drawn one by one; with more, mean and spread say enough."""
LEAST = {"deg": 20.0}
SEEN_ENOUGH = 2.0
"""Share of a repetition without a value that needs no word [%]."""
ROWS = slice(None, None, 10)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curves:
    """A signal of one or both sides.

    Parameters
    ----------
    key, title, positive
        Place on the page, what it is, and what positive means.
    unit, display
        SI unit of the values, and the unit that people read.
    sides
        ``left``, ``right`` or ``both`` to values over time; a side without a single
        finite value is left out.
    """

    key: str
    title: str
    positive: str
    unit: str
    display: str
    sides: Mapping[SideOrBoth, FloatArray]


def curve_chart(curves: Curves, time: FloatArray, movement: Movement) -> Chart | None:
    """Plot a signal over its repetitions, or over time where there are none.

    Parameters
    ----------
    curves
        The signal.
    time
        Clock [s].
    movement
        Its repetitions.

    Returns
    -------
    Chart or None
        ``None`` where no repetition holds a value.
    """
    factor = in_unit(1.0, curves.unit, curves.display)
    scaled: dict[SideOrBoth, FloatArray] = {
        side: values * factor
        for side, values in curves.sides.items()
        if np.isfinite(values).any()
    }
    if not scaled:
        return None
    if not movement.repetitions:
        return _over_time(curves, scaled, time)
    cycles: dict[SideOrBoth, Cycles] = {
        side: lay_over(time, values, _reps(movement, side))
        for side, values in scaled.items()
    }
    cycles = {key: cycles[key] for key in cycles if cycles[key].n}
    if not cycles:
        return None
    return Chart(
        key=curves.key,
        title=curves.title,
        unit=unit_words(curves.display).strip() or curves.display,
        sentence=_sentence(curves, cycles),
        table=_table(curves, cycles),
        x_title=say("chart.percent"),
        clock="cycle",
        x_range=(0.0, 100.0),
        cursors=_owners(movement, tuple(cycles)),
        lines=tuple(
            line for side, each in cycles.items() for line in _lines(side, each)
        ),
        bands=tuple(
            Band(
                x=PERCENT,
                low=each.mean - each.sd,
                high=each.mean + each.sd,
                style=f"{side} sd",
            )
            for side, each in cycles.items()
            if each.n > 1
        ),
        marks=_marks(movement, tuple(cycles)),
        least=LEAST.get(curves.display, 0.0),
    )


def _owners(
    movement: Movement, sides: tuple[SideOrBoth, ...]
) -> tuple[SideOrBoth, ...]:
    shared = all(each.side == "both" for each in movement.repetitions)
    return ("both",) if shared else sides


def _reps(movement: Movement, side: SideOrBoth) -> list[Repetition]:
    if side != "both":
        return repetitions_of(movement, side)
    return [each for each in movement.repetitions if each.complete]


def _lines(side: str, cycles: Cycles) -> list[Line]:
    thin = []
    if 1 < cycles.n <= MOST_THIN:
        thin = [
            Line(x=PERCENT[::2], y=each[::2], style=f"{side} thin")
            for each in cycles.curves
        ]
    return [*thin, Line(x=PERCENT, y=cycles.mean, style=side)]


def _marks(movement: Movement, sides: tuple[str, ...]) -> tuple[Mark, ...]:
    repetitions = [each for each in movement.repetitions if each.complete]
    if len(sides) > 1 and any(each.side != "both" for each in repetitions):
        return ()
    names = dict.fromkeys(name for each in repetitions for name in each.events)
    marks = []
    for name in names:
        places = [
            100.0 * (each.events[name] - each.start) / (each.end - each.start)
            for each in repetitions
            if name in each.events
        ]
        place = float(np.mean(places))
        if 1.0 < place < 99.0:
            marks.append(Mark(x=place, word=event_words(name)))
    return tuple(sorted(marks, key=lambda each: each.x))


def _sentence(curves: Curves, cycles: Mapping[SideOrBoth, Cycles]) -> str:
    parts = []
    for side, each in cycles.items():
        low, high = float(np.nanmin(each.mean)), float(np.nanmax(each.mean))
        unit = unit_words(curves.display)
        parts.append(
            say(
                "chart.span",
                side=_before(side),
                low=f"{digits(low, curves.display)}{unit}",
                high=f"{digits(high, curves.display)}{unit}",
            )
        )
    positive = (
        f"{say('chart.positive', words=curves.positive)} " if curves.positive else ""
    )
    share = max(100.0 * float(np.isnan(each.mean).mean()) for each in cycles.values())
    unseen = (
        f" {say('chart.unseen', share=round(share))}" if share > SEEN_ENOUGH else ""
    )
    counts = dict.fromkeys(count(each.n, "repetition") for each in cycles.values())
    once = all(each.n == 1 for each in cycles.values())
    key = "chart.once" if once else "chart.mean"
    ranges = capital(join(parts)) if once else join(parts)
    return f"{positive}{say(key, ranges=ranges, n=' | '.join(counts))}{unseen}"


def _table(curves: Curves, cycles: Mapping[SideOrBoth, Cycles]) -> Table:
    head = [say("chart.percent")]
    columns = []
    for side, each in cycles.items():
        name = _before(side)
        head += [say("chart.column_mean", side=name), say("chart.column_sd", side=name)]
        columns += [each.mean[ROWS], each.sd[ROWS]]
    rows = [
        (f"{percent:g}", *(digits(value, curves.display, more=1) for value in row))
        for percent, row in zip(PERCENT[ROWS], np.column_stack(columns), strict=True)
    ]
    return Table(head=tuple(head), rows=tuple(rows))


def _before(side: SideOrBoth) -> str:
    """Side in front of a number; empty for the body as a whole."""
    return "" if side == "both" else f"{say(f'side_word.{side}')} "


def _over_time(
    curves: Curves, scaled: Mapping[SideOrBoth, FloatArray], time: FloatArray
) -> Chart | None:
    scaled = {key: scaled[key] for key in scaled if np.isfinite(scaled[key]).any()}
    if not scaled:
        return None
    every = max(time.size // 400, 1)
    unit = unit_words(curves.display)
    ranges = [
        say(
            "chart.span",
            side=_before(side),
            low=f"{digits(float(np.nanmin(each)), curves.display)}{unit}",
            high=f"{digits(float(np.nanmax(each)), curves.display)}{unit}",
        )
        for side, each in scaled.items()
    ]
    rows = [
        (
            fixed(float(moment), 2),
            *(digits(float(each), curves.display, more=1) for each in row),
        )
        for moment, row in zip(
            time[:: max(time.size // 20, 1)],
            np.column_stack(list(scaled.values()))[:: max(time.size // 20, 1)],
            strict=True,
        )
    ]
    return Chart(
        key=curves.key,
        title=curves.title,
        unit=unit.strip() or curves.display,
        sentence=f"{say('chart.positive', words=curves.positive)} {join(ranges)}.",
        table=Table(
            head=(say("chart.seconds"), *(say(f"side_word.{each}") for each in scaled)),
            rows=tuple(rows),
        ),
        x_title=say("chart.seconds"),
        clock="time",
        lines=tuple(
            Line(x=time[::every], y=each[::every], style=side)
            for side, each in scaled.items()
        ),
        x_range=(float(time[0]), float(time[-1])),
        least=LEAST.get(curves.display, 0.0),
    )
