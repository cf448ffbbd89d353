"""``ilium client report``: what a kept result says, with a coach's changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.errors import InputError

if TYPE_CHECKING:
    from ilium.programme.edited import Said
    from ilium.store import Store
    from ilium.store.results import Result


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("--result", type=int, metavar="N", help="which one (default: the newest)")
    say("--out", type=Path, metavar="FILE", help="write it as a text file too")


def report(store: Store, options: Namespace) -> None:
    """Say again what a result said, with who changed what and when."""
    from ilium.cli.keeping import show_json
    from ilium.core.atomic import replace_text
    from ilium.core.system_errors import not_written
    from ilium.programme.edited import edited

    client = store.clients.get(options.client).id
    result = _chosen(store, client, options.result)
    said = edited(result.findings, store.history_of(client).overrides, result.id)
    if options.json:
        show_json("report", {"result": result.id, "day": result.day, "said": said})
        return
    text = "\n".join(_lines(result, said))
    print(text)
    if options.out:
        try:
            replace_text(options.out, f"{text}\n")
        except OSError as error:
            raise not_written(options.out, error) from error


def _chosen(store: Store, client: str, number: int | None) -> Result:
    found = store.results.of(client)
    if number is not None:
        found = tuple(each for each in found if each.id == number)
    if not found:
        missing = "no result" if number is None else f"no result {number}"
        problem = f"There is {missing} of {client}."
        raise InputError(problem, f"See `ilium client show {client}`.")
    if not found[-1].findings:
        raise InputError(
            f"Result {found[-1].id} was kept without its findings.",
            f"Analyse that recording again with --client {client}.",
        )
    return found[-1]


def _lines(result: Result, said: tuple[Said, ...]) -> list[str]:
    from ilium.findings.words import say

    lines = [f"{result.day} · {say('hand.result', number=result.id)}"]
    for each in said:
        if each.by is None:
            lines.append(each.sentence)
            continue
        key = {"hide_finding": "hidden", "add_finding": "added"}.get(
            each.by.action, "reworded"
        )
        by = say(f"hand.{key}", who=each.by.who, day=each.by.date.isoformat())
        shown = each.measure or each.role if each.hidden else each.sentence
        lines.append(f"{shown} [{by}]")
    return lines
