"""What every benchmark does: figures, memory, processes that begin together.

Only Python's own library: peers' environments import it too.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).resolve().parent
ONE_THREAD: dict[str, str] = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMBA_NUM_THREADS",
    ),
    "1",
)
BUSY = """
import sys, time
print("ready", flush=True)
sys.stdin.readline()
end = time.perf_counter() + float(sys.argv[1])
count = 0
while time.perf_counter() < end:
    sum(range(2000))
    count += 1
print(count)
"""


Better = Literal["more", "less"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure.

    Parameters
    ----------
    name
        Its name, the same in every run.
    what
        What it says, in a few words.
    value
        Measured value; None where the peer is missing.
    unit
        ``x`` for how many times as fast as the peer in the same run, else a unit.
    aim
        What is aimed at; None where the figure is only told.
    better
        Whether more or less is better.
    peer
        Name of the program that is compared with.
    ours, theirs
        What ilium and the peer took [s].
    ours_mb, theirs_mb
        Largest memory of each process during the call, libraries included [MB].
    agree
        Whether both found the same; None where that was not compared.
    """

    name: str
    what: str
    value: float | None
    unit: str
    aim: float | None = None
    better: Better = "more"
    peer: str = ""
    ours: float | None = None
    theirs: float | None = None
    ours_mb: float | None = None
    theirs_mb: float | None = None
    agree: bool | None = None


def tell(benchmark: str, figures: Sequence[Figure]) -> None:
    """Print a table of figures and, as the last line, one JSON object.

    Parameters
    ----------
    benchmark
        Name of the script.
    figures
        What was measured.
    """
    print(f"{'figure':<24} {'measured':>12} {'aim':>10}  what")
    for each in figures:
        aim = "" if each.aim is None else f"{SIGNS[each.better]} {each.aim:g}"
        value = "missing" if each.value is None else f"{each.value:.3f} {each.unit}"
        differ = "  VALUES DIFFER" if each.agree is False else ""
        print(f"{each.name:<24} {value:>12} {aim:>10}  {each.what}{differ}")
    found = {each.name: _short(each.value) for each in figures}
    rows = [
        {key: _short(value) for key, value in asdict(each).items() if value is not None}
        for each in figures
    ]
    print(json.dumps({"benchmark": benchmark, "figures": found, "rows": rows}))


SIGNS = {"more": "≥", "less": "≤"}


def _short(value: Any) -> Any:  # noqa: ANN401 - whatever a figure holds
    if isinstance(value, float):
        return float(f"{value:.5g}") if math.isfinite(value) else None
    return value


def samples() -> Path:
    """The folder of recordings; ends the program where there is none."""
    folder = os.environ.get("ILIUM_SAMPLES")
    if not folder or not Path(folder).is_dir():
        print("$ILIUM_SAMPLES does not name a folder of recordings", file=sys.stderr)
        raise SystemExit(2)
    return Path(folder)


def peak() -> float:
    """Largest memory of this process since `forget_peak` or its start [MB]."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return float(text.partition("VmHWM:")[2].split()[0]) / 1024


def forget_peak() -> None:
    """Begin anew with the largest memory of this process."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def together(parent: int) -> float:
    """Memory of a process and all below it, each shared page counted in part [MB]."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
        except (OSError, ValueError, IndexError):
            continue
    family, grown = {parent}, True
    while grown:
        below = {one for one, above in parents.items() if above in family}
        grown = not below <= family
        family |= below
    return sum(_share(each) for each in family)


def _share(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        return float(rollup.partition("Pss:")[2].split()[0]) / 1024
    except (OSError, IndexError):
        return 0.0


def begun_together(
    commands: Sequence[Sequence[str]], environment: Mapping[str, str] | None = None
) -> list[str]:
    """Last line that processes print that begin together, once all say ``ready``.

    Parameters
    ----------
    commands
        Programs that print ``ready``, wait for a line of input, then work.
    environment
        Variables besides those that are there.

    Returns
    -------
    list of str
        In the order of the commands.
    """
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(
            each,
            stdin=pipe,
            stdout=pipe,
            text=True,
            env=os.environ | dict(environment or {}),
        )
        for each in commands
    ]
    for each in running:
        while each.stdout is not None and each.stdout.readline().strip() != "ready":
            if each.poll() is not None:
                raise SystemExit(f"A process ended early: {each.args}")
    for each in running:
        if each.stdin is not None:
            each.stdin.write("go\n")
            each.stdin.flush()
    return [each.communicate()[0].split()[-1] for each in running]


def loops(processes: int, seconds: float) -> int:
    """Turns of a pure CPU loop in so many processes together."""
    command = [sys.executable, "-c", BUSY, str(seconds)]
    return sum(int(each) for each in begun_together([command] * processes))
