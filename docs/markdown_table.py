"""Rows to a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table.

    Parameters
    ----------
    heading
        Names of the columns.
    rows
        Cells; a bar in a cell is escaped.

    Returns
    -------
    list of str
        One line a row.
    """
    lines = [_row(heading), _row(["---"] * len(heading))]
    return lines + [_row(each) for each in rows]


def _row(cells: Sequence[str]) -> str:
    inside = (str(each).replace("|", "\\|").replace("\n", " ") for each in cells)
    return "| " + " | ".join(inside) + " |"
