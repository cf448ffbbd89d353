"""The queue of analyses: as many at a time as are allowed, each in its own process."""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import dataclass, field
from typing import Final

from ilium.app.hosting import Hosting
from ilium.app.jobs.stages import PREPARING, from_count, share_of_all
from ilium.app.jobs.system import Turn
from ilium.capture.child import Child, Lost, Refusal
from ilium.errors import IliumError
from ilium.store import Store
from ilium.store.jobs import Job
from ilium.store.uploads import LOCK

logger = logging.getLogger(__name__)

WORKER: Final = "ilium.app.jobs.worker"
MEMORY: Final = 6_000_000_000
"""Memory of an analysis, beyond its libraries [bytes]."""
LONGEST: Final = 4 * 3600.0
"""Time for an analysis [s]."""
LOOKING: Final = 1.0
"""How often the queue looks for what others changed [s]."""
TELLING: Final = 0.5
"""How often progress is written down at most, unless the stage changes [s]."""
SWEEPING: Final = 600.0
"""How often files that nobody wants any more are looked for [s]."""
IDLE: Final = 120.0
"""How long a process waits for the next analysis before it ends [s]."""
LEAST_TOLD: Final = 0.05
"""Share that must be done before the time left is guessed [1]."""


@dataclass(slots=True, eq=False)
class _Slot:
    """A place in which one analysis at a time runs."""

    child: Child = field(default_factory=lambda: Child(WORKER))
    job: Job | None = None
    began: float = 0.0
    wanted: bool = True
    first: bool = False

    def runs(self, key: str) -> bool:
        """Whether the analysis of this id runs here."""
        job = self.job  # another thread may take it away meanwhile
        return job is not None and job.id == key


