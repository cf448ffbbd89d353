"""``ilium doctor``: what this computer has, what is missing, and what to do."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.cli.checkup import Check

SUMMARY = "check this computer; with --warm, prepare the first run"
DESCRIPTION = "Check Python, the packages, the demo recording and the folders."


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--warm",
        action="store_true",
        help="compile everything once, so that the first run starts quickly",
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(options: Namespace) -> None:
    """Print every check; raise where one that analysis needs does not hold."""
    import json
    from dataclasses import asdict

    from ilium.cli.checkup import checks, warm
    from ilium.errors import InputError

    found = checks()
    if options.json:
        rows = [asdict(each) for each in found]
        print(json.dumps({"schema_version": 1, "checks": rows}, indent=1))
    elif not options.quiet:
        for each in found:
            print(f"{'ok      ' if each.holds else _absent(each)}  {each.what}")
            if not each.holds:
                print(f"          {each.remedy}")
    broken = [each for each in found if each.needed and not each.holds]
    if broken:
        raise InputError(broken[0].what, broken[0].remedy)
    if options.warm:
        seconds = warm()
        if not options.quiet:
            print(f"warm      every module and kernel is compiled: {seconds:.1f} s")


def _absent(check: Check) -> str:
    return "missing " if check.needed else "optional"
