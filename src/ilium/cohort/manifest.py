"""A manifest to the trials of a study: one row a trial, as CSV or TOML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from ilium.cohort.folders import ONLY, without_trials
from ilium.cohort.names import (
    CLIPS,
    FORCES,
    RECORDINGS,
    ending,
    side_named,
    stem,
    task_named,
)
from ilium.cohort.people import BODY, everybody
from ilium.cohort.places import Place
from ilium.cohort.spreadsheet import rows_of_table
from ilium.cohort.study import Failure, Job, Study, study_of
from ilium.conventions import SIDES, Side
from ilium.core.from_toml import toml_tables
from ilium.core.movement import TASKS
from ilium.core.participant_table import participant_of
from ilium.errors import FileFormatError, IliumError, InputError, UnknownNameError

NAMES: Final = ("manifest.toml", "manifest.csv")
"""Files that are taken for the manifest of the folder they lie in."""
COLUMNS: Final = (
    "participant", "session", "trial", "file", "static", "forces", "task", "side",
    "group",
)  # fmt: skip
"""What a row may say, besides body measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row: where it stands, and what it says."""

    where: str
    cells: Mapping[str, Any]
    surplus: bool = False

    def text(self, name: str) -> str:
        """One cell; empty where nothing is said."""
        return str(self.cells.get(name, ""))


def study_of_manifest(
    root: str, place: Place, path: str, *, task: str = "auto"
) -> Study:
    """Read the trials of a study from its manifest.

    Parameters
    ----------
    root
        Where the study is; files are named from there.
    place
        The same, opened.
    path
        The manifest: CSV with a heading, or TOML with ``[[trial]]`` rows and body
        measures under ``[participant.LABEL]``.
    task
        Movement of every trial of which nothing says one.

    Returns
    -------
    Study
        Trials in order, and rows that cannot be used.

    Raises
    ------
    InputError
        Where the manifest cannot be read, or holds no row.
    """
    rows, said = _rows(place, path)
    table = everybody(place)
    people = {who: table.get(who, {}) | said.get(who, {}) for who in table | said}
    if not rows:
        problem = f"The manifest {path!r} holds no trial."
        raise InputError(problem, "Write one row for each trial, at least its file.")
    jobs: list[Job] = []
    failures: list[Failure] = []
    for row in rows:
        try:
            jobs.append(_job(row, people, task))
        except IliumError as error:
            failures.append(_failure(row, error))
    strangers = people.keys() - {_whose(each) for each in rows}
    failures += [without_trials(each) for each in sorted(strangers)]
    return study_of(root, jobs, failures)


def _rows(place: Place, path: str) -> tuple[list[_Row], dict[str, dict[str, Any]]]:
    if ending(path) == "toml":
        table = toml_tables(place.read(path), path)
        for key in table:
            if key not in ("trial", "participant"):
                known = ("trial", "participant")
                raise UnknownNameError.among("table of a manifest", key, known)
        found, people = table.get("trial", []), table.get("participant", {})
        if not _laid_out(found, people):
            problem = f"The manifest {path!r} is not laid out as one."
            remedy = "Begin rows with [[trial]], people with [participant.LABEL]."
            raise FileFormatError(problem, remedy)
        rows = [
            _Row(where=f"[[trial]] {number}", cells=dict(each))
            for number, each in enumerate(found, start=1)
        ]
    else:
        rows, people = list(_from_table(place, path)), {}
    for row in rows:
        for key in row.cells:
            if key not in (*COLUMNS, *BODY):
                raise UnknownNameError.among("column", str(key), (*COLUMNS, *BODY))
    return rows, people


def _from_table(place: Place, path: str) -> Iterator[_Row]:
    for each in rows_of_table(place, path):
        where = f"Line {each.line}"
        yield _Row(where=where, cells=dict(each.cells), surplus=each.surplus)


def _laid_out(rows: object, people: object) -> bool:
    """Whether these are rows and people, each a table."""
    return (
        isinstance(rows, list)
        and isinstance(people, dict)
        and all(isinstance(each, dict) for each in (*rows, *people.values()))
    )


def _job(row: _Row, people: Mapping[str, Mapping[str, Any]], task: str) -> Job:
    if row.surplus:
        problem = "There are more cells than headings."
        raise InputError(problem, "Put cells that hold a comma between quotes.")
    path = _path(row.text("file"))
    folders = list(PurePosixPath(path).parts[:-1])
    participant = _whose(row)
    if not participant:
        problem = f"Nothing says whose recording {path!r} is."
        raise InputError(problem, "Give the row a participant.")
    body = dict(people.get(participant, {}))
    body |= {name: row.cells[name] for name in BODY if name in row.cells}
    group = row.text("group") or str(body.get("group", ""))
    body.pop("group", None)
    role = "clip" if ending(path) in CLIPS else "trial"
    others = {
        name: _path(row.text(name)) for name in ("static", "forces") if row.text(name)
    }
    return Job(
        participant=participant,
        session=row.text("session") or (folders[1] if len(folders) > 1 else ONLY),
        trial=row.text("trial") or stem(path),
        files={role: path, **others},
        task=_task(row.text("task"))
        or task_named([stem(path), *reversed(folders[1:])])
        or task,
        side=_side(row.text("side")) or side_named(stem(path)),
        group=group,
        body=participant_of(body),
    )


def _whose(row: _Row) -> str:
    """Participant of a row: what it says, else the first folder of its file."""
    folders = row.text("file").replace("\\", "/").removeprefix("./").split("/")[:-1]
    return row.text("participant") or (folders[0] if folders else "")


def _path(text: str) -> str:
    """Path within the study, also as Windows writes it."""
    path = text.replace("\\", "/").removeprefix("./")
    if not path:
        raise InputError("No file is named.", "Give the row its recording's path.")
    outside = path.startswith("/") or ":" in path or ".." in path.split("/")
    if outside:
        problem = f"The file {text!r} is not one within the study."
        raise InputError(problem, "Name it by its path from the study's folder.")
    if ending(path) not in (*RECORDINGS, *CLIPS, *FORCES):
        problem = f"The file {text!r} is of a kind that cohorts do not read."
        known = ", ".join((*RECORDINGS, *CLIPS))
        raise InputError(problem, f"Give a recording or a clip: {known}.")
    return path


def _task(said: str) -> str:
    """Movement as people write it; empty where nothing is said."""
    plain = "_".join(said.lower().replace("-", " ").split())
    if not plain or plain in (*TASKS, "auto"):
        return plain
    if found := task_named([said]):
        return found
    raise UnknownNameError.among("task", said, (*TASKS, "auto"))


def _side(said: str) -> Side | None:
    """Working side as people write it; ``None`` where nothing is said."""
    if not said:
        return None
    for side in SIDES:
        if said.lower() in (side, side[0]):
            return side
    raise UnknownNameError.among("side", said, SIDES)


def _failure(row: _Row, error: IliumError) -> Failure:
    return Failure(
        participant=_whose(row),
        session=row.text("session"),
        trial=row.text("trial") or stem(row.text("file").replace("\\", "/")),
        file=row.text("file"),
        problem=f"{row.where} of the manifest: {error.problem}",
        remedy=error.remedy,
    )
