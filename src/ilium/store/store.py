"""The store of clients: one door to everything that is kept about people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ilium.programme.history import History, Item
from ilium.store.accounts import Accounts
from ilium.store.answers import Answers
from ilium.store.audit import Audit
from ilium.store.backup import back_up, restore
from ilium.store.checking import Condition, look
from ilium.store.clients import Clients
from ilium.store.consents import Consents
from ilium.store.database import Database, connect
from ilium.store.documents import Documents
from ilium.store.entries import Entries
from ilium.store.erasure import erase, finish, is_due
from ilium.store.export import export, holdings
from ilium.store.files import Files
from ilium.store.groups import Groups
from ilium.store.jobs import Jobs
from ilium.store.marks import Marks
from ilium.store.migrating import migrate, prepare
from ilium.store.overview import Glance, overview
from ilium.store.owners import owner_of
from ilium.store.results import Results
from ilium.store.uploads import Uploads
from ilium.store.withdrawing import Shown, gone_since, shown_of


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """Clients and everything about them.

    Parameters
    ----------
    database
        Where it is kept.
    """

    database: Database

    @property
    def clients(self) -> Clients:
        """Who they are."""
        return Clients(self.database)

    @property
    def consents(self) -> Consents:
        """What they agreed to."""
        return Consents(self.database)

    @property
    def results(self) -> Results:
        """What was measured."""
        return Results(self.database)

    @property
    def answers(self) -> Answers:
        """What they answered."""
        return Answers(self.database)

    @property
    def groups(self) -> Groups:
        """Courses."""
        return Groups(self.database)

    @property
    def marks(self) -> Marks:
        """What was drawn, written and said on frames."""
        return Marks(self.database)

    @property
    def files(self) -> Files:
        """Recordings and curves."""
        return Files(self.database)

    @property
    def accounts(self) -> Accounts:
        """Who may sign in where it is served."""
        return Accounts(self.database)

    @property
    def audit(self) -> Audit:
        """What was done when, and by whom."""
        return Audit(self.database)

    def owner_of(self, kind: str, key: object) -> str:
        """Client whom a row is about; empty where there is no such row."""
        return owner_of(self.database, kind, key)

    @property
    def uploads(self) -> Uploads:
        """Files on their way in."""
        return Uploads(self.database)

    @property
    def jobs(self) -> Jobs:
        """Analyses that were asked for."""
        return Jobs(self.database)

    @property
    def documents(self) -> Documents:
        """Reports, films and clips."""
        return Documents(self.database)

    def history_of(self, client: str) -> History:
        """Everything of a client's programme."""
        return Entries(self.database).history(client)

    def record(self, client: str, *items: Item) -> None:
        """Keep items of a client's programme: all of them, or none."""
        Entries(self.database).add(client, items)

    def shown_of(self, client: str) -> Shown:
        """How much shows a client, and would go with the consent to video."""
        return shown_of(self.database, client)

    def gone_since(self, result: int) -> dt.date | None:
        """Day on which the film behind a result went with the consent to video."""
        return gone_since(self.database, result)

    def export(self, client: str, path: Path) -> Path:
        """Write everything about a client into one archive."""
        return export(self.database, client, path)

    def holdings(self, client: str) -> dict[str, int]:
        """How many rows of each table are about a client."""
        return holdings(self.database, client)

    def erase(self, client: str) -> None:
        """Erase everything about a client, for good."""
        erase(self.database, client)

    def back_up(self, path: Path) -> int:
        """Write everything into one archive; how many clients are in it."""
        return back_up(self.database, path)

    def restore(self, path: Path, *, replace: bool = False) -> int:
        """Bring a backup back; how many clients there are now."""
        return restore(self.database, path, replace=replace)

    def overview(self) -> tuple[Glance, ...]:
        """Everybody as a coach looks at them today."""
        return overview(self.database)

    def look(self) -> Condition:
        """What it holds, and whether it is whole."""
        return look(self.database)


def open_store(
    url: str | None = None,
    *,
    folder: Path | None = None,
    now: Callable[[], dt.datetime] | None = None,
) -> Store:
    """Open the store of clients; make it where there is none.

    Parameters
    ----------
    url
        ``sqlite:///…`` or ``postgresql://…``; ``None`` for ``$ILIUM_DATABASE``, else
        SQLite in ``$ILIUM_HOME/store``.
    folder
        Where recordings and curves are kept; beside SQLite's file by default.
    now
        The clock [UTC]; the computer's by default.

    Returns
    -------
    Store
        Ready to be used.

    Raises
    ------
    StoreError
        Where it cannot be opened, or belongs to another version of ilium.
    """
    engine, place = connect(url, folder)
    database = Database(engine=engine, folder=place, now=now or _utc)
    prepare(database)
    with database.reading() as connection:
        interrupted = is_due(connection)
    if interrupted:
        finish(database)
    return Store(database)


def migrate_store(
    url: str | None = None, *, folder: Path | None = None
) -> tuple[str, str]:
    """Bring a store to the schema of this version; every row stays.

    Parameters
    ----------
    url, folder
        As in `open_store`.

    Returns
    -------
    tuple
        Schema before (empty for none) and after.
    """
    engine, place = connect(url, folder)
    return migrate(Database(engine=engine, folder=place, now=_utc))


def _utc() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
