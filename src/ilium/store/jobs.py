"""Analyses that were asked for in the app: waiting, running, done, refused or off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import sqlalchemy as sa

from ilium.errors import InputError, StoreError
from ilium.store.consent import keeping, known_client
from ilium.store.database import Database
from ilium.store.ids import new_id
from ilium.store.lending import own_statics
from ilium.store.schema import JOB, UPLOAD

Kind = Literal["laboratory", "video"]
State = Literal["waiting", "running", "done", "refused", "off"]

TRIES: Final = 2
"""How often an analysis is begun before it is refused: once more after a crash."""
OPEN: Final = ("waiting", "running")
BESIDE: Final = ("static", "forces")
"""Roles of files that only help to analyse another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One analysis that was asked for.

    Parameters
    ----------
    id
        Made by chance.
    client
        Whose recording.
    day
        Day of the recording.
    kind
        ``laboratory`` or ``video``.
    asked
        Task, side, view and whatever else was chosen.
    state
        Where it stands.
    stage
        What it does now; empty before it begins.
    share
        How much of that stage is done, 0 to 1.
    tries
        How often it was begun.
    problem, remedy
        Why it was refused, and what to do; of one that is done: what is missing.
    result
        Number of what came of it.
    made, changed
        When (UTC).
    """

    id: str
    client: str
    day: dt.date
    kind: Kind
    asked: Mapping[str, Any] = field(default_factory=dict)
    state: State = "waiting"
    stage: str = ""
    share: float = 0.0
    tries: int = 0
    problem: str | None = None
    remedy: str | None = None
    result: int | None = None
    made: dt.datetime
    changed: dt.datetime


@dataclass(frozen=True, slots=True, eq=False)
class Jobs:
    """Every analysis that was asked for.

    Parameters
    ----------
    database
        Where they stand.
    """

    database: Database

    def add(
        self,
        client: str,
        kind: Kind,
        uploads: Mapping[str, str],
        *,
        day: dt.date | None = None,
        asked: Mapping[str, Any] | None = None,
    ) -> Job:
        """Ask for an analysis.

        Parameters
        ----------
        client
            Whose recording.
        kind
            How it is analysed.
        uploads
            Id of each file to its role.
        day
            Day of the recording; today by default.
        asked
            Task, side, view and whatever else was chosen; the name of its main file
            and the hashes of all are added.

        Returns
        -------
        Job
            Waiting.

        Raises
        ------
        ConsentError
            Where the client has not agreed.
        InputError
            Where a file is not theirs, is not whole or is used already.
        """
        now, day = self.database.now(), self.database.day_of(day, what="recording")
        with (
            own_statics(self.database, client, uploads) as own,
            keeping(self.database, client, "ask analysis") as (
                connection,
                key,
            ),
        ):
            told = _told(connection, key, own)
            made = Job(
                id=new_id(set(connection.scalars(sa.select(JOB.c.id)))),
                client=key,
                day=day,
                kind=kind,
                asked={**(asked or {}), **told},
                made=now,
                changed=now,
            )
            row = {name: getattr(made, name) for name in _PLAIN}
            connection.execute(JOB.insert().values(client_id=key, **row))
            for upload, role in own.items():
                _claim(connection, made, upload, role)
        return made

    def get(self, key: str) -> Job:
        """One analysis.

        Raises
        ------
        InputError
            Where there is none.
        """
        with self.database.reading() as connection:
            row = connection.execute(sa.select(JOB).where(JOB.c.id == key)).first()
        if row is None:
            raise InputError(
                f"There is no analysis {key!r}.", "Look for it on the Bring in page."
            )
        return _job(row)

    def of(
        self, client: str | None = None, *, states: Sequence[State] = ()
    ) -> tuple[Job, ...]:
        """Analyses, oldest first.

        Parameters
        ----------
        client
            Only of this client.
        states
            Only in these states.

        Returns
        -------
        tuple
            One for each.
        """
        query = sa.select(JOB).order_by(JOB.c.made, JOB.c.id)
        with self.database.reading() as connection:
            if client is not None:
                key = known_client(connection, client)
                query = query.where(JOB.c.client_id == key)
            if states:
                query = query.where(JOB.c.state.in_(states))
            return tuple(map(_job, connection.execute(query)))

    def take(self) -> Job | None:
        """Begin the analysis that waits longest; ``None`` where none waits."""
        oldest = (
            sa.select(JOB.c.id)
            .where(JOB.c.state == "waiting")
            .order_by(JOB.c.made, JOB.c.id)
            .limit(1)
        )
        with self.database.writing() as connection:
            key = connection.scalar(oldest)
            if key is None or not self._change(
                connection, key, ("waiting",), state="running", stage="", share=0.0,
                tries=JOB.c.tries + 1,
            ):  # fmt: skip
                return None
        return self.get(key)

    def progress(self, key: str, stage: str, share: float) -> bool:
        """Say how far it is; false where it need not go on."""
        with self.database.writing() as connection:
            return self._change(connection, key, ("running",), stage=stage, share=share)

    def finish(self, key: str, *, missing: Sequence[str] = ()) -> None:
        """Say that it is done; its files go.

        Parameters
        ----------
        key
            Id.
        missing
            Kinds of documents that could not be made although the result is kept.
        """
        problem = f"Not made: {', '.join(missing)}." if missing else None
        self._end(key, ("running",), state="done", share=1.0, problem=problem)

    def refuse(self, key: str, problem: str, remedy: str) -> None:
        """Say why it could not be done; its files wait for a day to be tried again."""
        columns = {"state": "refused", "problem": problem, "remedy": remedy}
        with self.database.writing() as connection:
            self._change(connection, key, OPEN, **columns)

    def again(self, key: str, asked: Mapping[str, Any] | None = None) -> Job:
        """Let an analysis that was refused wait again, with other choices.

        Raises
        ------
        InputError
            Where it was not refused, or its files are gone.
        """
        job = self.get(key)
        row = {"state": "waiting", "tries": 0, "problem": None, "remedy": None}
        chosen = {**job.asked, **(asked or {})}
        with self.database.writing() as connection:
            own = sa.select(UPLOAD.c.id).where(UPLOAD.c.job_id == key).limit(1)
            there = connection.scalar(own) is not None
            if not there or not self._change(
                connection, key, ("refused",), asked=chosen, **row
            ):
                raise InputError(
                    "The files of this recording are no longer here.",
                    "Bring them in again.",
                )
        return self.get(key)

    def stop(self, key: str) -> bool:
        """Call an analysis off, and let its files go; false where it has ended."""
        return self._end(key, OPEN, state="off")

    def forget(self, key: str) -> None:
        """Take an analysis that has ended off the list; its result stays."""
        with self.database.writing() as connection:
            ended = (JOB.c.id == key) & JOB.c.state.not_in(OPEN)
            if connection.scalar(sa.select(JOB.c.id).where(ended)):
                _release(connection, key)
                connection.execute(JOB.delete().where(ended))

    def put_back(self, key: str) -> None:
        """Let an analysis that was interrupted wait again.

        One that was interrupted as often as is allowed is refused; where its result is
        kept already, it counts as done.
        """
        job = self.get(key)
        if job.tries < TRIES:
            with self.database.writing() as connection:
                self._change(connection, key, ("running",), state="waiting")
        elif job.result is not None:
            self.finish(key)
        else:
            self.refuse(
                key,
                "The analysis broke off twice, as it does when memory runs out.",
                "Close other programs, or bring a shorter recording.",
            )

    def pause(self, key: str) -> None:
        """Let an analysis that nothing was wrong with wait for the next start."""
        with self.database.writing() as connection:
            self._change(
                connection, key, ("running",), state="waiting", tries=JOB.c.tries - 1
            )

    def _end(self, key: str, states: Sequence[str], **columns: Any) -> bool:  # noqa: ANN401
        with self.database.writing() as connection:
            changed = self._change(connection, key, states, **columns)
            if changed:
                _release(connection, key)
        return changed

    def _change(
        self,
        connection: sa.Connection,
        key: str,
        states: Sequence[str],
        **columns: Any,  # noqa: ANN401
    ) -> bool:
        """Change a job that is in one of these states; whether it was."""
        which = (JOB.c.id == key) & JOB.c.state.in_(states)
        row = {"changed": self.database.now(), **columns}
        return connection.execute(JOB.update().where(which).values(**row)).rowcount == 1


def answered(connection: sa.Connection, key: str, result: int) -> None:
    """Note the result of an analysis, in the transaction that keeps it.

    Parameters
    ----------
    connection
        A writing transaction.
    key
        Id of the analysis.
    result
        Number of the result.

    Raises
    ------
    StoreError
        Where it was called off, or has its result already: nothing is kept then.
    """
    which = (JOB.c.id == key) & (JOB.c.state == "running") & JOB.c.result_id.is_(None)
    changed = connection.execute(JOB.update().where(which).values(result_id=result))
    if changed.rowcount != 1:
        raise StoreError(
            "This analysis was called off, or was kept already.",
            "Look at the client's results.",
        )


_PLAIN: Final = (
    "id", "day", "kind", "asked", "state", "stage", "share", "tries", "problem",
    "remedy", "made", "changed",
)  # fmt: skip


def _told(
    connection: sa.Connection, client: str, uploads: Mapping[str, str]
) -> dict[str, Any]:
    """What a job remembers of its files once they are gone."""
    own = UPLOAD.c.id.in_(uploads) & (UPLOAD.c.client_id == client)
    rows = connection.execute(sa.select(UPLOAD).where(own).order_by(UPLOAD.c.id)).all()
    names = [each.name for each in rows if uploads[each.id] not in BESIDE]
    return {"name": "".join(names[:1]), "sources": [each.sha256 for each in rows]}


def _claim(connection: sa.Connection, job: Job, upload: str, role: str) -> None:
    """Let an upload belong to an analysis."""
    free = (
        (UPLOAD.c.id == upload)
        & (UPLOAD.c.client_id == job.client)
        & UPLOAD.c.job_id.is_(None)
        & (UPLOAD.c.received == UPLOAD.c.size)
    )
    row = {"job_id": job.id, "role": role}
    if connection.execute(UPLOAD.update().where(free).values(**row)).rowcount != 1:
        raise InputError(
            "A file of this recording is not here, not whole, or used already.",
            "Wait until it has arrived, or bring it in again.",
        )


def _release(connection: sa.Connection, job: str) -> None:
    """Let the files of an analysis go."""
    connection.execute(UPLOAD.delete().where(UPLOAD.c.job_id == job))


def _job(row: sa.Row[tuple[object, ...]]) -> Job:
    known = {name: getattr(row, name) for name in _PLAIN}
    return Job(client=row.client_id, result=row.result_id, **known)
