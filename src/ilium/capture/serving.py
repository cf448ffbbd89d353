"""The inside of a child process: one request a line, arrays as bytes.

The other end is `ilium.capture.child`. Imports nothing else of ilium.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
Telling = Callable[[int], None]
Answering = Callable[[Mapping[str, Any], Telling], tuple[Mapping[str, Any], Arrays]]
"""From a request, and a way to tell how far it got, to facts and arrays."""


def serve(answering: Answering, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more.

    Parameters
    ----------
    answering
        Makes facts and arrays of a request.
    requests
        Lines of JSON; ``memory`` [bytes] and ``seconds`` limit the answering.
    answers
        For each a line of JSON, ``error`` or ``facts`` and ``arrays``, and the arrays'
        bytes; before it any number of lines with the count that is ``told``.
    """

    def tell(count: int) -> None:
        answers.write(json.dumps({"told": count}).encode() + b"\n")
        answers.flush()

    for line in requests:
        request = json.loads(line)
        limit(request["memory"], request["seconds"])
        try:
            facts, arrays = answering(request, tell)
        except Exception as error:  # noqa: BLE001
            # Whatever the library raises is the answer: the caller judges it.
            head: dict[str, Any] = {"error": f"{type(error).__name__}: {error}"}
            if hasattr(error, "remedy"):
                head["advice"] = error.args
            _answer(answers, head, {})
            continue
        shapes = [[name, each.dtype.str, list(each.shape)] for name, each in
                  arrays.items()]  # fmt: skip
        _answer(answers, {"facts": facts, "arrays": shapes}, arrays)


def _answer(answers: BinaryIO, head: Mapping[str, Any], arrays: Arrays) -> None:
    answers.write(json.dumps(head).encode() + b"\n")
    answers.writelines(
        np.ascontiguousarray(each).reshape(-1).data for each in arrays.values()
    )
    answers.flush()


def limit(memory: int, seconds: float) -> None:
    """Limit this process's memory and computing time where the system can.

    Parameters
    ----------
    memory
        Most address space beyond what is in use now [bytes].
    seconds
        Most computing time from now on [s].
    """
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows has no such limits; the caller's clock remains.
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = {
        resource.RLIMIT_AS: _mapped() + memory,
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime + seconds) + 1,
    }
    for which, value in most.items():
        hard = resource.getrlimit(which)[1]
        fits = hard == resource.RLIM_INFINITY or value <= hard
        resource.setrlimit(which, (value if fits else hard, hard))


def _mapped() -> int:
    """Address space in use [bytes]."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1_000_000_000


def serve_standard_streams(answering: Answering) -> None:
    """Serve on standard input and output; the libraries' own prints go nowhere.

    Parameters
    ----------
    answering
        Makes facts and arrays of a request.
    """
    asker = int(sys.argv[2]) if len(sys.argv) > 2 else os.getppid()
    threading.Thread(target=_end_with, args=(asker,), daemon=True).start()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    serve(answering, sys.stdin.buffer, answers)


def _end_with(parent: int) -> None:
    """End this process once the one that asks is gone, also in mid-answer."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
