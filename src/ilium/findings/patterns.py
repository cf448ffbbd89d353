"""Movements beside patterns: what shows in several movements is said once."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal, Protocol

from ilium.conventions import Side, SideOrBoth, other
from ilium.core.measure import Measure, Tier
from ilium.core.movement import Movement
from ilium.findings.error import half_width, zone
from ilium.findings.naming import task_words
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import Norms
from ilium.findings.pairs import Pair, pair_up
from ilium.findings.words import family_of, join, say
from ilium.units import DEGREE

State = Literal["seen", "not_seen", "not_measured"]
PATTERNS: Final = ("drop", "turn", "lean", "knee_in", "lumbar")


class Check(Protocol):
    """A movement that was measured, in a laboratory or on video."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """With errors and references attached."""
        ...

    @property
    def movement(self) -> Movement:
        """What was done."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRow:
    """Measures that show a pattern.

    Parameters
    ----------
    pattern
        One of `PATTERNS`.
    measures
        Their names.
    limit
        From where on, where no range or target is attached [rad].
    side
        Side that a positive value of a whole-body measure means; empty for sided ones.
    """

    pattern: str
    measures: tuple[str, ...]
    limit: float
    side: SideOrBoth = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One pattern in one movement on one side.

    Parameters
    ----------
    task, tier
        The movement and how it was captured.
    pattern
        One of `PATTERNS`.
    side
        The side; ``both`` for the trunk as a whole.
    state
        ``seen`` beyond its limit by a standard error, ``not_seen``, or
        ``not_measured``.
    measure
        Name of the measure that decided; empty where none was there.
    value, error
        Its number and ± [rad]; NaN where not measured.
    """

    task: str
    tier: Tier
    pattern: str
    side: SideOrBoth
    state: State
    measure: str = ""
    value: float = math.nan
    error: float = math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTable:
    """Movements beside patterns.

    Parameters
    ----------
    cells
        In the order of the checks, then of `PATTERNS`, then left before right.
    sentences
        Each pattern that shows in more than one movement, said once.
    """

    cells: tuple[Cell, ...]
    sentences: tuple[str, ...]

    def seen(self, pattern: str, side: SideOrBoth) -> tuple[str, ...]:
        """Movements in which a pattern shows on a side, in order."""
        found = (
            each.task
            for each in self.cells
            if (each.pattern, each.side, each.state) == (pattern, side, "seen")
        )
        return tuple(dict.fromkeys(found))


@cache
def pattern_rows() -> tuple[PatternRow, ...]:
    """Which measures show which pattern; the first that was measured decides."""
    file = resources.files("ilium.findings") / "patterns.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["row"]
    return tuple(
        PatternRow(
            pattern=row["pattern"],
            measures=tuple(row["measures"]),
            limit=row["limit"] * DEGREE,
            side=row.get("side", "both"),
        )
        for row in rows
    )


def row_of(measure: str) -> PatternRow | None:
    """Row that a measure decides for; ``None`` where it decides for none."""
    return next((each for each in pattern_rows() if measure in each.measures), None)


def pattern_of(measure: str) -> str:
    """Pattern that a measure speaks of, whatever part of the movement it is read in.

    >>> pattern_of("pelvic_drop_excursion"), pattern_of("knee_flexion_peak")
    ('drop', '')
    """
    stems = {
        family_of(name): row.pattern for row in pattern_rows() for name in row.measures
    }
    stem = max(
        (each for each in stems if measure.startswith(each)), key=len, default=""
    )
    return stems.get(stem, "")


def patterns(checks: Iterable[Check], norms: Norms | None = None) -> PatternTable:
    """Lay several movements of one person beside each other.

    Parameters
    ----------
    checks
        Analyses of one person, of one occasion or of several.
    norms
        What their measures are held against; ilium's own where none is given.

    Returns
    -------
    PatternTable
        A pattern that shows in the jump and in the lunge is one and the same.
    """
    held = norms or own_norms()
    cells = [cell for check in checks for cell in _cells(check, held)]
    table = PatternTable(cells=tuple(cells), sentences=())
    sides: Sequence[SideOrBoth] = ("left", "right", "both")
    said = [
        say(
            f"across.{pattern}" if side != "both" else f"across.{pattern}_both",
            side=side,
            movements=join([task_words(each) for each in table.seen(pattern, side)]),
        )
        for pattern in PATTERNS
        for side in sides
        if len(table.seen(pattern, side)) > 1
    ]
    return PatternTable(cells=table.cells, sentences=tuple(said))


def _cells(check: Check, norms: Norms) -> Iterable[Cell]:
    pairs = pair_up(check.measures, norms)
    tier: Tier = check.measures[0].tier if check.measures else "lab"
    for pattern in PATTERNS:
        found: dict[SideOrBoth, Cell] = {}
        for row in pattern_rows():
            if row.pattern != pattern:
                continue
            for name in row.measures:
                if name in pairs and pairs[name].speaks:
                    for cell in _judged(check.movement.task, row, pairs[name]):
                        _keep(found, cell)
        if not found:
            found["both"] = Cell(
                task=check.movement.task,
                tier=tier,
                pattern=pattern,
                side="both",
                state="not_measured",
            )
        yield from found.values()


def _keep(found: dict[SideOrBoth, Cell], cell: Cell) -> None:
    """The first measure of a side decides, unless a later one shows the pattern."""
    known = found.get(cell.side)
    if known is None or (known.state != "seen" and cell.state == "seen"):
        found[cell.side] = cell


def _judged(task: str, row: PatternRow, pair: Pair) -> Iterable[Cell]:
    for each in pair.measures:
        whole = each.side == "both" and row.side != "both"
        yield Cell(
            task=task,
            tier=each.tier,
            pattern=row.pattern,
            side=_meant(row, each.value) if whole else each.side,
            state="seen" if _beyond(pair, each, row, whole=whole) else "not_seen",
            measure=pair.name,
            value=each.value,
            error=half_width(each),
        )


def _meant(row: PatternRow, value: float) -> Side:
    positive: Side = "left" if row.side == "left" else "right"
    return positive if value > 0.0 else other(positive)


def _beyond(pair: Pair, measure: Measure, row: PatternRow, *, whole: bool) -> bool:
    """Whether a value passes its limit by a standard error, in the pattern's way."""
    size = abs(measure.value) if whole else measure.value
    if size <= 0.0:
        return False
    reference = pair.reference
    if reference is not None and reference.kind != "unchecked":
        return zone(measure, reference) in ("near", "outside")
    sem = measure.sem if math.isfinite(measure.sem) else 0.0
    return size - sem >= row.limit
