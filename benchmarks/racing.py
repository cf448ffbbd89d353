"""Races of ilium and its peers, each side in a process of its own, turn about.

Only Python's own library: peers' environments import it too.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from measuring import HERE, ONE_THREAD, Figure, forget_peak, peak


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
