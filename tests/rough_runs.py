"""Commands as processes of their own, ended at a step that they write or at a time.

Each is forked from one process that has loaded everything, leads a process group of its
own, and has its folders for temporary files and for what ilium keeps beside its output.

What a program leaves that is killed just before a step is what the disk holds then: so
one run can be looked at before each of its steps, by a copy of its folder, in which
every lock is free as after a kill.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import rough_stand_ins
import rough_weather
from rough_left import Glimpse, glimpse

HERE = str(Path(__file__).parent)
LONGEST = 300.0
"""How long any command may take on a busy machine [s]."""
NAMES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, kw_only=True)
class Rough:
    """What happens to a command while it writes.

    `how` is a signal's number, or ENOSPC's name; `step` the first step that it meets,
    counted over files opened to be written, renamed and removed, and folders made.
    `first` are functions of `rough_weather` and `rough_stand_ins` that the command's
    process calls before. `looks` are outputs that are looked at before every step.
    """

    how: str = ""
    step: int = 0
    first: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str
    steps: int = 0
    seconds: float = 0.0
    seen: tuple[Glimpse, ...] = ()


@dataclass(frozen=True)
class Place:
    """Folders of one row of the table."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("work", "home", "tmp", "said"):
            (self.root / name).mkdir(parents=True, exist_ok=True)

    @property
    def work(self) -> Path:
        """Where commands run."""
        return self.root / "work"

    def variables(self) -> dict[str, str]:
        """Environment of every command."""
        return {
            "ILIUM_HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            **self.env,
        }


def forks():
    """The forking process, with everything loaded."""
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys([HERE, *sys.path]))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["rough_preloaded"])
    return context


def begin(place: Place, words, rough: Rough | None = None, said: str = "said"):
    """Start a command and return its process."""
    arguments = (place, [str(each) for each in words], rough or Rough(), said)
    process = forks().Process(target=_work, args=arguments)
    process.start()
    return process


def run(place: Place, words, rough: Rough | None = None, *, after=None, by=None):
    """Run a command to its end; or end its group after some seconds by a signal."""
    for each in (place.root / "said").iterdir():
        each.unlink()
    start = time.perf_counter()
    process = begin(place, words, rough)
    process.join(LONGEST if after is None else after)
    if process.is_alive() and process.pid:
        _end(process.pid, by or signal.SIGKILL)
        process.join(LONGEST)
    assert process.exitcode is not None, f"{words} does not end"
    seconds = time.perf_counter() - start
    told = json.loads(_said(place, "steps") or "{}")
    return Ended(
        code=process.exitcode,
        out=_said(place, "out"),
        err=_said(place, "err"),
        steps=told.get("steps", 0),
        seconds=seconds - told.get("looking", 0.0),
        seen=tuple(Glimpse(**each) for each in told.get("seen", ())),
    )


def _said(place: Place, name: str) -> str:
    """What a command said; nothing where it was killed before it could."""
    file = place.root / "said" / name
    return file.read_text("utf-8", "replace") if file.exists() else ""


def _end(number: int, by: int) -> None:
    """End a command by a signal; by SIGKILL with all that it started."""
    with suppress(ProcessLookupError):
        if by == signal.SIGKILL:
            os.killpg(number, by)
            return
    with suppress(ProcessLookupError):  # killed before it led a group, or at its end
        os.kill(number, by)


def _work(place: Place, words, rough: Rough, folder: str) -> None:
    os.setpgid(0, 0)
    os.environ.update(place.variables())
    os.chdir(place.work)
    said = place.root / folder
    said.mkdir(exist_ok=True)
    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(said / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, number)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)
    import tempfile

    tempfile.tempdir = None
    steps, code = Steps(place.root, rough), 1
    try:
        for each in rough.first:
            known = rough_weather if hasattr(rough_weather, each) else rough_stand_ins
            getattr(known, each)()
        sys.addaudithook(steps.meet)
        from ilium.cli import main

        code = main(words)
    except SystemExit as error:
        code = int(error.code or 0)
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        with suppress(OSError, ValueError, AttributeError):
            sys.stdout.flush()
        (said / "steps").write_text(steps.told(), encoding="utf-8")
        os._exit(code)


class Steps:
    """Steps of one command: counted, and met by what is to happen.

    Parameters
    ----------
    root
        Folder of the row.
    rough
        What happens.
    """

    def __init__(self, root: Path, rough: Rough) -> None:
        self._roots = tuple(str(root / each) for each in ("work", "home", "tmp"))
        self._root, self._rough = root, rough
        self._count, self._looking = 0, 0.0
        self._seen: list[Glimpse] = []
        self._turn, self._holder = threading.Lock(), 0

    def told(self) -> str:
        """What was met, as JSON."""
        seen = [vars(each) for each in self._seen]
        told = {"steps": self._count, "looking": self._looking, "seen": seen}
        return json.dumps(told)

    def meet(self, event, arguments) -> None:
        """Meet an event of Python's: a step where it changes what is on the disk."""
        if not _writes(event, arguments) or isinstance(arguments[0], (int, bytes)):
            return
        name = os.path.abspath(arguments[0])  # noqa: PTH100 - nothing is looked up
        if not name.startswith(self._roots) or threading.get_ident() == self._holder:
            return
        with self._turn:
            self._holder = threading.get_ident()
            try:
                self._count += 1
                self._look()
            finally:
                self._holder = 0
        step = self._rough.step
        if step and self._count >= step:
            _happen(self._rough, event, name, first=self._count == step)

    def _look(self) -> None:
        if not self._rough.looks:
            return
        start = time.perf_counter()
        found = glimpse(self._root / "work", self._rough.looks, self._root / "glimpse")
        last = self._seen[-1] if self._seen else None
        if last is not None and last.same_as(found):
            last.steps += 1
        else:
            self._seen.append(found)
        self._looking += time.perf_counter() - start


def _writes(event, arguments) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & WRITES)
    return event in NAMES


def _happen(rough: Rough, event: str, name: str, *, first: bool) -> None:
    if rough.how == "ENOSPC":
        if event in ("open", "os.mkdir"):
            raise OSError(errno.ENOSPC, "No space left on device", name)
    elif first and int(rough.how) == signal.SIGKILL:
        os.killpg(0, signal.SIGKILL)
    elif first:
        os.kill(os.getpid(), int(rough.how))
