"""One persistent worker process for the C3D library: a crash in it is only an error.

The parser of a damaged file may crash, hang or ask for all memory. It therefore runs in
a process of its own, with limits of time and memory, that is restarted when it is lost.
Nothing is pickled, and programs without a ``__main__`` guard work.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from ilium.errors import FileFormatError

FloatArray = NDArray[np.float64]

SECONDS = 8.0
"""Time for a small file [s]."""
SECONDS_PER_BYTE = 2e-7
"""Further time for each byte of a file [s]."""
MEMORY = 600_000_000
"""Memory for a small file [bytes]."""
MEMORY_PER_BYTE = 30
"""Further memory for each byte of a file [1]."""

_PROGRAM = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from ilium.capture.c3d_worker import main; main()"
)
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class ReaderRefusal(Exception):  # noqa: N818
    """The library raised an error on a file; another reader may still read it."""


class Worker:
    """A worker process that is started when needed and again when lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the process without waiting for it, so that its imports overlap."""
        with self._lock:
            self._running()

    @property
    def process_id(self) -> int | None:
        """Number of the running process; ``None`` where none runs."""
        return None if self._process is None else self._process.pid

    def parse(self, path: Path) -> dict[str, FloatArray]:
        """Parse a C3D file in the worker.

        Parameters
        ----------
        path
            The file.

        Returns
        -------
        dict[str, FloatArray]
            See `ilium.capture.c3d_worker.parse`.

        Raises
        ------
        ReaderRefusal
            Where the library raised an error.
        FileFormatError
            Where it crashed, or exceeded its time or memory.
        """
        size = path.stat().st_size
        seconds = SECONDS + SECONDS_PER_BYTE * size
        request = {
            "path": str(path.resolve()),
            "memory": MEMORY + MEMORY_PER_BYTE * size,
            "seconds": seconds,
        }
        with self._lock:
            return self._ask(request, seconds)

    def _ask(self, request: dict[str, object], seconds: float) -> dict[str, FloatArray]:
        process = self._running()
        requests, answers = process.stdin, process.stdout
        assert requests is not None
        assert answers is not None
        overdue = threading.Timer(seconds, process.kill)
        overdue.start()
        try:
            requests.write(json.dumps(request).encode() + b"\n")
            requests.flush()
            return _received(answers)
        except (OSError, EOFError) as error:
            late = not overdue.is_alive()
            self._end()
            reason = f"took longer than {seconds:.0f} s" if late else "crashed"
            msg = f"The C3D library {reason} on this file: it is damaged."
            raise FileFormatError(msg, "Export or copy the recording again.") from error
        except ReaderRefusal:
            raise
        except BaseException:
            # Interrupted: what the worker still sends would answer the next request.
            self._end()
            raise
        finally:
            overdue.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # Forked: the worker is the parent's.
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._end()
            environment = os.environ | dict.fromkeys(_THREADS, "1")
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps(_folders())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        return self._process

    def end(self) -> None:
        """End the process; the next request starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        # What was left to write to a process that is gone.
        return


def _folders() -> list[str]:
    package = str(Path(__file__).resolve().parents[2])
    return [package, *(each for each in sys.path if each and each != package)]


def _received(answers: IO[bytes]) -> dict[str, FloatArray]:
    line = answers.readline()
    if not line:
        raise EOFError
    head = json.loads(line)
    if "error" in head:
        raise ReaderRefusal(head["error"])
    found: dict[str, FloatArray] = {}
    for name, shape in head["arrays"]:
        size = 8 * int(np.prod(shape, dtype=np.int64))
        raw = answers.read(size)
        if len(raw) != size:
            raise EOFError
        found[name] = np.frombuffer(raw, "<f8").reshape(shape)
    return found


WORKER = Worker()
"""The program's one worker."""

atexit.register(WORKER.end)


def prepare(path: str | Path) -> None:
    """Start the worker for a C3D file, so that it is ready when the file is read.

    Called before heavy imports, whose time then hides the worker's own start.

    Parameters
    ----------
    path
        The file that will be read; nothing happens for other formats.
    """
    if str(path).lower().endswith(".c3d"):
        WORKER.start()
