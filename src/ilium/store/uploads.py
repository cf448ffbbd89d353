"""Files on their way in: in parts, resumable, each in a place of its own."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from ilium.capture.contents import KINDS, LOOKED_AT, Kind, ending_of
from ilium.errors import FileFormatError, InputError
from ilium.store.consent import keeping, known_client
from ilium.store.database import Database
from ilium.store.incoming import Incoming
from ilium.store.schema import JOB, UPLOAD

KEPT_FOR: Final = dt.timedelta(days=1)
"""How long a file waits for its rest, or for being analysed."""
MOST: Final = 200
"""Most files of one client that wait at a time [1]."""
LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file on its way in.

    Parameters
    ----------
    id
        Made by chance.
    client
        Whose recording.
    job
        For which analysis; ``None`` for none yet.
    role
        ``trial``, ``static``, ``video`` …; empty where not known.
    name
        Name of the file, to be shown; never a path.
    size
        As announced [bytes].
    sha256
        As announced; empty where it was not.
    received
        Safely on the disk [bytes].
    made
        When it began (UTC).
    """

    id: str
    client: str
    job: str | None
    role: str
    name: str
    size: int
    sha256: str
    received: int
    made: dt.datetime

    @property
    def whole(self) -> bool:
        """Whether all of it is there."""
        return self.received == self.size


