"""``ilium programme``: a week of training at a time, and the log of what was done."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.cli.options import add_language_option

if TYPE_CHECKING:
    from ilium.cli.programme_place import Place
    from ilium.programme.history import History, Item

SUMMARY = "plan a week of exercises from a goal, safety answers, checks and the log"
DESCRIPTION = (
    "A week of exercises at a time, each decision with its reason: `new` asks for goal "
    "and safety answers, `next` gives the week, `log` takes down what was done, `show` "
    "shows where it stands. Movement feedback for training; not a medical device."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(
        dest="action", metavar="new|next|log|show", required=True
    )
    for name, words, declare in (
        ("new", "begin: goal, safety answers, equipment", _new_options),
        ("next", "give the next week", _nothing),
        ("log", "take down a session, a test, an answer or a change by hand", _log),
        ("show", "show goal, week, reasons and log; print the week", _showing),
    ):
        each = actions.add_parser(name, help=words, description=words)
        each.add_argument("--client", metavar="ID", help="a client of the store")
        each.add_argument(
            "--file", type=Path, metavar="FILE", help="a history of its own, JSON"
        )
        each.add_argument(
            "--date", "--on", metavar="DAY", help="as 2026-11-23 (default: today)"
        )
        each.add_argument("--json", action="store_true", help="for programs")
        declare(each)
    add_language_option(*actions.choices.values())


def _nothing(parser: ArgumentParser) -> None:
    del parser


def _showing(parser: ArgumentParser) -> None:
    from ilium.cli.paper import add_paper_option

    say = parser.add_argument
    say(
        "--sheet", type=Path, metavar="FILE", help="the week on one page: .pdf or .html"
    )
    say("--contact", default="", metavar="WORDS", help="your coach, on the sheet")
    say("--label", default="", metavar="WORDS", help="whose sheet it is")
    add_paper_option(parser)


def _new_options(parser: ArgumentParser) -> None:
    say = parser.add_argument
    say("--goal", metavar="WORDS", help="what you want to do again, in your own words")
    say("--able", type=int, metavar="0-10", help="how able you are now")
    say("--confident", type=int, metavar="0-10", help="how confident you are")
    say("--answers", type=Path, metavar="FILE", help="safety answers and setting, TOML")
    say("--yes", default=None, metavar="IDS", help="safety questions with yes")
    say("--all-no", action="store_true", help="every safety question was asked: no")
    say("--equipment", metavar="NAMES", help="band, weight, step, bench; or none")
    say("--days", type=int, metavar="N", help="days of training a week")
    say("--bodyweight", type=float, metavar="KG", help="body weight")
    say("--after-birth", type=float, metavar="WEEKS", help="weeks since the birth")
    say("--pregnant", action="store_true", help="pregnant now")
    say("--cleared", action="store_true", help="cleared for training by a clinician")
    say("--history", metavar="WORDS", help="what happened before, in short words")


def _log(parser: ArgumentParser) -> None:
    say = parser.add_argument
    say(
        "--did",
        action="append",
        default=[],
        metavar="E9=3x20",
        help="sets x amount of an exercise; load @5, effort r7, extra +2, side /left",
    )
    say("--as-planned", action="store_true", help="everything of the week's plan")
    say("--like-sheet", action="store_true", help="type the paper sheet back, by day")
    say("--pain", type=float, metavar="0-10", help="pain during the session")
    say("--morning", type=float, metavar="0-10", help="pain the next morning")
    say("--where", default="", metavar="WORDS", help="where it hurt")
    say("--pain-side", choices=("left", "right", "both"), help="on which side")
    say("--spreading", choices=("yes", "no"), help="spread below the knee, or numb")
    for name in ("leaking", "heaviness", "doming", "bleeding"):
        say(f"--{name}", choices=("yes", "no"), help="after a birth")
    say("--able", type=int, metavar="0-10", help="how able you are now for the goal")
    say("--confident", type=int, metavar="0-10", help="how confident you are")
    say("--rpe", type=float, metavar="0-10", help="effort of the whole session")
    say("--minutes", type=float, metavar="MIN", help="length of the session")
    say(
        "--test",
        action="append",
        default=[],
        metavar="NAME=20/left",
        help="a strength test; end with ! where pain or a symptom came",
    )
    say(
        "--judge",
        action="append",
        default=[],
        metavar="ID=yes",
        help="a criterion, seen by yourself; ID=yes/coach by the coach",
    )
    say(
        "--override",
        metavar="ACTION=TARGET",
        help="swap, lock, unlock, add, remove, "
        "gate or clearance by hand; a swap as swap=E20:E18",
    )
    say("--who", default="", metavar="WORDS", help="who decides")
    say("--reason", default="", metavar="WORDS", help="why")
    say("--clinician", action="store_true", help="a clinician decides")
    say("--items", type=Path, metavar="FILE", help="entries as TOML tables")


def run(options: Namespace) -> None:
    """Do what was asked with the history of one person."""
    from ilium.cli.programme_place import place_of

    place = place_of(options)
    day = _day(options.date)
    if options.action == "new":
        _new(options, place, day)
    elif options.action == "log":
        _take_down(options, place, day)
    elif options.action == "next":
        _next(options, place, day)
    else:
        _show(options, place, day)


def _day(text: str | None) -> dt.date:
    from ilium.errors import InputError

    if text is None:
        return dt.date.today()  # noqa: DTZ011 - the person's own day
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        problem = f"{text!r} is not a day."
        raise InputError(problem, "Write it as 2026-11-23.") from error


def _new(options: Namespace, place: Place, day: dt.date) -> None:
    from ilium.cli.programme_questions import begin

    known = place.history()
    begun = begin(options, day, known)
    _give(options, place, day, known.adding(*begun), begun)


def _next(options: Namespace, place: Place, day: dt.date) -> None:
    _give(options, place, day, _known(options, place), ())


def _give(
    options: Namespace,
    place: Place,
    day: dt.date,
    history: History,
    begun: tuple[Item, ...],
) -> None:
    """Work out the week, keep it with what begins the programme, and print it."""
    from ilium.programme.week import next_week

    week = next_week(history, today=day)
    place.add(*begun, *(() if week.stands else (week.planned,)))
    _print_week(options, history, day)
    _lead_on(options, place, day)


def _lead_on(options: Namespace, place: Place, day: dt.date) -> None:
    from ilium.cli.following import lead_on, next_command
    from ilium.cli.programme_place import whose

    lead_on(options, next_command(place.history().until(day), whose(options)))


def _known(options: Namespace, place: Place) -> History:
    from ilium.errors import InputError

    history = place.history()
    about = getattr(options, "override", None) or ""
    if "_finding" in about and history.checks:
        return history
    if not history.screens and not history.goals:
        from ilium.cli.programme_place import whose

        raise InputError(
            "There is no programme here yet.",
            f"Begin one with 'ilium programme new {whose(options)}'.",
        )
    return history


def _print_week(options: Namespace, history: History, day: dt.date) -> None:
    from ilium.programme.texts import week_lines, week_table
    from ilium.programme.week import next_week

    week = next_week(history, today=day)
    if options.json:
        print(json.dumps(week_table(week), indent=1, ensure_ascii=False))
        return
    print("\n".join(week_lines(week, history)))


def _take_down(options: Namespace, place: Place, day: dt.date) -> None:
    from ilium.cli.programme_log import entries
    from ilium.programme.documents import item_table, kind_of

    history = _known(options, place)
    items = entries(options, history, day)
    place.add(*items)
    if options.json:
        rows = [{"kind": kind_of(each), **item_table(each)} for each in items]
        print(json.dumps({"schema_version": 1, "entries": rows}, indent=1))
        return
    _answer(items)
    _lead_on(options, place, day)


def _answer(items: tuple[object, ...]) -> None:
    from ilium.findings.words import say
    from ilium.programme.history import SessionLog
    from ilium.programme.pain import light

    print(say("programme.noted", number=len(items)))
    for each in items:
        if isinstance(each, SessionLog):
            print(say(f"programme.light.{light(each)}"))


def _show(options: Namespace, place: Place, day: dt.date) -> None:
    from ilium.programme.documents import history_table
    from ilium.programme.texts import history_lines

    history = _known(options, place)
    if options.sheet:
        from ilium.cli.programme_sheet import print_sheet

        print_sheet(options, history, day)
        return
    if options.json:
        print(json.dumps(history_table(history), indent=1, ensure_ascii=False))
        return
    _print_week(options, history, day)
    print("\n".join(["", *history_lines(history)]))
