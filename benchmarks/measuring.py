"""What every benchmark does: figures, memory, peers in processes of their own.

Only Python's own library: peers' environments import it too.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self

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


def oracles_python() -> str:
    """The Python of the peers' environment, which ``make oracles`` makes."""
    named = os.environ.get("ILIUM_ORACLES")
    folder = Path(named) if named else HERE.parent / ".venv-oracles"
    return str(folder / "bin" / "python")


class Side:
    """A process that answers calls and times them: ilium's or a peer's.

    Parameters
    ----------
    python
        Interpreter.
    script
        Program that runs `serve`.
    arguments
        For the program.
    """

    def __init__(self, python: str, script: Path, *arguments: str) -> None:
        self.process = (
            subprocess.Popen(
                [python, str(script), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=os.environ | ONE_THREAD | {"MPLBACKEND": "agg"},
            )
            if Path(python).is_file()
            else None
        )

    def __enter__(self) -> Self:
        """The process, which ends with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.communicate()

    def ask(self, call: str, data: str) -> dict[str, Any]:
        """Seconds, value and memory of one call, or an empty answer."""
        if self.process is None or self.process.stdin is None:
            return {}
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps({"call": call, "data": data}) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
            while line and not line.startswith("{"):
                line = self.process.stdout.readline()
            return json.loads(line or "{}")
        except (BrokenPipeError, json.JSONDecodeError):
            return {}


def is_quick(
    description: str | None,
    calls: Mapping[str, Callable[[Any], float]],
    load: Callable[[str], Any],
) -> bool:
    """Whether a benchmark that races was asked for a short run.

    With ``--serve`` it is ilium's own side of the race: it answers calls, and ends.

    Parameters
    ----------
    description
        Of the program.
    calls, load
        As `serve` takes them.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="within 50 s")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(calls, load)
        raise SystemExit(0)
    return options.quick


def serve(
    calls: Mapping[str, Callable[[Any], float]], load: Callable[[str], Any]
) -> None:
    """Answer calls line by line, each timed, until the input ends.

    Parameters
    ----------
    calls
        Functions of the data, by name; each returns a number to compare.
    load
        Brings the data of an address; kept after the first time, and not timed.
    """
    kept: dict[str, Any] = {}
    answers = sys.stdout
    sys.stdout = sys.stderr  # peers print
    for line in sys.stdin:
        question = json.loads(line)
        print(
            json.dumps(_answer(question, calls, load, kept)), file=answers, flush=True
        )


def _answer(
    question: dict[str, str],
    calls: Mapping[str, Callable[[Any], float]],
    load: Callable[[str], Any],
    kept: dict[str, Any],
) -> dict[str, Any]:
    path = question["data"]
    try:
        if path not in kept:
            kept[path] = load(path)
        forget_peak()
        start = time.perf_counter()
        value = calls[question["call"]](kept[path])
        seconds = time.perf_counter() - start
    except Exception as error:  # noqa: BLE001 - a peer that fails is a missing peer
        return {"missing": f"{type(error).__name__}: {error}"}
    return {"seconds": seconds, "value": value, "mb": peak()}


@dataclass(frozen=True, kw_only=True)
class Race:
    """One measure that ilium and a peer both find.

    Parameters
    ----------
    name, what, peer, aim
        As in `Figure`.
    ours, theirs
        Names of the calls.
    runs
        How often, quickly and in full.
    tolerance
        How far the two values may lie apart, relative and at least absolute; None
        where they are not comparable.
    """

    name: str
    what: str
    peer: str
    ours: str
    theirs: str
    aim: float | None
    runs: tuple[int, int]
    tolerance: float | None = None


def run_race(race: Race, mine: Side, peer: Side, data: str, *, quick: bool) -> Figure:
    """Ratio of medians, taken turn about after one warming call each.

    Parameters
    ----------
    race
        What is compared.
    mine, peer
        The two processes.
    data
        Address of the data.
    quick
        Whether few runs are enough; a peer that is asked once is not warmed.

    Returns
    -------
    Figure
        Without a value where the peer is missing.
    """
    runs = race.runs[0 if quick else 1]
    warm = mine.ask(race.ours, data)
    if "seconds" not in warm:
        raise SystemExit(f"{race.name}: {warm.get('missing', 'ilium gave no answer')}")
    if runs > 1:
        peer.ask(race.theirs, data)
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(mine.ask(race.ours, data))
        answer = peer.ask(race.theirs, data)
        if "seconds" not in answer:
            print(f"{race.name}: no {race.peer} ({answer.get('missing', 'absent')})")
            break
        theirs.append(answer)
    took = [statistics.median(each["seconds"] for each in part) if part else None
            for part in (ours, theirs)]  # fmt: skip
    return Figure(
        name=race.name,
        what=race.what,
        value=took[1] / took[0] if took[0] and took[1] else None,
        unit="x",
        aim=race.aim,
        peer=race.peer,
        ours=took[0],
        theirs=took[1],
        ours_mb=max(each["mb"] for each in ours),
        theirs_mb=max((each["mb"] for each in theirs), default=None),
        agree=_agree(race, ours, theirs),
    )


def _agree(
    race: Race, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> bool | None:
    if race.tolerance is None or not theirs:
        return None
    one, other = ours[-1]["value"], theirs[-1]["value"]
    return abs(one - other) <= race.tolerance * max(1.0, abs(one))
