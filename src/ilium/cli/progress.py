"""``ilium progress``: what changed since the first check, judged against its error."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilium.cli.options import add_language_option

if TYPE_CHECKING:
    from ilium.cli.programme_place import Place
    from ilium.programme.history import History
    from ilium.progress.scores import ScoreChange
    from ilium.progress.week_six import Retest, Story
    from ilium.report.progress_page import Progress

SUMMARY = "show what changed since the first check, judged against its error"
DESCRIPTION = (
    "Compare the first check with the last one: changed, not more than measurement "
    "error, or cannot tell yet. Pain, own activities and the pelvis are told apart."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(dest="action", metavar="show", required=True)
    words = "show the change in words, and write it as a page"
    show = actions.add_parser("show", help=words, description=words)
    say = show.add_argument
    say("--client", metavar="ID", help="a client of the store")
    say("--file", type=Path, metavar="FILE", help="a history of its own, JSON")
    say("--task", default="", metavar="NAME", help="the movement to follow")
    say("--measure", default="", metavar="NAME", help="the measure to follow")
    say("--out", type=Path, metavar="FILE", help="write the page too (HTML)")
    add_language_option(show)
    say("--json", action="store_true", help="for programs")


def run(options: Namespace) -> None:
    """Say what changed, and write the page where one is asked for."""
    from ilium.cli.programme_place import place_of
    from ilium.programme.retest import retest
    from ilium.progress.week_six import tell

    place = place_of(options)
    history = place.history()
    found = retest(history, task=options.task, measure=options.measure, **_asked(place))
    story = None if found is None else tell(found)
    if options.json:
        print(json.dumps(_table(found, story), indent=1, ensure_ascii=False))
    else:
        print("\n".join(_lines(story)))
    if options.out:
        _write(options, history, place)
        if not options.json:
            print(f"Page: {options.out}")
    _lead_on(options, history)


def _asked(place: Place) -> dict[str, ScoreChange | None]:
    """Changes of the questionnaires that the store holds."""
    from ilium.cli.programme_place import StorePlace

    if not isinstance(place, StorePlace):
        return {}
    from ilium.store import open_store
    from ilium.store.following import score_changes

    return score_changes(open_store(), place.client)


def _lead_on(options: Namespace, history: History) -> None:
    from ilium.cli.following import lead_on, next_command
    from ilium.cli.programme_place import whose

    if options.out or not history.checks:
        lead_on(options, next_command(history, whose(options)))
    else:
        lead_on(options, f"progress show {whose(options)} --out progress.html")


def _lines(story: Story | None) -> list[str]:
    from ilium.findings.words import say

    if story is None:
        return [say("progress.nothing")]
    sides = [each for each in story.sides if each != story.line]
    said = (story.verdict, story.line, *sides, story.apart, story.activities)
    return [*(each for each in said if each), story.then]


def _table(found: Retest | None, story: Story | None) -> dict[str, Any]:
    if found is None or story is None:
        return {"schema_version": 1, "measure": None, "sides": {}, "words": []}
    return {
        "schema_version": 1,
        "measure": found.kind.name,
        "unit": found.kind.unit,
        "sides": {
            side: {**_plain(change), "difference": change.difference}
            for side, change in found.sides.items()
        },
        "pain": _plain(found.pain),
        "activities": _plain(found.activities),
        "missed_weeks": found.missed,
        "words": _lines(story),
    }


def _write(options: Namespace, history: History, place: Place) -> None:
    from ilium.core.atomic import replace_text
    from ilium.core.system_errors import not_written
    from ilium.report.progress_page import render_progress

    page = render_progress(_progress(options, history, place))
    try:
        replace_text(options.out, page)
    except OSError as error:
        raise not_written(options.out, error) from error


def _progress(options: Namespace, history: History, place: Place) -> Progress:
    from ilium.cli.programme_place import StorePlace
    from ilium.report.progress_page import Progress

    if not isinstance(place, StorePlace):
        return Progress(history=history, task=options.task)
    from ilium.store import open_store
    from ilium.store.following import progress_of

    return progress_of(
        open_store(), place.client, label=options.client, task=options.task
    )


def _plain(outcome: object) -> dict[str, Any]:
    from ilium.core.provenance import plain

    made = plain(outcome)
    return made if isinstance(made, dict) else {}
