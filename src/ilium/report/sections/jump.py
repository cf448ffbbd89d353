"""Jump, balance, gait and moment numbers: after the pelvis, never before it."""

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
    task = context.analysis.movement.task
    for family in FAMILIES:
        rows = measure_table(context.family(family))
        missing = not_measured(context, family)
        if rows or missing:
            sections.append(
                Section(
                    key=family,
                    title=say(f"section.{_title(family, task)}"),
                    template="measures",
                    lead=say(f"{_title(family, task)}.lead"),
                    view={"measures": rows, "missing": missing},
                )
            )
    return sections


def _title(family: str, task: str) -> str:
    jumped = any(each in task for each in ("jump", "hop", "landing"))
    return family if family != "jump" or jumped else "plates"
