"""A study: who was recorded when, in which files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ilium.conventions import Side
from ilium.core.participant import Participant

Identity = tuple[str, str, str]
"""Participant, session, trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One trial to analyse.

    Parameters
    ----------
    participant, session, trial
        Its labels, unique together.
    files
        Role to a path within the study: ``trial`` or ``clip``, ``static``, ``forces``.
    task
        A key of `ilium.core.movement.TASKS`, or ``auto``.
    side
        Working side; ``None`` to recognise it.
    group
        Group of the participant; empty without groups.
    body
        Body measures.
    """

    participant: str
    session: str
    trial: str
    files: Mapping[str, str]
    task: str = "auto"
    side: Side | None = None
    group: str = ""
    body: Participant = field(default_factory=Participant)

    @property
    def identity(self) -> Identity:
        """Participant, session, trial."""
        return self.participant, self.session, self.trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A trial that has no result, and why.

    Parameters
    ----------
    participant, session, trial
        Its labels; of a file that belongs to nobody what is known of them.
    file
        Its path within the study.
    problem, remedy
        What is wrong, and what to do.
    """

    participant: str
    session: str
    trial: str
    file: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Every trial of a study.

    Parameters
    ----------
    root
        Where its files are: a folder or an address.
    jobs
        Its trials, in order of participant, session and trial.
    failures
        Files that cannot become a trial.
    """

    root: str
    jobs: tuple[Job, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def repeaters(self) -> int:
        """How many people have trials of two sessions or more [1]."""
        sessions = {(each.participant, each.session) for each in self.jobs}
        often = Counter(participant for participant, _ in sessions)
        return sum(each > 1 for each in often.values())


def study_of(root: str, jobs: Iterable[Job], failures: Iterable[Failure]) -> Study:
    """Put a study together: in order, and no two trials under the same labels.

    Parameters
    ----------
    root
        Where its files are.
    jobs
        Its trials.
    failures
        Files that cannot become a trial.

    Returns
    -------
    Study
        The second of two trials with the same labels is among the failures.
    """
    kept: dict[Identity, Job] = {}
    refused = list(failures)
    for each in sorted(jobs, key=lambda job: job.identity):
        if each.identity not in kept:
            kept[each.identity] = each
            continue
        failure = Failure(
            participant=each.participant,
            session=each.session,
            trial=each.trial,
            file=each.files.get("trial") or each.files["clip"],
            problem="Another trial has the same participant, session and name.",
            remedy="Give one of them another name.",
        )
        refused.append(failure)
    return Study(root=root, jobs=tuple(kept.values()), failures=tuple(refused))
