"""Folders ``participant/session/trial`` to the trials of a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Final

from ilium.cohort.names import (
    CLIPS,
    FORCES,
    RECORDINGS,
    ending,
    is_static,
    side_named,
    stem,
    task_named,
)
from ilium.cohort.people import People
from ilium.cohort.places import Place
from ilium.cohort.study import Failure, Job, Study, study_of
from ilium.errors import IliumError, InputError

RESULTS: Final = ("provenance.json", "cohort.json")
"""Files of folders that `analyse`, `video` and `cohort run` made."""
ONLY: Final = "1"
"""Label of the session of a participant who has no folders for sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file under its labels."""

    path: str
    participant: str
    session: str
    label: str
    static: bool
    apart: bool

    @property
    def folder(self) -> str:
        """Folder that it lies in."""
        return str(PurePosixPath(self.path).parent)


def study_of_folders(root: str, place: Place, *, task: str = "auto") -> Study:
    """Find the trials of a study by its folders.

    A recording whose name, or whose folder's name, says so is a static and serves the
    trials of its session; one that lies beside the sessions, or in a folder of its own,
    serves all sessions of its participant that have none. Of several the one that lies
    nearest and is named most like the trial is taken. Forces (MOT, STO) belong to the
    TRC file whose name they begin with.

    Parameters
    ----------
    root
        Where the study is.
    place
        The same, opened.
    task
        Movement of every trial whose name says none.

    Returns
    -------
    Study
        Trials in order, and files that cannot be used.

    Raises
    ------
    InputError
        Where there is no trial at all, or the table of everybody cannot be used.
    """
    paths = place.files()
    found, failures = _found(paths)
    statics = [each for each in found if each.static]
    moving = [each for each in found if not each.static]
    if not moving:
        raise InputError(
            f"There is no recording in the folders of {place.name!r}.",
            "Lay them out as participant/session/trial.c3d, or give a manifest.",
        )
    people = People(place, paths)
    failures += [
        without_trials(each)
        for each in people.strangers({each.participant for each in found})
    ]
    jobs: list[Job] = []
    for each in moving:
        try:
            jobs.append(_job(each, statics, paths, people, task))
        except IliumError as error:
            failures.append(_failure(each, error))
    return study_of(root, _unique(jobs), failures)


def without_trials(participant: str) -> Failure:
    """Failure of a participant of whom something is said, but nothing recorded.

    Parameters
    ----------
    participant
        The label that is said.

    Returns
    -------
    Failure
        With what to do; of no trial.
    """
    return Failure(
        participant=participant,
        session="",
        trial="",
        file="",
        problem=f"Body measures are given of {participant!r}, who has no trial.",
        remedy="Write the participant's label as the trials have it.",
    )


def _found(paths: Sequence[str]) -> tuple[list[Found], list[Failure]]:
    found: list[Found] = []
    failures: list[Failure] = []
    results = {path.rpartition("/")[0] for path in paths if stands_for_results(path)}
    for path in paths:
        inside = any(str(each) in results for each in PurePosixPath(path).parents)
        if inside or ending(path) not in (*RECORDINGS, *CLIPS):
            continue
        *folders, _ = path.split("/")
        if not folders:
            problem = f"The file {path!r} lies beside the participants' folders."
            remedy = (
                "Put it into a folder of its participant, or name it in a manifest."
            )
            failures.append(
                Failure(
                    participant="",
                    session="",
                    trial=stem(path),
                    file=path,
                    problem=problem,
                    remedy=remedy,
                )
            )
            continue
        found.append(_labelled(path, folders))
    return found, failures


def stands_for_results(path: str) -> bool:
    """Whether a file says that its folder holds results, not recordings."""
    return PurePosixPath(path).name in RESULTS


def _labelled(path: str, folders: list[str]) -> Found:
    participant, *inner = folders
    static_folder = any(is_static(each) for each in inner)
    return Found(
        path=path,
        participant=participant,
        session=inner[0] if inner else ONLY,
        label="-".join([*inner[1:], stem(path)]),
        static=static_folder or is_static(stem(path)),
        apart=not inner or is_static(inner[0]),
    )


def _job(
    found: Found,
    statics: Sequence[Found],
    paths: Sequence[str],
    people: People,
    task: str,
) -> Job:
    group, body = people.of(found.participant, found.session)
    film = ending(found.path) in CLIPS
    files = {"clip" if film else "trial": found.path}
    if not film:
        standing = static_for(found, statics)
        forces = _forces_for(found, paths)
        files |= {"static": standing} if standing else {}
        files |= {"forces": forces} if forces else {}
    folders = found.path.split("/")[1:-1]
    return Job(
        participant=found.participant,
        session=found.session,
        trial=found.label,
        files=files,
        task=task_named([stem(found.path), *reversed(folders)]) or task,
        side=side_named(stem(found.path)),
        group=group,
        body=body,
    )


def static_for(found: Found, statics: Sequence[Found]) -> str:
    """Path of the static that belongs to a trial; empty where there is none.

    Parameters
    ----------
    found
        The trial.
    statics
        Every static of the study.

    Returns
    -------
    str
        Of the same session before one that lies apart; then the nearest folder, the
        longest common beginning of the names, and the last one in order.
    """
    kind = ending(found.path).removesuffix(".gz")
    own = [
        each
        for each in statics
        if each.participant == found.participant
        and (each.apart or each.session == found.session)
        and ending(each.path).removesuffix(".gz") == kind
    ]
    if not own:
        return ""

    def nearness(each: Found) -> tuple[bool, int, int, str]:
        shared = _common(each.folder.split("/"), found.folder.split("/"))
        named = _common(stem(each.path), stem(found.path))
        return not each.apart, shared, named, each.path

    return max(own, key=nearness).path


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two names begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _forces_for(found: Found, paths: Sequence[str]) -> str:
    """File of forces beside a TRC file, or in a folder beside its own."""
    if not ending(found.path).startswith("trc"):
        return ""
    name = stem(found.path)
    above = str(PurePosixPath(found.folder).parent)
    fitting = [
        each
        for each in paths
        if ending(each) in FORCES
        and stem(each) in (name, f"{name}_grf", f"{name}_forces")
        and each.startswith((found.folder, above))
    ]
    return min(
        fitting,
        key=lambda each: (not each.startswith(found.folder), each),
        default="",
    )


def _unique(jobs: Sequence[Job]) -> list[Job]:
    """Jobs in order; of equal labels each gets its file's ending too."""
    seen = Counter(each.identity for each in jobs)
    return [each if seen[each.identity] == 1 else _with_ending(each) for each in jobs]


def _with_ending(job: Job) -> Job:
    path = job.files.get("trial") or job.files["clip"]
    return replace(job, trial=f"{job.trial}-{ending(path)}")


def _failure(found: Found, error: IliumError) -> Failure:
    return Failure(
        participant=found.participant,
        session=found.session,
        trial=found.label,
        file=found.path,
        problem=error.problem,
        remedy=error.remedy,
    )
