"""Four plots on the same weeks: pelvis, load and repetitions, pain, own activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ilium.catalogue import kind_of
from ilium.findings.naming import title_of
from ilium.findings.numbers import digits, unit_words, write
from ilium.findings.words import say
from ilium.programme.history import History, SessionLog
from ilium.programme.retest import Followed
from ilium.progress.change import Occasion
from ilium.report.plot import Chart, Line, Table
from ilium.units import in_unit

Row = tuple[float, float]
DAYS = 7.0


def progress_charts(history: History, found: Followed | None) -> list[Chart]:
    """Plot what a history holds over its weeks.

    Parameters
    ----------
    history
        Of one person.
    found
        The measure that is followed; ``None`` without a check.

    Returns
    -------
    list of Chart
        Only those with something to show, all over the same weeks.
    """
    days = _days(history)
    if not days:
        return []
    start = min(days)
    end = max(_week(start, max(days)), 1.0)
    charts = [_work(history, start, end), *_said(history, start, end)]
    if found is not None:
        charts.insert(0, _pelvis(found, start, end))
    return [each for each in charts if each.lines]


def _days(history: History) -> list[dt.date]:
    rows = (*history.checks, *history.sessions, *history.goals, *history.weeks)
    return [each.date for each in rows]


def _week(start: dt.date, day: dt.date) -> float:
    return (day - start).days / DAYS


def _pelvis(found: Followed, start: dt.date, end: float) -> Chart:
    kind = kind_of(found.measure)
    factor = in_unit(1.0, kind.unit, kind.display)
    lines: list[Line] = []
    rows: list[tuple[str, ...]] = []
    for side, occasions in found.sides.items():
        points = [(_week(start, each.date), each.value * factor) for each in occasions]
        lines += _course(points, side)
        lines += [_whisker(each, start, factor, side) for each in occasions]
        rows += [
            (
                f"{_week(start, each.date):.0f}",
                say(f"side.{side}"),
                write(each.value * factor, kind.display, each.half_width * factor),
            )
            for each in occasions
        ]
    return _chart(
        "pelvis",
        title=title_of(kind),
        unit=unit_words(kind.display).strip() or kind.display,
        end=end,
        lines=lines,
        table=Table(head=_head("side", "value"), rows=tuple(rows), words=True),
    )


def _whisker(each: Occasion, start: dt.date, factor: float, side: str) -> Line:
    week = _week(start, each.date)
    around = each.half_width * factor
    value = each.value * factor
    return Line(
        x=np.array([week, week]),
        y=np.array([value - around, value + around]),
        style=f"{side} whisker",
    )


def _work(history: History, start: dt.date, end: float) -> Chart:
    weeks: dict[int, list[SessionLog]] = {}
    for each in history.sessions:
        weeks.setdefault(int(_week(start, each.date)), []).append(each)
    counted = [
        (week, _repetitions(logs), _heaviest(logs)) for week, logs in weeks.items()
    ]
    load = [(float(week), most) for week, _, most in counted if most > 0.0]
    return _chart(
        "work",
        title=say("progress.work"),
        unit="",
        end=end,
        lines=[
            *_course([(float(week), reps) for week, reps, _ in counted], ""),
            *_course(load, "second"),
        ],
        table=Table(
            head=_head("repetitions", "load"),
            rows=tuple(
                (str(week), digits(reps, "count"), write(most, "kg"))
                for week, reps, most in counted
            ),
        ),
    )


def _repetitions(logs: Sequence[SessionLog]) -> float:
    return float(sum(row.sets * (row.reps or 0) for each in logs for row in each.rows))


def _heaviest(logs: Sequence[SessionLog]) -> float:
    return max((row.load for each in logs for row in each.rows), default=0.0)


def _said(history: History, start: dt.date, end: float) -> list[Chart]:
    """Pain, then own activities with confidence: both from 0 to 10."""
    pain = {
        "during": [
            (_week(start, each.date), each.pain_during)
            for each in history.sessions
            if each.pain_during is not None
        ],
        "morning": [
            (_week(start, each.date), each.pain_next_morning)
            for each in history.sessions
            if each.pain_next_morning is not None
        ],
    }
    own = {
        name: [
            (_week(start, each.date), float(value))
            for each in history.goals
            if (value := getattr(each, name)) is not None
        ]
        for name in ("able", "confident")
    }
    return [_two("pain", pain, end), _two("own", own, end)]


def _two(key: str, courses: dict[str, list[Row]], end: float) -> Chart:
    styles = ("", "second")
    rows = sorted(
        (week, name, value)
        for name, points in courses.items()
        for week, value in points
    )
    return _chart(
        key,
        title=say(f"progress.{key}"),
        unit="",
        end=end,
        y_range=(0.0, 10.0),
        lines=[
            line
            for (points, style) in zip(courses.values(), styles, strict=True)
            for line in _course(points, style)
        ],
        table=Table(
            head=_head("asked", "value"),
            rows=tuple(
                (f"{week:.0f}", say(f"progress.{name}"), digits(value, "count"))
                for week, name, value in rows
            ),
            words=True,
        ),
    )


def _course(points: Sequence[tuple[float, float]], style: str) -> list[Line]:
    """A line through points, and a dot at each."""
    if not points:
        return []
    x, y = (np.array(each) for each in zip(*points, strict=True))
    dots = [
        Line(x=np.array([a, a]), y=np.array([b, b]), style=f"{style} point".strip())
        for a, b in zip(x, y, strict=True)
    ]
    return [Line(x=x, y=y, style=style), *dots]


def _head(*words: str) -> tuple[str, ...]:
    return (say("progress.week"), *(say(f"progress.head_{each}") for each in words))


def _chart(
    key: str,
    *,
    title: str,
    unit: str,
    end: float,
    lines: list[Line],
    table: Table,
    y_range: tuple[float, float] | None = None,
) -> Chart:
    return Chart(
        key=f"progress-{key}",
        title=title,
        unit=unit,
        sentence=say(f"progress.sentence_{key}"),
        table=table,
        x_title=say("progress.weeks"),
        clock="weeks",
        x_range=(-0.2, end + 0.2),
        lines=tuple(lines),
        cursors=(),
        y_range=y_range,
    )
