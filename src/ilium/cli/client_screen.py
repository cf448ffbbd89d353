"""``ilium client screen``: safety questions, and what a yes asks for."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from ilium.cli.following import lead_on, next_command
from ilium.cli.keeping import day, show_json
from ilium.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    from ilium.programme.history import Screen
    from ilium.store import Store


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("--all-no", action="store_true", help="every question was asked: no")
    say("--yes", default="", metavar="IDS", help="questions with yes; the others: no")
    say("--after-birth", type=float, metavar="WEEKS", help="weeks since the birth")
    say("--pregnant", action="store_true", help="pregnant now")
    say("--on", metavar="DAY", help="when they were asked (default: today)")
    say("--cleared", action="store_true", help="cleared for training by a clinician")


def screen(store: Store, options: Namespace) -> None:
    """Ask what was not said, keep it, and say what it means; no score."""
    from ilium.findings.words import say
    from ilium.programme.screen import carried, safety

    client = store.clients.get(options.client).id
    today = day(options.on) or store.database.today
    known = carried(store.history_of(client), today)
    made = _answered(_setting(replace(known, answers={}), options), options)
    store.record(client, made)
    history = store.history_of(client)
    found = safety(history)
    if options.json:
        show_json("safety", found)
        return
    for each in found.texts:
        print(say(f"safety.{each}"))
    if not found.locked:
        print("No answer asks to wait.")
    lead_on(options, next_command(history, f"--client {client}"))


def _setting(screen: Screen, options: Namespace) -> Screen:
    """Pregnancy and birth, where the command line speaks of them."""
    if options.pregnant:
        screen = replace(screen, postpartum="pregnant", weeks_since_birth=None)
    elif options.after_birth is not None:
        weeks = options.after_birth
        screen = replace(screen, postpartum="after_birth", weeks_since_birth=weeks)
    return replace(screen, cleared=True) if options.cleared else screen


def _answered(screen: Screen, options: Namespace) -> Screen:
    from ilium.cli.programme_questions import Asker
    from ilium.findings.words import say
    from ilium.programme.screen import asked, questions

    yes = [each.strip() for each in options.yes.split(",") if each.strip()]
    for each in yes:
        if each not in questions():
            raise UnknownNameError.among("safety question", each, questions())
    if yes or options.all_no:
        answers = dict.fromkeys(asked(screen), False) | dict.fromkeys(yes, True)
        return replace(screen, answers=answers)
    if not sys.stdin.isatty():
        raise InputError(
            "Nobody is here to answer the safety questions.",
            "Ask them, then say --all-no, or --yes with the questions' ids.",
        )
    ask = Asker(alone=True)
    answers = {each: ask.yes(say(f"screen.{each}")) for each in asked(screen)}
    return replace(screen, answers=answers)
