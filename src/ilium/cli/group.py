"""``ilium group``: courses with a start date, their members and who came."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ilium.cli import group_plan
from ilium.cli.following import lead_on
from ilium.cli.keeping import add_store_option, day, opened, show_json, show_table
from ilium.cli.options import add_language_option

if TYPE_CHECKING:
    from ilium.store import Store

SUMMARY = "run courses: members and attendance"
DESCRIPTION = "Courses with a start date, their weeks, their members and who came."


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(
        dest="action", metavar="new|list|show|add|attend|plan", required=True
    )
    new = actions.add_parser("new", help="begin a course")
    new.add_argument("name", metavar="NAME", help="its name")
    new.add_argument("--start", metavar="DAY", help="first day (default: today)")
    new.add_argument("--weeks", type=int, default=12, help="its length (default: 12)")
    listing = actions.add_parser("list", help="show every course")
    showing = actions.add_parser("show", help="show one course")
    adding = actions.add_parser("add", help="let people take part")
    attending = actions.add_parser("attend", help="say who came; the others did not")
    attending.add_argument("--on", metavar="DAY", help="day of the class")
    planning = actions.add_parser("plan", help="print a class and everybody's sheet")
    group_plan.declare(planning)
    for each in (showing, adding, attending, planning):
        each.add_argument("group", metavar="GROUP", help="the course's id")
    for each, count in ((adding, "+"), (attending, "*")):
        each.add_argument("clients", metavar="ID", nargs=count, help="people's ids")
    for each in (listing, showing):
        each.add_argument("--json", action="store_true", help="for programs")
    add_store_option(*actions.choices.values())
    add_language_option(*actions.choices.values())


def run(options: Namespace) -> None:
    """Do what was asked."""
    store = opened(options)
    groups = store.groups
    if options.action == "new":
        start = day(options.start) or store.database.today
        made = groups.new(options.name, starts_on=start, weeks=options.weeks)
        print(made)
        lead_on(options, f"group add {made} ID ...")
    elif options.action == "list":
        _list(store, as_json=options.json)
    elif options.action == "show":
        _show(store, options.group, as_json=options.json)
    elif options.action == "add":
        groups.add(options.group, options.clients)
        print(f"{len(groups.get(options.group).members)} take part.")
        lead_on(options, f"group attend {options.group} ID ... --on DAY")
    elif options.action == "plan":
        group_plan.run(store, options)
    else:
        groups.attend(options.group, options.clients, day=day(options.on))
        print(f"{len(options.clients)} came.")


def _list(store: Store, *, as_json: bool) -> None:
    groups = store.groups.all()
    if as_json:
        show_json("groups", groups)
        return
    rows = [
        (each.id, each.name, each.starts_on, each.weeks, len(each.members))
        for each in groups
    ]
    show_table(["id", "name", "starts", "weeks", "members"], rows)


def _show(store: Store, key: str, *, as_json: bool) -> None:
    group = store.groups.get(key)
    if as_json:
        show_json("group", group)
        return
    print(f"{group.name}: {group.weeks} weeks from {group.starts_on}")
    days = list(group.attended)
    rows = [
        (each, *("x" if each in group.attended[one] else "-" for one in days))
        for each in group.members
    ]
    show_table(["id", *(f"week {group.week_of(one)}" for one in days)], rows)
