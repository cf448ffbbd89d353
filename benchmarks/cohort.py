"""Two thousand simulated trials: how work scales, and whether memory and cost stay.

Scaling is judged against a pure CPU loop in the same run, memory by the resident bytes
of workers and of the program that leads them, cost by the workers' processor time.
``--quick`` takes sixty trials and ends within 50 s on an idle machine.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from measuring import Figure, loops, tell

from ilium.capture.c3d_write import write_c3d
from ilium.cohort.crew import Crew, LocalCrew, Outcome
from ilium.cohort.finding import find_study
from ilium.cohort.orders import Run, order_of
from ilium.cohort.run import run_cohort
from ilium.cohort.study import Study
from ilium.cohort.work import Order, resident
from ilium.conventions import AXES
from ilium.core.dictionary import MARKER_POSITION
from ilium.core.quantity import values
from ilium.core.trial import Trial
from ilium.samples.simulator.simulate import simulate

FIGURES: dict[str, tuple[str, str, float | None]] = {
    "two_worker_share": (
        "speed-up of a second worker, relative to a loop that only counts",
        "share",
        0.85,
    ),
    "memory_growth": ("memory at the end beyond that at the start", "share", 0.10),
    "cost_drift": ("processor time of a trial, end against start", "share", 0.10),
    "trials": ("trials", "", None),
    "trials_a_second": ("trials a second, two workers", "Hz", None),
    "seconds_a_trial": ("processor time of a trial", "s", None),
    "kilobytes_a_trial": ("tables of a trial", "kB", None),
    "worker_megabytes": ("a worker's memory at most", "MB", None),
    "leader_megabytes": ("the leading program's memory at most", "MB", None),
}
"""What each says, its unit and what is aimed at."""
MORE = ("two_worker_share", "trials", "trials_a_second")
"""Of these more is better."""
PEOPLE = 10
"""Simulated walks that take turns: every stretch of trials holds all of them."""


def main() -> int:
    """Measure, print the table, then the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within 50 s")
    parser.add_argument("--trials", type=int, default=2000, help="how many")
    options = parser.parse_args()
    trials = 60 if options.quick else options.trials
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        study = written(folder / "study", trials)
        few = (8, 1) if options.quick else (60, 5)
        with LocalCrew(2) as pair:
            figures = scaling(study, pair, *few)
            figures |= endurance(study, pair, folder / "out")
    found = []
    for name, value in figures.items():
        what, unit, aim = FIGURES[name]
        better = "more" if name in MORE else "less"
        found.append(
            Figure(name=name, what=what, value=value, unit=unit, aim=aim, better=better)
        )
    tell("cohort", found)
    return 0


def written(folder: Path, trials: int) -> Study:
    """Write walks of ten people, each with noise of its own."""
    made = [
        simulate(
            "walk",
            repetitions=1,
            rate=50.0,
            plate_rate=50.0,
            mass=60.0 + 3.0 * person,
            height=1.76 + 0.01 * person,
        )
        for person in range(PEOPLE)
    ]
    for number in range(trials):
        one = made[number % PEOPLE]
        inner = folder / f"P{number // PEOPLE:04d}" / f"s{number % PEOPLE}"
        inner.mkdir(parents=True)
        write_c3d(one.static, inner / "static.c3d")
        write_c3d(shaken(one.trial, number), inner / "walk.c3d")
    return find_study(str(folder))


def shaken(trial: Trial, seed: int) -> Trial:
    """The same recording with noise of its own."""
    noise = np.random.default_rng(seed).normal(0.0, 5e-4, trial.markers.shape)
    markers = MARKER_POSITION.label(
        values(trial.markers) + noise,
        time=trial.time,
        marker=list(trial.marker_names),
        axis=list(AXES),
    )
    return replace(trial, markers=markers)


def scaling(study: Study, pair: Crew, trials: int, rounds: int) -> dict[str, float]:
    """Speed-up of a second worker over that of a second CPU loop, interleaved."""
    orders = [order_of(study.root, job, Run(), "") for job in study.jobs[:trials]]
    shares: list[float] = []
    with LocalCrew(1) as alone:
        for crew in (alone, pair):
            timed(crew, orders[:8])
        for _ in range(rounds):
            one, first = loops(1, 1.5), timed(alone, orders)
            two, second = loops(2, 1.5), timed(pair, orders)
            shares.append((first / second) / (two / one))
    return {"two_worker_share": statistics.median(shares)}


def timed(crew: Crew, orders: list[dict[str, object]]) -> float:
    """Seconds until every order is done."""
    start = time.perf_counter()
    states = [outcome.state for outcome in crew.each(orders)]
    assert set(states) == {"done"}
    return time.perf_counter() - start


class Watched:
    """A crew whose outcomes are written down."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self.seconds: list[float] = []
        self.workers: list[int] = []
        self.leader: list[int] = []

    def each(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Do every order."""
        for outcome in self._crew.each(orders):
            self.seconds.append(outcome.facts["seconds"])
            self.workers.append(outcome.facts["resident"])
            self.leader.append(resident())
            yield outcome


def endurance(study: Study, crew: Crew, out: Path) -> dict[str, float]:
    """Growth of memory and drift of cost over a whole run with two workers."""
    start = time.perf_counter()
    watched = Watched(crew)
    summary = run_cohort(study, str(out), watched)
    wall = time.perf_counter() - start
    assert summary.failed == 0, summary.failures[:3]
    count = len(study.jobs)
    early = max(count // 10, 20)
    sizes = [path.stat().st_size for path in out.rglob("*.parquet")]
    return {
        "memory_growth": max(
            grown(watched.workers, early), grown(watched.leader, early)
        ),
        "cost_drift": abs(grown(watched.seconds, early)),
        "trials": float(count),
        "trials_a_second": count / wall,
        "seconds_a_trial": statistics.median(watched.seconds),
        "kilobytes_a_trial": sum(sizes) / count / 1e3,
        "worker_megabytes": max(watched.workers) / 1e6,
        "leader_megabytes": max(watched.leader) / 1e6,
    }


def grown(numbers: list[float] | list[int], early: int) -> float:
    """How far the last stretch lies above an early one, as a share."""
    width = max(early // 2, 10)
    first = statistics.median(numbers[early - width : early + width])
    return statistics.median(numbers[-2 * width :]) / first - 1.0


if __name__ == "__main__":
    sys.exit(main())
