"""``ilium analyse``: a recording to its report and tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.cli.options import add_run_options

if TYPE_CHECKING:
    from ilium.pipeline import Analysis
    from ilium.variability.visits import Visit

SUMMARY = "analyse a recording; write its report and tables"
DESCRIPTION = (
    "Analyse a recording of a motion-capture laboratory (C3D, TRC, MOT or Nexus CSV) "
    "and write report.html, measures.csv and the other files of the output folder."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("trial", type=Path, metavar="TRIAL", help="the recording")
    say("--static", type=Path, metavar="FILE", help="the standing calibration")
    say("--forces", type=Path, metavar="FILE", help="MOT or STO file of its forces")
    add_run_options(parser)
    say(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="an earlier output folder of the same person; three or more, oldest first",
    )
    say("--client", metavar="ID", help="keep the result for this person in the store")
    say("--on", metavar="DAY", help="day of the recording (default: today)")
    say("--out", type=Path, metavar="DIR", help="where to (default: ./<trial>-ilium)")
    say("--pdf", action="store_true", help="write report.pdf too (extra: pdf)")
    say(
        "--keep-names",
        action="store_true",
        help="keep the files' paths in provenance.json",
    )


def run(options: Namespace) -> None:
    """Analyse one recording and write its folder."""
    from ilium.cli.keeper import tell_kept

    analysis, folder = analysed(options)
    if not options.quiet:
        print_summary(analysis, folder)
    if options.client:
        tell_kept(options)


def analysed(options: Namespace) -> tuple[Analysis, Path]:
    """Analyse what the options name, write the folder and say where it is."""
    from ilium.capture.isolation import prepare

    prepare(options.trial)
    from ilium.cli.keeper import keeper_of
    from ilium.cli.options import axes_of, effective
    from ilium.outputs.folder import write_results
    from ilium.pipeline import analyse
    from ilium.settings import settings_from

    chosen, stages = effective(options)
    keeper = keeper_of(options)
    earlier = _visits(options.earlier)
    analysis = analyse(
        options.trial,
        static=options.static,
        forces=options.forces,
        participant=keeper.body(chosen.participant) if keeper else chosen.participant,
        task=chosen.task,
        side=chosen.side,
        axes=axes_of(chosen.axes),
        marker_set=Path(chosen.marker_set) if chosen.marker_set else None,
        model=Path(chosen.model) if chosen.model else None,
        norms=Path(chosen.norms) if chosen.norms else None,
        settings=settings_from(stages),
        keep_names=options.keep_names,
        earlier=earlier,
        known=keeper.visits() if keeper and not earlier else (),
    )
    folder = options.out or Path(f"{analysis.trial.name}-ilium")
    write_results(analysis, folder, pdf=options.pdf)
    if keeper:
        files = {"trial": options.trial, "static": options.static}
        keeper.keep(analysis, {**files, "forces": options.forces})
    return analysis, folder


def _visits(folders: list[Path]) -> list[Visit]:
    """Earlier visits, if any: as many as make a usual."""
    if not folders:
        return []
    from ilium.errors import InputError
    from ilium.outputs.earlier import read_visit
    from ilium.variability.axes import LEAST_VISITS

    if len(folders) < LEAST_VISITS:
        raise InputError(
            f"{len(folders)} earlier visits do not show what is usual.",
            f"Give --earlier {LEAST_VISITS} times or more, or leave it out.",
        )
    return [read_visit(each) for each in folders]


def print_summary(analysis: Analysis, folder: Path) -> None:
    """Say what was found, what is doubtful and where the report is."""
    from ilium.cli.first_words import first_lines
    from ilium.findings.words import say
    from ilium.report.page import build_first_screen

    first = build_first_screen(analysis)
    print("\n".join(first_lines(first)))
    for each in analysis.issues:
        if each.severity == "serious":
            print(say("page.care", what=each.what))
    print(say("page.report", path=folder / "report.html"))