@dataclass(frozen=True, slots=True, eq=False)
class Uploads:
    """Every file on its way in.

    Parameters
    ----------
    database
        The database that names them.
    """

    database: Database

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.database.folder / "incoming"

    @property
    def _bytes(self) -> Incoming:
        return Incoming(self.folder)

    def begin(
        self, client: str, name: str, size: int, *, sha256: str = "", role: str = ""
    ) -> Upload:
        """Announce a file; one whose beginning is here already is gone on with.

        Parameters
        ----------
        client
            Whose recording.
        name
            Name of the file, to be shown.
        size
            Its size [bytes].
        sha256
            Hash of its bytes; a file that arrives otherwise is refused.
        role
            What it is, where that is known.

        Returns
        -------
        Upload
            With what has been received so far.

        Raises
        ------
        ConsentError
            Where the client has not agreed.
        InputError
            Where it is empty, or too many wait.
        StoreError
            Where the disk has no room for it.
        """
        if size <= 0:
            raise InputError(f"{shown(name)!r} is empty.", "Copy or export it again.")
        self._bytes.require_room(size)
        with keeping(self.database, client, "begin upload") as (connection, key):
            waiting = sa.select(UPLOAD).where(
                UPLOAD.c.client_id == key, UPLOAD.c.job_id.is_(None)
            )
            rows = connection.execute(waiting).all()
            same = [e for e in rows if sha256 and (e.sha256, e.size) == (sha256, size)]
            if same:
                named = UPLOAD.update().where(UPLOAD.c.id == same[0].id)
                connection.execute(named.values(role=role[:16]))
                return self._as_it_lies(replace(_upload(same[0]), role=role[:16]))
            if len(rows) >= MOST:
                raise InputError(
                    f"{MOST} files of this client wait to be analysed.",
                    "Analyse or remove some of them first.",
                )
            made = Upload(
                id=secrets.token_hex(16), client=key, job=None, role=role[:16],
                name=shown(name), size=size, sha256=sha256, received=0,
                made=self.database.now(),
            )  # fmt: skip
            row = {f: getattr(made, f) for f in _PLAIN}
            connection.execute(UPLOAD.insert().values(client_id=key, **row))
        return made

    def get(self, key: str) -> Upload:
        """One file.

        Raises
        ------
        InputError
            Where there is none, or no longer.
        """
        with self.database.reading() as connection:
            row = connection.execute(_one(key)).first()
        if row is None:
            raise InputError(
                "This file is no longer waiting here.", "Choose it again to bring it."
            )
        return self._as_it_lies(_upload(row))

    def of(
        self, client: str | None = None, *, job: str | None = None
    ) -> Sequence[Upload]:
        """Files of a client that wait, or files of an analysis; oldest first."""
        query = sa.select(UPLOAD).where(UPLOAD.c.job_id == job)
        with self.database.reading() as connection:
            if client is not None:
                key = known_client(connection, client)
                query = query.where(UPLOAD.c.client_id == key)
            rows = connection.execute(query.order_by(UPLOAD.c.made, UPLOAD.c.id))
            return tuple(self._as_it_lies(_upload(each)) for each in rows)

    def write(self, key: str, offset: int, data: bytes) -> Upload:
        """Take the next part of a file; it is on the disk when this returns.

        Parameters
        ----------
        key
            Id of the upload.
        offset
            Where the part begins: what was received so far [bytes].
        data
            The part.

        Returns
        -------
        Upload
            With what has been received now.

        Raises
        ------
        InputError
            Where the part does not follow on, or the whole has another hash.
        FileFormatError
            Where it is of no format that ilium reads; it is removed.
        StoreError
            Where the disk is full; what was received before stays.
        """
        upload = self.get(key)
        if offset != upload.received or offset + len(data) > upload.size:
            raise InputError(
                f"{upload.name!r} goes on at byte {upload.received}, not {offset}.",
                "Ask how far it got, and go on there.",
            )
        if offset == 0 and not ending_of(data[:LOOKED_AT]):
            self.remove(key)
            raise unreadable(upload.name)
        self._bytes.write(key, offset, data)
        received = offset + len(data)
        if received == upload.size:
            self._seal(upload)
        self._note(key, received=received)
        return self.get(key)

    def path(self, key: str) -> Path:
        """Where a whole file lies, with the ending of what it holds.

        Raises
        ------
        InputError
            Where it is not whole, or gone.
        """
        whole = self._bytes.whole(key)
        if whole is None:
            raise InputError(
                "A file of this recording is no longer here.", "Bring it in again."
            )
        return whole

    def kind(self, key: str) -> Kind:
        """What a whole file is used as."""
        return KINDS[self.path(key).name.partition(".")[2]]

    def remove(self, *keys: str) -> None:
        """Let go of files, whole or not."""
        with self.database.writing() as connection:
            connection.execute(UPLOAD.delete().where(UPLOAD.c.id.in_(keys)))
        self.tidy()

    def tidy(self) -> int:
        """Remove what no upload names: after an erasure, or an interruption."""
        with self.database.writing() as connection:
            known = {LOCK, *connection.scalars(sa.select(UPLOAD.c.id))}
            known |= set(connection.scalars(_RUNNING))
            return self._bytes.keep_only(known)

    def films(self, connection: sa.Connection, client: str) -> tuple[str, ...]:
        """Clips of a client, begun or whole, that no open analysis is to measure.

        Parameters
        ----------
        connection
            A transaction.
        client
            Id as in the tables.

        Returns
        -------
        tuple
            Ids.
        """
        measured = sa.select(JOB.c.id).where(JOB.c.state.in_(("waiting", "running")))
        query = sa.select(UPLOAD.c.id, UPLOAD.c.role).where(
            UPLOAD.c.client_id == client,
            UPLOAD.c.job_id.is_(None) | UPLOAD.c.job_id.not_in(measured),
        )
        rows = connection.execute(query.order_by(UPLOAD.c.id)).all()
        return tuple(e.id for e in rows if e.role == "video" or self._is_clip(e.id))

    def _is_clip(self, key: str) -> bool:
        return KINDS.get(self._bytes.ending(key)) == "video"

    def sweep(self) -> int:
        """Remove files that waited, or whose analysis was refused, for a day."""
        until = self.database.now() - KEPT_FOR
        refused = (JOB.c.state == "refused") & (JOB.c.changed < until)
        old = (UPLOAD.c.job_id.is_(None) & (UPLOAD.c.made < until)) | (
            UPLOAD.c.job_id.in_(sa.select(JOB.c.id).where(refused))
        )
        with self.database.writing() as connection:
            gone = connection.execute(UPLOAD.delete().where(old)).rowcount
        self.tidy()
        return gone

    def _as_it_lies(self, upload: Upload) -> Upload:
        """Believe the disk: an interruption may fall between it and the table."""
        if self._bytes.whole(upload.id) is not None:
            return replace(upload, received=upload.size)
        there = self._bytes.received(upload.id)
        return replace(upload, received=min(upload.received, there))

    def _seal(self, upload: Upload) -> None:
        """Take a file for whole, once its hash is right and it is of a known kind."""
        digest = self._bytes.digest(upload.id)
        if upload.sha256 and digest != upload.sha256:
            self._bytes.drop_part(upload.id)
            self._note(upload.id, received=0)
            raise InputError(
                f"{upload.name!r} did not arrive as it was sent.", "Send it again."
            )
        if not self._bytes.ending(upload.id):  # its first part alone looked like one
            self.remove(upload.id)
            raise unreadable(upload.name)
        self._note(upload.id, sha256=digest)
        self._bytes.seal(upload.id)

    def _note(self, key: str, **columns: object) -> None:
        with self.database.writing() as connection:
            connection.execute(
                UPLOAD.update().where(UPLOAD.c.id == key).values(**columns)
            )


LOCK: Final = "queue"
"""Name of the file in the folder by which one program at a time runs the analyses."""
_RUNNING: Final = sa.select(JOB.c.id).where(JOB.c.state == "running")
_PLAIN: Final = ("id", "role", "name", "size", "sha256", "received", "made")


def shown(name: str) -> str:
    """A file's name as it may be shown: no folder, no control signs, not endless."""
    last = re.split(r"[\\/]", name)[-1]
    printed = "".join(each for each in last if each.isprintable()).strip()
    return printed[-LONGEST_NAME:] or "file"


def unreadable(name: str) -> FileFormatError:
    """What is said of a file of no format that ilium reads."""
    return FileFormatError(
        f"{name!r} is neither a recording nor a clip, whatever its name says.",
        "Choose a C3D file, a clip (MP4, MOV, WebM) or a file of keypoints.",
    )


def _one(key: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(UPLOAD).where(UPLOAD.c.id == key)


def _upload(row: sa.Row[tuple[object, ...]]) -> Upload:
    known = {each: getattr(row, each) for each in _PLAIN}
    return Upload(client=row.client_id, job=row.job_id, **known)
