"""The process in which clips are read: a crash of the decoder is only an error."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping
from typing import Any

from ilium.capture.child import Answer, Child, Lost, Refusal
from ilium.errors import FileFormatError, InputError
from ilium.vision.kept import MEMORY, MODULE, kept

WORKER = Child(MODULE)
"""The program's own, outside of any run that keeps several."""
atexit.register(WORKER.end)


def asked(
    worker: Child,
    request: Mapping[str, Any],
    seconds: float,
    name: str,
    told: Callable[[int], object] | None = None,
) -> Answer:
    """Ask a decoding process; what goes wrong in it is an error about the clip.

    Parameters
    ----------
    worker
        The process.
    request
        The job.
    seconds
        Time for it [s].
    name
        Name of the clip.
    told
        Called with every count of progress.

    Returns
    -------
    Answer
        What came back.

    Raises
    ------
    FileFormatError
        Where the process crashed, was too slow or could not read the clip.
    InputError
        Where what the job needs is missing.
    """
    try:
        return worker.ask({**request, "memory": MEMORY}, seconds, told)
    except Lost as error:
        problem = f"The video decoder {error} on the clip {name!r}."
        raise FileFormatError(problem, "Export it again as MP4 (H.264).") from error
    except Refusal as error:
        if error.advice:
            raise InputError(*error.advice) from error
        problem = f"The clip {name!r} could not be read to its end."
        raise FileFormatError(problem, "Export it again as MP4 (H.264).") from error


def ask_reader(request: Mapping[str, Any], seconds: float) -> Answer:
    """Ask the process that reads clips; what goes wrong in it is for the caller.

    Parameters
    ----------
    request
        The job.
    seconds
        Time for it [s].

    Returns
    -------
    Answer
        What came back.

    Raises
    ------
    Refusal, Lost
        As `ilium.capture.child.Child.ask` has them.
    """
    return reader().ask({**request, "memory": MEMORY}, seconds)


def reader() -> Child:
    """Process that reads clips: the first of the run's, else one of its own."""
    return next(iter(kept()), WORKER)
