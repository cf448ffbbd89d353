"""Files that several analyses use: the static of every movement of a session."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ilium.errors import IliumError
from ilium.store.database import Database, store_error
from ilium.store.schema import UPLOAD
from ilium.store.uploads import Uploads


@contextmanager
def own_statics(
    database: Database, client: str, uploads: Mapping[str, str]
) -> Iterator[Mapping[str, str]]:
    """Let an analysis have its static, so that none takes it from the others.

    Parameters
    ----------
    database
        Where uploads stand.
    client
        Whose recordings.
    uploads
        Id of each file to its role.

    Yields
    ------
    Mapping
        The same with statics that the analysis may keep to itself; those that were
        given go on waiting. They go again where it cannot be asked for.
    """
    incoming = Uploads(database)
    there = {each.id for each in incoming.of(client) if each.whole}
    lent: dict[str, str] = {}
    try:
        for key, role in uploads.items():
            if role == "static" and key in there:
                lent[key] = secrets.token_hex(16)
                _lend(incoming, key, lent[key])
        yield {lent.get(key, key): role for key, role in uploads.items()}
    except IliumError:
        incoming.remove(*lent.values())
        raise


def _lend(incoming: Uploads, key: str, lent: str) -> None:
    """Make a further upload of the same bytes, which take no room twice."""
    path = incoming.path(key)
    own = UPLOAD.c.id == key
    with incoming.database.writing() as connection:
        row = connection.execute(sa.select(UPLOAD).where(own)).mappings().one()
        connection.execute(UPLOAD.insert().values(**{**row, "id": lent}))
        connection.execute(UPLOAD.update().where(own).values(role="static"))
    _link(path, path.with_name(path.name.replace(key, lent, 1)))


def _link(place: Path, other: Path) -> None:
    """Let a file lie in a second place; copied where the disk knows no links."""
    try:
        os.link(place, other)
    except OSError:
        try:
            shutil.copyfile(place, other)
            other.chmod(0o600)
        except OSError as error:
            other.unlink(missing_ok=True)
            raise store_error(error) from None
