"""``ilium cohort run``: every recording of a study into Parquet tables."""

from __future__ import annotations

import json
import math
import sys
from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilium.cli.following import lead_on, typed
from ilium.cli.options import add_language_option

if TYPE_CHECKING:
    from ilium.cohort.crew import Crew
    from ilium.cohort.orders import Run
    from ilium.cohort.run import Summary

WORDS = "analyse every recording of a study into Parquet tables"
SHOWN = 5
"""Failures that the terminal shows; the table holds all."""


def declare(actions: Any) -> None:  # noqa: ANN401 - argparse's type is private
    """Declare the action."""
    parser: ArgumentParser = actions.add_parser("run", help=WORDS, description=WORDS)
    parser.set_defaults(work=work)
    say = parser.add_argument
    say(
        "study",
        metavar="STUDY",
        help="folder of participant/session/trial, or a manifest (CSV, TOML)",
    )
    say("--out", metavar="DIR", help="where to (default: ./<study>-cohort)")
    say("--workers", type=int, metavar="N", help="processes (default: one a core)")
    say("--scheduler", metavar="ADDRESS", help="a Dask scheduler in place of them")
    say(
        "--resume",
        action="store_true",
        help="go on where a run ended; do not try again what failed unchanged",
    )
    say(
        "--seconds",
        type=float,
        default=0.0,
        metavar="S",
        help="time for one trial (default: 600, a clip 7200)",
    )
    say("--task", metavar="NAME", help="the movement where names do not say it")
    say("--settings", type=Path, metavar="FILE", help="settings, TOML")
    say("--norms", metavar="FILE", help="your own ranges and errors, TOML")
    say("--marker-set", metavar="FILE", help="your laboratory's own marker set, TOML")
    say("--axes", metavar="F,U", help="the laboratory's axes forwards and up: +x,+z")
    say("--no-muscles", action="store_true", help="stop at the joint moments")
    _declare_security(parser)
    say("--json", action="store_true", help="for programs")
    add_language_option(parser)


def _declare_security(parser: ArgumentParser) -> None:
    say = parser.add_argument
    for name, what in (
        ("ca", "who signs the certificates"),
        ("cert", "your own certificate"),
        ("key", "its private key"),
    ):
        say(f"--tls-{name}", metavar="FILE", help=f"{what}, PEM, for tls://")
    say(
        "--insecure",
        action="store_true",
        help="allow tcp:// to another machine: whoever listens can run programs here",
    )


def work(options: Namespace) -> None:
    """Analyse the study and say what became of it."""
    from ilium.cli.bar import Bar
    from ilium.cli.options import effective
    from ilium.cohort.finding import find_study
    from ilium.cohort.reliability import LEAST
    from ilium.cohort.run import run_cohort

    _needs()
    _check(options)
    chosen, stages = effective(options)
    study = find_study(options.study, task=chosen.task)
    out = _folder(options)
    _prepare(options)
    try:
        with _crew(options) as crew, Bar(_bar(), quiet=options.quiet) as bar:
            bar(0, len(study.jobs))
            summary = run_cohort(
                study,
                out,
                crew,
                run=_run(options, chosen, stages),
                again=not options.resume,
                progress=bar,
            )
    except KeyboardInterrupt:
        _stopped(options)
        raise
    if options.json:
        print(
            json.dumps({"schema_version": 1, "out": out, **asdict(summary)}, indent=1)
        )
    elif not options.quiet:
        _tell(summary, out)
        if study.repeaters >= LEAST and summary.done + summary.same:
            lead_on(options, f"cohort reliability {typed(out)}")


def _folder(options: Namespace) -> str:
    """Where the tables go."""
    from ilium.cohort.places import REMOTE
    from ilium.errors import InputError

    out: str = options.out or f"{_named(options.study)}-cohort"
    if REMOTE not in out and Path(out).exists() and not Path(out).is_dir():
        problem = f"{Path(out).name!r} is a file, not a folder."
        raise InputError(problem, "Choose another folder by --out.")
    return out


