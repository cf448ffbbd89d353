"""``ilium client``: the people in the store, their consent, export and erasure."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ilium.cli import client_letter, client_report, client_screen
from ilium.cli.following import lead_on, next_command
from ilium.cli.keeping import add_store_option, day, opened, show_json, show_table
from ilium.cli.options import add_language_option
from ilium.errors import InputError

if TYPE_CHECKING:
    from ilium.store import Store
    from ilium.store.clients import Client, Guardian
    from ilium.store.consent import Switch

SUMMARY = "add, show, export or erase people in the store"
DESCRIPTION = (
    "The people in the store of clients. A name stands there and nowhere else; "
    "everything else knows an id of five letters and digits."
)
SWITCHES = ("store", "video", "share", "research")


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    names = "add|list|show|report|screen|consent|letter|export|erase"
    actions = parser.add_subparsers(dest="action", metavar=names, required=True)
    _adding(actions.add_parser("add", help="add a person who agrees to be kept"))
    listing = actions.add_parser("list", help="show everybody")
    listing.add_argument(
        "--due", action="store_true", help="only who is to be erased or asked again"
    )
    showing = actions.add_parser("show", help="show one person")
    words = "show what a kept result says, with a coach's changes"
    reporting = actions.add_parser("report", help=words, description=words)
    client_report.declare(reporting)
    screening = actions.add_parser("screen", help="ask the safety questions")
    client_screen.declare(screening)
    consent = actions.add_parser("consent", help="show, give or withdraw consent")
    for name, verb in (("--give", "agreed to"), ("--withdraw", "withdrawn")):
        consent.add_argument(
            name, action="append", default=[], choices=SWITCHES, help=f"what is {verb}"
        )
    consent.add_argument(
        "--by-guardian", action="store_true", help="the guardian says so"
    )
    letter = actions.add_parser("letter", help="write to a physiotherapist")
    client_letter.declare(letter)
    exporting = actions.add_parser("export", help="write everything about a person")
    exporting.add_argument("--out", type=Path, metavar="FILE", help="a .zip file")
    erasing = actions.add_parser("erase", help="erase everything about a person")
    erasing.add_argument(
        "--yes", action="store_true", help="do not ask: it cannot be undone"
    )
    several = (showing, reporting, screening, consent, letter, exporting, erasing)
    for each in several:
        each.add_argument("client", metavar="ID", help="the person's id")
    for each in (listing, showing, reporting, screening, consent):
        each.add_argument("--json", action="store_true", help="for programs")
    add_store_option(*actions.choices.values())
    add_language_option(*actions.choices.values())


def _adding(parser: ArgumentParser) -> None:
    say = parser.add_argument
    say("--name", default="", help="how to call them; may be left out")
    say("--born", metavar="DAY", help="date of birth, as 1990-12-31")
    say("--adult", action="store_true", help="18 or older; instead of --born")
    say("--guardian", metavar="NAME", help="who answers for a person under 18")
    say("--guardian-contact", default="", metavar="TEXT", help="how to reach them")
    say("--email", default="", help="contact")
    say("--phone", default="", help="contact")
    say("--mass", metavar="KG", help="body mass")
    say("--height", metavar="M", help="body height")
    say("--participant", type=Path, metavar="FILE", help="body measures, TOML")
    say("--keep-until", metavar="DAY", help="default: two years from today")
    say(
        "--consent",
        action="append",
        default=[],
        choices=SWITCHES,
        help="what they agree to, once for each; store is needed",
    )


def run(options: Namespace) -> None:
    """Do what was asked."""
    store = opened(options)
    actions = {
        "add": _add,
        "list": _list,
        "show": _show,
        "report": client_report.report,
        "screen": client_screen.screen,
        "consent": _consent,
        "letter": client_letter.run,
        "export": _export,
        "erase": _erase,
    }
    actions[options.action](store, options)


def _add(store: Store, options: Namespace) -> None:
    from ilium.cli.options import body_measures

    made = store.clients.add(
        options.name,
        consent=options.consent,
        born=day(options.born),
        adult=options.adult,
        guardian=_guardian(options),
        email=options.email,
        phone=options.phone,
        body=body_measures(options),
        keep_until=day(options.keep_until),
    )
    print(made)
    lead_on(options, f"client screen {made}")


def _guardian(options: Namespace) -> Guardian | None:
    from ilium.store.clients import Guardian

    if not options.guardian:
        return None
    return Guardian(name=options.guardian, contact=options.guardian_contact)


def _list(store: Store, options: Namespace) -> None:
    if options.due:
        due = store.clients.due()
        if options.json:
            show_json("due", due)
        else:
            show_table(["id", "why", "what to do"], [_due(each) for each in due])
        return
    clients = store.clients.all()
    if options.json:
        show_json("clients", clients)
        return
    rows = [
        (each.id, each.name or "-", len(each.visits), _agreed(each), each.keep_until)
        for each in clients
    ]
    show_table(["id", "name", "visits", "agreed to", "kept until"], rows)
    if not clients:
        print("Nobody yet: ilium client add --adult --consent store")


def _due(due: object) -> tuple[str, str, str]:
    from ilium.store.clients import Due

    assert isinstance(due, Due)
    return due.client, due.why, due.remedy


def _agreed(client: Client) -> str:
    given = [each for each in SWITCHES if client.consent[each]]
    return ", ".join(given) or "nothing"


def _show(store: Store, options: Namespace) -> None:
    client = store.clients.get(options.client)
    results = store.results.of(client.id)
    if options.json:
        told = [
            {"result": each.id, "day": each.day, "task": each.task, "tier": each.tier}
            for each in results
        ]
        answers = store.answers.of(client.id)
        show_json("client", {**_facts(client), "results": told, "answers": answers})
        return
    for key, value in _facts(client).items():
        if value or value is False:
            print(f"{key.replace('_', ' ')}: {_words(value)}")
    rows = [(each.id, each.day, each.task, each.tier) for each in results]
    if rows:
        show_table(["result", "day", "movement", "measured with"], rows)
    _show_patterns(store, client.id)
    lead_on(options, next_command(store.history_of(client.id), f"--client {client.id}"))


def _show_patterns(store: Store, client: str) -> None:
    """Show what the newest checks of several movements have in common."""
    from ilium.findings.words import say
    from ilium.programme.across import several_movements
    from ilium.report.across_table import across_table

    found = several_movements(store.history_of(client))
    if found is None:
        return
    table = across_table(found)
    print(f"\n{say('across.title')}")
    show_table(table.head, table.rows)
    print("\n".join(found.sentences or (say("across.nothing"),)))


def _facts(client: Client) -> dict[str, object]:
    from dataclasses import asdict

    facts = asdict(client)
    facts["body"] = {
        name: each for name, each in facts["body"].items() if each is not None
    }
    return facts


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_words(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _consent(store: Store, options: Namespace) -> None:
    both = set(options.give) & set(options.withdraw)
    if both:
        raise InputError(
            f"{', '.join(sorted(both))} is given and withdrawn.", "Say one of them."
        )
    changes = dict.fromkeys(options.give, True) | dict.fromkeys(options.withdraw, False)
    shown = store.shown_of(options.client).words
    gone = shown if changes.get("video") is False else ""
    if gone and not options.json:
        print(f"With the consent to video goes, for good: {gone}.")
    if changes:
        store.consents.change(
            options.client,
            cast("dict[Switch, bool]", changes),
            by="guardian" if options.by_guardian else "client",
        )
    history = store.consents.history(options.client)
    if options.json:
        show_json("consent", history)
        return
    rows = [
        (each.day, each.switch, "yes" if each.given else "no", each.by)
        for each in history
    ]
    show_table(["day", "switch", "agreed", "by"], rows)
    if gone:
        print(
            f"Gone: {gone}. Measures, curves and line figures stay. Backups made "
            "before still hold what went."
        )
    elif shown:
        print(f"Without the consent to video this would go for good: {shown}.")
    if not store.consents.of(options.client)["store"]:
        print(
            "Nothing more is kept. Everything so far can be erased: "
            f"ilium client erase {options.client.lower()}"
        )


def _export(store: Store, options: Namespace) -> None:
    client = store.clients.get(options.client)
    path = store.export(client.id, options.out or Path(f"{client.id}.zip"))
    print(f"Wrote {path}. It holds the person's name and is not encrypted.")


def _erase(store: Store, options: Namespace) -> None:
    client = store.clients.get(options.client)
    if not options.yes:
        question = f"Erase everything about {client.id}, for good? Type the id: "
        typed = input(question) if sys.stdin.isatty() else ""
        if typed.strip().lower() != client.id:
            raise InputError(
                "Nothing was erased: the id was not typed again.",
                "Type it when asked, or say --yes.",
            )
    store.erase(client.id)
    print(f"Erased {client.id}. Backups made before still hold what was erased.")
