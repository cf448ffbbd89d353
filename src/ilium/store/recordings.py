"""Visits and their recordings: what was kept of each, and how."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import sqlalchemy as sa

from ilium.capture.scrubbing import scrub
from ilium.errors import InputError
from ilium.store.consent import Switch
from ilium.store.database import Database, insert
from ilium.store.files import Files
from ilium.store.schema import RECORDING, VISIT

Kept = Literal["keep", "figure", "delete"]
VIDEOS: Final = ("mp4", "mov", "m4v", "avi", "mkv", "webm")
"""Endings of files that show a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A recording as it came, or the line figure that stands for it.

    Parameters
    ----------
    role
        ``trial``, ``static``, ``forces``, ``video``.
    format
        Ending of its name.
    data
        Its bytes.
    kept
        Whether it is kept, only its line figure, or nothing.
    figure
        The line figure: keypoints, as `ilium.store.curves.pack` writes them.
    """

    role: str
    format: str
    data: bytes
    kept: Kept = "keep"
    figure: bytes = b""

    @property
    def needs(self) -> tuple[Switch, ...]:
        """Switches that must be on beside ``store``."""
        films = self.kept == "keep" and self.format in VIDEOS
        return ("video",) if films else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording as the store knows it.

    Parameters
    ----------
    id
        Number.
    visit
        Number of its visit.
    day
        Day of its visit.
    role, format, kept, source_hash, file
        As in the database.
    """

    id: int
    visit: int
    day: dt.date
    role: str
    format: str
    kept: Kept
    source_hash: str
    file: str | None


def original(path: Path, role: str, *, kept: Kept | None = None) -> Original:
    """Read a file that is to be kept.

    Parameters
    ----------
    path
        The file.
    role
        What it is.
    kept
        How it is kept; by default a video as its line figure, all else whole.

    Returns
    -------
    Original
        Ready to be kept; its name is not part of it.

    Raises
    ------
    InputError
        Where it cannot be read.
    """
    ending = path.suffix.lstrip(".").lower()
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f"The file {path.name!r} cannot be read: {error.strerror}."
        raise InputError(problem, "Check its name and folder.") from error
    default: Kept = "figure" if ending in VIDEOS else "keep"
    return Original(role=role, format=ending, data=data, kept=kept or default)


def visit_on(connection: sa.Connection, client: str, day: dt.date) -> int:
    """Number of a client's visit on a day; made where there is none yet.

    Parameters
    ----------
    connection
        A writing transaction.
    client
        Id as in the tables.
    day
        The day.

    Returns
    -------
    int
        Its number.
    """
    found = connection.scalar(
        sa.select(VISIT.c.id).where(VISIT.c.client_id == client, VISIT.c.day == day)
    )
    if found is not None:
        return found
    return insert(connection, VISIT, client_id=client, day=day)


def keep(
    connection: sa.Connection, files: Files, client: str, visit: int, given: Original
) -> int:
    """Write one recording, scrubbed of names, as its owner agreed.

    Parameters
    ----------
    connection
        A writing transaction.
    files
        Where the bytes go.
    client, visit
        Whose and when.
    given
        The recording.

    Returns
    -------
    int
        Its number.
    """
    file = None
    if given.kept == "keep":
        file = files.put(connection, scrub(given.data, given.format), given.format)
    elif given.kept == "figure" and given.figure:
        file = files.put(connection, given.figure, "npz")
    return insert(
        connection,
        RECORDING,
        client_id=client,
        visit_id=visit,
        role=given.role,
        format=given.format,
        kept=given.kept,
        source_hash=hashlib.sha256(given.data).hexdigest(),
        file=file,
    )


def recordings_of(database: Database, client: str) -> Sequence[Recording]:
    """Every recording of a client, oldest visit first.

    Parameters
    ----------
    database
        Where they are kept.
    client
        Id as in the tables.

    Returns
    -------
    Sequence
        One for each.
    """
    query = (
        sa.select(RECORDING, VISIT.c.day)
        .join(VISIT, VISIT.c.id == RECORDING.c.visit_id)
        .where(RECORDING.c.client_id == client)
        .order_by(VISIT.c.day, RECORDING.c.id)
    )
    with database.reading() as connection:
        return tuple(
            Recording(
                id=each.id,
                visit=each.visit_id,
                day=each.day,
                role=each.role,
                format=each.format,
                kept=each.kept,
                source_hash=each.source_hash,
                file=each.file,
            )
            for each in connection.execute(query)
        )
