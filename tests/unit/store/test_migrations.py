"""Every schema that ever was can be opened; every row stays."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ilium.errors import StoreError
from ilium.programme.history import Goal
from ilium.store import open_store
from ilium.store.database import Database, connect
from ilium.store.migrating import MIGRATIONS, migrate
from ilium.store.schema import METADATA, SCHEMA

PAST = Path(__file__).resolve().parents[2] / "migrations"
CLIENT = "k7m3c"
NOW = dt.datetime(2026, 3, 9, 9, 30)  # noqa: DTZ001 - UTC, as the store keeps it


def past() -> list[str]:
    return sorted(each.stem for each in PAST.glob("*.sql"))


def database_of(schema: str, folder: Path) -> str:
    """A SQLite store as the version with this schema left it."""
    connection = sqlite3.connect(folder / "ilium.db")
    connection.executescript((PAST / f"{schema}.sql").read_text(encoding="utf-8"))
    connection.close()
    return f"sqlite:///{folder / 'ilium.db'}"


def rows(path: Path) -> dict[str, list[tuple]]:
    connection = sqlite3.connect(path)
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        if not re.match("sqlite_|alembic|audit", name)
    ]
    found = {
        name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names
    }
    connection.close()
    return found


def test_the_steps_end_at_the_schema_of_this_version():
    script = ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS)])
    assert script.get_heads() == [SCHEMA]


def test_every_schema_has_a_past_database():
    script = ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS)])
    assert past() == sorted(each.revision for each in script.walk_revisions())


def test_the_steps_make_the_tables_of_this_version(store):
    with store.database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_a_missing_column_would_be_noticed(store):
    """Negative control of the comparison."""
    with store.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE client DROP COLUMN phone")
    with store.database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) != []


@pytest.mark.parametrize("schema", past())
def test_a_past_database_keeps_every_row(schema, tmp_path):
    address = database_of(schema, tmp_path)
    before = rows(tmp_path / "ilium.db")
    engine, folder = connect(address, None)
    moved = migrate(Database(engine=engine, folder=folder, now=lambda: NOW))
    assert moved == (schema, SCHEMA)
    after = rows(tmp_path / "ilium.db")
    assert {name: len(each) for name, each in before.items()}.items() <= {
        name: len(each) for name, each in after.items()
    }.items()
    store = open_store(address)
    assert store.clients.get(CLIENT).name == "Ada"
    assert store.history_of(CLIENT).goals[0].words == "lunges"
    (result,) = store.results.of(CLIENT)
    assert [each.value for each in result.measures][:1] == [0.1]
    store.record(CLIENT, Goal(date=result.day, words="next"))


BEFORE = {
    "film": ("mp4", b"film", True),
    "report": ("html", b'<image href="data:image/jpeg;base64,/9j/">', True),
    "report_pdf": ("pdf", b"<< /Filter /DCTDecode >>", True),
    "report of figures": ("html", b"<svg/>", False),
    "printed figures": ("pdf", b"<< /Filter /FlateDecode >>", False),
    "look": ("look", b"data:image/jpeg", False),
    "lost": ("html", None, True),
}
"""Kind of a document of schema 0002 to its ending, its bytes and what it counts as."""


def with_documents(folder: Path) -> str:
    """A store of schema 0002 that holds documents."""
    address = database_of("0002", folder)
    connection = sqlite3.connect(folder / "ilium.db")
    for kind, (ending, data, _) in BEFORE.items():
        digest = hashlib.sha256(kind.encode() if data is None else data).hexdigest()
        file = (digest, 1, ending)
        connection.execute(
            "INSERT INTO file (hash, size, ending) VALUES (?, ?, ?)", file
        )
        row = (CLIENT, kind, "", digest, NOW.isoformat(" "))
        connection.execute(
            "INSERT INTO document (client_id, kind, language, file, made) "
            "VALUES (?, ?, ?, ?, ?)",
            row,
        )
        if data is not None:
            place = folder / "files" / digest[:2] / digest
            place.parent.mkdir(parents=True)
            place.write_bytes(data)
    connection.commit()
    connection.close()
    return address


def test_documents_of_before_say_what_their_bytes_show(tmp_path):
    address = with_documents(tmp_path)
    engine, folder = connect(address, None)
    migrate(Database(engine=engine, folder=folder, now=lambda: NOW))
    store = open_store(address)
    kept = {each.kind: each.person for each in store.documents.of(CLIENT)}
    assert kept == {kind: shows for kind, (_, _, shows) in BEFORE.items()}
    store.consents.change(CLIENT, {"video": False})
    left = {each.kind for each in store.documents.of(CLIENT)}
    assert left == {kind for kind, (_, _, shows) in BEFORE.items() if not shows}


def test_an_older_store_is_told_what_to_do(tmp_path, monkeypatch):
    address = database_of("0001", tmp_path)
    monkeypatch.setattr("ilium.store.migrating.SCHEMA", "9999")
    with pytest.raises(StoreError, match="store migrate"):
        open_store(address)


def test_a_newer_store_is_left_alone(store, reopened):
    with store.database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        reopened()
    with pytest.raises(StoreError, match="newer version"):
        migrate(store.database)


def test_opening_twice_makes_the_tables_once(store, reopened):
    client = store.clients.add(consent=["store"], adult=True)
    assert [each.id for each in reopened().clients.all()] == [client]
