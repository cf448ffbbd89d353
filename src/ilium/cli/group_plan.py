"""``ilium group plan``: one class in three versions, and everybody's sheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.errors import InputError

if TYPE_CHECKING:
    import datetime as dt

    from ilium.programme.group_plan import Member
    from ilium.report.sheet import Sheet
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
    from ilium.programme.group_plan import class_plan
    from ilium.report.class_page import make_class_page, typeset_class

    group = store.groups.get(options.group)
    when = day(options.on) or store.database.today
    agreed = [each for each in group.members if store.consents.of(each)["store"]]
    if not agreed:
        raise InputError(
            f"Nobody takes part in {group.name!r} yet.",
            f"Let people take part with `ilium group add {group.id} ID`.",
        )
    both = [_member(store, each, when, options) for each in agreed]
    plan = class_plan([member for member, _ in both])
    page = make_class_page(plan, name=group.name, week=group.week_of(when))
    sheets = [sheet for _, sheet in both]
    write_paper(
        options.out, None, lambda: typeset_class(page, sheets, paper=options.paper)
    )
    print(f"Wrote {options.out}: the class and {len(sheets)} sheets.")


def _member(
    store: Store, client: str, when: dt.date, options: Namespace
) -> tuple[Member, Sheet]:
    from ilium.programme.group_plan import Member
    from ilium.programme.week import next_week
    from ilium.report.sheet import make_sheet

    history = store.history_of(client)
    week = next_week(history, today=when)
    name = store.clients.get(client).name if options.names else ""
    label = name or client
    member = Member(
        id=label,
        week=week,
        equipment=history.screens[-1].equipment if history.screens else (),
    )
    return member, make_sheet(week, history, contact=options.contact, label=label)
