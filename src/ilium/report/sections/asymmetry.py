"""Left beside right: both raw limbs, their difference and its error."""

from __future__ import annotations

from ilium.findings.pairs import Pair
from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.measure_table import Row, measure_table


def asymmetry(context: Context) -> Section | None:
    """Build the section about left and right.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section or None
        ``None`` where neither two sides nor an index was measured.
    """
    compared = [each for each in context.pairs.values() if each.compared]
    indices = context.family("symmetry")
    if not compared and not indices:
        return None
    rows = measure_table(context, compared)
    return Section(
        key="asymmetry",
        title=say("section.asymmetry"),
        template="asymmetry",
        lead=say("asymmetry.lead"),
        view={
            "rows": list(zip(rows, map(_verdict, compared), strict=True)),
            "indices": _indices(context, indices),
        },
    )


def _verdict(pair: Pair) -> str:
    if pair.beyond_error:
        return say("asymmetry.beyond", side=pair.larger)
    return say("asymmetry.within" if pair.within_error else "asymmetry.unknown")


def _indices(context: Context, pairs: list[Pair]) -> list[Row]:
    return measure_table(context, pairs)
