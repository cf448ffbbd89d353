"""The process in which ezc3d parses C3D files: one request a line, arrays as bytes.

Run by `ilium.capture.isolation`; imports nothing of ilium but this file.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.float64]]


def parse(path: str) -> Arrays:
    """Parse a C3D file by ezc3d.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Mapping[str, NDArray[np.float64]]
        ``points``, shape (time, point, axis), NaN where not seen, and ``analog``,
        shape (sample, channel), both in the file's units.
    """
    import ezc3d  # noqa: PLC0415

    data = ezc3d.c3d(path)["data"]
    points = data["points"][:3].transpose(2, 1, 0)
    seen = data["meta_points"]["residuals"][0].T >= 0
    return {
        "points": np.where(seen[:, :, None], points, np.nan),
        "analog": data["analogs"][0].T,
    }


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more.

    Parameters
    ----------
    requests
        Lines of JSON: ``path``, ``memory`` [bytes] and ``seconds``.
    answers
        For each a line of JSON, ``error`` or ``arrays``, and the arrays' bytes.
    """
    for line in requests:
        request = json.loads(line)
        limit(request["memory"], request["seconds"])
        try:
            arrays = parse(request["path"])
        except Exception as error:  # noqa: BLE001
            # Whatever the library raises is the answer: the caller judges it.
            _answer(answers, {"error": f"{type(error).__name__}: {error}"}, {})
            continue
        shapes = [[name, list(array.shape)] for name, array in arrays.items()]
        _answer(answers, {"arrays": shapes}, arrays)


def _answer(answers: BinaryIO, head: Mapping[str, Any], arrays: Arrays) -> None:
    answers.write(json.dumps(head).encode() + b"\n")
    bodies = (np.ascontiguousarray(array, dtype="<f8") for array in arrays.values())
    answers.writelines(body.data for body in bodies)
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


def main() -> None:
    """Serve on standard input and output; the library's own prints go nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    parse_nothing()
    serve(sys.stdin.buffer, answers)


def parse_nothing() -> None:
    """Import the library before the first request asks for it."""
    import ezc3d  # noqa: F401, PLC0415
