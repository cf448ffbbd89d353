"""Folders ``participant/session/trial`` to the trials of a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any, Final

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
from ilium.cohort.places import Place
from ilium.cohort.study import Failure, Job, Study, study_of
from ilium.core.parsing import toml_of as parsed_toml
from ilium.core.participant import Participant
from ilium.core.participant_table import participant_of
from ilium.errors import FileFormatError, IliumError, InputError

ABOUT: Final = "participant.toml"
"""File about a person, in the participant's folder or in that of a session."""
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
        Where there is no trial at all.
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
    abouts = _Abouts(place, paths)
    jobs: list[Job] = []
    for each in moving:
        try:
            jobs.append(_job(each, statics, paths, abouts, task))
        except IliumError as error:
            failures.append(_failure(each, error))
    return study_of(root, _unique(jobs), failures)


def _found(paths: Sequence[str]) -> tuple[list[Found], list[Failure]]:
    found: list[Found] = []
    failures: list[Failure] = []
    for path in paths:
        if ending(path) not in (*RECORDINGS, *CLIPS):
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
    abouts: _Abouts,
    task: str,
) -> Job:
    group, body = abouts.of(found.participant, found.session)
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


@dataclass(slots=True)
class _Abouts:
    """Files about people, each read once."""

    place: Place
    paths: Sequence[str]
    read: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, participant: str, session: str) -> tuple[str, Participant]:
        """Group and body of a participant; a session's own file adds to it."""
        table: dict[str, Any] = {}
        for folder in (participant, f"{participant}/{session}"):
            table |= self._table(f"{folder}/{ABOUT}")
        return str(table.pop("group", "")), participant_of(table)

    def _table(self, path: str) -> dict[str, Any]:
        if path not in self.read:
            self.read[path] = {}
            if path in self.paths:
                self.read[path] = toml_of(self.place, path)
        return self.read[path]


def toml_of(place: Place, path: str) -> dict[str, Any]:
    """Read a TOML file of a study.

    Parameters
    ----------
    place
        The study's folder.
    path
        Path within it.

    Returns
    -------
    dict
        Its tables.

    Raises
    ------
    FileFormatError
        Where it cannot be read or is not TOML.
    """
    try:
        return parsed_toml(place.read(path).decode("utf-8"))
    except ValueError as error:
        problem = f"The file {path!r} is not TOML: {error}."
        raise FileFormatError(problem, "Mend the line that it names.") from error


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
