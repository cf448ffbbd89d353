"""Commands that write, each on something small, with an old output and a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cohorts import squat, write_study
from cohorts import write_results as write_cohort
from ilium.capture.c3d_write import write_c3d
from ilium.outputs.video import keypoints_trc
from stick_people import standing

DAY = "2026-01-05"
BEGIN = (
    "--goal", "lunges", "--able", "3", "--confident", "4", "--all-no",
    "--equipment", "band", "--days", "3", "--bodyweight", "62",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command.

    `old` and `new` are its words before and now, `out` what it writes, from the folder
    that it runs in; `begin` what is run once before both. `make` writes what it reads.
    """

    name: str
    make: Callable[[Path], object]
    old: tuple[str, ...]
    new: tuple[str, ...]
    out: tuple[str, ...]
    begin: tuple[tuple[str, ...], ...] = ()
    slow: bool = False


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


def nothing(work: Path) -> None:
    """No input."""


def cohort(work: Path) -> None:
    """Results of a cohort, of made-up numbers."""
    rng = np.random.default_rng(4)
    values = {
        (f"P{who:02d}", f"day{day}", ""): [
            ("hip_adduction_peak", "left", 4.0 + who + rng.normal(0.0, 0.2))
        ]
        for who in range(24)
        for day in (1, 2)
    }
    write_cohort(work / "cohort", values)


def study(work: Path) -> None:
    """Two people with a squat each."""
    write_study(work / "study", people=2)


def export(to: str, *more: str, of: str = "s.c3d") -> tuple[str, ...]:
    """Words of a conversion of the squat."""
    return ("convert", of, to, "--overwrite", *more)


ANALYSE = ("analyse", "s.c3d", "--static", "static.c3d", "--no-muscles", "--out", "o")
SIMULATE = (
    *("samples", "simulate", "hip_hike", "--side", "left", "--repetitions", "1"),
    *("--rate", "50", "--plate-rate", "50"),
)
PROGRAMME = ("programme", "log", "--file", "p.json")

COMMANDS = (
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
        old=(*ANALYSE, "--mass", "60", "--pdf"),
        new=(*ANALYSE, "--mass", "65"),
        out=("o",),
        slow=True,
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
        name="convert-trc",
        make=squats,
        old=export("o.trc", of="static.c3d"),
        new=export("o.trc"),
        out=("o.trc",),
    ),
    Command(
        name="convert-c3d",
        make=squats,
        old=export("o.c3d", of="static.c3d"),
        new=export("o.c3d"),
        out=("o.c3d",),
        slow=True,
    ),
    Command(
        name="convert-tables",
        make=squats,
        old=export("o", "--to", "csv", of="static.c3d"),
        new=export("o", "--to", "csv"),
        out=("o",),
    ),
    Command(
        name="convert-bids",
        make=squats,
        old=export("o", "--to", "bids", "--task", "squat", of="static.c3d"),
        new=export("o", "--to", "bids", "--task", "squat"),
        out=("o",),
        slow=True,
    ),
    Command(
        name="programme-log",
        make=nothing,
        begin=(("programme", "new", "--file", "p.json", "--date", DAY, *BEGIN),),
        old=(*PROGRAMME, "--date", DAY, "--as-planned", "--pain", "1"),
        new=(*PROGRAMME, "--date", "2026-01-07", "--as-planned", "--pain", "1"),
        out=("p.json",),
    ),
    Command(
        name="norms-build",
        make=cohort,
        old=("norms", "build", "cohort", "--out", "o.toml", "--title", "Old"),
        new=("norms", "build", "cohort", "--out", "o.toml", "--title", "New"),
        out=("o.toml",),
    ),
    Command(
        name="cohort-reliability",
        make=cohort,
        old=("cohort", "reliability", "cohort", "--out", "o.toml", "--title", "Old"),
        new=("cohort", "reliability", "cohort", "--out", "o.toml", "--title", "New"),
        out=("o.toml",),
        slow=True,
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
