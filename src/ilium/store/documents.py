"""What people look at: reports, data of the viewer, films and clips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from ilium.errors import InputError
from ilium.store.consent import Switch, keeping, known_client
from ilium.store.database import Database, insert
from ilium.store.files import Files
from ilium.store.recordings import VIDEOS
from ilium.store.schema import DOCUMENT, FILE, RESULT

REPORT: Final = "report"
PRINTED: Final = "report_pdf"
LOOK: Final = "look"
"""Data of the viewer."""
FILM: Final = "look_film"
"""Film of the viewer."""
CLIP: Final = "clip"
"""What was cut out of the viewer."""
ENDINGS: Final = {
    REPORT: "html", PRINTED: "pdf", LOOK: "look", FILM: "mp4", CLIP: "mp4",
}  # fmt: skip
"""Kind of document to the ending of a name that its bytes do not come with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document.

    Parameters
    ----------
    id
        Number.
    client
        Whose.
    result
        Of which analysis; ``None`` for none.
    kind
        A key of `ENDINGS`, or another.
    language
        Of its words; empty for none.
    ending
        Of its name.
    size
        How large it is [bytes].
    made
        When (UTC).
    file
        SHA-256 of its bytes.
    person
        Whether its pictures show the person.
    """

    id: int
    client: str
    result: int | None
    kind: str
    language: str
    ending: str
    size: int
    made: dt.datetime
    file: str
    person: bool


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """Every document of one store.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(
        self,
        client: str,
        kind: str,
        content: bytes | Path,
        *,
        result: int | None = None,
        language: str = "",
        ending: str = "",
        figure: bool = False,
        person: bool = False,
    ) -> int:
        """Keep a document.

        Parameters
        ----------
        client
            Whose.
        kind
            What it is.
        content
            Its bytes, or a file with them.
        result
            Of which analysis.
        language
            Of its words.
        ending
            Of its name; that of the file, or of the kind, by default.
        figure
            Whether a film shows only a line figure, and not the person.
        person
            Whether pictures in another document show the person.

        Returns
        -------
        int
            Its number.

        Raises
        ------
        ConsentError
            Where the client has not agreed, for pictures of them to that too; nothing
            was kept.
        InputError
            Where the analysis is not theirs.
        """
        data = content if isinstance(content, bytes) else content.read_bytes()
        named = "" if isinstance(content, bytes) else content.suffix.lstrip(".").lower()
        ending = ending or named or ENDINGS.get(kind, "bin")
        films = person or (ending in VIDEOS and not figure)
        needs: tuple[Switch, ...] = ("video",) if films else ()
        with keeping(self.database, client, "add document", *needs) as (
            connection,
            key,
        ):
            if result is not None:
                _require_own(connection, key, result)
            return insert(
                connection,
                DOCUMENT,
                client_id=key,
                result_id=result,
                kind=kind,
                language=language,
                person=films,
                file=Files(self.database).put(connection, data, ending),
                made=self.database.now(),
            )

    def of(
        self, client: str, *, result: int | None = None, kind: str | None = None
    ) -> Sequence[Document]:
        """Documents of a client, oldest first.

        Parameters
        ----------
        client
            Whose.
        result, kind
            Only of these.

        Returns
        -------
        Sequence
            One for each.
        """
        with self.database.reading() as connection:
            key = known_client(connection, client)
            query = _SELECT.where(DOCUMENT.c.client_id == key)
            if result is not None:
                query = query.where(DOCUMENT.c.result_id == result)
            if kind is not None:
                query = query.where(DOCUMENT.c.kind == kind)
            rows = connection.execute(query.order_by(DOCUMENT.c.id))
            return tuple(map(_document, rows))

    def get(self, number: int) -> Document:
        """One document.

        Parameters
        ----------
        number
            Its number.

        Returns
        -------
        Document
            The document; whoever asks must be allowed to see its client.

        Raises
        ------
        InputError
            Where there is none.
        """
        with self.database.reading() as connection:
            row = connection.execute(_SELECT.where(DOCUMENT.c.id == number)).first()
        if row is None:
            raise InputError(
                f"There is no document with the number {number}.",
                "Open it from the page of its result.",
            )
        return _document(row)

    def open(self, number: int) -> Path:
        """Where the bytes of a document lie."""
        return Files(self.database).path(self.get(number).file)

    def remove(self, number: int) -> None:
        """Let go of a document, and of its bytes where nothing else names them."""
        files = Files(self.database)
        with self.database.writing() as connection:
            connection.execute(DOCUMENT.delete().where(DOCUMENT.c.id == number))
            files.let_go(connection)
        files.tidy()


_SELECT: Final = sa.select(DOCUMENT, FILE.c.ending, FILE.c.size).join(
    FILE, FILE.c.hash == DOCUMENT.c.file
)


def _require_own(connection: sa.Connection, client: str, result: int) -> None:
    query = sa.select(RESULT.c.client_id).where(RESULT.c.id == result)
    if connection.scalar(query) != client:
        raise InputError(
            f"Result {result} is not one of {client}.",
            f"See `ilium client show {client}`.",
        )


def _document(row: sa.Row[tuple[object, ...]]) -> Document:
    return Document(
        id=row.id,
        client=row.client_id,
        result=row.result_id,
        kind=row.kind,
        language=row.language,
        ending=row.ending,
        size=row.size,
        made=row.made,
        file=row.file,
        person=row.person,
    )
