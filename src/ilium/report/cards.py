"""The findings of the first screen as cards: sentence, strip, range, cue, proof."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ilium.core.movement import Repetition
from ilium.findings.error import half_width
from ilium.findings.finding import Finding
from ilium.findings.first_screen import FirstScreen, numbers_of
from ilium.findings.naming import positive_words, title_of
from ilium.findings.norms import Reference
from ilium.findings.numbers import unit_words
from ilium.findings.pairs import Pair
from ilium.findings.proof import median_repetition
from ilium.findings.words import say
from ilium.report.context import Context
from ilium.report.escape import English
from ilium.report.measure_table import range_line, zone_words
from ilium.report.moments import deepest
from ilium.report.strip import Reading, Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding, ready for the page.

    Parameters
    ----------
    name
        Name of its measure, by which a coach's change finds it.
    title, sentence, range, share, cue
        Words; empty where there are none.
    how
        What the measure is called and how it is read, for one click below.
    values
        Side (empty for the whole body), number with its error, and its band in words.
    remark
        What to keep in mind; empty without.
    strip
        The drawing.
    target, time
        Where "Show me" leads: a place on the page and an instant [s].
    """

    name: str
    title: str
    sentence: str
    range: str
    share: str
    cue: str
    how: list[str]
    values: list[tuple[str, str, str]]
    remark: str
    strip: Strip
    target: str
    time: float | None


def cards(context: Context, first: FirstScreen) -> list[Card]:
    """Cards of all findings, in order.

    Parameters
    ----------
    context
        The analysis.
    first
        Its first screen.

    Returns
    -------
    list of Card
        At most three.
    """
    return [
        _card(context, each, f"finding-{index}")
        for index, each in enumerate(first.findings, start=1)
    ]


def _card(context: Context, finding: Finding, key: str) -> Card:
    pair, reference = finding.pair, finding.reference
    time = show_time(context, pair)
    return Card(
        name=pair.name,
        title=title_of(pair.kind),
        sentence=finding.sentence,
        range=range_line(pair, reference) if reference else "",
        share=finding.share,
        cue=finding.cue,
        how=_how(pair, reference),
        values=[] if _number_said(finding) else _values(finding),
        remark=finding.remark,
        strip=_strip(pair, reference, f"{finding.sentence}. {numbers_of(pair)}", key),
        target=show_target(context, pair),
        time=None if time is None else round(time, 4),
    )


def _number_said(finding: Finding) -> bool:
    """Whether the sentence holds the number of the whole body with its error."""
    return not finding.pair.compared and "(±" in finding.sentence


def _values(finding: Finding) -> list[tuple[str, str, str]]:
    pair = finding.pair
    return [
        (
            "" if each.side == "both" else each.side,
            pair.number(each.side),
            zone_words(finding.bands[each.side], finding.reference),
        )
        for each in pair.measures
    ]


def _how(pair: Pair, reference: Reference | None) -> list[str]:
    """Name, sign and definition of a measure; without a range, that there is none."""
    kind = pair.kind
    words = [f"{title_of(kind)}.", English(kind.definition)]
    if positive_words(kind.positive):
        words.insert(1, say("chart.positive", words=positive_words(kind.positive)))
    if reference is None:
        words.append(say("range.none"))
    return words


def show_target(context: Context, pair: Pair) -> str:
    """Place on the page that shows a measure: its curve, else its section."""
    from ilium.report.sections.stability import SIDED, WHOLE  # noqa: PLC0415

    base = max(
        (each for each in (*SIDED, *WHOLE) if pair.name.startswith(each)),
        key=len,
        default="",
    )
    two_legged = all(
        each.side == "both" for each in context.analysis.movement.repetitions
    )
    mirrored = {"pelvic_drop": "pelvic_obliquity", "pelvic_rotation": "pelvic_yaw"}
    if base:
        return f"curve-{mirrored.get(base, base) if two_legged else base}"
    return (
        pair.kind.family
        if pair.kind.family in ("jump", "balance", "gait", "moments")
        else "stability"
    )


def show_time(context: Context, pair: Pair) -> float | None:
    """Instant that shows a measure best: the deepest of its median repetition."""
    movement = context.analysis.movement
    widest = max(pair.measures, key=lambda each: abs(each.value))
    chosen: Repetition | None = median_repetition(
        movement, context.measures, widest.side, pair.name
    )
    if chosen is None:
        return None
    return deepest(context.skeleton, chosen, movement.task)


def _strip(pair: Pair, reference: Reference | None, sentence: str, key: str) -> Strip:
    usual, words = None, ("", "")
    outer: list[tuple[float, float]] = []
    if reference is not None:
        target = reference.kind == "target"
        names = {"target": "strip.target", "unchecked": "strip.unchecked"}
        words = (
            say(names.get(reference.kind, "strip.usual")),
            say("strip.near_target" if target else "strip.near"),
        )
        low, high = pair.read(reference.low), pair.read(reference.high)
        usual = (low, high)
        if math.isfinite(reference.near):
            outer.append((high, pair.read(reference.near)))
        if math.isfinite(reference.near_low):
            outer.append((pair.read(reference.near_low), low))
    return Strip(
        key=key,
        sentence=sentence,
        readings=tuple(
            Reading(
                side=each.side,
                value=pair.read(each.value),
                error=pair.read(half_width(each)),
            )
            for each in pair.measures
        ),
        usual=usual,
        outer=tuple(outer),
        unit=unit_words(pair.kind.display),
        words=words,
        least=12.0 if pair.kind.display == "deg" else 0.0,
    )
