"""The guided check: the seven movements that ilium began with, and their state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from ilium.app.live.gauges import SEVEN, Gauge, gauge_of
from ilium.core.movement import TASKS
from ilium.errors import UnknownNameError
from ilium.programme.library import exercise
from ilium.store import Store
from ilium.store.jobs import Job
from ilium.store.results import Result

REPETITIONS: Final = 5
"""On each side."""
HOLD: Final = 5
"""Of a posture, on each side [s]."""
State = Literal["open", "waiting", "refused", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One movement of the guided check.

    Parameters
    ----------
    gauge
        How a camera follows it.
    """

    gauge: Gauge

    @property
    def name(self) -> str:
        """Name of the exercise, as in the address."""
        return self.gauge.exercise

    @property
    def sides(self) -> tuple[str, ...]:
        """Sides in the order of filming."""
        return ("left", "right") if exercise(self.name).one_sided else ("both",)

    @property
    def told(self) -> dict[str, Any]:
        """What the page's script is told."""
        return {
            "mode": self.gauge.mode,
            "count": self.gauge.count,
            "view": self.gauge.views[0],
            "task": self.gauge.task if self.gauge.task in TASKS else "auto",
            "sides": list(self.sides),
            "reps": None if self.gauge.timed else REPETITIONS,
            "seconds": HOLD if self.gauge.timed else None,
        }


CHECKS: Final = tuple(Check(gauge=gauge_of(name)) for name in SEVEN)


def check_of_task(task: str) -> str:
    """Name of the check that films a movement; empty where none of the seven does."""
    return next((each.name for each in CHECKS if each.gauge.task == task), "")


def check_named(name: str) -> Check:
    """One movement of the guided check.

    Parameters
    ----------
    name
        Name of its exercise.

    Returns
    -------
    Check
        The movement.

    Raises
    ------
    UnknownNameError
        Where it is none of the seven.
    """
    found = next((each for each in CHECKS if each.name == name), None)
    if found is None:
        raise UnknownNameError.among("check", name, SEVEN)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a movement stands today.

    Parameters
    ----------
    check
        The movement.
    result
        Today's newest; ``None`` without.
    job
        What was asked for last today; ``None`` without.
    """

    check: Check
    result: Result | None = None
    job: Job | None = None

    @property
    def state(self) -> State:
        """Whether it is open, being measured, could not be measured, or done."""
        if self.job is not None and self.job.state in ("waiting", "running"):
            return "waiting"
        if self.job is not None and self.job.state == "refused":
            return "refused"
        return "open" if self.result is None else "done"


def standings(store: Store, client: str, today: dt.date) -> tuple[Standing, ...]:
    """Where all seven stand today.

    Parameters
    ----------
    store
        The store.
    client
        Who is checked.
    today
        The day.

    Returns
    -------
    tuple of Standing
        In the order of the check.
    """
    results = [each for each in store.results.of(client) if each.day == today]
    jobs = [each for each in store.jobs.of(client) if each.day == today]
    return tuple(_standing(each, results, jobs) for each in CHECKS)


def _standing(check: Check, results: Sequence[Result], jobs: Sequence[Job]) -> Standing:
    task = check.told["task"]
    asked = [each for each in jobs if each.asked.get("task") == task]
    found = [each for each in results if each.task == task]
    return Standing(
        check=check,
        result=max(found, key=lambda each: each.id, default=None),
        job=max(asked, key=lambda each: each.made, default=None),
    )
