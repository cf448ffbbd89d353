"""``ilium video``: clips of a phone or webcam to measures, each with its error."""

from __future__ import annotations

import math
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.cli.options import add_run_options

if TYPE_CHECKING:
    from ilium.core.camera import Levelling
    from ilium.core.keypoints import Keypoints
    from ilium.filmed import VideoAnalysis
    from ilium.vision.levelling import Line

SUMMARY = "analyse clips of a phone or webcam"
DESCRIPTION = (
    "Analyse a clip of a phone or webcam, two or more clips of calibrated cameras, or "
    "another program's keypoints, and write report.html, an overlay film with the face "
    "hidden, and the other files of the output folder."
)
VIEWS = ("front", "rear", "side")
POSES = ("heavy", "full")
STEEPEST = 45.0
"""Largest roll or pitch that is taken [deg]."""
SYNCS = ("motion", "clap", "none")


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("clips", nargs="*", type=Path, metavar="CLIP", help="MP4, MOV or WebM")
    say("--keypoints", type=Path, metavar="FILE", help="OpenPose, BlazePose or TRC")
    say("--rate", type=float, metavar="HZ", help="frames a second of those keypoints")
    say("--size", metavar="WxH", help="picture of those keypoints, pixels: 1080x1920")
    say("--view", choices=VIEWS, help="from where the camera sees the person")
    say("--stickers", metavar="COLOUR", help="colour of dots on the ASIS or PSIS")
    say(
        "--calibration", type=Path, metavar="FILE", help="lens and place of the cameras"
    )
    say(
        "--plumb",
        action="append",
        metavar="X1,Y1,X2,Y2",
        help="ends of a hanging thread in the picture, pixels; may be given twice",
    )
    say("--roll", type=float, metavar="DEG", help="read off: the world leans clockwise")
    say("--pitch", type=float, metavar="DEG", help="read off: the camera looks up")
    say(
        "--sync",
        choices=SYNCS,
        default="motion",
        help="how several clips come to one clock (default: motion)",
    )
    say(
        "--offset",
        action="append",
        type=float,
        metavar="S",
        help="seconds to add to the second clip's times; again for a third",
    )
    say("--pose", choices=POSES, default="heavy", help="pose model (default: heavy)")
    add_run_options(parser, laboratory=False)
    _declare_keeping(parser)
    say("--out", type=Path, metavar="DIR", help="where to (default: ./<clip>-ilium)")
    say("--no-films", action="store_true", help="leave out overlay.mp4 and proxy.mp4")
    say("--show-face", action="store_true", help="do not hide the face in them")
    say("--workers", type=int, metavar="N", help="processes (default: one a core)")
    say(
        "--keep-names",
        action="store_true",
        help="keep the files' paths in provenance.json",
    )


def _declare_keeping(parser: ArgumentParser) -> None:
    say = parser.add_argument
    say("--client", metavar="ID", help="keep the result for this person in the store")
    say("--on", metavar="DAY", help="day of the recording (default: today)")
    say(
        "--keep-film",
        action="store_true",
        help="keep the film itself in the store, not only its line figure",
    )


def run(options: Namespace) -> None:
    """Analyse the clips and write their folder.

    Raises
    ------
    InputError
        Where a gate refuses the clip: its folder is written all the same, and says why.
    """
    from ilium.cli.keeper import tell_kept
    from ilium.errors import InputError

    analysis, folder = filmed(options)
    if not options.quiet:
        print_summary(analysis, folder)
    if options.client:
        tell_kept(options)
    refused = [each.what for each in analysis.issues if each.severity == "serious"]
    if refused and analysis.planar is not None:
        problem = f"This clip cannot answer yet: {refused[0]}"
        raise InputError(problem, f"{folder / 'report.html'} shows what was seen.")


def filmed(options: Namespace) -> tuple[VideoAnalysis, Path]:
    """Analyse what the options name, write the folder and say where it is."""
    if not options.clips:
        return _filmed(options)
    from ilium.vision.kept import kept_processes

    with kept_processes(options.workers, _pose(options)):
        return _filmed(options)


def _pose(options: Namespace) -> str:
    return f"blazepose-{options.pose}"


