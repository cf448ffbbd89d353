"""Jump, balance and gait numbers: after the pelvis, never before it."""

from __future__ import annotations

from ilium.findings.words import say
from ilium.report.context import Context, Section
from ilium.report.measure_table import measure_table, not_measured

FAMILIES = ("jump", "balance", "gait")


def jump(context: Context) -> list[Section]:
    """Build the sections about jump, balance and gait.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    list of Section
        Those that hold a measure.
    """
    sections = []
    for family in FAMILIES:
        rows = measure_table(context.family(family))
        missing = not_measured(context, family)
        if rows or missing:
            sections.append(
                Section(
                    key=family,
                    title=say(f"section.{family}"),
                    template="measures",
                    lead=say(f"{family}.lead"),
                    view={"measures": rows, "missing": missing},
                )
            )
    return sections
