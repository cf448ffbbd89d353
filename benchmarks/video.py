"""From a clip to its measures: what of the pose model's own speed is left.

Prints a table and, as its last line, one JSON object. ``--quick`` ends within 50 s.
Needs ``$ILIUM_SAMPLES`` and the weights (``ilium weights install``).
"""

from __future__ import annotations

import argparse
import json
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

from ilium.vision.clip import Clip, frames, open_clip
from ilium.vision.encoding import Encoder, join

TARGETS = {
    "share_of_inference": (0.75, "least", "whole run against bare inference"),
    "share_with_overlay": (0.55, "least", "the same with the films drawn and encoded"),
    "memory_mb": (1500.0, "most", "all processes together on a long clip"),
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
    plan = Plan(1, 30, 1, 0.0) if quick else Plan(6, 60, 5, 10.0)
    folder = os.environ.get("ILIUM_SAMPLES")
    if not folder:
        print("$ILIUM_SAMPLES does not name a folder of recordings", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure(Path(folder) / FILM, Path(scratch), plan)
    print(f"{'figure':<20} {'measured':>9} {'target':>14}")
    for key, value in figures.items():
        target, kind, what = TARGETS[key]
        print(f"{key:<20} {value:>9.3f} {kind:>6} {target:>7g}  {what}")
    rounded = {key: round(value, 4) for key, value in figures.items()}
    print(json.dumps({"benchmark": "video", "figures": rounded}))
    return 0


def measure(film: Path, scratch: Path, plan: Plan) -> dict[str, float]:
    """Bare inference, whole run and run with films, in turn; medians."""
    part = encoded(film, scratch / "part.mp4")
    clip = looped(part, scratch / "clip.mp4", plan.loops)
    cores = os.cpu_count() or 1
    bare, whole, drawn = [], [], []
    for _ in range(plan.rounds):
        bare.append(inference_rate(clip, plan.pictures, cores))
        whole.append(run_rate(clip, scratch / "plain", "--no-films"))
        drawn.append(run_rate(clip, scratch / "films"))
    inference = statistics.median(bare)
    figures = {
        "share_of_inference": statistics.median(whole) / inference,
        "share_with_overlay": statistics.median(drawn) / inference,
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
    single = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    processes = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=single,
        )
        for _ in range(cores)
    ]
    for each in processes:
        assert each.stdout is not None
        each.stdout.readline()
    for each in processes:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    seconds = []
    for each in processes:
        assert each.stdout is not None
        seconds.append(float(each.stdout.readline()))
        each.wait()
    return cores * pictures / max(seconds)


def run_rate(clip: Clip, out: Path, *options: str) -> float:
    """Frames a second of ``ilium video``, from start to exit [Hz]."""
    start = time.perf_counter()
    video(clip, out, *options)
    return clip.times.size / (time.perf_counter() - start)


def video(clip: Clip, out: Path, *options: str) -> None:
    command = [sys.executable, "-m", "ilium", "video", str(clip.path)]
    command += ["--quiet", "--out", str(out), *options]
    subprocess.run(command, check=True)


def memory(clip: Clip, out: Path) -> float:
    """Largest resident memory of the command and its processes together [MB]."""
    most = 0.0
    command = [sys.executable, "-m", "ilium", "video", str(clip.path), "--quiet"]
    process = subprocess.Popen([*command, "--pose", "full", "--out", str(out)])
    while process.poll() is None:
        most = max(most, resident(process.pid))
        threading.Event().wait(0.5)
    if process.returncode:
        raise SystemExit(process.returncode)
    return most


def resident(parent: int) -> float:
    """Memory of a process and its children, each shared page counted in part [MB]."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number = int(stat.parent.name)
            ancestor = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent in (number, ancestor):
                rollup = (stat.parent / "smaps_rollup").read_text()
                total += float(rollup.partition("Pss:")[2].split()[0]) / 1024
        except (OSError, ValueError, IndexError):
            continue
    return total


if __name__ == "__main__":
    sys.exit(main())
