"""Films and pictures of a person, which go with the consent to video."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from ilium.findings.words import say
from ilium.store.consent import current, known_client
from ilium.store.database import Database
from ilium.store.documents import FILM, PRINTED, REPORT
from ilium.store.erasure import LETTING_GO
from ilium.store.files import Files
from ilium.store.recordings import VIDEOS
from ilium.store.remarks import note_remark_in
from ilium.store.remembering import forget_everything
from ilium.store.schema import (
    CONSENT,
    DOCUMENT,
    RECORDING,
    RESULT,
    UPLOAD,
    VISIT,
)
from ilium.store.uploads import Uploads

REPORTS: Final = (REPORT, PRINTED)
"""Kinds of documents that are one report, in each language, on screen and printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How much of a store shows one person.

    Parameters
    ----------
    films
        Recordings and clips; the copy for the viewer is not counted beside its
        recording.
    reports
        Analyses whose report has pictures, however many languages it is in.
    waiting
        Clips that no analysis under way is to measure.
    """

    films: int = 0
    reports: int = 0
    waiting: int = 0

    @property
    def kept(self) -> bool:
        """Whether there is anything that is only kept with the consent to video."""
        return bool(self.films or self.reports)

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return self.kept or bool(self.waiting)

    @property
    def words(self) -> str:
        """Such as “3 films and 2 reports with pictures”; empty for nothing."""
        numbers = {
            "films": self.films, "reports": self.reports, "waiting": self.waiting
        }  # fmt: skip
        *first, last = [""] + [
            say(f"app_consent.{key}", number=number)
            for key, number in numbers.items()
            if number
        ]
        before = ", ".join(filter(None, first))
        return say("app_consent.both", first=before, last=last) if before else last


def shown_of(database: Database, client: str) -> Shown:
    """Count what would go with the consent to video.

    Parameters
    ----------
    database
        The store.
    client
        Id.

    Returns
    -------
    Shown
        As `shown_in` has it.
    """
    with database.reading() as connection:
        return shown_in(database, connection, known_client(connection, client))


def shown_in(database: Database, connection: sa.Connection, client: str) -> Shown:
    """Count what would go with the consent to video.

    Parameters
    ----------
    database
        The store.
    connection
        A transaction.
    client
        Id as in the tables.

    Returns
    -------
    Shown
        Line figures, and reports with nothing else, are not among it; nor are clips
        that wait without the consent, which go once they are measured.
    """
    shown = _counted(database, connection, client)
    agreed = current(connection, client)["video"]
    return shown if agreed or shown.kept else Shown()


def _counted(database: Database, connection: sa.Connection, client: str) -> Shown:
    films = _count(connection, RECORDING.c.id, _filmed(client))
    pictures, of_reports = _pictures(client), DOCUMENT.c.kind.in_(REPORTS)
    filmed = sa.select(RECORDING.c.id).where(_filmed(client))
    copied = sa.select(RESULT.c.id).where(RESULT.c.recording_id.in_(filmed))
    copies = (DOCUMENT.c.kind == FILM) & DOCUMENT.c.result_id.in_(copied)
    single = DOCUMENT.c.result_id.is_(None) | ~copies
    films += _count(connection, DOCUMENT.c.id, pictures & ~of_reports & single)
    analysed = sa.func.coalesce(DOCUMENT.c.result_id, -DOCUMENT.c.id)
    reports = _count(connection, analysed, pictures & of_reports)
    waiting = len(Uploads(database).films(connection, client))
    return Shown(films=films, reports=reports, waiting=waiting)


def let_go(database: Database, connection: sa.Connection, client: str) -> None:
    """Let go of all that shows a person; `finish` then removes the bytes.

    Clips of an analysis under way stay until they are measured, as they may without
    this consent.

    Parameters
    ----------
    database
        The store.
    connection
        A writing transaction that holds the client's row.
    client
        Id as in the tables.
    """
    clips = Uploads(database).films(connection, client)
    connection.execute(UPLOAD.delete().where(UPLOAD.c.id.in_(clips)))
    connection.execute(DOCUMENT.delete().where(_pictures(client)))
    gone = {"kept": "delete", "file": None}
    connection.execute(RECORDING.update().where(_filmed(client)).values(**gone))
    Files(database).let_go(connection)
    note_remark_in(connection, LETTING_GO, "due")
    database.note(connection, "let go of video", client)


def finish(database: Database) -> None:
    """Remove the bytes; after an interruption the next opening of the store does."""
    forget_everything()
    Files(database).tidy()
    Uploads(database).tidy()
    with database.writing() as connection:
        note_remark_in(connection, LETTING_GO, "")


def gone_since(database: Database, result: int) -> dt.date | None:
    """Day on which the film behind a result went with the consent to video.

    Parameters
    ----------
    database
        The store.
    result
        Number of the result.

    Returns
    -------
    date or None
        The day; ``None`` where no film of it went.
    """
    query = (
        sa.select(CONSENT.c.day)
        .join(RESULT, RESULT.c.client_id == CONSENT.c.client_id)
        .join(VISIT, VISIT.c.id == RESULT.c.visit_id)
        .join(RECORDING, RECORDING.c.id == RESULT.c.recording_id)
        .where(
            RESULT.c.id == result,
            RECORDING.c.kept == "delete",
            RECORDING.c.format.in_(VIDEOS),
            CONSENT.c.switch == "video",
            CONSENT.c.given.is_(False),
            CONSENT.c.day >= VISIT.c.day,
        )
        .order_by(CONSENT.c.id)
    )
    with database.reading() as connection:
        return connection.scalars(query).first()


def _filmed(client: str) -> sa.ColumnElement[bool]:
    """Recordings that are kept and film a person."""
    kept = (RECORDING.c.kept == "keep") & RECORDING.c.format.in_(VIDEOS)
    return (RECORDING.c.client_id == client) & kept


def _pictures(client: str) -> sa.ColumnElement[bool]:
    """Documents whose pictures show a person."""
    return (DOCUMENT.c.client_id == client) & DOCUMENT.c.person.is_(True)


def _count(
    connection: sa.Connection,
    what: sa.ColumnElement[int],
    which: sa.ColumnElement[bool],
) -> int:
    query = sa.select(sa.func.count(sa.distinct(what))).where(which)
    return connection.scalar(query) or 0
