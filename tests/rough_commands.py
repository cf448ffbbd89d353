"""Commands that write, each on something small: what they are, and the analyses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clips import write_clip
from cohorts import squat, write_study
from ilium.capture.c3d_write import write_c3d
from ilium.outputs.video import keypoints_trc
from rough_stand_ins import NEAR
from stand_in import dotted
from stick_people import standing

DAY = "2026-01-05"
LATER = "2026-01-07"
BEGIN = (
    "--goal", "lunges", "--able", "3", "--confident", "4", "--all-no",
    "--equipment", "band", "--days", "3", "--bodyweight", "62",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command.

    `old` and `new` are its words before and now, `out` what it writes, from the folder
    that it runs in; `begin` what is run once before both. `make` writes what it reads,
    and may return names that stand in braces in the words. `first` are stand-ins that
    its process takes. With `apart` the outputs come one after the other, each whole;
    with `adds` each run adds to the same file. Of a `slow` command the gate only looks
    at one run, of a `long` one not even that.
    """

    name: str
    make: Callable[[Path], dict[str, str] | None]
    old: tuple[str, ...]
    new: tuple[str, ...]
    out: tuple[str, ...]
    begin: tuple[tuple[str, ...], ...] = ()
    first: tuple[str, ...] = ()
    apart: bool = False
    adds: bool = False
    slow: bool = False
    long: bool = False


def squats(work: Path) -> None:
    """One squat and its static."""
    made = squat(0)
    write_c3d(made.trial, work / "s.c3d")
    write_c3d(made.static, work / "static.c3d")


def signals(work: Path) -> None:
    """Two tables of two signals."""
    time = np.arange(600) / 50.0
    for name, pace in (("a", 7.0), ("b", 6.0)):
        hip, knee = np.sin(time * pace), np.cos(time * 5.3)
        rows = [
            f"{t:.2f},{h:.6f},{k:.6f}" for t, h, k in zip(time, hip, knee, strict=True)
        ]
        (work / f"{name}.csv").write_text("\n".join(["time,hip,knee", *rows]) + "\n")


def sticks(work: Path) -> None:
    """Keypoints of somebody who stands."""
    (work / "stick.trc").write_text(keypoints_trc(standing()), encoding="utf-8")


def clip(work: Path) -> None:
    """A film of two seconds."""
    write_clip(work / "clip.mp4", 60, size=NEAR, picture=dotted)


def nothing(work: Path) -> None:
    """No input."""


def study(work: Path) -> None:
    """Two people with a squat each."""
    write_study(work / "study", people=2)


ANALYSE = ("analyse", "s.c3d", "--static", "static.c3d", "--no-muscles", "--out", "o")
SIMULATE = (
    *("samples", "simulate", "hip_hike", "--side", "left", "--repetitions", "1"),
    *("--rate", "50", "--plate-rate", "50"),
)

FILM = ("video", "clip.mp4", "--view", "front", "--workers", "1", "--out", "o")
DEMO = ("demo", "--no-muscles", "--no-open", "--out", "o")
SIMULATED = tuple(
    f"o-simulated/drop_vertical_jump{each}"
    for each in (".c3d", "_static.c3d", "_truth.csv", "_truth.json", "-ilium")
)

ANALYSES = (
    Command(
        name="samples-simulate",
        make=nothing,
        old=(*SIMULATE, "--noise", "1", "--seed", "1", "--out", "o/s.c3d"),
        new=(*SIMULATE, "--noise", "1", "--seed", "2", "--out", "o/s.c3d"),
        out=("o",),
    ),
    Command(
        name="analyse",
        make=squats,
        old=(*ANALYSE, "--mass", "60"),
        new=(*ANALYSE, "--mass", "65"),
        out=("o",),
    ),
    Command(
        name="analyse-pdf",
        make=squats,
        old=(*ANALYSE, "--mass", "60"),
        new=(*ANALYSE, "--mass", "65", "--pdf"),
        out=("o",),
        slow=True,
        long=True,
    ),
    Command(
        name="analyse-after-pdf",
        make=squats,
        old=(*ANALYSE, "--mass", "60", "--pdf"),
        new=(*ANALYSE, "--mass", "65"),
        out=("o",),
        slow=True,
        long=True,
    ),
    Command(
        name="video-keypoints",
        make=sticks,
        old=("video", "--keypoints", "stick.trc", "--height", "1.6", "--out", "o"),
        new=("video", "--keypoints", "stick.trc", "--height", "1.8", "--out", "o"),
        out=("o",),
    ),
    Command(
        name="variability",
        make=signals,
        old=("variability", "a.csv", "--out", "o"),
        new=("variability", "b.csv", "--out", "o"),
        out=("o",),
    ),
    Command(
        name="video-films",
        make=clip,
        old=(*FILM, "--show-face", "--height", "1.6"),
        new=(*FILM, "--height", "1.8"),
        out=("o",),
        first=("pose_model",),
        slow=True,
        long=True,
    ),
    Command(
        name="demo",
        make=nothing,
        old=(*DEMO, "--mass", "60", "--language", "de"),
        new=(*DEMO, "--mass", "65"),
        out=("o", *SIMULATED),
        apart=True,
        slow=True,
        long=True,
    ),
    Command(
        name="demo-story",
        make=nothing,
        old=("demo", "--story", "--no-open", "--out", "o", "--language", "de"),
        new=("demo", "--story", "--no-open", "--out", "o"),
        out=("o",),
        slow=True,
        long=True,
    ),
)


def told(code: int, err: str) -> bool:
    """Whether a command that could not do its work said so as it should."""
    return (
        code in (1, 2)
        and err.count("Problem: ") == 1
        and err.count("Remedy:  ") == 1
        and "Traceback" not in err
        and "unforeseen" not in err
    )
