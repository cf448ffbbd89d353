"""Which client is made up: the sample that is shown before anybody is measured."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from ilium.store.database import Database
from ilium.store.remarks import note_remark
from ilium.store.schema import CLIENT, STATE

_SAMPLE: Final = "sample client"


def sample_client(database: Database) -> str:
    """Id of the sample client; empty where there is none."""
    with database.reading() as connection:
        query = (
            sa.select(CLIENT.c.id)
            .join(STATE, STATE.c.value == CLIENT.c.id)
            .where(STATE.c.name == _SAMPLE)
        )
        return connection.scalar(query) or ""


def call_sample(database: Database, client: str) -> None:
    """Remember that this client is made up."""
    note_remark(database, _SAMPLE, client)
