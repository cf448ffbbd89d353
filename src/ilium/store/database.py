"""The database: SQLite or PostgreSQL, whole transactions, errors with a remedy."""

from __future__ import annotations

import datetime as dt
import errno
import functools
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, StatementError
from sqlalchemy.pool import NullPool

from ilium.core.folders import home
from ilium.errors import InputError, StoreError
from ilium.store.acting import who_acts
from ilium.store.schema import AUDIT

WAIT: Final = 30.0
"""How long a write waits for another process's [s]."""
WRITES: Final = "ilium_writes"
FULL: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Database:
    """One database and the folder of its files.

    Parameters
    ----------
    engine
        Connections to it.
    folder
        Where the files are; of SQLite the database too.
    now
        The clock [UTC].
    """

    engine: sa.Engine
    folder: Path
    now: Callable[[], dt.datetime]

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file of this computer."""
        return self.engine.dialect.name == "sqlite"

    @property
    def today(self) -> dt.date:
        """Day of the clock."""
        return self.now().date()

    def day_of(self, given: dt.date | None, *, what: str) -> dt.date:
        """A day that was given, unless it is still to come; today by default.

        Parameters
        ----------
        given
            The day.
        what
            What was done on it, for the error.

        Returns
        -------
        date
            The day.

        Raises
        ------
        InputError
            Where it is still to come.
        """
        if given is not None and given > self.today:
            raise InputError(f"{given} is still to come.", f"Give the day of {what}.")
        return given or self.today

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open one transaction: all of it happens, or nothing.

        Yields
        ------
        sa.Connection
            Within the transaction; of SQLite the only one that writes.

        Raises
        ------
        StoreError
            Where it could not be written; the store is as it was before.
        """
        with self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open one transaction that sees one state and changes nothing."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[sa.Connection]:
        try:
            with self.engine.connect() as plain:
                options: dict[str, Any] = {WRITES: writes}
                if not writes and not self.is_sqlite:
                    options["isolation_level"] = "REPEATABLE READ"
                connection = plain.execution_options(**options)
                with connection.begin():
                    yield connection
        except (StatementError, OSError) as error:
            raise store_error(error) from None

    def outside(self, statement: str) -> tuple[Any, ...]:
        """Run a statement that no transaction may hold, as VACUUM.

        Parameters
        ----------
        statement
            SQL.

        Returns
        -------
        tuple
            Its first row; empty without one.
        """
        try:
            with self.engine.connect() as plain:
                connection = plain.execution_options(isolation_level="AUTOCOMMIT")
                result = connection.exec_driver_sql(statement)
                return tuple(result.first() or ()) if result.returns_rows else ()
        except StatementError as error:
            raise store_error(error) from None

    def note(self, connection: sa.Connection, action: str, about: str = "") -> None:
        """Write into the audit log what is done, without names."""
        connection.execute(
            AUDIT.insert().values(
                at=self.now(),
                action=action,
                about=about or None,
                who=who_acts() or None,
            )
        )


