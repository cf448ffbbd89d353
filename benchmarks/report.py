"""From a recording to its report: how long it takes, and how much memory.

``--quick`` ends within 50 s. Needs ``$ILIUM_SAMPLES``.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from long_recording import write_long_recording
from measuring import HERE, Figure, samples, tell

TARGETS = {
    "analyse_s": (6.0, "ilium analyse with muscle forces on a 3 s walk, start to exit"),
    "library_s": (0.3, "ilium.analyse on the loaded trial"),
    "import_s": (0.15, "python -c 'import ilium', process start to exit"),
    "help_s": (0.5, "ilium --help, process start to exit"),
    "long_s": (
        3.0,
        "laboratory report alone: 60 s x 200 Hz x 60 markers, no plates",
    ),
    "long_model_s": (None, "that recording with the model's motion and divergence"),
    "long_mb": (600.0, "memory of that process at most, results written too"),
}
WALK = ("btkdata/PiG/PiG_Motion3_noFF.c3d", "btkdata/PiG/PiG_Calibration3_noFF.c3d")
LIBRARY = """
import statistics, sys, time
import ilium
trial, static = (ilium.read_trial(each) for each in sys.argv[1:3])
ilium.analyse(trial, static=static)
def once():
    start = time.perf_counter()
    ilium.analyse(trial, static=static)
    return time.perf_counter() - start
print(statistics.median(once() for _ in range(int(sys.argv[3]))))
"""
LONG = """
import sys, time
sys.path.append(sys.argv[4])
import ilium, ilium.pipeline
from measuring import peak
from ilium.settings import settings_from
depth = {"musculoskeletal": {"depth": sys.argv[3]}}
alone = {"variability": {"structure": sys.argv[3] != "none"}}
settings = settings_from(depth | alone)
start = time.perf_counter()
analysis = ilium.analyse(sys.argv[1], settings=settings)
seconds = time.perf_counter() - start
ilium.write_results(analysis, sys.argv[2])
print(seconds, peak())
"""


def main() -> int:
    """Measure everything, print the table, then the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within 50 s")
    runs = 3 if parser.parse_args().quick else 5
    walk, static = (str(samples() / each) for each in WALK)
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(walk, static, Path(scratch), runs)
    figures = [
        Figure(
            name=key,
            what=what,
            value=found[key],
            unit="MB" if key.endswith("_mb") else "s",
            aim=aim,
            better="less",
        )
        for key, (aim, what) in TARGETS.items()
    ]
    tell("report", figures)
    return 0


def measure(walk: str, static: str, scratch: Path, runs: int) -> dict[str, float]:
    """Every figure, each the median of several runs."""
    analyse = ["-m", "ilium", "analyse", walk, "--static", static, "--quiet"]
    analyse += ["--out", str(scratch / "walk")]
    python(*analyse)
    long = scratch / "long.c3d"
    write_long_recording(long)
    deep = [str(long), str(scratch / "deep"), "muscles", str(HERE)]
    plain = [str(long), str(scratch / "long"), "none", str(HERE)]
    modelled = python("-c", LONG, *deep).split()[0]
    seconds, megabytes = python("-c", LONG, *plain).split()
    return {
        "analyse_s": median(runs, *analyse),
        "library_s": float(python("-c", LIBRARY, walk, static, str(runs))),
        "import_s": median(runs, "-c", "import ilium"),
        "help_s": median(runs, "-m", "ilium", "--help"),
        "long_s": float(seconds),
        "long_model_s": float(modelled),
        "long_mb": float(megabytes),
    }


def median(runs: int, *arguments: str) -> float:
    """Median duration of a fresh Python process [s]."""
    durations = []
    for _ in range(runs):
        start = time.perf_counter()
        python(*arguments)
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def python(*arguments: str) -> str:
    """What a fresh Python process prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
