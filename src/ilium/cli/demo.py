"""``ilium demo``: analyse a real jump, offline."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilium.cli.options import add_run_options

SUMMARY = "analyse the demo recording, a real jump"
DESCRIPTION = (
    "Analyse a countermovement jump that comes with ilium[samples]: pelvis and right "
    "leg only, so the report also says what half a body cannot show."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    add_run_options(parser)
    say("--out", type=Path, metavar="DIR", help="where to (default: ./demo-ilium)")
    say("--pdf", action="store_true", help="write report.pdf too (extra: pdf)")
    say("--no-open", action="store_true", help="do not open the report")


def run(options: Namespace) -> None:
    """Analyse the demo recording and open its report where there is a screen."""
    from ilium.cli.analyse import analysed, print_summary
    from ilium.samples.demo import demo_recording

    options.trial = demo_recording()
    options.static = options.forces = None
    options.keep_names = False
    options.out = options.out or Path("demo-ilium")
    analysis, folder = analysed(options)
    if not options.quiet:
        print_summary(analysis, folder)
    if has_screen() and not options.no_open:
        import webbrowser

        webbrowser.open((folder / "report.html").resolve().as_uri())


def has_screen() -> bool:
    """Whether a browser could show something to somebody."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
