"""Measures as a table: both sides, their difference, error, range and remarks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ilium.catalogue import kind_of
from ilium.core.catalogue import MeasureKind
from ilium.core.measure import Measure
from ilium.findings.error import Zone, zone
from ilium.findings.language import translated
from ilium.findings.naming import positive_words, title_of
from ilium.findings.norms import Reference
from ilium.findings.numbers import NOTHING, write
from ilium.findings.pairs import Pair
from ilium.findings.words import has, say
from ilium.report.context import Context
from ilium.report.escape import English
from ilium.units import in_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure.

    Parameters
    ----------
    name
        Name in `measures.csv`.
    title, positive
        What it is and what a positive value means.
    left, right, both, difference
        Numbers with their error, ready to read.
    place
        Where it lies beside other people, with its sign; empty without a reference.
    remarks
        Standard deviation between repetitions and their number, and flags in words.
    """

    name: str
    title: str
    positive: str
    left: str
    right: str
    both: str
    difference: str
    place: str
    remarks: str


def measure_table(pairs: list[Pair]) -> list[Row]:
    """Rows of some measures, in the given order.

    Parameters
    ----------
    pairs
        Their summaries.

    Returns
    -------
    list of Row
        Numbers in the units that people read.
    """
    return [_row(pair) for pair in pairs]


def not_measured(context: Context, *families: str) -> list[tuple[str, str]]:
    """Summaries that hold no number, with the reason.

    Parameters
    ----------
    context
        The analysis.
    *families
        Families of measures.

    Returns
    -------
    list of tuple
        Title with its side, and the reasons in words.
    """
    rows = []
    for each in context.measures:
        kind = kind_of(each.name)
        if (
            each.repetition is None
            and math.isnan(each.value)
            and kind.family in families
        ):
            side = "" if each.side == "both" else f", {say(f'side_word.{each.side}')}"
            reasons = ", ".join(remark(flag) for flag in each.flags)
            rows.append((f"{title_of(kind)}{side}", reasons or say("flag.unknown")))
    return rows


def remark(flag: str) -> str:
    """A flag in words: from the catalogue, else its own name."""
    key = f"flag.{flag.split(':', maxsplit=1)[0]}"
    return say(key) if has(key) else English(flag.replace("-", " ").replace("_", " "))


def _row(pair: Pair) -> Row:
    flags = dict.fromkeys(flag for each in pair.measures for flag in each.flags)
    return Row(
        name=pair.name,
        title=title_of(pair.kind),
        positive=positive_words(pair.kind.positive),
        left=pair.number("left"),
        right=pair.number("right"),
        both=pair.number("both"),
        difference=_difference(pair),
        place=place(pair),
        remarks="; ".join(filter(None, (_spread(pair), *map(remark, flags)))),
    )


def _difference(pair: Pair) -> str:
    if not pair.compared:
        return NOTHING
    return write(pair.read(pair.difference), pair.kind.display, pair.read(pair.error))


def _spread(pair: Pair) -> str:
    parts = []
    for each in pair.measures:
        if each.n > 1 and math.isfinite(each.sd):
            sd = write(pair.read(each.sd), pair.kind.display, more=1)
            parts.append(say("table.spread", sd=sd, n=each.n))
        elif each.n > 1:
            parts.append(say("table.number", n=each.n))
    return " | ".join(dict.fromkeys(parts))


def place(pair: Pair) -> str:
    """Where both sides lie beside other people's values, in words."""
    places = {each.side: _place(pair, each) for each in pair.measures}
    if len(set(places.values())) == 1:
        return next(iter(places.values()))
    return "; ".join(
        f"{say(f'side_word.{side}')}: {where}"
        for side, where in places.items()
        if where
    )


def _place(pair: Pair, measure: Measure) -> str:
    reference = pair.reference
    if reference is not None and reference.kind == "unchecked":
        return say("range.recalled", limits=limits(reference, pair.kind))
    return zone_words(zone(measure, reference), reference)


def zone_words(where: Zone, reference: Reference | None) -> str:
    """Band of a value with its sign; empty where nothing is decided."""
    if reference is None or where == "unknown":
        return ""
    table = "zone_target" if reference.kind == "target" else "zone"
    return f"{say(f'zone_mark.{where}')} {say(f'{table}.{where}')}"


def range_line(pair: Pair, reference: Reference) -> str:
    """What a usual range is, who was measured, and where it was published."""
    return say(
        f"range.{reference.kind}",
        limits=limits(reference, pair.kind),
        people=translated("people", reference.people),
        title=translated("range", reference.title),
    )


def limits(reference: Reference, kind: MeasureKind) -> str:
    """Limits of a range in words: ``4° to 6°``, ``up to 7°``."""
    unit = kind.display
    low, high = (
        in_unit(each, kind.unit, unit) for each in (reference.low, reference.high)
    )
    if math.isfinite(low) and math.isfinite(high):
        return say("range.between", low=write(low, unit), high=write(high, unit))
    if math.isfinite(high):
        return say("range.up_to", high=write(high, unit))
    return say("range.from", low=write(low, unit))
