"""Filling of gaps: only by name, never beyond what was seen, and on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ilium.core.dictionary import MARKER_POSITION
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.errors import InputError, UnknownNameError
from ilium.maths.filling import by_donor, by_rigid, by_spline, enclosed_gaps
from ilium.maths.rigid import visible
from ilium.model.landmarks import RIGID
from ilium.model.marker_sets import MarkerSet, recognise

Method = Literal["none", "spline", "rigid", "pattern"]
LONGEST: Mapping[str, float] = {"spline": 0.1, "rigid": 0.5, "pattern": 0.2}
"""Longest gap that each method fills where the settings do not say [s]."""
WORDS: Mapping[str, str] = {
    "spline": "by a cubic spline through the marker's own path",
    "rigid": "from the other markers of its segment as a rigid body",
    "pattern": "after the pattern of {donor}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSettings:
    """How gaps are filled.

    Parameters
    ----------
    method
        ``none`` (gaps stay), ``spline`` (for short gaps), ``rigid`` (from at least
        three markers of the same segment) or ``pattern`` (from a neighbour; poor where
        the segment turns between the two, as from heel to toe).
    longest
        Longest gap that is filled [s]; ``None`` for 0.1 s (spline), 0.5 s (rigid) and
        0.2 s (pattern).
    donors
        Pairs of a marker and the neighbour that it follows; else the visible one that
        keeps its distance best.
    """

    method: Method = "none"
    longest: float | None = None
    donors: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.longest is not None and not self.longest > 0.0:
            problem = f"A longest gap of {self.longest:g} s fills nothing."
            raise InputError(problem, "Give it in seconds, for example 0.1.")


UNTOUCHED = GapSettings()


def fill_gaps(
    trial: Trial,
    settings: GapSettings = UNTOUCHED,
    *,
    own: Sequence[MarkerSet] = (),
) -> Trial:
    """Fill gaps that are enclosed by seen frames.

    Parameters
    ----------
    trial
        The recording.
    settings
        What to do; the default leaves every gap.
    own
        A laboratory's own marker sets; ``rigid`` needs a set that is recognised.

    Returns
    -------
    Trial
        The same recording; each marker with filled frames has an issue of kind
        ``gap-filled`` whose value is their number [1].

    Raises
    ------
    InputError
        Where there is no such method, or ``rigid`` meets an unknown marker set.
    UnknownNameError
        Where a named donor or its marker is not in the recording.
    """
    if settings.method == "none":
        return trial
    if settings.method not in LONGEST:
        problem = f"There is no way to fill gaps named {settings.method!r}."
        raise InputError(problem, "Choose none, spline, rigid or pattern.")
    names = trial.marker_names
    for name in (each for pair in settings.donors for each in pair):
        if name not in names:
            raise UnknownNameError.among("marker", name, names)
    rigid = settings.method == "rigid"
    work = _Work(
        names=names,
        seen=values(trial.markers),
        longest=_longest(settings) * trial.rate + 1e-9,
        settings=settings,
        landmarks=recognise(names, own=own).landmarks if rigid else {},
    )
    filled = work.seen.copy()
    issues: list[Issue] = []
    for column in range(len(names)):
        fills = work.fills(column)
        for each in fills:
            filled[each.start : each.end, column] = each.path
        if fills:
            left = len(enclosed_gaps(work.seen[:, column])) - len(fills)
            issues.append(_told(names[column], settings.method, fills, left, trial))
    markers = MARKER_POSITION.label(
        filled, time=clock(trial.markers), marker=list(names), axis=["x", "y", "z"]
    )
    return replace(trial, markers=markers).with_issues(*issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fill:
    """What was put into one gap, and after which neighbour."""

    start: int
    end: int
    path: FloatArray
    donor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What was seen, and how its gaps are to be filled."""

    names: tuple[str, ...]
    seen: FloatArray
    longest: float
    settings: GapSettings
    landmarks: Mapping[str, str]

    def fills(self, column: int) -> list[_Fill]:
        """Every gap of a marker that can be filled, from what was seen only."""
        mates = self._mates(column) if self.settings.method == "rigid" else []
        return [
            fill
            for start, end in enclosed_gaps(self.seen[:, column])
            if end - start <= self.longest
            and (fill := self._fill(column, start, end, mates)) is not None
        ]

    def _fill(
        self, column: int, start: int, end: int, mates: list[int]
    ) -> _Fill | None:
        path, donor = self.seen[:, column], ""
        if self.settings.method == "spline":
            gap = by_spline(path, start, end)
        elif self.settings.method == "rigid":
            gap = by_rigid(path, self.seen[:, mates], start, end)
        else:
            number = self._donor(column, start, end)
            if number is None:
                return None
            gap = by_donor(path, self.seen[:, number], start, end)
            donor = self.names[number]
        if np.isnan(gap).any():
            return None
        return _Fill(start=start, end=end, path=gap, donor=donor)

    def _mates(self, column: int) -> list[int]:
        """Columns of the other markers on the same segment."""
        for members in RIGID.values():
            labels = [self.landmarks.get(each, "") for each in members]
            if self.names[column] in labels:
                others = [each for each in labels if each in self.names]
                columns = [self.names.index(each) for each in others]
                return [each for each in columns if each != column]
        return []

    def _donor(self, column: int, start: int, end: int) -> int | None:
        """The named neighbour, else the visible one that keeps its distance best."""
        donors = dict(self.settings.donors)
        if self.names[column] in donors:
            return self.names.index(donors[self.names[column]])
        steady = visible(self.seen[start - 1 : end + 1]).all(axis=0)
        columns = np.flatnonzero(steady & (np.arange(len(self.names)) != column))
        if not columns.size:
            return None
        away = self.seen[:, columns] - self.seen[:, [column]]
        distance = np.linalg.norm(away, axis=2)
        known = np.isfinite(distance)
        count = known.sum(axis=0)
        mean = np.where(known, distance, 0.0).sum(axis=0) / np.maximum(count, 1)
        square = np.where(known, (distance - mean) ** 2, 0.0).sum(axis=0)
        spread = np.where(count > 2, square / np.maximum(count, 1), np.inf)
        return int(columns[spread.argmin()]) if np.isfinite(spread).any() else None


def _longest(settings: GapSettings) -> float:
    return LONGEST[settings.method] if settings.longest is None else settings.longest


def _told(name: str, method: str, fills: list[_Fill], left: int, trial: Trial) -> Issue:
    frames = sum(each.end - each.start for each in fills)
    donors = ", ".join(sorted({each.donor for each in fills}))
    many = "1 gap" if len(fills) == 1 else f"{len(fills)} gaps"
    how = WORDS[method].format(donor=donors)
    what = f"{frames} frames of {name} in {many} were filled {how}"
    what += f"; {left} longer ones or ones without neighbours stay." if left else "."
    return Issue(
        kind="gap-filled",
        where=name,
        what=what,
        start=float(trial.time[fills[0].start]),
        end=float(trial.time[fills[-1].end - 1]),
        value=float(frames),
        unit="1",
    )
