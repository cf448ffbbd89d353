"""Who does the work: processes of this machine, each with one thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Final, Protocol, Self

from ilium.capture.child import Child, Lost, Refusal
from ilium.cohort.orders import job_from
from ilium.cohort.rows import failed_rows, pack
from ilium.cohort.work import Order

TRIES: Final = 2
"""How often a trial is given to a worker that dies of it, or never ends [1]."""
WORKER: Final = "ilium.cohort.worker"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """What became of one order.

    Parameters
    ----------
    number
        Of the order, from 0.
    state
        ``same``, ``done`` or ``failed``.
    part
        The Parquet file of its rows; empty where the result was known.
    facts
        What the worker told besides.
    """

    number: int
    state: str
    part: bytes
    facts: dict[str, Any]


class Crew(Protocol):
    """Whoever works on orders."""

    def each(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Do every order, in whatever order they end."""
        ...


class LocalCrew:
    """Processes of this machine: one a core, one thread each.

    Parameters
    ----------
    workers
        How many; ``None`` for one a core.
    module
        What runs in them.
    """

    def __init__(self, workers: int | None = None, module: str = WORKER) -> None:
        count = (os.cpu_count() or 1) if workers is None else max(1, workers)
        self._children = [Child(module) for _ in range(count)]
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        for each in self._children:
            each.stop()
        for each in self._children:
            each.end()

    @property
    def process_ids(self) -> list[int]:
        """Numbers of the processes that run."""
        found = (each.process_id for each in self._children)
        return [each for each in found if each is not None]

    def each(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Do every order, in whatever order they end.

        Parameters
        ----------
        orders
            What `ilium.cohort.orders.order_of` wrote; taken one by one.

        Yields
        ------
        Outcome
            One for each order.
        """
        numbered, lock = enumerate(orders), threading.Lock()
        done: SimpleQueue[Outcome | BaseException | None] = SimpleQueue()

        def labour(child: Child) -> None:
            try:
                while not self._stopped.is_set():
                    with lock:
                        number, order = next(numbered, (-1, {}))
                    if number < 0:
                        break
                    done.put(answered(child, number, order))
            except BaseException as error:  # noqa: BLE001 - raised by who waits
                done.put(error)
            done.put(None)

        for child in self._children:
            threading.Thread(target=labour, args=(child,), daemon=True).start()
        at_work = len(self._children)
        while at_work:
            outcome = done.get()
            if outcome is None:
                at_work -= 1
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                yield outcome


def answered(child: Child, number: int, order: Order) -> Outcome:
    """Give a worker an order; give it once more where the worker is lost.

    Parameters
    ----------
    child
        The worker.
    number, order
        The order.

    Returns
    -------
    Outcome
        ``failed`` where the worker was lost every time.
    """
    reason = ""
    for _ in range(TRIES):
        try:
            answer = child.ask(order, order["seconds"])
        except Lost as error:
            reason = f"The worker {error} on this trial, {TRIES} times."
            continue
        except Refusal as error:
            reason = f"The worker could not answer: {error}."
            break
        part = answer.arrays.get("part")
        return Outcome(
            number=number,
            state=str(answer.facts["state"]),
            part=b"" if part is None else part.tobytes(),
            facts=dict(answer.facts),
        )
    return lost(number, order, reason)


def lost(number: int, order: Order, problem: str) -> Outcome:
    """Outcome of an order that no worker came back from.

    Parameters
    ----------
    number, order
        The order.
    problem
        What happened.

    Returns
    -------
    Outcome
        ``failed``, with what to do.
    """
    remedy = (
        "Analyse this trial alone with `ilium analyse`; cut or export it again, or give"
        " it more time by --seconds."
    )
    job = job_from(order)
    facts = {"state": "failed", "problem": problem, "remedy": remedy}
    rows = failed_rows(job, "", problem, remedy)
    part = pack(job.participant, rows)
    return Outcome(number=number, state="failed", part=part, facts=facts)
