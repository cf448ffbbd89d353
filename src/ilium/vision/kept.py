"""Processes of one run: started at its beginning, ready when they are needed.

Starting a process, its imports and the pose model take more than a second. Within
`kept_processes` they are started first, while this process still imports its own needs,
and serve every step of the run: looking into the clip, watching, stills, films.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Thread
from typing import Final

from ilium.capture.child import Child, Lost, Refusal

MODULE: Final = "ilium.vision.clip_worker"
"""What runs in such a process."""
MEMORY: Final = 3_000_000_000
"""Memory of a process, beyond its libraries [bytes]."""
READY: Final = 120.0
"""Time to get ready at most [s]."""

_kept: ContextVar[Sequence[Child]] = ContextVar("kept", default=())


def kept() -> Sequence[Child]:
    """Processes of the run that this is part of; empty outside `kept_processes`."""
    return _kept.get()


def count_of(workers: int | None) -> int:
    """Return the number of processes: one a core where nobody names it."""
    return (os.cpu_count() or 1) if workers is None else max(1, workers)


@contextmanager
def kept_processes(
    workers: int | None = None, estimator: str | None = None
) -> Iterator[None]:
    """Start the processes of a run, and end them with it.

    Parameters
    ----------
    workers
        How many; ``None`` for one a core.
    estimator
        Pose model that they open meanwhile; ``None`` for none. What is wrong with it
        is said by the job that needs it.
    """
    children = [Child(MODULE) for _ in range(count_of(workers))]
    getting_ready = [
        Thread(target=_get_ready, args=(each, estimator), daemon=True)
        for each in children
    ]
    for child, thread in zip(children, getting_ready, strict=True):
        child.start()
        thread.start()
    token = _kept.set(children)
    try:
        yield
    finally:
        _kept.reset(token)
        for each in children:
            each.stop()
        for child, thread in zip(children, getting_ready, strict=True):
            thread.join()
            child.end()


def _get_ready(child: Child, estimator: str | None) -> None:
    request = {"job": "ready", "estimator": estimator, "memory": MEMORY}
    with suppress(Lost, Refusal):
        child.ask(request, READY)
