"""Every signal of one repetition and side, read at moments and over stretches."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.measure import FORESHORTENED, SEEN_IN_PART
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.maths.cycles import at_times
from ilium.stability.definitions import SignalKind
from ilium.stability.instants import moments, stance_of
from ilium.stability.leg import SHOWN
from ilium.stability.points import MOMENTS, NOT_REACHED
from ilium.stability.press import foot_flags
from ilium.stability.setup import Setup
from ilium.stability.trunk import trunk_source

Span = tuple[float, float]

PROJECTED = ("fppa_joint_centres", "fppa_asis")
HALF = 0.5
"""Share of its length in the frontal plane below which a segment is foreshortened [1]:
the projection then more than doubles an angle across it."""

UNSEEN = 0.1
"""Longest time within a stretch that need not be told where nothing was seen [s]."""

AFTER_LANDING = 0.5
"""How long a landing is watched, and where a jump ends for its measures [s]."""


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
            span: (*_extremes(rows), _longest_unseen(rows) / setup.rate)
            for span in set(self._spans.values())
            if math.isfinite(span[0] + span[1])
            for rows in (setup.matrix[setup.within(*span)],)
        }

    def furthest(self, kind: SignalKind, point: str, *, from_standing: bool) -> float:
        """Value of a stretch that is furthest from zero; 0 where there is none.

        Parameters
        ----------
        kind, point, from_standing
            As for `read`.

        Returns
        -------
        float
            With its sign [SI].
        """
        found = self._stretches.get(self._spans[point])
        if found is None:
            return 0.0
        zero = self._zero(kind, from_standing=from_standing)
        low, high = (
            float(each[self._column(kind)]) - zero for each in (found[0], found[1])
        )
        if math.isnan(low + high):
            return 0.0
        return low if abs(low) > abs(high) else high

    def read(
        self, kind: SignalKind, point: str, *, from_standing: bool, upwards: bool = True
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
        upwards
            Whether a peak is the greatest value, not the smallest.

        Returns
        -------
        tuple
            Value [SI] and flags; NaN with the reason where not measured.
        """
        setup = self._setup
        zero = self._zero(kind, from_standing=from_standing)
        column = self._column(kind)
        if point in MOMENTS:
            value = float(self._rows[MOMENTS.index(point), column]) - zero
        else:
            value = self._stretch(point, column, zero, upwards=upwards)
        if math.isfinite(value):
            standing = (setup.standing.flag,) if from_standing else ()
            remarks = _remarks(setup, kind, self._side)
            doubts = (*self._out_of_plane(kind, point), *self._in_part(kind, point))
            return value, (*standing, *remarks, *doubts)
        return math.nan, (self._reason(kind, point, column, zero),)

    def _out_of_plane(self, kind: SignalKind, point: str) -> tuple[str, ...]:
        """Remark where a segment shows less than half its length in the plane."""
        if kind.name not in PROJECTED or self._side == "both":
            return ()
        column = self._setup.column[f"{SHOWN}_{self._side}"]
        if point in MOMENTS:
            shown = float(self._rows[MOMENTS.index(point), column])
        else:
            shown = float(self._stretches[self._spans[point]][0][column])
        return (FORESHORTENED,) if shown < HALF else ()

    def _in_part(self, kind: SignalKind, point: str) -> tuple[str, ...]:
        """Remark where the angle was not seen for a part of the stretch."""
        if point in MOMENTS or kind.display != "deg" or kind.name in PROJECTED:
            return ()
        unseen = float(self._stretches[self._spans[point]][3][self._column(kind)])
        return (SEEN_IN_PART,) if unseen > UNSEEN else ()

    def _column(self, kind: SignalKind) -> int:
        return self._setup.column[self._setup.key(kind.name, self._side)]

    def _zero(self, kind: SignalKind, *, from_standing: bool) -> float:
        if not from_standing:
            return 0.0
        key = self._setup.key(kind.name, self._side)
        return self._setup.standing.values.get(key, math.nan)

    def _stretch(self, point: str, column: int, zero: float, *, upwards: bool) -> float:
        found = self._stretches.get(self._spans[point])
        if found is None:
            return math.nan
        low, high, mean = (float(each[column]) for each in found[:3])
        if point == "excursion":
            return high - low
        if point == "mean":
            return mean - zero
        return (high if upwards and point != "lowest" else low) - zero

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
    contact, off, landing = (
        repetition.events.get(each, math.nan)
        for each in ("initial_contact", "take_off", "landing")
    )
    settled = landing + AFTER_LANDING
    end = min(repetition.end, settled) if math.isfinite(settled) else repetition.end
    whole = (repetition.start, end)
    gait = setup.movement.task in ("walk", "run")
    return {
        "peak": stance_of(repetition) if gait else whole,
        "lowest": whole,
        "mean": whole,
        "excursion": whole,
        "contact_peak": (contact, off),
        "landing_peak": (landing, end),
    }


def _extremes(rows: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    seen = np.isfinite(rows)
    count = seen.sum(axis=0)
    mean = np.where(seen, rows, 0.0).sum(axis=0) / np.where(count, count, np.nan)
    return np.fmin.reduce(rows), np.fmax.reduce(rows), mean


def _longest_unseen(rows: FloatArray) -> FloatArray:
    """Most frames one after the other that are NaN, of every column [1]."""
    frames = np.arange(len(rows))[:, np.newaxis]
    last = np.maximum.accumulate(np.where(np.isfinite(rows), frames, -1), axis=0)
    return (frames - last).max(axis=0, initial=0).astype(np.float64)


def _remarks(setup: Setup, kind: SignalKind, side: SideOrBoth) -> tuple[str, ...]:
    if (
        kind.missing == "no-trunk-markers"
        and trunk_source(setup.kinematics) != "thorax"
    ):
        return ("trunk-from-shoulders",)
    if kind.name == "pressure_along_foot" and side != "both":
        return foot_flags(setup.kinematics, side)
    return ()
