"""Marks on frames: what a coach drew, wrote or said, with who and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ilium.core.provenance import Plain
from ilium.errors import InputError
from ilium.store.consent import keeping, known_client
from ilium.store.database import Database, insert
from ilium.store.files import Files
from ilium.store.schema import MARK, RESULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark.

    Parameters
    ----------
    id
        Number.
    time
        Of the frame [s].
    content
        What it is, in shares of the picture.
    voice
        Whether a spoken note belongs to it.
    who
        Account that made it; empty on one's own computer.
    made
        When (UTC).
    """

    id: int
    time: float
    content: Mapping[str, Plain]
    voice: bool
    who: str
    made: dt.datetime


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Every mark of one store.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(
        self,
        client: str,
        result: int,
        *,
        time: float,
        content: Mapping[str, Plain],
        voice: tuple[bytes, str] | None = None,
        who: str = "",
    ) -> int:
        """Keep a mark on a frame of a result.

        Parameters
        ----------
        client
            Id.
        result
            Number of one of the client's results.
        time
            Of the frame [s].
        content
            Line, angle, pencil or text, in shares of the picture.
        voice
            A spoken note and the ending of its name.
        who
            Account.

        Returns
        -------
        int
            Its number.

        Raises
        ------
        ConsentError
            Where the client has not agreed; nothing was kept.
        InputError
            Where the client has no such result.
        """
        files = Files(self.database)
        with keeping(self.database, client, "add mark") as (connection, key):
            own = sa.select(RESULT.c.id).where(
                RESULT.c.id == result, RESULT.c.client_id == key
            )
            if connection.scalar(own) is None:
                raise InputError(
                    f"Client {key} has no result with the number {result}.",
                    "See `ilium client show ID`.",
                )
            return insert(
                connection,
                MARK,
                client_id=key,
                result_id=result,
                time=time,
                content=dict(content),
                file=files.put(connection, *voice) if voice else None,
                who=who or None,
                made=self.database.now(),
            )

    def of(self, client: str, result: int) -> tuple[Mark, ...]:
        """Marks on a result, in order of time.

        Parameters
        ----------
        client
            Id.
        result
            Number of one of the client's results.

        Returns
        -------
        tuple of Mark
            Empty where there are none, or the result is not this client's.
        """
        with self.database.reading() as connection:
            key = known_client(connection, client)
            rows = connection.execute(
                sa.select(MARK)
                .where(MARK.c.client_id == key, MARK.c.result_id == result)
                .order_by(MARK.c.time, MARK.c.id)
            )
            return tuple(
                Mark(
                    id=each.id,
                    time=each.time,
                    content=each.content,
                    voice=each.file is not None,
                    who=each.who or "",
                    made=each.made,
                )
                for each in rows
            )

    def voice(self, client: str, mark: int) -> bytes:
        """Read the spoken note of a mark; empty where there is none.

        Parameters
        ----------
        client
            Id.
        mark
            Number.

        Returns
        -------
        bytes
            As it was recorded.
        """
        with self.database.reading() as connection:
            key = known_client(connection, client)
            digest = connection.scalar(
                sa.select(MARK.c.file).where(MARK.c.id == mark, MARK.c.client_id == key)
            )
        return Files(self.database).get(digest) if digest else b""

    def remove(self, client: str, mark: int) -> bool:
        """Delete a mark, and its spoken note with it.

        Parameters
        ----------
        client
            Id.
        mark
            Number.

        Returns
        -------
        bool
            False where the client has none of this number.
        """
        files = Files(self.database)
        with self.database.writing() as connection:
            key = known_client(connection, client)
            which = sa.and_(MARK.c.id == mark, MARK.c.client_id == key)
            digest = connection.execute(sa.select(MARK.c.file).where(which)).first()
            if digest is None:
                return False
            connection.execute(MARK.delete().where(which))
            files.let_go(connection)
            self.database.note(connection, "remove mark", key)
        if digest.file:
            files.tidy()
        return True
