"""``ilium cohort``: a study of many people to tables, and what they say together."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ilium.cli import cohort_answers, cohort_plan, cohort_run

SUMMARY = "analyse a study of many people; compare them, and tell how values repeat"
DESCRIPTION = (
    "Analyse every recording of a study on every core, or on a cluster, into Parquet "
    "tables; then ask the tables."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(
        dest="action", metavar="plan|run|reliability|agreement|compare", required=True
    )
    cohort_plan.declare(actions)
    cohort_run.declare(actions)
    cohort_answers.declare(actions)


def run(options: Namespace) -> None:
    """Do what was asked."""
    options.work(options)
