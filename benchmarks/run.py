"""Every benchmark, one after the other: a table in the documentation, one JSON each.

``--quick`` takes at most twelve minutes; its figures go to ``build/benchmarks`` and
are not kept unless ``--keep`` says so. ``--compare`` keeps nothing: it names every
ratio to a peer that fell against the kept one, and ends with 1 where there is one. A
benchmark that ends early or takes too long is named, and the others go on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmark_page import page
from comparison import fallen
from measuring import HERE, together
from racing import oracles_python

ROOT = HERE.parent
KEPT = HERE / "results"
QUICK = ROOT / "build" / "benchmarks"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
QUICK_LIMIT = 80.0
"""Longest that one benchmark may take with ``--quick`` [s]."""
LIMITS = {
    "engine": 900.0,
    "laboratory": 600.0,
    "planar": 600.0,
    "variability": 1500.0,
    "report": 600.0,
    "video": 2400.0,
    "live": 300.0,
    "app_load": 420.0,
    "cohort": 3000.0,
}
"""Every benchmark in its order, and the longest that it may take [s]."""
OURS = ("numpy", "scipy", "numba", "xarray", "kineticstoolkit", "ezc3d", "av")
THEIRS = (
    "opensim",
    "nolds",
    "neurokit2",
    "antropy",
    "MFDFA",
    "accrqa",
    "spm1d",
    "pycgm",
    "sports2d",
    "pose2sim",
)
VERSIONS = """
import json, sys
from importlib.metadata import PackageNotFoundError, version
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
print(json.dumps(found))
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One benchmark that was run.

    Parameters
    ----------
    told
        Its last line, as an object; None where it told nothing.
    seconds
        How long it took [s].
    megabytes
        Largest memory of it and all below it [MB].
    why
        Why it told nothing.
    """

    told: dict[str, Any] | None
    seconds: float
    megabytes: float
    why: str = ""


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *LIMITS], help="all")
    parser.add_argument("--quick", action="store_true", help="at most twelve minutes")
    parser.add_argument("--keep", action="store_true", help="keep quick figures too")
    parser.add_argument("--compare", action="store_true", help="with the kept figures")
    parser.add_argument("--table", action="store_true", help="only write the page")
    options = parser.parse_args()
    if options.table:
        return write_page()
    keep = (options.keep or not options.quick) and not options.compare
    folder = KEPT if keep else QUICK
    folder.mkdir(parents=True, exist_ok=True)
    where, failed, slower = surroundings(), [], []
    names = options.names or list(LIMITS)
    for number, name in enumerate(names, start=1):
        print(f"── {name} ({number} of {len(names)})", flush=True)
        run = carried_out(name, quick=options.quick)
        if run.told is None:
            failed.append(f"{name}: {run.why}")
            continue
        kept = read(KEPT / f"{name}.json")
        slower += fallen(kept, run.told) if options.compare else []
        write(folder / f"{name}.json", run, where, quick=options.quick)
        print(f"   {run.seconds:.0f} s, {run.megabytes:.0f} MB", flush=True)
    for each in [*failed, *slower]:
        print(each, file=sys.stderr)
    if keep:
        write_page()
    return 1 if failed or slower else 0


def carried_out(name: str, *, quick: bool) -> Run:
    """Run one benchmark, showing what it prints.

    Parameters
    ----------
    name
        Of the script.
    quick
        Whether a short run is enough.

    Returns
    -------
    Run
        What it told.
    """
    command = [sys.executable, str(HERE / f"{name}.py"), *(["--quick"] * quick)]
    limit = QUICK_LIMIT if quick else LIMITS[name]
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    watch = Watch(process, limit)
    last = ""
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            last = line.strip() or last
            if not line.startswith("{"):
                print(f"   {line.rstrip()}", flush=True)
    code = process.wait()
    watch.join()
    seconds = time.monotonic() - began
    try:
        told = json.loads(last) if not watch.late else None
        why = ""
    except json.JSONDecodeError:
        told, why = None, f"ended with {code} and told nothing"
    why = f"stopped after {limit:.0f} s" if watch.late else why
    return Run(told=told, seconds=seconds, megabytes=watch.most, why=why)


class Watch(threading.Thread):
    """Follows a process: its memory, and whether it takes too long.

    Parameters
    ----------
    process
        First of a session of its own.
    limit
        How long it may take [s].
    """

    def __init__(self, process: subprocess.Popen[str], limit: float) -> None:
        super().__init__(daemon=True)
        self.process, self.end = process, time.monotonic() + limit
        self.most, self.late = 0.0, False
        self.start()

    def run(self) -> None:
        """Look twice a second; stop what is late, with all below it."""
        while self.process.poll() is None:
            self.most = max(self.most, together(self.process.pid))
            if time.monotonic() > self.end:
                self.late = True
                with suppress(ProcessLookupError):  # it ended meanwhile
                    os.killpg(self.process.pid, signal.SIGKILL)
                return
            time.sleep(0.5)


def surroundings() -> dict[str, Any]:
    """The machine and the versions that the figures hold for."""
    import ilium  # noqa: PLC0415 - the page is written without it

    found: dict[str, str] = {"ilium": ilium.__version__}
    for python, names in ((sys.executable, OURS), (oracles_python(), THEIRS)):
        if Path(python).is_file():
            command = [python, "-c", VERSIONS, *names]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found |= json.loads(done.stdout)
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "processor": _processor(),
        "versions": found,
    }


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    return text.partition("model name")[2].partition(":")[2].splitlines()[0].strip()


def write(path: Path, run: Run, where: dict[str, Any], *, quick: bool) -> None:
    """Write what one benchmark told, and where."""
    assert run.told is not None
    content = {
        **where,
        "benchmark": run.told["benchmark"],
        "quick": quick,
        "seconds": round(run.seconds, 1),
        "memory_mb": round(run.megabytes),
        "rows": run.told["rows"],
    }
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    """Read what was kept; nothing where there is nothing."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_page() -> int:
    """Write the page of the documentation from what is kept."""
    PAGE.write_text(page([read(KEPT / f"{each}.json") for each in LIMITS]), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
