"""A study to its tables: what is done is skipped, what fails never stops the rest."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from ilium import __version__
from ilium.cohort.columns import SCHEMA_VERSION, TABLES
from ilium.cohort.crew import Crew, Outcome
from ilium.cohort.holding import held
from ilium.cohort.orders import Run, order_of
from ilium.cohort.places import Place, place_at
from ilium.cohort.results import Known, Results, label_of
from ilium.cohort.study import Failure, Identity, Job, Study
from ilium.core.provenance import plain
from ilium.core.system_errors import not_writable
from ilium.errors import InputError
from ilium.outputs.text import table
from ilium.settings import settings_from

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], object]
"""Called with how many trials are settled, and of how many."""

FAILURES: Final = "failures.csv"
SUMMARY: Final = "cohort.json"
COLUMNS: Final = "columns.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one run did.

    Parameters
    ----------
    trials
        Trials of the study.
    done, same, failed
        Analysed now; left as they were; without a result.
    empty
        Trials with a result but without a complete repetition.
    failures
        Every trial and file without a result.
    """

    trials: int
    done: int
    same: int
    failed: int
    empty: int = 0
    failures: tuple[Failure, ...] = ()


def run_cohort(
    study: Study,
    out: str,
    crew: Crew,
    *,
    run: Run | None = None,
    again: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Analyse every trial of a study and write its tables.

    Parameters
    ----------
    study
        Its trials.
    out
        Folder or address of the results; made where it does not exist.
    crew
        Who does the work.
    run
        How every trial is analysed.
    again
        Whether trials that failed before are tried again; changed ones always are.
    progress
        Told how many trials are settled.

    Returns
    -------
    Summary
        Counts and failures.

    Raises
    ------
    InputError
        Where the folder cannot be written to, holds another study's results, or
        another run is writing to it.
    """
    place = place_at(out)
    try:
        with held(out):
            course = _Course(study, Results(place), run or Run(), again=again)
            place.remove(SUMMARY)
            return course.go(place, crew, progress)
    except OSError as error:
        raise InputError(*_unwritable(place, error)) from error


def _unwritable(place: Place, error: OSError) -> tuple[str, str]:
    from pathlib import Path  # noqa: PLC0415 - a name is all that is needed of it

    told = not_writable(Path(place.name), error)
    return told.problem, told.remedy


class _Course:
    """One run through a study."""

    def __init__(
        self, study: Study, results: Results, run: Run, *, again: bool
    ) -> None:
        self._study, self._results, self._run = study, results, run
        self._again = again
        self._wanted: dict[str, set[Identity]] = {}
        for job in study.jobs:
            self._wanted.setdefault(label_of(job.participant), set()).add(_at(job))
        self._left = Counter(label_of(job.participant) for job in study.jobs)
        self._refuse_others()

    def go(self, place: Place, crew: Crew, progress: Progress | None) -> Summary:
        """Work through it."""
        states: Counter[str] = Counter()
        total = len(self._study.jobs)
        for outcome in crew.each(self._orders()):
            self._take(outcome)
            states[outcome.state] += 1
            logger.debug("%d of %d trials", states.total(), total)
            if progress is not None:
                progress(states.total(), total)
        for label in self._results.participants() - self._wanted.keys():
            self._results.forget(label)
        failures = (*self._study.failures, *self._failed())
        summary = Summary(
            trials=total,
            done=states["done"],
            same=states["same"],
            failed=len(failures),
            empty=sum(each["repetitions"] == 0 for each in self._results.trials()),
            failures=failures,
        )
        place.write(FAILURES, failures_csv(failures).encode())
        place.write(COLUMNS, columns_json().encode())
        place.write(SUMMARY, self._summary(summary).encode())
        return summary

    def _orders(self) -> Iterator[dict[str, Any]]:
        for job in self._study.jobs:
            known = self._results.known.get(_at(job))
            keep = known is not None and not (known.failed and self._again)
            yield order_of(
                self._study.root, job, self._run, known.key if known and keep else ""
            )

    def _take(self, outcome: Outcome) -> None:
        job = self._study.jobs[outcome.number]
        if outcome.state != "same":
            known = Known(
                key=str(outcome.facts.get("key", "")), failed=outcome.state == "failed"
            )
            self._results.keep(_at(job), outcome.part, known)
        label = label_of(job.participant)
        self._left[label] -= 1
        if not self._left[label]:
            self._results.settle(label, self._wanted[label])

    def _failed(self) -> Iterator[Failure]:
        for row in self._results.trials():
            if row["status"] == "failed":
                yield Failure(
                    participant=row["participant"],
                    session=row["session"],
                    trial=row["trial"],
                    file=row["file"],
                    problem=row["problem"],
                    remedy=row["remedy"],
                )

    def _refuse_others(self) -> None:
        people = {job.participant for job in self._study.jobs}
        if len(self._wanted) < len(people):
            problem = "Two participants would have the same label in the results."
            raise InputError(problem, "Rename one: 01 is called sub-01 there.")
        there = self._results.known.keys()
        wanted = {each for group in self._wanted.values() for each in group}
        if there and not there & wanted:
            raise InputError(
                "The folder of results holds those of another study.",
                "Choose another folder by --out, or remove this one.",
            )

    def _summary(self, summary: Summary) -> str:
        settings = plain(settings_from(self._run.stages))
        content = {
            "schema_version": SCHEMA_VERSION,
            "version": __version__,
            "trials": summary.trials,
            "failed": summary.failed,
            "participants": len(self._wanted),
            "settings": settings,
        }
        return json.dumps(content, indent=1, sort_keys=True) + "\n"


def _at(job: Job) -> Identity:
    return label_of(job.participant), job.session, job.trial


def failures_csv(failures: tuple[Failure, ...]) -> str:
    """Table of what has no result, with problem and remedy."""
    header = ["participant", "session", "trial", "file", "problem", "remedy"]
    ordered = sorted(
        failures, key=lambda each: (each.participant, each.session, each.trial)
    )
    return table(header, ([getattr(each, name) for name in header] for each in ordered))


def columns_json() -> str:
    """Data dictionary of the tables."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "tables": {
            name: [
                {
                    "column": each.name,
                    "kind": each.kind,
                    "unit": each.column.unit,
                    "meaning": each.column.meaning,
                }
                for each in fields
            ]
            for name, fields in TABLES.items()
        },
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
