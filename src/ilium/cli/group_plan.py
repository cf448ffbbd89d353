"""``ilium group plan``: one class in three versions, and everybody's sheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.store import Store


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    from ilium.cli.paper import add_paper_option

    say = parser.add_argument
    say("--out", type=Path, metavar="FILE", required=True, help="a .pdf")
    say("--on", metavar="DAY", help="day of the class (default: today)")
    say("--contact", default="", metavar="WORDS", help="coach, on every sheet")
    say("--names", action="store_true", help="people's names in place of their ids")
    add_paper_option(parser)


def run(store: Store, options: Namespace) -> None:
    """Write the coach's page and one sheet for each member."""
    from ilium.cli.keeping import day
    from ilium.cli.paper import write_paper
    from ilium.report.class_page import typeset_class
    from ilium.store.papers import class_of

    page, sheets = class_of(
        store,
        options.group,
        on=day(options.on) or store.database.today,
        contact=options.contact,
        names=options.names,
    )
    write_paper(
        options.out, None, lambda: typeset_class(page, sheets, paper=options.paper)
    )
    print(f"Wrote {options.out}: the class and {len(sheets)} sheets.")
