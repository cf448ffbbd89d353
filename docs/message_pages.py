"""The page of every problem with its remedy, and of every remark."""

from __future__ import annotations

from pathlib import Path

from error_list import AREAS, GAP, WHEN, Message, messages, remarks, sources
from markdown_table import table

import ilium
from ilium.findings.words import catalogue

FLAGS = (
    "In the column `flags` of `measures.csv`: why a number is missing, or how it was "
    "found. The report says them in these words."
)
PACKAGE = Path(ilium.__file__).resolve().parent


def errors_page() -> str:
    """Every error and every remark, when it occurs and what to do."""
    text = [
        "# Problems and remarks",
        "",
        (
            "ilium stops only where it cannot go on, and then says a **problem** and a "
            "**remedy**. On the command line a problem with what was given ends with "
            "exit code 2, any other with 1; in Python both are attributes of the "
            "error. What is doubtful stops nothing: it is a **remark** in "
            "`quality.json` and in the report. This page is read from the sources; "
            f"`{GAP}` stands for what is filled in."
        ),
        "",
        "## Remarks",
    ]
    for area, rows in remarks().items():
        cells = [(f"`{kind}`", *words) for kind, words in rows.items()]
        text += ["", f"### {AREAS[area]}", ""]
        text += table(("remark", "when", "what to do"), cells)
    text += ["", "## Flags", "", FLAGS, "", *table(("flag", "in words"), _flags())]
    every = messages(sources(PACKAGE))
    text += ["", "## Problems"]
    for kind, when in WHEN.items():
        own = [each for each in every if each.kind == kind]
        text += ["", f"### {kind}", "", when, "", *_rows(own)]
    return "\n".join(text) + "\n"


def _flags() -> list[tuple[str, str]]:
    """Every flag of measures that has words, in the order of the alphabet."""
    named = {
        key.removeprefix("flag."): text
        for key, text in catalogue().items()
        if key.startswith("flag.")
    }
    return [(f"`{name}`", text) for name, text in sorted(named.items())]


def _rows(every: list[Message]) -> list[str]:
    cells = {
        (_plain(each.problem), _plain(each.remedy)): f"`{each.where}`"
        for each in every
        if each.problem.strip(f"{GAP} .")
    }
    rows = [(*words, where) for words, where in sorted(cells.items())]
    return table(("problem", "remedy", "said by"), rows)


def _plain(sentence: str) -> str:
    """Words that no Markdown hides in."""
    shown = sentence.replace("\\", "\\\\")
    for mark in "*_`<>[]#":
        shown = shown.replace(mark, f"\\{mark}")
    return shown
