"""``ilium cohort plan``: what the names of a study were taken to mean."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilium.cli.following import lead_on, typed
from ilium.cli.options import add_language_option

if TYPE_CHECKING:
    from ilium.cohort.study import Study

WORDS = "show how the folders of a study are understood; nothing is analysed"


def declare(actions: Any) -> None:  # noqa: ANN401 - argparse's type is private
    """Declare the action."""
    parser: ArgumentParser = actions.add_parser("plan", help=WORDS, description=WORDS)
    parser.set_defaults(work=work)
    say = parser.add_argument
    say("study", metavar="STUDY", help="folder, or a manifest (CSV, TOML)")
    say("--task", metavar="NAME", help="the movement where names do not say it")
    say("--out", type=Path, metavar="FILE", help="write it as a manifest, CSV")
    say("--json", action="store_true", help="for programs")
    add_language_option(parser)


def work(options: Namespace) -> None:
    """Show every trial with its static, movement and side; write it where asked to."""
    from ilium.cli.cohort_answers import write
    from ilium.cli.keeping import show_json, show_table
    from ilium.cohort.finding import find_study
    from ilium.cohort.plan import manifest_csv, plan_of

    study = find_study(options.study, task=options.task or "auto")
    if options.out:
        write(options.out, manifest_csv(study))
    if options.json:
        told = {"trials": plan_of(study), "without_a_result": study.failures}
        show_json("plan", told)
        return
    if options.quiet:
        return
    heads = ("participant", "session", "trial", "task", "side", "group", "static")
    rows = [[each[head] or "-" for head in heads] for each in plan_of(study)]
    show_table(heads, rows)
    _tell(study, options)
    lead_on(options, f"cohort run {typed(options.study)}")


def _tell(study: Study, options: Namespace) -> None:
    from ilium.findings.words import count, say

    print(
        say(
            "app_cohort.plan",
            trials=count(len(study.jobs), "trial"),
            bare=sum(
                "static" not in each.files and "clip" not in each.files
                for each in study.jobs
            ),
            auto=sum(each.task == "auto" for each in study.jobs),
        )
    )
    for each in study.failures:
        print(f"  {each.file or each.participant}: {each.problem} {each.remedy}")
    if options.out:
        print(say("app_cohort.manifest", file=options.out))