def _filmed(options: Namespace) -> tuple[VideoAnalysis, Path]:
    from ilium.cli.bar import Bar
    from ilium.cli.keeper import keeper_of
    from ilium.cli.options import effective
    from ilium.filming import analyse_video
    from ilium.settings import settings_from

    chosen, stages = effective(options)
    keeper = keeper_of(options)
    body = keeper.body(chosen.participant) if keeper else chosen.participant
    prepare_meanwhile()
    with Bar("Watching", quiet=options.quiet) as bar:
        analysis = analyse_video(
            options.clips,
            keypoints=_keypoints(options),
            task=chosen.task,
            side=chosen.side,
            view=options.view,
            participant=body,
            calibration=options.calibration,
            levelling=_stated(options),
            plumb=_plumb(options.plumb or ()),
            sync=options.sync,
            offsets=options.offset or (),
            stickers=options.stickers,
            estimator=_pose(options),
            norms=Path(chosen.norms) if chosen.norms else None,
            settings=settings_from(stages),
            workers=options.workers,
            progress=bar,
            keep_names=options.keep_names,
        )
    from ilium.outputs.video import write_video_results

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
    if keeper:
        files = [*options.clips, options.keypoints]
        keeper.keep_film(analysis, files, whole=options.keep_film)
    return analysis, folder


def prepare_meanwhile() -> None:
    """Load what the report needs while other processes watch the clip."""
    from threading import Thread

    Thread(target=_prepare, daemon=True).start()


def _prepare() -> None:
    """Import what writes, and draw an exercise: that loads the compiled kernels."""
    import ilium.outputs.video
    from ilium.programme.figures.figure import drawn, key_poses

    del ilium
    key_poses(drawn()[0])


def _keypoints(options: Namespace) -> Keypoints | None:
    """Another program's keypoints, with what their files do not say."""
    from ilium.errors import InputError
    from ilium.vision.keypoint_files import read_keypoints

    size = None
    if options.size is not None:
        try:
            width, height = (int(each) for each in options.size.lower().split("x"))
        except ValueError as error:
            problem = f"{options.size!r} is not the size of a picture."
            remedy = "Give width and height in pixels: --size 1080x1920."
            raise InputError(problem, remedy) from error
        size = (width, height)
    if options.keypoints is not None:
        return read_keypoints(options.keypoints, rate=options.rate, size=size)
    if options.rate is not None or size is not None:
        problem = "Rate and size belong to a file of keypoints; a clip has its own."
        raise InputError(problem, "Leave out --rate and --size.")
    return None


def _stated(options: Namespace) -> Levelling | None:
    """How the camera stood, where somebody read it off."""
    from ilium.errors import InputError
    from ilium.units import DEGREE
    from ilium.vision.levelling import stated_levelling

    if options.roll is None and options.pitch is None:
        return None
    if options.plumb:
        problem = "A plumb line and a level that was read off were both given."
        raise InputError(problem, "Give --plumb, or --roll and --pitch.")
    if options.roll is None:
        problem = "The pitch alone does not say how level the picture is."
        raise InputError(problem, "Give --roll too, 0 for a camera that is level.")
    for name, angle in (("roll", options.roll), ("pitch", options.pitch or 0.0)):
        if not abs(angle) <= STEEPEST:
            problem = f"A {name} of {angle:g}° is not that of a camera on a stand."
            raise InputError(problem, f"Give degrees, at most {STEEPEST:g}.")
    pitch = math.nan if options.pitch is None else options.pitch * DEGREE
    return stated_levelling(options.roll * DEGREE, pitch)


def _plumb(given: Sequence[str]) -> list[Line]:
    """Ends of plumb lines as they were typed [px]."""
    from ilium.errors import InputError

    lines: list[Line] = []
    for each in given:
        try:
            x1, y1, x2, y2 = (float(number) for number in each.split(","))
        except ValueError as error:
            problem = f"{each!r} is not the two ends of a line."
            remedy = "Give four numbers in pixels: --plumb 512,80,509,910."
            raise InputError(problem, remedy) from error
        lines.append(((x1, y1), (x2, y2)))
    return lines


def print_summary(analysis: VideoAnalysis, folder: Path) -> None:
    """Say what was found, what is doubtful and where the files are."""
    from ilium.cli.first_words import first_lines
    from ilium.outputs.video import Shown
    from ilium.report.film_page import film_first_screen
    from ilium.report.page import build_first_screen

    if analysis.planar is not None:
        first = film_first_screen(Shown(analysis, analysis.planar))
    else:
        assert analysis.spatial is not None
        first = build_first_screen(analysis.spatial)
    print("\n".join(first_lines(first)))
    said = [each.what for each in analysis.issues if each.severity == "caution"]
    for reason in dict.fromkeys(said):
        print(f"Take care: {reason}")
    print(f"Report: {folder / 'report.html'}")
