"""Signals read at moments and over stretches of a repetition."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.cycles import at_times
from ilium.stability.definitions import BY_NAME, SignalKind
from ilium.stability.emit import measured
from ilium.stability.instants import moments, stance_of
from ilium.stability.plan import PLANS, name_of, readings
from ilium.stability.points import MOMENTS, NOT_REACHED
from ilium.stability.press import foot_flags
from ilium.stability.setup import Setup
from ilium.stability.trunk import trunk_source

Span = tuple[float, float]


def read_signals(
    setup: Setup, repetition: Repetition, common: float
) -> Iterator[Measure]:
    """Yield every signal of one repetition, wherever its movement's plan reads it.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.
    common
        Depth that both sides reach [rad].

    Yields
    ------
    Measure
        Of the repetition's side; in movements on both legs, signals of a leg once for
        each leg.
    """
    plan = PLANS.get(setup.movement.task, PLANS["other"])
    sides: tuple[SideOrBoth, ...] = (
        ("both", *SIDES) if repetition.side == "both" else (repetition.side,)
    )
    pages = {side: Page(setup, repetition, side, common) for side in sides}
    for signal, point, from_standing in readings(plan):
        if (signal == "lumbar_flexion") != setup.lumbar and signal in _SPINE:
            continue
        kind = BY_NAME[signal]
        both = repetition.side == "both" and kind.sided
        for side in SIDES if both else (repetition.side,):
            value, flags = pages[side].read(kind, point, from_standing=from_standing)
            name = name_of(signal, point, from_standing=from_standing)
            yield measured(setup, repetition, side, name, value, *flags)


_SPINE = ("lumbar_flexion", "thorax_on_pelvis_flexion")


class Page:
    """Every signal of one repetition and side, read once for all measures."""

    def __init__(
        self, setup: Setup, repetition: Repetition, side: SideOrBoth, common: float
    ) -> None:
        self._setup = setup
        self._side: SideOrBoth = side
        self._spans = _spans(setup, repetition)
        self._times = moments(setup, repetition, side, common)
        when = np.array([self._times.get(each, math.nan) for each in MOMENTS])
        self._rows = at_times(setup.time, setup.matrix, when)
        self._stretches = {
            span: _extremes(setup.matrix[setup.within(*span)])
            for span in set(self._spans.values())
            if math.isfinite(span[0] + span[1])
        }

    def read(
        self, kind: SignalKind, point: str, *, from_standing: bool
    ) -> tuple[float, tuple[str, ...]]:
        """Value of a signal and what has to be said about it.

        Parameters
        ----------
        kind
            The signal.
        point
            A key of `ilium.stability.points.POINTS`.
        from_standing
            Take quiet standing off.

        Returns
        -------
        tuple
            Value [SI] and flags; NaN with the reason where not measured.
        """
        setup = self._setup
        key = setup.key(kind.name, self._side)
        zero = setup.standing.values.get(key, math.nan) if from_standing else 0.0
        column = setup.column[key]
        if point in MOMENTS:
            value = float(self._rows[MOMENTS.index(point), column]) - zero
        else:
            value = self._stretch(kind, point, column, zero)
        if math.isfinite(value):
            standing = (setup.standing.flag,) if from_standing else ()
            return value, (*standing, *_remarks(setup, kind, self._side))
        return math.nan, (self._reason(kind, point, column, zero),)

    def _stretch(self, kind: SignalKind, point: str, column: int, zero: float) -> float:
        found = self._stretches.get(self._spans[point])
        if found is None:
            return math.nan
        low, high, mean = (float(each[column]) for each in found)
        if point == "excursion":
            return high - low
        if point in ("mean", "lowest"):
            return (mean if point == "mean" else low) - zero
        if kind.two_sided and abs(low - zero) > abs(high - zero):
            return low - zero
        return high - zero

    def _reason(self, kind: SignalKind, point: str, column: int, zero: float) -> str:
        if not np.isfinite(self._setup.matrix[:, column]).any():
            return kind.missing
        if point in MOMENTS and not math.isfinite(self._times.get(point, math.nan)):
            return NOT_REACHED.get(point, "event-not-found")
        if point not in MOMENTS and self._spans[point] not in self._stretches:
            return "event-not-found"
        if not math.isfinite(zero):
            source = self._setup.standing.source
            return "no-standing-heading" if source else "no-quiet-standing"
        return "gap"


def _spans(setup: Setup, repetition: Repetition) -> dict[str, Span]:
    whole = (repetition.start, repetition.end)
    contact = repetition.events.get("initial_contact", math.nan)
    off = repetition.events.get("take_off", math.nan)
    landing = repetition.events.get("landing", math.nan)
    gait = setup.movement.task in ("walk", "run")
    return {
        "peak": stance_of(repetition) if gait else whole,
        "lowest": whole,
        "mean": whole,
        "excursion": whole,
        "contact_peak": (contact, off),
        "landing_peak": (landing, repetition.end),
    }


def _extremes(rows: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    seen = np.isfinite(rows)
    count = seen.sum(axis=0)
    mean = np.where(seen, rows, 0.0).sum(axis=0) / np.where(count, count, np.nan)
    return np.fmin.reduce(rows), np.fmax.reduce(rows), mean


def _remarks(setup: Setup, kind: SignalKind, side: SideOrBoth) -> tuple[str, ...]:
    if (
        kind.missing == "no-trunk-markers"
        and trunk_source(setup.kinematics) != "thorax"
    ):
        return ("trunk-from-shoulders",)
    if kind.name == "pressure_along_foot" and side != "both":
        return foot_flags(setup.kinematics, side)
    return ()
