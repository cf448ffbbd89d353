"""Left beside right: both raw limbs, their difference and its error."""

from __future__ import annotations

from ilium.findings.pairs import Pair
from ilium.findings.rules import speaking_order
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.measure_table import Row, measure_table
from ilium.symmetry.catalogue import TITLES


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
    return [
        (row, _verdict(pair), _indices(context, pair))
        for row, pair in zip(rows, pairs, strict=True)
    ]


def _verdict(pair: Pair) -> str:
    if pair.beyond_error:
        return say("asymmetry.beyond", side=pair.larger)
    return say("asymmetry.within" if pair.within_error else "asymmetry.unknown")


def _indices(context: Context, pair: Pair) -> str:
    found = [
        (words, context.pairs[f"{pair.name}_{index}"])
        for index, (words, _) in TITLES.items()
        if index != "difference" and f"{pair.name}_{index}" in context.pairs
    ]
    return "; ".join(f"{words} {_number(each)}" for words, each in found)


def _number(pair: Pair) -> str:
    return pair.number(pair.measures[0].side)
