"""Sets done with the live meter: what is planned, what goes into the log."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ilium.app.live.gauges import Gauge
from ilium.conventions import SideOrBoth
from ilium.programme.history import (
    CheckResult,
    CheckValue,
    History,
    Item,
    SessionLog,
    SetLog,
)
from ilium.programme.library import exercise
from ilium.units import DEGREE

SOURCE: Final = "live"
"""Recording of a check that was measured live."""
EVERY: Final = dt.timedelta(days=7)
"""How often a set without gauge counts for progress."""
NORMAL: Final = 1.96

Shown = Literal["full", "after", "guess", "without"]
Degrees = Annotated[float, Field(ge=0.0, le=90.0)]


class DoneSet(BaseModel):
    """One set as the page counted it.

    Parameters
    ----------
    side
        Side that was trained.
    shown
        What the gauge showed: everything, the result after each repetition, the answer
        after an own guess, or nothing; that one counts for progress.
    seconds
        Of a hold [s]; ``None`` where repetitions count.
    largest
        Largest change of the pelvis from standing in each repetition [°].
    zone
        Half-width of the zone [°].
    """

    model_config = ConfigDict(extra="forbid")

    side: SideOrBoth
    shown: Shown
    seconds: Annotated[float, Field(ge=0.0, le=3600.0)] | None = None
    largest: Annotated[list[Degrees], Field(max_length=200)]
    zone: Annotated[float, Field(ge=5.0, le=45.0)]


class DoneSets(BaseModel):
    """Sets of one exercise, to be kept in the client's log."""

    model_config = ConfigDict(extra="forbid")

    exercise: Annotated[str, Field(max_length=8)]
    sets: Annotated[list[DoneSet], Field(min_length=1, max_length=40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """What is to be done today.

    Parameters
    ----------
    sets
        Sets, on each side where the exercise is one-sided.
    reps, seconds
        Of a set; one of them is ``None``.
    counts
        Whether the last set is done without the gauge, and counts for progress.
    """

    sets: int
    reps: int | None
    seconds: int | None
    counts: bool = False


def dose_of(gauge: Gauge, history: History | None, today: dt.date) -> Dose:
    """Dose of an exercise: from the week that was given out, else the library's least.

    Parameters
    ----------
    gauge
        The exercise.
    history
        Of the client; ``None`` for nobody.
    today
        The day.

    Returns
    -------
    Dose
        ``counts`` once a week, where the camera has a measure that is kept.
    """
    kind = exercise(gauge.exercise)
    sets = kind.sets[0]
    amount = kind.amount[0]
    weeks = [] if history is None else [e for e in history.weeks if e.date <= today]
    for row in weeks[-1].rows if weeks else ():
        if row.exercise == gauge.exercise:
            sets, amount = row.sets, row.reps or row.seconds or amount
    return Dose(
        sets=sets,
        reps=None if gauge.timed else amount,
        seconds=amount if gauge.timed else None,
        counts=history is not None and counts_today(gauge, history, today),
    )


def counts_today(gauge: Gauge, history: History, today: dt.date) -> bool:
    """Whether a set without gauge is due: none of this movement for seven days."""
    if not gauge.measure:
        return False
    done = [
        each.date
        for each in history.checks
        if each.recording == SOURCE and each.task == gauge.task
    ]
    return not done or today - max(done) >= EVERY


def items_of(gauge: Gauge, sets: Sequence[DoneSet], today: dt.date) -> list[Item]:
    """What is kept of sets: a row of the log for each, and the check that counts.

    Parameters
    ----------
    gauge
        The exercise.
    sets
        As they were done.
    today
        The day.

    Returns
    -------
    list of Item
        A session, and one check where sets were done without the gauge.
    """
    rows = tuple(_row(gauge, each) for each in sets)
    items: list[Item] = [SessionLog(date=today, rows=rows)]
    blind = [each for each in sets if each.shown == "without" and each.largest]
    if gauge.measure and blind:
        values = tuple(_value(gauge, each) for each in blind)
        items.append(
            CheckResult(date=today, task=gauge.task, values=values, recording=SOURCE)
        )
    return items


def _row(gauge: Gauge, done: DoneSet) -> SetLog:
    count = len(done.largest)
    outside = sum(1 for each in done.largest if each > done.zone)
    judged = gauge.mode != "travel" and count > 0
    kind = exercise(gauge.exercise)
    return SetLog(
        exercise=gauge.exercise,
        sets=1,
        reps=None if gauge.timed else count,
        seconds=done.seconds if gauge.timed else None,
        off_target=outside / count if judged else None,
        contacts=count * kind.contacts,
        side=done.side,
    )


def _value(gauge: Gauge, done: DoneSet) -> CheckValue:
    """Mean of the repetitions' largest changes; its error fills half of the zone."""
    assert gauge.measure
    found = [each * DEGREE for each in done.largest]
    return CheckValue(
        measure=gauge.measure,
        side=done.side,
        value=math.fsum(found) / len(found),
        unit="rad",
        tier="video_b",
        sem=done.zone * DEGREE / NORMAL,
        sd=statistics.stdev(found) if len(found) > 1 else None,
        n=len(found),
    )
