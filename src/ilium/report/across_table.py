"""Movements beside patterns, in words."""

from __future__ import annotations

from ilium.findings.naming import task_words
from ilium.findings.numbers import write
from ilium.findings.patterns import Cell, PatternTable
from ilium.findings.sentences import capital
from ilium.findings.words import say
from ilium.programme.across import measured_patterns
from ilium.report.plot import Table
from ilium.units import in_unit


def across_table(table: PatternTable) -> Table:
    """One row a movement, one column a pattern that any of them could show.

    Parameters
    ----------
    table
        What the movements show.

    Returns
    -------
    Table
        Where a pattern shows its side and number ±, elsewhere that it does not show or
        was not measured.
    """
    columns = measured_patterns(table)
    tasks = dict.fromkeys(each.task for each in table.cells)
    head = (say("across.movement"), *(say(f"across.{each}_name") for each in columns))
    rows = tuple(
        (
            capital(task_words(task)),
            *(_words(_cells(table, task, column)) for column in columns),
        )
        for task in tasks
    )
    return Table(head=head, rows=rows, words=True)


def _cells(table: PatternTable, task: str, pattern: str) -> list[Cell]:
    return [
        each for each in table.cells if (each.task, each.pattern) == (task, pattern)
    ]


def _words(cells: list[Cell]) -> str:
    seen = [each for each in cells if each.state == "seen"]
    if seen:
        return ", ".join(_number(each) for each in seen)
    measured = any(each.state == "not_seen" for each in cells)
    return say("across.not_seen" if measured else "across.not_measured")


def _number(cell: Cell) -> str:
    value, error = (in_unit(each, "rad", "deg") for each in (cell.value, cell.error))
    number = write(abs(value), "deg", error)
    return number if cell.side == "both" else f"{say(f'side.{cell.side}')} {number}"
