"""``ilium client letter``: ticked by the sender, seen by the sender, then written."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.errors import InputError

if TYPE_CHECKING:
    from ilium.store import Store

YES = ("y", "yes", "j", "ja")


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    from ilium.cli.paper import add_paper_option

    say = parser.add_argument
    say(
        "--with",
        dest="parts",
        metavar="PARTS",
        help="what goes in: goal,measures,programme,pain,symptoms,safety,name "
        "(default: each is asked)",
    )
    say("--sender", default="", metavar="WORDS", help="who writes, how to reach them")
    say("--date", "--on", metavar="DAY", help="date of the letter (default: today)")
    say("--out", type=Path, metavar="FILE", required=True, help=".pdf or .html")
    say("--yes", action="store_true", help="write it without asking")
    add_paper_option(parser)


def run(store: Store, options: Namespace) -> None:
    """Show the letter word by word, ask, and write it."""
    from ilium.cli.keeping import day
    from ilium.cli.paper import write_paper
    from ilium.report.letter import letter_lines, render_letter, typeset_letter
    from ilium.store.papers import letter_about, shared

    letter = letter_about(
        store,
        shared(store, options.client).id,
        choices=_ticked(options),
        today=day(options.date) or dt.date.today(),  # noqa: DTZ011 - the sender's day
        sender=options.sender,
    )
    print("\n".join(letter_lines(letter)))
    if not options.yes:
        _agree()
    write_paper(
        options.out,
        lambda: render_letter(letter, paper=options.paper),
        lambda: typeset_letter(letter, paper=options.paper),
    )
    print(f"\nWrote {options.out}. It is not encrypted.")


def _ticked(options: Namespace) -> tuple[str, ...]:
    from ilium.findings.words import say
    from ilium.report.letter import CHOICES

    if options.parts is not None:
        return tuple(each.strip() for each in options.parts.split(",") if each.strip())
    if not sys.stdin.isatty():
        raise InputError(
            "Nobody ticked what goes into the letter.",
            f"Say it by --with, from {', '.join(CHOICES)}.",
        )
    return tuple(
        each
        for each in CHOICES
        if _yes(say("physio_letter.ask.tick", part=say(f"physio_letter.part.{each}")))
    )


def _agree() -> None:
    from ilium.findings.words import say

    if not sys.stdin.isatty() or not _yes(f"\n{say('physio_letter.ask.send')}"):
        raise InputError(
            "Nothing was written: nobody agreed to this text.",
            "Answer y when asked, or look it over and say --yes.",
        )


def _yes(question: str) -> bool:
    return input(f"{question} [y/n] ").strip().lower() in YES
