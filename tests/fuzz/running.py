"""Ranges of damaged inputs, given to readers in a process that is used again."""

from __future__ import annotations

import atexit
import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fuzz.reader import Members, Reader
from ilium.capture.child import Child, Lost

MOST_MEMORY = 1_000_000_000
"""Address space that one range of inputs may take beyond what is in use [bytes]."""
RANGE = 50
"""Inputs of a request [1]."""
CORPUS = Path(__file__).parent / "corpus"

CHILD = Child("fuzz.worker")
atexit.register(CHILD.end)
_warm: dict[str, tuple[int | None, list[Members]]] = {}


@dataclass(slots=True)
class Tally:
    """What came of inputs."""

    read: int = 0
    refused: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: float = 0.0
    where: int = -1
    seconds: float = 0.0
    grown: int = 0
    children: int = 0

    def add(self, facts: Mapping[str, Any]) -> None:
        self.read += facts["read"]
        self.refused += facts["refused"]
        self.faults += [(number, text) for number, text in facts["faults"]]
        self.seconds += facts["seconds"]
        if facts["slowest"] > self.slowest:
            self.slowest, self.where = facts["slowest"], facts["where"]
        self.grown = max(self.grown, facts["grown"])
        self.children = max(self.children, facts["children"])


def ask(reader: Reader, request: Mapping[str, object], last: list[int]) -> Any:
    """Ask the process; `last` ends with the number that it was at."""
    limits = {"memory": MOST_MEMORY, "seconds": 100_000.0, "reader": reader.name}
    wait = 60.0 + 2.5 * reader.seconds * RANGE
    return CHILD.ask({**limits, **request}, wait, last.append).facts


def warm(reader: Reader) -> list[Members]:
    """Let the process import what the reader needs; its seeds, which must be read."""
    process, seeds = _warm.get(reader.name, (None, []))
    if process is not None and process == CHILD.process_id:
        return seeds
    limits = {"memory": 8 * MOST_MEMORY, "seconds": 100_000.0, "reader": reader.name}
    facts = CHILD.ask({**limits, "job": "warm"}, 120.0).facts
    outcomes = [outcome for outcome, _ in facts["outcomes"]]
    assert "fault" not in outcomes, f"{reader.name}: {facts['outcomes']}"
    assert "read" in outcomes, f"{reader.name} reads none of its seeds"
    if reader.whole:
        assert set(outcomes) == {"read"}, f"{reader.name} refuses whole inputs"
    seeds = [
        {name: base64.b64decode(data) for name, data in each.items()}
        for each in facts["seeds"]
    ]
    _warm[reader.name] = CHILD.process_id, seeds
    return seeds


def run(reader: Reader, first: int, count: int) -> Tally:
    """Give a reader its damaged inputs of these numbers.

    Parameters
    ----------
    reader
        A row of the table.
    first, count
        Numbers of the inputs: the same number is the same input everywhere.

    Returns
    -------
    Tally
        With every fault and its number; an input that ended the process is one.
    """
    tally = Tally()
    at, end = first, first + count
    while at < end:
        warm(reader)
        size = min(RANGE, end - at)
        last: list[int] = []
        try:
            tally.add(ask(reader, {"job": "range", "first": at, "count": size}, last))
            at += size
        except Lost:
            culprit = last[-1] if last else at
            text = f"ended the process, or took over {2 * reader.seconds:.0f} s"
            tally.faults.append((culprit, text))
            if culprit > at:  # what came before it is counted
                warm(reader)
                part = {"job": "range", "first": at, "count": culprit - at}
                tally.add(ask(reader, part, []))
            at = culprit + 1
    return tally


def given(reader: Reader, members: Mapping[str, bytes]) -> tuple[str, str]:
    """Give a reader one input; what came of it, and what the fault is."""
    warm(reader)
    told = {name: base64.b64encode(data).decode() for name, data in members.items()}
    try:
        facts = ask(reader, {"job": "one", "members": told}, [])
    except Lost as lost:
        return "fault", f"the process {lost}"
    if facts["faults"]:
        return "fault", facts["faults"][0][1]
    return ("read" if facts["read"] else "refused"), ""


def keep(reader: Reader, tally: Tally) -> str:
    """Write inputs that found a fault where they can be looked at; what they found."""
    place = os.environ.get("ILIUM_FUZZ_FOUND")
    lines = []
    for number, text in tally.faults:
        lines.append(f"{reader.name} {number}: {text}")
        if place:
            folder = Path(place) / reader.name / str(number)
            for name, data in reader.damaged(number).items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
    return "\n".join(lines)
