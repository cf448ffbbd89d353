"""The programme's history: entries are added, never changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from ilium.programme.checks import check_of
from ilium.programme.documents import item_from, item_table, kind_of
from ilium.programme.history import CheckResult, History, Item
from ilium.store.consent import keeping, known_client
from ilium.store.database import Database
from ilium.store.remembering import Remembered
from ilium.store.results import Result, Results
from ilium.store.schema import ENTRY


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Programme entries of every client.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(self, client: str, items: Iterable[Item]) -> None:
        """Keep items of a client's programme: all of them, or none.

        Parameters
        ----------
        client
            Id.
        items
            What happened.

        Raises
        ------
        ConsentError
            Where the client has not agreed; nothing was kept.
        """
        rows = [
            {"day": each.date, "kind": kind_of(each), "content": item_table(each)}
            for each in items
        ]
        if not rows:
            return
        with keeping(self.database, client, "add entry") as (connection, key):
            connection.execute(
                ENTRY.insert(), [{"client_id": key, **each} for each in rows]
            )

    def history(self, client: str) -> History:
        """Everything of a client's programme, with the checks that were analysed.

        Parameters
        ----------
        client
            Id.

        Returns
        -------
        History
            Each kind in the order of its dates, of one day in the order of entry.
        """
        with self.database.reading() as connection:
            key = known_client(connection, client)
            rows = connection.execute(
                sa.select(ENTRY.c.kind, CONTENT)
                .where(ENTRY.c.client_id == key)
                .order_by(ENTRY.c.id)
            ).all()
        items = [entry_of(kind, text) for kind, text in rows]
        checks = _checks(Results(self.database).of(key))
        return History(client=key).adding(*items, *checks)


def entry_of(kind: str, text: str) -> Item:
    """One item, by its kind and its content as the table holds it, in JSON."""
    return _KNOWN.get((kind, text), lambda: item_from(kind, json.loads(text)))


CONTENT: Final = sa.cast(ENTRY.c.content, sa.Text)
"""What an entry holds, as JSON that is not taken apart yet."""
_KNOWN: Final[Remembered[tuple[str, str], Item]] = Remembered(4096)


def _checks(results: Iterable[Result]) -> list[CheckResult]:
    """Results as the programme reads them; a movement seen before is a retest."""
    first: dict[str, dt.date] = {}
    found: list[CheckResult] = []
    for each in results:
        began = first.setdefault(each.task, each.day)
        found.append(
            check_of(
                each.measures,
                each.task,
                each.day,
                retest=each.day > began,
                recording=f"result {each.id}",
            )
        )
    return found
