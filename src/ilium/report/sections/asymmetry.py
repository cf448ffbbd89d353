"""Left beside right: both raw limbs, their difference and its error."""

from __future__ import annotations

from ilium.findings.naming import index_words
from ilium.findings.pairs import Pair
from ilium.findings.rules import speaking_order
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.measure_table import Row, measure_table
from ilium.symmetry.catalogue import TITLES
from ilium.symmetry.consistency import Consistency, consistency

HALF = 0.55
"""Share of pairs up to which neither side is the larger one."""


def asymmetry(context: Context) -> Section | None:
    """Build the section about left and right.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        ``None`` where no measure has two sides.
    """
    compared = [each for each in context.pairs.values() if each.compared]
    if not compared:
        return None
    speaking = speaking_order(context.analysis.movement.task)
    first = [
        each
        for each in compared
        if each.name in speaking or each.kind.family in ("jump", "balance", "gait")
    ]
    first.sort(key=lambda each: each.kind.family != "stability")
    rest = [each for each in compared if each not in first]
    return Section(
        key="asymmetry",
        title=say("section.asymmetry"),
        template="asymmetry",
        lead=say("asymmetry.lead"),
        view={"first": _rows(context, first), "rest": _rows(context, rest)},
    )


def _rows(context: Context, pairs: list[Pair]) -> list[tuple[Row, str, str]]:
    rows = measure_table(pairs)
    held = {each.name: each for each in consistency(context.measures)}
    return [
        (row, _verdict(pair, held.get(pair.name)), _indices(context, pair))
        for row, pair in zip(rows, pairs, strict=True)
    ]


def _verdict(pair: Pair, over: Consistency | None) -> str:
    if pair.beyond_error:
        words = say("asymmetry.beyond", side=pair.larger)
    else:
        words = say("asymmetry.within" if pair.within_error else "asymmetry.unknown")
    return words if over is None else f"{words}; {_consistent(over)}"


def _consistent(over: Consistency) -> str:
    """How consistently one side is larger, and whether beyond its own spread."""
    if over.share <= HALF:
        return say("asymmetry.consistent_neither")
    return say(
        "asymmetry.consistent_beyond" if over.beyond else "asymmetry.consistent_within",
        side=over.side,
        share=f"{100.0 * over.share:.0f}",
    )


def _indices(context: Context, pair: Pair) -> str:
    found = [
        (index_words(index), context.pairs[f"{pair.name}_{index}"])
        for index in TITLES
        if index != "difference" and f"{pair.name}_{index}" in context.pairs
    ]
    return "; ".join(f"{words} {_number(each)}" for words, each in found)


def _number(pair: Pair) -> str:
    return pair.number(pair.measures[0].side)