class Queue:
    """Works off the analyses that the store holds.

    Parameters
    ----------
    store
        Where they stand.
    hosting
        How many may run at a time.
    """

    def __init__(self, store: Store, hosting: Hosting) -> None:
        self._store = store
        self._database = hosting.database or None
        self._norms = str(hosting.norms or "")
        count = hosting.workers or max(1, (os.cpu_count() or 2) - 1)
        self._slots = [_Slot() for _ in range(count)]
        self._turn = Turn(store.uploads.folder / LOCK)
        self._awake = threading.Condition()
        self._taking = threading.Lock()
        self._open = False
        self._ours = False
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin to work, beside whoever calls."""
        self._open = True
        for each in self._slots:
            self._begin(self._work, each)
        self._begin(self._watch)

    def _begin(self, target: object, *arguments: object) -> None:
        assert callable(target)
        made = threading.Thread(target=target, args=arguments, daemon=True)
        made.start()
        self._threads.append(made)

    def close(self) -> None:
        """End every process; what they were doing waits for the next start."""
        self._open = False
        self.wake()
        for slot in self._slots:
            slot.child.stop()
        for each in self._threads:
            each.join(10.0)
        for slot in self._slots:
            slot.child.end()
        self._turn.give_back()

    def wake(self) -> None:
        """Look at once whether there is something to do."""
        with self._awake:
            self._awake.notify_all()

    def stop(self, key: str) -> bool:
        """Call an analysis off; its process ends and its files go.

        Parameters
        ----------
        key
            Id of the job.

        Returns
        -------
        bool
            False where it had ended.
        """
        stopped = self._store.jobs.stop(key)
        with self._taking:
            for slot in self._slots:
                if slot.runs(key):
                    self._drop(slot)
        self._store.uploads.tidy()
        return stopped

    def seconds_left(self, job: Job) -> float | None:
        """Time until an analysis is done, as it goes on now.

        Parameters
        ----------
        job
            As the store has it.

        Returns
        -------
        float or None
            Seconds; ``None`` where that cannot be told yet, or where this computer
            still compiles, so that no other analysis says how long it takes.
        """
        share = share_of_all(job.kind, job.stage, job.share)
        slot = self._slot_of(job)
        if slot is None or slot.first or share <= LEAST_TOLD:
            return None
        return (time.monotonic() - slot.began) * (1.0 - share) / share

    def is_first(self, job: Job) -> bool:
        """Whether an analysis compiles what later ones find compiled."""
        slot = self._slot_of(job)
        return slot is not None and slot.first

    def _slot_of(self, job: Job) -> _Slot | None:
        return next((each for each in self._slots if each.runs(job.id)), None)

    def _work(self, slot: _Slot) -> None:
        """Take one job after the other."""
        last = time.monotonic()
        while self._open:
            try:
                worked = self._work_once(slot)
            except Exception as error:  # noqa: BLE001 - one analysis never ends the rest
                logger.warning("An analysis ended: %s", type(error).__name__)
                worked = False
            if worked:
                last = time.monotonic()
                continue
            if time.monotonic() - last > IDLE:
                slot.child.end()
            with self._awake:
                self._awake.wait(LOOKING)

    def _work_once(self, slot: _Slot) -> bool:
        """Do the job that waits longest; whether there was one."""
        with self._taking:
            job = self._store.jobs.take() if self._ours else None
            if job is None:
                return False
            slot.job, slot.began = job, time.monotonic()
            slot.wanted, slot.first = True, False
        try:
            self._run(slot, job)
        finally:
            slot.job = None
        return True

    def _run(self, slot: _Slot, job: Job) -> None:
        jobs = self._store.jobs
        request = {
            "job": job.id,
            "database": self._database,
            "folder": str(self._store.database.folder),
            "workers": max(1, len(self._slots)),
            "norms": self._norms,
            "memory": MEMORY,
        }
        try:
            answer = slot.child.ask(request, LONGEST, _Telling(self._store, slot, job))
        except Refusal as error:
            self._refused(job, error)
        except Lost:
            if not self._open:
                jobs.pause(job.id)
            elif slot.wanted:
                jobs.put_back(job.id)
        else:
            missing = answer.facts["missing"]
            jobs.finish(job.id, missing=missing)
        self._store.uploads.tidy()

    def _refused(self, job: Job, error: Refusal) -> None:
        """The process says that it cannot: why, and whether to try once more."""
        jobs = self._store.jobs
        now = jobs.get(job.id)
        if now.state != "running":
            return
        if now.result is not None:
            jobs.finish(job.id, missing=["report"])
            return
        if error.advice is not None:
            jobs.refuse(job.id, *error.advice)
            return
        kind = str(error).partition(":")[0]
        logger.warning("The analysis %s broke off: %s", job.id, kind)
        if kind == "MemoryError":
            jobs.put_back(job.id)
        else:
            jobs.refuse(
                job.id,
                f"This recording could not be analysed ({kind}).",
                "Bring it in again; if it happens again, report it with this name.",
            )

    def _watch(self) -> None:
        """See to it that nobody else works here, and that nothing unwanted runs."""
        swept = -SWEEPING
        while self._open:
            try:
                if not self._ours and self._turn.take():
                    self._ours = True
                    self.wake()
                if self._ours:
                    self._look()
                    if time.monotonic() - swept > SWEEPING:
                        swept = time.monotonic()
                        self._store.uploads.sweep()
            except (IliumError, OSError) as error:
                logger.warning("The queue could not look: %s", type(error).__name__)
            with self._awake:
                self._awake.wait(LOOKING)

    def _look(self) -> None:
        """End what nobody wants any more; put back what ended without a word.

        That is what a program that was killed left, or an analysis whose end could not
        be written down.
        """
        with self._taking:
            running = {each.id for each in self._store.jobs.of(states=("running",))}
            held = {job.id: slot for slot in self._slots if (job := slot.job)}
            for key in held.keys() - running:
                self._drop(held[key])
        for key in running - held.keys():
            self._store.jobs.put_back(key)

    @staticmethod
    def _drop(slot: _Slot) -> None:
        slot.wanted = False
        slot.child.stop()


class _Telling:
    """Writes progress into the store as a process tells it, not too often."""

    def __init__(self, store: Store, slot: _Slot, job: Job) -> None:
        self._store = store
        self._slot = slot
        self._job = job
        self._stage = ""
        self._last = 0.0

    def __call__(self, count: int) -> None:
        """Take note of a stage and its share."""
        stage, share = from_count(self._job.kind, count)
        now = time.monotonic()
        self._slot.first |= stage == PREPARING
        if stage != self._stage or now - self._last > TELLING:
            self._stage, self._last = stage, now
            try:
                self._store.jobs.progress(self._job.id, stage, share)
            except IliumError as error:  # the analysis itself goes on
                logger.info("Progress was not noted: %s", type(error).__name__)
