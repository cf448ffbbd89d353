"""A process that answers requests: a crash in it is only an error here.

Libraries that read what others wrote may crash, hang or ask for all memory. They run in
a process of their own, with limits of time and memory, that is restarted when it is
lost. Nothing is pickled, and programs without a ``__main__`` guard work.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

_PROGRAM = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from {module} import main; main()"
)
_THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
)


class Refusal(Exception):  # noqa: N818
    """The process answered that it cannot: its library raised an error.

    Parameters
    ----------
    text
        What the library said.
    advice
        Problem and remedy, where ilium itself raised it.
    """

    def __init__(self, text: str, advice: tuple[str, str] | None = None) -> None:
        super().__init__(text)
        self.advice = advice


class Lost(Exception):  # noqa: N818
    """The process crashed, or took longer than it was given; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """What came back.

    Parameters
    ----------
    facts
        What JSON can say.
    arrays
        Name to array.
    """

    facts: Mapping[str, Any]
    arrays: Arrays


class Child:
    """A process that is started when needed and again when lost.

    Parameters
    ----------
    module
        Where its ``main`` stands, which calls `ilium.capture.serving.serve`.
    """

    def __init__(self, module: str) -> None:
        self._module = module
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

    def ask(
        self,
        request: Mapping[str, object],
        seconds: float,
        told: Callable[[int], object] | None = None,
    ) -> Answer:
        """Ask the process, and wait for its answer.

        Parameters
        ----------
        request
            What JSON can say, with the ``memory`` that the process may take [bytes].
        seconds
            Time until the answer [s]; what the process may compute for, too.
        told
            Called with every count of progress that the process tells.

        Returns
        -------
        Answer
            What came back.

        Raises
        ------
        Refusal
            Where the library raised an error there.
        Lost
            Where the process crashed or was too slow.
        """
        with self._lock:
            return self._ask(request, seconds, told)

    def _ask(
        self,
        request: Mapping[str, object],
        seconds: float,
        told: Callable[[int], object] | None,
    ) -> Answer:
        process = self._running()
        requests, answers = process.stdin, process.stdout
        assert requests is not None
        assert answers is not None
        overdue = threading.Timer(seconds, process.kill)
        overdue.daemon = True
        overdue.start()
        try:
            limited = {**request, "seconds": seconds}
            requests.write(json.dumps(limited).encode() + b"\n")
            requests.flush()
            return received(answers, told)
        except (OSError, EOFError) as error:
            late = not overdue.is_alive()
            self._end()
            reason = f"took longer than {seconds:.0f} s" if late else "crashed"
            raise Lost(reason) from error
        except Refusal:
            raise
        except BaseException:
            # Interrupted: what the process still sends would answer the next request.
            self._end()
            raise
        finally:
            overdue.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # Forked: the process is the parent's.
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._end()
            program = _PROGRAM.format(module=self._module)
            command = [sys.executable, "-I", "-S", "-c", program]
            self._process = subprocess.Popen(  # noqa: S603
                [*command, json.dumps(_folders()), str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | dict.fromkeys(_THREADS, "1"),
            )
        return self._process

    def stop(self) -> None:
        """End the process under a request, which is then lost."""
        process = self._process
        if process is not None and self._owner == os.getpid():
            process.kill()

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
                # What was left to write to a process that is gone.
                with suppress(OSError):
                    stream.close()


def _folders() -> list[str]:
    package = str(Path(__file__).resolve().parents[2])
    return [package, *(each for each in sys.path if each and each != package)]


def received(answers: IO[bytes], told: Callable[[int], object] | None = None) -> Answer:
    """Read one answer.

    Parameters
    ----------
    answers
        Where the process writes.
    told
        Called with every count of progress before the answer.

    Returns
    -------
    Answer
        Facts and arrays.

    Raises
    ------
    EOFError
        Where the process ended before its answer did.
    Refusal
        Where its library raised an error.
    """
    while True:
        line = answers.readline()
        if not line:
            raise EOFError
        head = json.loads(line)
        if "told" not in head:
            break
        if told is not None:
            told(head["told"])
    if "error" in head:
        advice = head.get("advice")
        raise Refusal(head["error"], tuple(advice) if advice else None)
    arrays: Arrays = {}
    for name, kind, shape in head["arrays"]:
        dtype = np.dtype(kind)
        size = dtype.itemsize * int(np.prod(shape, dtype=np.int64))
        raw = answers.read(size)
        if len(raw) != size:
            raise EOFError
        arrays[name] = np.frombuffer(raw, dtype).reshape(shape)
    return Answer(facts=head["facts"], arrays=arrays)
