"""Processes that share the work on a clip: one a core, one thread each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Any, Self

from ilium.capture.child import Answer, Child
from ilium.vision.isolation import asked
from ilium.vision.kept import MODULE, count_of, kept

Progress = Callable[[int, int], object]
"""Called with what is done and what there is to do, in frames."""


class Crew:
    """Processes that answer jobs about one clip, in whatever order they are free.

    Those of the run (`ilium.vision.kept`) where there are any; its own end with it.

    Parameters
    ----------
    name
        Name of the clip, for errors.
    workers
        How many processes; ``None`` for one a core.
    """

    def __init__(self, name: str, workers: int | None = None) -> None:
        self._name = name
        count = count_of(workers)
        ready = list(kept()[:count])
        self._own = [Child(MODULE) for _ in range(count - len(ready))]
        self._all = [*ready, *self._own]
        self._free: SimpleQueue[Child] = SimpleQueue()
        for each in self._all:
            self._free.put(each)

    @property
    def processes(self) -> int:
        """How many there are."""
        return len(self._all)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in self._own:
            each.end()

    def work(
        self,
        jobs: Sequence[Mapping[str, Any]],
        seconds: float,
        progress: Progress | None = None,
        total: int = 0,
    ) -> list[Answer]:
        """Do every job, as many at once as there are processes.

        Parameters
        ----------
        jobs
            Requests to `ilium.vision.clip_worker`.
        seconds
            Time for each [s].
        progress
            Told how many frames are done.
        total
            How many frames there are to do.

        Returns
        -------
        list of Answer
            In the order of the jobs.
        """
        done = [0] * len(jobs)
        lock = Lock()

        def do(number: int) -> Answer:
            def told(count: int) -> None:
                with lock:
                    done[number] = count
                    if progress is not None:
                        progress(min(sum(done), total), total)

            worker = self._free.get()
            try:
                return asked(worker, jobs[number], seconds, self._name, told)
            finally:
                self._free.put(worker)

        with ThreadPoolExecutor(len(self._all)) as pool:
            waiting = [pool.submit(do, number) for number in range(len(jobs))]
            try:
                return [each.result() for each in waiting]
            except BaseException:
                for each in waiting:
                    each.cancel()
                for each in self._all:
                    each.stop()
                raise
