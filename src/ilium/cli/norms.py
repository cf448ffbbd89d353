"""``ilium norms``: ranges and errors of your own laboratory, from a cohort."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilium.cli.options import add_language_option

SUMMARY = "make ranges and errors of your own laboratory from a cohort"
DESCRIPTION = (
    "Make a file of ranges (20 people or more) and errors (10 people or more in two "
    "sessions), which `--norms` takes: findings then use them before published ones."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", metavar="build", required=True)
    building = actions.add_parser("build", help=SUMMARY, description=DESCRIPTION)
    say = building.add_argument
    say("cohort", metavar="COHORT", help="results of `ilium cohort run`")
    say("--out", type=Path, required=True, metavar="FILE", help="the file, TOML")
    say("--group", default="", metavar="NAME", help="people of one group only")
    say("--title", default="own laboratory", metavar="TEXT", help="name in reports")
    say("--people", default="", metavar="TEXT", help="who was measured")
    say("--protocol", default="", metavar="TEXT", help="how they were measured")
    say("--task", default="", metavar="NAME", help="one movement only")
    say("--tier", default="", metavar="NAME", help="lab, video_a or video_b only")
    say("--measure", default="", metavar="NAME", help="one measure only; * for any")
    say("--json", action="store_true", help="for programs")
    add_language_option(building)


def run(options: Namespace) -> None:
    """Make the file and say what is in it."""
    import json

    from ilium.cli.cohort_answers import values_of, write
    from ilium.cohort.norms import About, norms_toml, ranges_of
    from ilium.cohort.reliability import error_rows, reliability_of
    from ilium.errors import InputError, InsufficientDataError
    from ilium.findings.norm_files import read_norms
    from ilium.findings.words import say

    values = [
        each
        for each in values_of(options)
        if not options.group or each.where.group == options.group
    ]
    if not values:
        problem = f"Nobody is in the group {options.group!r}."
        raise InputError(problem, "Name groups in participants.csv or the manifest.")
    about = About(
        title=options.title,
        protocol=options.protocol or say("app_cohort.protocol"),
        people=options.people or options.group or say("app_cohort.people"),
    )
    ranges, left = ranges_of(values, about)
    try:
        repeated = reliability_of(values)
    except InsufficientDataError:
        repeated = []
    errors = error_rows(repeated, title=about.title, protocol=about.protocol)
    write(options.out, norms_toml(ranges, errors))
    read_norms(options.out)
    if options.json:
        told = {
            "schema_version": 1,
            "ranges": [each.name for each in ranges],
            "errors": [each.measures[0] for each in errors],
            "left_out": {each.measure: each.why for each in left},
        }
        print(json.dumps(told, indent=1))
    elif not options.quiet:
        print(say("app_cohort.norms", ranges=len(ranges), errors=len(errors)))
        print(say("app_cohort.left_out", number=len(left)))
        print(say("app_cohort.use", file=options.out))
