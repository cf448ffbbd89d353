"""Files beside the database, each under the hash of its bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ilium.errors import StoreError
from ilium.store.database import Database
from ilium.store.schema import DOCUMENT, FILE, MARK, RECORDING, RESULT


@dataclass(frozen=True, slots=True, eq=False)
class Files:
    """Recordings and curves of one store.

    Parameters
    ----------
    database
        The database that names them.
    """

    database: Database

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.database.folder / "files"

    def path(self, digest: str) -> Path:
        """Where the file with this hash is."""
        return self.folder / digest[:2] / digest

    def put(self, connection: sa.Connection, data: bytes, ending: str) -> str:
        """Keep a file: its bytes are on the disk before any row can name it.

        One that lies there damaged is mended.

        Parameters
        ----------
        connection
            A writing transaction.
        data
            Its bytes.
        ending
            Ending of its name.

        Returns
        -------
        str
            SHA-256 of its bytes.
        """
        digest = hashlib.sha256(data).hexdigest()
        dialect = sqlite if self.database.is_sqlite else postgresql
        row = {"hash": digest, "size": len(data), "ending": ending}
        connection.execute(dialect.insert(FILE).values(**row).on_conflict_do_nothing())
        if self.there(digest) != data:
            _write(self.path(digest), data)
        return digest

    def get(self, digest: str) -> bytes:
        """Read a file.

        Parameters
        ----------
        digest
            Its hash.

        Returns
        -------
        bytes
            Its bytes.

        Raises
        ------
        StoreError
            Where it is missing or was changed.
        """
        data = self.there(digest) or b""
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreError(
                f"The file {digest[:12]}… of the store is missing or was changed.",
                "Restore the last backup with `ilium store restore FILE`.",
            )
        return data

    def there(self, digest: str) -> bytes | None:
        """Bytes of a file as they lie there; ``None`` where it is missing."""
        try:
            return self.path(digest).read_bytes()
        except OSError:
            return None

    def kept(self) -> Iterator[Path]:
        """Every file in the folder, whether or not a row names it."""
        if self.folder.is_dir():
            yield from sorted(self.folder.glob("*/*"))

    def hold(self, connection: sa.Connection) -> None:
        """Let nobody else begin to keep a file until the transaction ends."""
        if not self.database.is_sqlite:
            connection.exec_driver_sql("LOCK TABLE file IN SHARE ROW EXCLUSIVE MODE")

    def let_go(self, connection: sa.Connection) -> None:
        """Forget every file that nothing names any more."""
        self.hold(connection)
        naming = (RECORDING.c.file, RESULT.c.curves, DOCUMENT.c.file, MARK.c.file)
        named = sa.union(*(sa.select(each).where(each.is_not(None)) for each in naming))
        connection.execute(FILE.delete().where(FILE.c.hash.not_in(named)))

    def tidy(self) -> int:
        """Remove what an interrupted run left: files that no row names.

        Returns
        -------
        int
            How many were removed.
        """
        with self.database.writing() as connection:
            self.hold(connection)
            known = set(connection.scalars(sa.select(FILE.c.hash)))
            stray = [each for each in self.kept() if each.name not in known]
            _remove(stray)
        return len(stray)


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is whole on the disk, or not there."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    neighbour = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(  # noqa: PTH123 - a Path opens no descriptor with rights of its own
            os.open(neighbour, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb"
        ) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbour.replace(path)
        sync_folder(path.parent)
        sync_folder(path.parent.parent)
    except BaseException:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)
        raise


def _remove(paths: Iterable[Path]) -> None:
    for each in paths:
        each.unlink(missing_ok=True)
        with suppress(OSError):
            each.parent.rmdir()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