def insert(connection: sa.Connection, table: sa.Table, **row: Any) -> int:  # noqa: ANN401
    """Write one row and tell its number.

    Parameters
    ----------
    connection
        A writing transaction.
    table
        A table whose rows are numbered.
    **row
        Its columns.

    Returns
    -------
    int
        The new number.
    """
    key = connection.execute(table.insert().values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def connect(url: str | None, folder: Path | None) -> tuple[sa.Engine, Path]:
    """Prepare connections to a database, and make its folder where it is missing.

    Parameters
    ----------
    url
        ``sqlite:///…`` or ``postgresql://…``; ``None`` for ``$ILIUM_DATABASE``, else
        SQLite in the folder.
    folder
        Where files are kept; ``None`` for ``$ILIUM_HOME/store``, or beside SQLite's
        file.

    Returns
    -------
    sa.Engine
        Connections.
    Path
        The folder, readable by its owner alone.
    """
    given = url or os.environ.get("ILIUM_DATABASE") or ""
    place = folder or home() / "store"
    try:
        made = sa.make_url(given or f"sqlite:///{place / 'ilium.db'}")
    except ArgumentError:
        raise _not_a_url() from None
    if made.get_backend_name() == "sqlite" and made.database:
        file = Path(made.database)
        place = folder or file.parent
        _own(place)
        _touch(file)
        return _sqlite(made), place
    if made.get_backend_name() not in ("postgresql", "postgres"):
        raise _not_a_url()
    _own(place)
    return _postgresql(made), place


def _not_a_url() -> StoreError:
    return StoreError(
        "The address of the database is neither SQLite's nor PostgreSQL's.",
        "Write it as sqlite:///folder/ilium.db or postgresql://user@host/name.",
    )


def _own(folder: Path) -> None:
    """Make a folder that its owner alone may open."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise store_error(error) from None


def _touch(file: Path) -> None:
    """Make the database's file with its rights, before SQLite makes it without."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError as error:
        raise store_error(error) from None


def _engine(url: sa.URL, **options: Any) -> sa.Engine:  # noqa: ANN401
    write = functools.partial(
        json.dumps, sort_keys=True, ensure_ascii=False, allow_nan=False
    )
    return sa.create_engine(
        url,
        hide_parameters=True,
        poolclass=NullPool,
        json_serializer=write,
        **options,
    )


def _sqlite(url: sa.URL) -> sa.Engine:
    engine = _engine(url, connect_args={"timeout": WAIT})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.isolation_level = None
        for each in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {each}").fetchall()

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        if writes is not None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: sa.URL) -> sa.Engine:
    socket = url.query.get("host")
    if isinstance(socket, str) and socket.startswith("/"):
        rest = {key: value for key, value in url.query.items() if key != "host"}
        file = f"{socket}/.s.PGSQL.{url.port or 5432}"
        url = url.set(query={**rest, "unix_sock": file})
    try:
        return _engine(url.set(drivername="postgresql+pg8000"))
    except (ImportError, NoSuchModuleError):
        raise StoreError(
            "The driver for PostgreSQL is not installed.",
            "Install it with: pip install 'ilium[postgresql]'.",
        ) from None


def store_error(error: StatementError | OSError) -> StoreError:
    """Say in plain words why the store could not be used, without its contents.

    Parameters
    ----------
    error
        What the database or the operating system said.

    Returns
    -------
    StoreError
        Ready to be raised.
    """
    said = str(error.orig if isinstance(error, StatementError) else error).lower()
    number = error.errno if isinstance(error, OSError) else None
    for words, numbers, problem, remedy in _REASONS:
        if number in numbers or any(each in said for each in words):
            return StoreError(f"{problem} Nothing that was kept is lost.", remedy)
    kind = type(error.orig if isinstance(error, StatementError) else error).__name__
    code = f" {errno.errorcode.get(number, number)}" if number else ""
    return StoreError(
        f"The store of clients could not be used ({kind}{code}).",
        "Run `ilium store info` to see where it is and whether it is whole.",
    )


_REASONS: Final = (
    (
        ("disk is full", "disk full", "no space left"),
        FULL,
        "The disk that holds the store of clients is full.",
        "Make room on it and do the last step again.",
    ),
    (
        ("readonly", "unable to open", "permission denied"),
        (errno.EACCES, errno.EPERM, errno.EROFS),
        "The folder of the store of clients may not be written to.",
        "Ask its owner for the right, or name another folder by ILIUM_HOME.",
    ),
    (
        ("locked",),
        (),
        "Another program has been writing to the store of clients for too long.",
        "Close it and do the last step again.",
    ),
    (
        ("malformed", "not a database"),
        (),
        "The store's file is damaged, or is not a store of ilium.",
        "Restore the last backup with `ilium store restore FILE`.",
    ),
    (
        (
            "connection refused",
            "can't create a connection",
            "password",
            "does not exist",
        ),
        (errno.ECONNREFUSED,),
        "The database server cannot be reached, or does not know this user.",
        "Check the address in ILIUM_DATABASE and that the server runs.",
    ),
)
