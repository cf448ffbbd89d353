"""``ilium video``: clips of a phone or webcam to measures, each with its error."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.cli.options import add_run_options

if TYPE_CHECKING:
    from ilium.filming import VideoAnalysis

SUMMARY = "analyse clips of a phone or webcam"
DESCRIPTION = (
    "Analyse a clip of a phone or webcam, two or more clips of calibrated cameras, or "
    "another program's keypoints, and write report.html, an overlay film with the face "
    "hidden, and the other files of the output folder."
)
VIEWS = ("front", "rear", "side")
POSES = ("heavy", "full")


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("clips", nargs="*", type=Path, metavar="CLIP", help="MP4, MOV or WebM")
    say("--keypoints", type=Path, metavar="FILE", help="OpenPose, BlazePose or TRC")
    say("--view", choices=VIEWS, help="from where the camera sees the person")
    say("--stickers", metavar="COLOUR", help="colour of dots on the ASIS or PSIS")
    say(
        "--calibration", type=Path, metavar="FILE", help="lens and place of the cameras"
    )
    say("--pose", choices=POSES, default="heavy", help="pose model (default: heavy)")
    add_run_options(parser, laboratory=False)
    say("--out", type=Path, metavar="DIR", help="where to (default: ./<clip>-ilium)")
    say("--no-films", action="store_true", help="leave out overlay.mp4 and proxy.mp4")
    say("--show-face", action="store_true", help="do not hide the face in them")
    say("--workers", type=int, metavar="N", help="processes (default: one a core)")
    say(
        "--keep-names",
        action="store_true",
        help="keep the files' paths in provenance.json",
    )


def run(options: Namespace) -> None:
    """Analyse the clips and write their folder."""
    from ilium.cli.options import in_language

    with in_language(options):
        analysis, folder = filmed(options)
        if not options.quiet:
            print_summary(analysis, folder)


def filmed(options: Namespace) -> tuple[VideoAnalysis, Path]:
    """Analyse what the options name, write the folder and say where it is."""
    from ilium.cli.bar import Bar
    from ilium.cli.options import effective
    from ilium.filming import analyse_video
    from ilium.outputs.video import write_video_results
    from ilium.settings import settings_from

    chosen, stages = effective(options)
    with Bar("Watching", quiet=options.quiet) as bar:
        analysis = analyse_video(
            options.clips,
            keypoints=options.keypoints,
            task=chosen.task,
            side=chosen.side,
            view=options.view,
            participant=chosen.participant,
            calibration=options.calibration,
            stickers=options.stickers,
            estimator=f"blazepose-{options.pose}",
            norms=Path(chosen.norms) if chosen.norms else None,
            settings=settings_from(stages),
            workers=options.workers,
            progress=bar,
            keep_names=options.keep_names,
        )
    folder = options.out or Path(f"{analysis.name}-ilium")
    with Bar("Drawing", quiet=options.quiet) as bar:
        write_video_results(
            analysis,
            folder,
            films=not options.no_films,
            show_face=options.show_face,
            workers=options.workers,
            progress=bar,
        )
    return analysis, folder


def print_summary(analysis: VideoAnalysis, folder: Path) -> None:
    """Say what was found, what is doubtful and where the files are."""
    from ilium.outputs.video import Shown
    from ilium.report.film_page import film_first_screen
    from ilium.report.page import build_context, build_first_screen

    if analysis.planar is not None:
        first = film_first_screen(Shown(analysis, analysis.planar))
    else:
        assert analysis.spatial is not None
        first = build_first_screen(build_context(analysis.spatial))
    print(first.context)
    print(first.headline)
    said = {"serious": "This clip cannot answer yet", "caution": "Take care"}
    for severity, words in said.items():
        reasons = [each.what for each in analysis.issues if each.severity == severity]
        for reason in dict.fromkeys(reasons):
            print(f"{words}: {reason}")
    print(f"Report: {folder / 'report.html'}")
