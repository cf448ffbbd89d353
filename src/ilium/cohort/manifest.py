"""A manifest to the trials of a study: one row a trial, as CSV or TOML."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from ilium.cohort.folders import ONLY, toml_of
from ilium.cohort.names import CLIPS, ending, side_named, stem, task_named
from ilium.cohort.places import Place
from ilium.cohort.study import Failure, Job, Study, study_of
from ilium.conventions import SIDES
from ilium.core.movement import TASKS
from ilium.core.participant import Participant
from ilium.core.participant_table import PAIRED, participant_of
from ilium.errors import FileFormatError, IliumError, InputError, UnknownNameError

NAMES: Final = ("manifest.toml", "manifest.csv")
"""Files that are taken for the manifest of the folder they lie in."""
COLUMNS: Final = (
    "participant", "session", "trial", "file", "static", "forces", "task", "side",
    "group",
)  # fmt: skip
"""What a row may say, besides body measures."""
BODY: Final = (*(each.name for each in dataclasses.fields(Participant)), *PAIRED)


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
    rows, people = _rows(place, path)
    if not rows:
        problem = f"The manifest {path!r} holds no trial."
        raise InputError(problem, "Write one row for each trial, at least its file.")
    jobs: list[Job] = []
    failures: list[Failure] = []
    for row in rows:
        try:
            jobs.append(_job(row, people, task))
        except IliumError as error:
            failures.append(
                Failure(
                    participant=str(row.get("participant", "")),
                    session=str(row.get("session", "")),
                    trial=str(row.get("trial", "")),
                    file=str(row.get("file", "")),
                    problem=error.problem,
                    remedy=error.remedy,
                )
            )
    return study_of(root, jobs, failures)


def _rows(
    place: Place, path: str
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    if ending(path) == "toml":
        table = toml_of(place, path)
        for key in table:
            if key not in ("trial", "participant"):
                known = ("trial", "participant")
                raise UnknownNameError.among("table of a manifest", key, known)
        rows, people = table.get("trial", []), table.get("participant", {})
        if not _laid_out(rows, people):
            problem = f"The manifest {path!r} is not laid out as one."
            remedy = "Begin rows with [[trial]], people with [participant.LABEL]."
            raise FileFormatError(problem, remedy)
        found = [dict(each) for each in rows]
    else:
        found, people = _csv(place, path), {}
    for row in found:
        for key in row:
            if key not in (*COLUMNS, *BODY):
                raise UnknownNameError.among("column", str(key), (*COLUMNS, *BODY))
    return found, people


def _laid_out(rows: object, people: object) -> bool:
    """Whether these are rows and people, each a table."""
    return (
        isinstance(rows, list)
        and isinstance(people, dict)
        and all(isinstance(each, dict) for each in (*rows, *people.values()))
    )


def _csv(place: Place, path: str) -> list[dict[str, Any]]:
    try:
        text = place.read(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (ValueError, csv.Error) as error:
        problem = f"The manifest {path!r} is not a table: {error}."
        raise FileFormatError(problem, "Write it as CSV, UTF-8.") from error
    if any(None in row for row in rows):
        problem = f"A row of the manifest {path!r} has more cells than its heading."
        raise FileFormatError(problem, "Separate cells by commas; quote commas.")
    return [{key: text for key, text in row.items() if text} for row in rows]


def _job(
    row: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]], task: str
) -> Job:
    path = str(row.get("file", ""))
    if not path or path.startswith(("/", "..")) or "/../" in path:
        problem = f"The file {path!r} of a row is not one within the study."
        raise InputError(problem, "Name it by its path from the study's folder.")
    folders = list(PurePosixPath(path).parts[:-1])
    participant = str(row.get("participant") or (folders[0] if folders else ""))
    if not participant:
        problem = f"Nothing says whose recording {path!r} is."
        raise InputError(problem, "Give the row a participant.")
    body = dict(people.get(participant, {}))
    body |= {name: row[name] for name in BODY if name in row}
    group = str(row.get("group") or body.pop("group", ""))
    body.pop("group", None)
    said = str(row.get("task") or "")
    if said and said not in (*TASKS, "auto"):
        raise UnknownNameError.among("task", said, (*TASKS, "auto"))
    side = row.get("side") or side_named(stem(path))
    if side is not None and side not in SIDES:
        raise UnknownNameError.among("side", str(side), SIDES)
    role = "clip" if ending(path) in CLIPS else "trial"
    others = {name: str(row[name]) for name in ("static", "forces") if row.get(name)}
    return Job(
        participant=participant,
        session=str(row.get("session") or (folders[1] if len(folders) > 1 else ONLY)),
        trial=str(row.get("trial") or stem(path)),
        files={role: path, **others},
        task=said or task_named([stem(path), *reversed(folders[1:])]) or task,
        side=side,
        group=group,
        body=participant_of(body),
    )
