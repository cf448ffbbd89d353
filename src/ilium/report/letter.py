"""A letter for a physiotherapist: what was seen and done, as the sender ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Final

from ilium.errors import InputError, UnknownNameError
from ilium.findings.words import say
from ilium.programme.decision import date_words
from ilium.programme.history import History
from ilium.report.escape import plain
from ilium.report.letter_parts import PARTS, WORDS, Part
from ilium.report.paper import paper_style
from ilium.report.sheet import paper_document
from ilium.report.shell import render_page
from ilium.report.typesetting import typeset

CHOICES: Final = (*PARTS, "name")
"""What the sender may tick; nothing else goes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that the letter says.

    Parameters
    ----------
    title, about, sender
        What it is, about whom, from whom and when.
    parts
        What was ticked, in the order of `CHOICES`.
    limits, statement
        The last lines.
    """

    title: str
    about: str
    sender: str
    parts: tuple[Part, ...]
    limits: str
    statement: str


def make_letter(
    history: History,
    *,
    choices: Collection[str],
    today: dt.date,
    sender: str = "",
    name: str = "",
) -> Letter:
    """Write a letter from a history.

    Parameters
    ----------
    history
        Of one person.
    choices
        What goes in, of `CHOICES`.
    today
        Its date; what is dated later stays out.
    sender
        Who writes, and how to reach them.
    name
        The person's name; used only where ``name`` is chosen.

    Returns
    -------
    Letter
        Without causes, without judgement of the person; in the language that is spoken.

    Raises
    ------
    InputError
        Where nothing was chosen.
    UnknownNameError
        Where something else was chosen.
    """
    for each in choices:
        if each not in CHOICES:
            raise UnknownNameError.among("part of a letter", each, CHOICES)
    if not set(choices) - {"name"}:
        raise InputError(
            "The letter would be empty: nothing was ticked.",
            f"Tick some of {', '.join(CHOICES)} with --with.",
        )
    known = history.until(today)
    parts = [make(known, today) for key, make in PARTS.items() if key in choices]
    return Letter(
        title=say("physio_letter.title"),
        about=_about(known, name if "name" in choices else ""),
        sender=_sender(sender, today),
        parts=tuple(parts),
        limits=say("physio_letter.limits"),
        statement=say("page.statement"),
    )


def letter_lines(letter: Letter) -> list[str]:
    """Every word of a letter as lines, for looking it over before it is written."""
    lines = [letter.title, letter.about, letter.sender]
    for part in letter.parts:
        lines += ["", part.title, *part.lines]
        table = [row for row in (part.head, *part.rows) if row]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines += [
            "  "
            + "  ".join(
                cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)
            ).rstrip()
            for row in table
        ]
    return [*lines, "", letter.limits, letter.statement]


def render_letter(letter: Letter, *, paper: str = "a4") -> str:
    """Render a letter as a page that a browser prints.

    Parameters
    ----------
    letter
        Its words.
    paper
        ``a4`` or ``letter``.

    Returns
    -------
    str
        One HTML document that opens nothing by itself.
    """
    return render_page(
        "letter.html", style=paper_style(paper), title=letter.title, letter=letter
    )


def typeset_letter(letter: Letter, *, paper: str = "a4") -> bytes:
    """Set a letter as PDF.

    Parameters
    ----------
    letter
        Its words.
    paper
        ``a4`` or ``letter``.

    Returns
    -------
    bytes
        A PDF of one page.
    """
    page = {"kind": "letter", **asdict(letter)}
    return typeset("paper.typ", paper_document([page], paper))


def _about(history: History, name: str) -> str:
    if name:
        return say("physio_letter.about", who=plain(name, WORDS))
    if history.client:
        return say("physio_letter.about_code", code=history.client)
    return say("physio_letter.about_somebody")


def _sender(sender: str, today: dt.date) -> str:
    day = date_words(today)
    who = plain(sender, WORDS)
    return say("physio_letter.sender", who=who, day=day) if who else day
