"""The process in which readers are given damaged input, one range a request.

Run by `fuzz.running`. Its memory is limited by `ilium.capture.serving.serve`; an input
that takes far too long ends it, and the other end knows which one that was.
"""

from __future__ import annotations

import base64
import faulthandler
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fuzz.judging import judged
from ilium.capture.serving import serve_standard_streams

AT_MOST = 25
"""Single inputs that a reader is given before it is prepared anew [1]."""
_held: dict[str, Any] = {}


def main() -> None:
    """Serve until the requests end."""
    os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(1920 * 1088)
    os.environ["ILIUM_HOME"] = tempfile.mkdtemp(prefix="ilium-fuzz-home-")
    warnings.simplefilter("error")
    serve_standard_streams(_answer)


def peak(process: str = "self") -> int:
    """Most memory that a process held since `forget_peak` [bytes]; 0 where not told."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return 1024 * int(lines["VmHWM"].split()[0])


def forget_peak() -> None:
    knob = Path("/proc/self/clear_refs")
    if knob.exists():
        knob.write_text("5", encoding="ascii")


def _answer(request: Mapping[str, Any], tell) -> tuple[dict[str, Any], dict[str, Any]]:
    from fuzz.readers import reader_of

    reader = reader_of(request["reader"])
    if request["job"] == "warm":
        return _warm(reader), {}
    if request["job"] == "one":
        chosen = [(0, {k: base64.b64decode(v) for k, v in request["members"].items()})]
    else:
        numbers = range(request["first"], request["first"] + request["count"])
        chosen = ((each, reader.damaged(each)) for each in numbers)
    _prepared(reader, request["job"])
    return _tried(reader, chosen, tell), {}


def _warm(reader) -> dict[str, Any]:
    """Make the seeds, and read each: they are whole, so that each must be read."""
    reader.begin()
    seeds = reader.seeds()
    outcomes = [_given(reader, each)[:2] for each in seeds[:: 1 + len(seeds) // 10]]
    told = [
        {name: base64.b64encode(data).decode() for name, data in each.items()}
        for each in seeds[:12]
    ]
    return {"outcomes": outcomes, "seeds": told}


def _given(reader, members) -> tuple[str, str, float]:
    base = _held.setdefault("folder", Path(tempfile.mkdtemp(prefix="ilium-fuzz-")))
    folder = base / "input"
    folder.mkdir()
    began = time.process_time()
    try:
        outcome, text = judged(reader, members, folder)
    finally:
        spent = time.process_time() - began
        shutil.rmtree(folder)
    return outcome, text, spent


def _prepared(reader, job: str) -> None:
    """Begin anew before a range, and before every so many single inputs."""
    since = _held.setdefault("since", {}).get(reader.name, AT_MOST)
    anew = job == "range" or since >= AT_MOST
    _held["since"][reader.name] = 0 if anew else since + 1
    if anew:
        reader.begin()


def _tried(reader, chosen, tell) -> dict[str, Any]:
    found = {"read": 0, "refused": 0}
    faults: list[tuple[int, str]] = []
    slowest, where, began = 0.0, -1, time.monotonic()
    forget_peak()
    held = peak()
    for number, members in chosen:
        tell(number)
        faulthandler.dump_traceback_later(reader.seconds * 2, exit=True)
        before = time.monotonic()
        outcome, text, spent = _given(reader, members)
        took = time.monotonic() - before
        faulthandler.cancel_dump_traceback_later()
        if took > slowest:
            slowest, where = took, number
        if outcome == "fault":
            faults.append((number, text))
            continue
        found[outcome] += 1
        if spent > reader.seconds:
            faults.append((number, f"took {spent:.1f} s of computing"))
    children = [peak(str(each)) for each in reader.children()]
    return {
        **found,
        "faults": faults,
        "slowest": slowest,
        "where": where,
        "seconds": time.monotonic() - began,
        "grown": peak() - held,
        "children": max(children, default=0),
    }
