"""``ilium questionnaire``: answers in, scores by the questionnaire's own rules out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ilium.cli.following import lead_on
from ilium.cli.keeping import add_store_option, day, opened, show_json, show_table
from ilium.cli.options import add_language_option
from ilium.errors import InputError

SUMMARY = "add a client's questionnaire and show its scores"
DESCRIPTION = (
    "Score a questionnaire and keep it. The wording of questions is not shipped: fill "
    "the form in as its licence allows and enter the answers, or its result."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(
        dest="action", metavar="add|list|show", required=True
    )
    adding = actions.add_parser("add", help="score and keep what was answered")
    adding.add_argument("client", metavar="ID", help="the person's id")
    adding.add_argument("questionnaire", metavar="NAME", help="nprs, psfs, rmdq …")
    adding.add_argument(
        "answers",
        metavar="ANSWER=POINTS",
        nargs="+",
        help="as now=3 worst=6; left out: now=",
    )
    adding.add_argument("--on", metavar="DAY", help="when it was answered")
    listing = actions.add_parser("list", help="show the questionnaires there are")
    showing = actions.add_parser("show", help="show a client's scores")
    showing.add_argument("client", metavar="ID", help="the person's id")
    for each in (adding, listing, showing):
        each.add_argument("--json", action="store_true", help="for programs")
    add_store_option(adding, showing)
    add_language_option(adding, listing, showing)


def run(options: Namespace) -> None:
    """Do what was asked."""
    actions = {"add": _add, "list": _list, "show": _show}
    actions[options.action](options)


def _add(options: Namespace) -> None:
    from ilium.progress.questionnaires import score

    answers = _answers(options.answers)
    scores = score(options.questionnaire, answers)
    opened(options).answers.add(
        options.client, options.questionnaire, answers, scores, day=day(options.on)
    )
    if options.json:
        show_json("scores", scores)
        return
    for name, value in scores.items():
        print(f"{name}: {round(value, 1):g}")
    lead_on(options, f"questionnaire show {options.client.lower()}")


def _answers(given: list[str]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for each in given:
        name, sign, points = each.rpartition("=")
        try:
            found[name] = float(points) if points else None
        except ValueError:
            sign = ""
        if not sign or not name:
            raise InputError(
                f"{each!r} is no answer.", "Write it as now=3, or now= for none."
            )
    return found


def _list(options: Namespace) -> None:
    from ilium.progress.questionnaires import instruments

    known = instruments()
    if options.json:
        told = {
            name: {"title": each.title, "entry": each.entry, "source": each.source}
            for name, each in known.items()
        }
        show_json("questionnaires", told)
        return
    rows = [(name, each.title, each.source) for name, each in known.items()]
    show_table(["name", "what", "source"], rows)


def _show(options: Namespace) -> None:
    answers = opened(options).answers.of(options.client)
    if options.json:
        show_json("answers", answers)
        return
    rows = [
        (each.day, name, f"{round(value, 1):g}")
        for each in answers
        for name, value in each.scores.items()
    ]
    show_table(["day", "score", "points"], rows)
