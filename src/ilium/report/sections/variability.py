"""How alike the repetitions were: couples, spread, what is and is not known of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ilium.catalogue import kind_of
from ilium.conventions import SideOrBoth
from ilium.findings.naming import title_of
from ilium.findings.numbers import digits, write
from ilium.findings.sentences import capital
from ilium.findings.words import count, has, join, say
from ilium.report.context import Context, Section
from ilium.report.coupling_chart import angle_chart, coupling_chart
from ilium.report.escape import English
from ilium.report.pattern_strip import Strip, pattern_strip
from ilium.report.plot import Chart, Table
from ilium.report.variability_words import (
    ends_words,
    interval_words,
    level_words,
    side_words,
)
from ilium.units import degrees, in_unit
from ilium.variability.axes import Placed
from ilium.variability.catalogue import KIND
from ilium.variability.couples import Couple
from ilium.variability.result import Coupled, Variability

SHOWN = 2
"""Couples that are drawn; the rest stands in the table."""
EVIDENCE = ("more", "less", "none", "surface", "cause", "hypothesis", "noise")


def variability(context: Context) -> Section | None:
    """Build the section about variability over the repetitions.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        ``None`` where the movement has no repetitions to compare.
    """
    found = context.analysis.variability
    if not (found.coupled or found.spreads or found.refused):
        return None
    placed = found.placed
    drawn = _couples(found)[:SHOWN]
    charts: list[Chart] = []
    strips: list[Strip] = []
    for couple in drawn:
        sides = found.couple(couple)
        charts += [angle_chart(couple, sides), coupling_chart(couple, sides)]
        strips += [pattern_strip(each) for each in sides.values()]
    return Section(
        key="variability",
        title=say("section.variability"),
        template="variability",
        lead=say("variability.lead"),
        view={
            "words": _paragraph(found, drawn, placed),
            "charts": charts,
            "strips": strips,
            "coordination": _table(placed, "coupling_variability"),
            "end_points": _table(placed, "end_point"),
            "level": level_words(found),
            "sides": side_words(context.analysis.side_curves),
            "spread": _table(placed, "repetition_sd"),
            "structure": _table(
                placed, "stride_time", "pelvis_sample", "local_dynamic"
            ),
            "refused": [
                (_name(each.what), English(f"{each.why} {each.enough}"))
                for each in found.refused
            ],
            "evidence": [say(f"variability.evidence_{key}") for key in EVIDENCE],
        },
    )


def _couples(found: Variability) -> list[Couple]:
    return list(dict.fromkeys(each.couple for each in found.coupled))


def _paragraph(
    found: Variability, drawn: Sequence[Couple], placed: Sequence[Placed]
) -> list[str]:
    """What a client understands, in three or four sentences."""
    if not drawn:
        return [say("variability.nothing")]
    couple = drawn[0]
    sides = found.couple(couple)
    n = max(each.coding.variability.n for each in sides.values())
    sentences = [
        say(
            "variability.summary",
            proximal=say(f"segment.{couple.proximal.rsplit('_', 1)[0]}"),
            distal=say(f"segment.{couple.distal.rsplit('_', 1)[0]}"),
            numbers=capital(join([_value(each) for each in sides.values()])),
            n=count(n, "repetition"),
        )
    ]
    name = f"coupling_variability_{couple.name}"
    sentences += [_verdict(each) for each in placed if each.measure.name == name][:1]
    sentences.append(say("variability.not_known"))
    return sentences


def _value(each: Coupled) -> str:
    value = each.coding.variability
    key = "variability.on_both" if each.side == "both" else "variability.on"
    side = "" if each.side == "both" else say(f"side_word.{each.side}")
    return say(
        key,
        value=f"{digits(degrees(value.value), 'deg', 1)}°",
        interval=interval_words(
            degrees(value.ci_low), degrees(value.ci_high), "deg", more=1
        ),
        side=side,
    )


def _verdict(placed: Placed) -> str:
    if placed.against == "none":
        return say("variability.no_reference")
    return say(
        f"variability.{placed.label}",
        what=say(f"variability.against_{placed.against}", source=placed.source),
    )


def _table(placed: Sequence[Placed], *starts: str) -> Table | None:
    rows = [_row(each) for each in placed if each.measure.name.startswith(starts)]
    if not rows:
        return None
    keys = ("measure", "side", "value", "interval", "n", "beside")
    head = tuple(say(f"variability.head_{key}") for key in keys)
    return Table(head=head, rows=tuple(rows), words=True)


def _row(placed: Placed) -> tuple[str, ...]:
    measure = placed.measure
    kind = kind_of(measure.name)
    value, low, high = (
        in_unit(each, kind.unit, kind.display)
        for each in (measure.value, measure.ci_low, measure.ci_high)
    )
    remarks = [
        say(f"variability.flag_{each.replace('-', '_')}")
        for each in measure.flags
        if has(f"variability.flag_{each.replace('-', '_')}")
    ]
    return (
        title_of(kind),
        _side(measure.side),
        write(value, kind.display, more=1),
        ends_words(low, high, kind.display, 1),
        f"{measure.n}{f' ({join(remarks)})' if remarks else ''}",
        _beside(placed),
    )


def _side(side: SideOrBoth) -> str:
    return say(f"side.{side}")


def _beside(placed: Placed) -> str:
    if placed.against == "none":
        return say("variability.no_reference_short")
    ends = np.round(100.0 * np.array([placed.percentile, placed.low, placed.high]))
    return say(
        "variability.percentile",
        label=say(f"variability.short_{placed.label}"),
        what=say(f"variability.against_{placed.against}", source=placed.source),
        percentile=f"{ends[0]:g}",
        low=f"{ends[1]:g}",
        high=f"{ends[2]:g}",
    )


def _name(what: str) -> str:
    for name in (what, f"coupling_variability_{what}"):
        if name in KIND:
            return title_of(KIND[name])
    return what.replace("_", " ")