def _named(study: str) -> str:
    """Name of a study: that of its folder, or of its manifest without the ending."""
    from ilium.cohort.names import ending, stem
    from ilium.cohort.places import REMOTE

    path = study.rstrip("/") if REMOTE in study else Path(study).resolve().as_posix()
    return stem(path) if ending(path) in ("csv", "toml") else Path(path).name


def _needs() -> None:
    from ilium.errors import InputError

    try:
        import pyarrow as pa
    except ImportError as error:
        problem = "Cohorts need pyarrow, which is not installed."
        remedy = "Install it: pip install 'ilium[cohort]'."
        raise InputError(problem, remedy) from error
    del pa


def _prepare(options: Namespace) -> None:
    """Compile once, before workers would each compile the same."""
    from ilium.maths.compiled import is_cold

    if options.scheduler or options.no_muscles or not is_cold():
        return
    from ilium.cli.warming import warm_kernels
    from ilium.findings.words import say

    if not options.quiet:
        print(say("app_cohort.first"), file=sys.stderr)
    warm_kernels()


def _check(options: Namespace) -> None:
    from ilium.errors import InputError

    if options.workers is not None and options.workers < 1:
        problem = f"{options.workers} workers cannot analyse anything."
        raise InputError(problem, "Give --workers 1 or more, or leave it out.")
    if options.seconds < 0.0 or math.isnan(options.seconds):
        problem = f"No trial is done in {options.seconds:g} s."
        raise InputError(problem, "Give --seconds a positive number, or leave it out.")


def _run(options: Namespace, chosen: Any, stages: dict[str, Any]) -> Run:  # noqa: ANN401
    from ilium.cli.options import axes_of
    from ilium.cohort.orders import Run, text_of
    from ilium.errors import InputError
    from ilium.findings.norm_files import read_norms
    from ilium.model.marker_sets import read_marker_set
    from ilium.settings import settings_from

    settings_from(stages)
    if chosen.model:
        problem = "A model belongs to one person, not to a cohort."
        raise InputError(problem, "Leave it out of the settings.")
    if chosen.norms:
        read_norms(Path(chosen.norms))
    if chosen.marker_set:
        read_marker_set(Path(chosen.marker_set))
    return Run(
        stages=stages,
        axes=axes_of(chosen.axes) or (),
        marker_set=text_of(chosen.marker_set, "marker set"),
        norms=text_of(chosen.norms, "file of norms"),
        seconds=options.seconds,
    )


def _crew(options: Namespace) -> AbstractContextManager[Crew]:
    from ilium.cohort.cluster import Certificates, Cluster
    from ilium.cohort.crew import LocalCrew
    from ilium.errors import InputError

    if not options.scheduler:
        return LocalCrew(options.workers)
    if options.workers is not None:
        problem = "A scheduler has workers of its own."
        raise InputError(problem, "Leave out --workers, or --scheduler.")
    given = Certificates(
        ca=options.tls_ca or "", cert=options.tls_cert or "", key=options.tls_key or ""
    )
    return Cluster(options.scheduler, given, insecure=options.insecure)


def _bar() -> str:
    from ilium.findings.words import say

    return say("app_cohort.bar")


def _stopped(options: Namespace) -> None:
    from ilium.findings.words import say

    if not options.quiet:
        print(say("app_cohort.stopped"), file=sys.stderr)


def _tell(summary: Summary, out: str) -> None:
    from ilium.findings.words import count, say

    print(
        say(
            "app_cohort.ended",
            trials=count(summary.trials, "trial"),
            done=summary.done,
            same=summary.same,
            open=summary.failed,
        )
    )
    for each in summary.failures[:SHOWN]:
        where = "/".join(
            part for part in (each.participant, each.session, each.trial) if part
        )
        print(f"  {where}: {each.problem} {each.remedy}")
    if summary.failed > SHOWN:
        print(say("app_cohort.more", file=f"{out}/failures.csv"))
    if summary.empty:
        print(say("app_cohort.empty", trials=count(summary.empty, "trial")))
    print(say("app_cohort.tables", path=out))
