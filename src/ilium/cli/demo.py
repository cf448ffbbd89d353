"""``ilium demo``: analyse a real jump and a simulated one, offline."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilium.cli.options import OPTIONS, add_run_options

SUMMARY = "analyse the demo recordings, a real jump and a simulated one"
DESCRIPTION = (
    "Analyse a countermovement jump that comes with ilium[samples]: pelvis and right "
    "leg only, so the report also says what half a body cannot show. Then simulate a "
    "drop vertical jump of a whole body, whose truth is known, and analyse it with its "
    "muscle forces. The options about body and recording are for the first one."
)
ABOUT_REPORT = ("settings", "language", "words")
ABOUT_PERSON = (*(each for each in OPTIONS if each not in ABOUT_REPORT), "scale_model")
"""Options that say something about the person or the laboratory of the real jump."""


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    add_run_options(parser)
    say("--out", type=Path, metavar="DIR", help="where to (default: ./demo-ilium)")
    say("--pdf", action="store_true", help="write report.pdf too (extra: pdf)")
    say("--no-open", action="store_true", help="do not open the reports")
    say(
        "--story",
        action="store_true",
        help="tell the story that ilium began with instead, simulated: two visits and "
        "the twelve weeks between them",
    )


def run(options: Namespace) -> None:
    """Analyse both jumps and open their reports where there is a screen."""
    if options.story:
        _show(options, [_story(options)])
        return
    from ilium.samples.demo import demo_recording

    options.trial = demo_recording()
    options.static = options.forces = None
    options.keep_names = False
    options.earlier = []
    options.out = options.out or Path("demo-ilium")
    _say(options, "1 of 2: a real countermovement jump")
    reports = [_analyse(options)]
    _say(options, "")
    reports.append(_simulated(options))
    _show(options, reports)


def _show(options: Namespace, pages: list[Path]) -> None:
    if has_screen() and not options.no_open:
        import webbrowser

        for each in pages:
            webbrowser.open(each.resolve().as_uri())


def _story(options: Namespace) -> Path:
    """Tell the story and return its page of progress."""
    from ilium.story.pages import make_story, write_story

    page = write_story(make_story(), options.out or Path("story-ilium"))
    _say(options, f"Before and after: {page}")
    return page


def _analyse(options: Namespace) -> Path:
    """Analyse one recording and return its report."""
    from ilium.cli.analyse import analysed, print_summary

    analysis, folder = analysed(options)
    if not options.quiet:
        print_summary(analysis, folder)
    return folder / "report.html"


def _simulated(options: Namespace) -> Path:
    """Simulate a jump beside the output folder, analyse it and return its report."""
    from ilium.outputs.simulation import write_simulation
    from ilium.samples.demo import demo_simulation
    from ilium.units import degrees

    _say(options, "2 of 2: a simulated drop vertical jump, whose truth is known")
    made = demo_simulation()
    folder = options.out.with_name(f"{options.out.name}-simulated")
    places = write_simulation(made, folder / "drop_vertical_jump.c3d")
    truth = made.truth.measures
    _say(
        options,
        f"Put in: pelvis {degrees(truth['pelvic_drop_right']):.1f}° lower on the left, "
        f"{100.0 * truth['jump_height']:.1f} cm of jump above take-off.",
    )
    chosen = Namespace(**{**vars(options), **dict.fromkeys(ABOUT_PERSON)})
    chosen.trial, chosen.static = places["trial"], places["static"]
    chosen.out = folder / "drop_vertical_jump-ilium"
    return _analyse(chosen)


def _say(options: Namespace, words: str) -> None:
    if not options.quiet:
        print(words, flush=True)


def has_screen() -> bool:
    """Whether a browser could show something to somebody."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
