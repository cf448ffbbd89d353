"""From a clip to its measures: what of the pose model's own speed is left.

``--quick`` ends within 50 s. Needs
``$ILIUM_SAMPLES`` and the weights (``ilium weights install``).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from measuring import (
    ONE_THREAD,
    Better,
    Figure,
    begun_together,
    samples,
    tell,
    together,
)

from ilium.vision.clip import Clip, frames, open_clip
from ilium.vision.encoding import Encoder, join

TARGETS: dict[str, tuple[float, Better, str]] = {
    "share_of_inference": (0.75, "more", "whole run against bare inference"),
    "share_with_overlay": (0.55, "more", "the same with the films drawn and encoded"),
    "memory_mb": (1500.0, "less", "all processes together, clip of ten minutes"),
}
FILM = "pose2sim/Demo_SinglePerson/videos/cam01.mp4"
RATE = Fraction(30)
MODEL = "blazepose-heavy"
BARE = """
import sys, time
from ilium.vision.clip import frames, open_clip
from ilium.vision.estimator import open_estimator
clip = open_clip(sys.argv[1])
model, memory = open_estimator(sys.argv[2]), None
pictures = list(frames(clip, 0, int(sys.argv[3])))
print("ready", flush=True)
sys.stdin.readline()
start = time.perf_counter()
for number, picture in enumerate(pictures):
    _, memory = model.estimate(picture, number / 30, memory)
print(time.perf_counter() - start, flush=True)
"""
RUN = """
import sys, tempfile
from pathlib import Path
from ilium.vision.kept import kept_processes
with kept_processes(None, sys.argv[2]):  # as the command does
    from ilium.cli.video import prepare_meanwhile
    from ilium.filming import analyse_video
    prepare_meanwhile()
    analysis = analyse_video([sys.argv[1]], estimator=sys.argv[2])
    from ilium.outputs.video import drawing_of, write_video_results
    from ilium.vision.proxy import KINDS, write_films
    write_video_results(analysis, sys.argv[3], films=False)
    print("analysed", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        paths = {kind: Path(scratch) / f"{kind}.mp4" for kind in KINDS}
        write_films(analysis.footage[0].clip, paths, drawing_of(analysis))
    print("drawn", flush=True)
"""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    loops: int
    pictures: int
    rounds: int
    minutes: float


def main() -> int:
    """Measure everything, print the table, then the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within 50 s")
    quick = parser.parse_args().quick
    plan = Plan(6, 20, 1, 0.0) if quick else Plan(12, 60, 5, 10.0)
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(samples() / FILM, Path(scratch), plan)
    figures = []
    for key, value in found.items():
        aim, better, what = TARGETS[key]
        unit = "MB" if key.endswith("_mb") else "share"
        figures.append(
            Figure(name=key, what=what, value=value, unit=unit, aim=aim, better=better)
        )
    tell("video", figures)
    return 0


def measure(film: Path, scratch: Path, plan: Plan) -> dict[str, float]:
    """Bare inference before and after each run, which draws its films last; medians."""
    part = encoded(film, scratch / "part.mp4")
    clip = looped(part, scratch / "clip.mp4", plan.loops)
    cores = os.cpu_count() or 1
    whole, drawn = [], []
    before = inference_rate(clip, plan.pictures, cores)
    for _ in range(plan.rounds):
        analysed, films = run_rates(clip, scratch / "out")
        after = inference_rate(clip, plan.pictures, cores)
        inference = (before + after) / 2.0
        whole.append(analysed / inference)
        drawn.append(films / inference)
        before = after
    figures = {
        "share_of_inference": statistics.median(whole),
        "share_with_overlay": statistics.median(drawn),
    }
    if plan.minutes:
        copies = round(plan.minutes * 60.0 / open_clip(part).duration)
        long = looped(part, scratch / "long.mp4", copies)
        figures["memory_mb"] = memory(long, scratch / "long")
    return figures


def encoded(film: Path, path: Path) -> Path:
    """Write a film at 30 frames a second, so that it can be joined to itself."""
    clip = open_clip(film)
    with Encoder(str(path), clip.width, clip.height, RATE) as part:
        for picture in frames(clip):
            part.put(picture)
    return path


def looped(part: Path, path: Path, copies: int) -> Clip:
    """Clip of a film several times over."""
    join([part] * copies, path, RATE)
    return open_clip(path)


def inference_rate(clip: Clip, pictures: int, cores: int) -> float:
    """Pictures a second of the model alone, one process a core [Hz]."""
    command = [sys.executable, "-c", BARE, str(clip.path), MODEL, str(pictures)]
    took = begun_together([command] * cores, ONE_THREAD)
    return cores * pictures / max(float(each) for each in took)


def run_rates(clip: Clip, out: Path) -> tuple[float, float]:
    """Frames a second of a whole run, from its start, without and with films [Hz]."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(clip.path), MODEL, str(out)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    ends = [time.perf_counter() - start for _ in process.stdout]
    if process.wait() or len(ends) != 2:
        raise SystemExit(process.returncode or 1)
    analysed, drawn = (clip.times.size / each for each in ends)
    return analysed, drawn


def memory(clip: Clip, out: Path) -> float:
    """Largest resident memory of the command and its processes together [MB]."""
    most = 0.0
    command = [sys.executable, "-m", "ilium", "video", str(clip.path), "--quiet"]
    process = subprocess.Popen([*command, "--out", str(out)])
    while process.poll() is None:
        most = max(most, together(process.pid))
        threading.Event().wait(0.5)
    if process.returncode:
        raise SystemExit(process.returncode)
    return most


if __name__ == "__main__":
    sys.exit(main())
