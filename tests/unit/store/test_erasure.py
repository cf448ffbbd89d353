"""What is erased cannot be read again, from any byte of the folder."""

from __future__ import annotations

import sqlite3
import time
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa

from ilium.core.participant import Participant
from ilium.errors import InputError
from ilium.programme.history import Goal, Override
from ilium.store import open_store
from ilium.store.clients import Guardian
from ilium.store.consent import keeping
from ilium.store.erasure import _delete
from ilium.store.recordings import Original
from stored import Squat, angles, someone

NEEDLES = ("Zebedee", "zeb@example.org", "Aunt Zoe", "zigzag again", "zinc-body")


def planted(store, *, shared: bytes = b"") -> str:
    """A person with a needle wherever there is room for one, written many times."""
    client = someone(
        store, "Zebedee", email="zeb@example.org", body=Participant(mass=61.0)
    )
    store.clients.change(client, guardian=Guardian(name="Aunt Zoe"))
    day = store.database.today
    originals = [Original(role="trial", format="json", data=b"zinc-body " * 400)]
    if shared:
        originals.append(Original(role="static", format="json", data=shared))
    for at in range(30):
        store.record(
            client,
            Goal(date=day, words="zigzag again " * 20, able=at % 10),
            Override(date=day, who="Zebedee", reason="zigzag again", action="lock"),
        )
    store.results.add(
        client,
        Squat(),
        originals=originals,
        curves=angles(shift=0.25),
        findings=[{"words": "zigzag again"}],
    )
    store.answers.add(client, "psfs", {"zigzag again": 4}, {"psfs": 4.0})
    return client


def haystack(folder: Path) -> bytes:
    """Every byte of a folder, and what is in compressed files."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found += [path.name.encode(), data, *opened(data)]
    return b"\0".join(found)


def opened(data: bytes) -> list[bytes]:
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    try:
        return [zlib.decompress(data)]
    except zlib.error:
        return []


def hits(hay: bytes, *more: str) -> list[str]:
    needles = (*NEEDLES, *more)
    return [n for n in needles if n.encode() in hay or n.encode("utf-16-le") in hay]


CURVE = angles(shift=0.25)["angles"].to_numpy()[5].tobytes()


def test_nothing_of_a_person_is_left_in_the_folder(store):
    kept = someone(store, "Quentin")
    store.record(kept, Goal(date=store.database.today, words="quiet walk"))
    client = planted(store)
    before = haystack(store.database.folder)
    assert CURVE in before
    assert b"zinc-body" in before
    if store.database.is_sqlite:
        assert hits(before, client) == [*NEEDLES, client]
    store.erase(client)
    after = haystack(store.database.folder)
    assert CURVE not in after
    assert hits(after, client) == []
    assert store.history_of(kept).goals[0].words == "quiet walk"
    with pytest.raises(InputError):
        store.clients.get(client)


def test_no_row_of_a_person_is_left(store):
    client = planted(store)
    store.erase(client)
    tables = sa.MetaData()
    with store.database.reading() as connection:
        tables.reflect(connection)
        cells = [
            str(cell)
            for table in tables.sorted_tables
            for row in connection.execute(sa.select(table))
            for cell in row
        ]
    assert hits("\n".join(cells).encode(), client) == []
    assert "erase client" in cells


def test_without_overwriting_needles_would_be_found(tmp_path, clock):
    """Negative control: deleting rows alone leaves their bytes behind."""
    store = open_store(folder=tmp_path, url=f"sqlite:///{tmp_path / 'x.db'}", now=clock)
    client = planted(store)
    raw = sqlite3.connect(tmp_path / "x.db")
    raw.execute("PRAGMA secure_delete = OFF")
    for table in ("consent", "guardian", "body", "entry", "answer"):
        raw.execute(f"DELETE FROM {table}")
    raw.commit()
    assert "zigzag again" in hits(haystack(tmp_path), client)
    raw.close()


def test_deleted_rows_stay_in_the_write_ahead_log_without_a_checkpoint(tmp_path, clock):
    """Negative control: secure deletion alone is not enough."""
    store = open_store(folder=tmp_path, url=f"sqlite:///{tmp_path / 'x.db'}", now=clock)
    reader = sqlite3.connect(tmp_path / "x.db")
    reader.execute("SELECT * FROM client").fetchall()
    client = planted(store)
    with store.database.writing() as connection:
        _delete(connection, client)
    assert hits(haystack(tmp_path))
    reader.close()


def test_erasing_waits_for_what_is_being_kept(store):
    """Both lock the client first: neither can wait for the other for ever."""
    client = planted(store)
    with ThreadPoolExecutor(1) as beside:
        with keeping(store.database, client, "add document") as (connection, _):
            erased = beside.submit(store.erase, client)
            time.sleep(0.3)
            store.files.put(connection, b"kept meanwhile", "bin")
        erased.result(timeout=60.0)
    assert list(store.files.kept()) == []
    assert store.clients.all() == ()


def test_a_file_stays_while_another_client_owns_it(store):
    client, other = planted(store, shared=b"shared bytes"), someone(store)
    given = Original(role="trial", format="json", data=b"shared bytes")
    store.results.add(other, Squat(), originals=[given])
    store.erase(client)
    assert [each.read_bytes() for each in store.files.kept()] == [b"shared bytes"]
    store.erase(other)
    assert list(store.files.kept()) == []


def test_an_interrupted_erasure_is_finished_at_the_next_opening(
    store, reopened, monkeypatch
):
    client = planted(store)
    monkeypatch.setattr("ilium.store.erasure.finish", lambda _database: True)
    store.erase(client)
    assert CURVE in haystack(store.database.folder)
    monkeypatch.undo()
    reopened()
    after = haystack(store.database.folder)
    assert CURVE not in after
    assert hits(after, client) == []


def test_the_audit_log_knows_no_names(store):
    planted(store)
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT action, about FROM audit").all()
    assert len(rows) > 30
    assert hits(repr(rows).encode()) == []


def test_what_is_logged_knows_no_names(store, caplog):
    with caplog.at_level("DEBUG"):
        store.erase(planted(store))
    assert hits(caplog.text.encode()) == []
