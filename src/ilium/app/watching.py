"""A watched folder: new recordings in it are found, and wait for their client."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from ilium.app.jobs.queue import Queue
from ilium.app.jobs.sorting import belonging
from ilium.capture.contents import KINDS, LOOKED_AT, ending_of
from ilium.core.digest import digest_of
from ilium.core.system_errors import refusal
from ilium.errors import IliumError, InputError
from ilium.store import Store
from ilium.store.remarks import note_remark, remark
from ilium.store.schema import JOB, RECORDING, UPLOAD
from ilium.store.uploads import Upload, shown

logger = logging.getLogger(__name__)

LOOKING: Final = 2.0
"""How often the folder is looked at [s]."""
MOST: Final = 500
"""Most files that are looked at, the newest [1]."""
PART: Final = 4_000_000
WANTED: Final = ("laboratory", "video", "keypoints")
"""Kinds of files that are a recording by themselves."""
_REMARK: Final = "watched folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file in the folder that nobody has brought in yet.

    Parameters
    ----------
    id
        SHA-256 of its bytes.
    path
        Where it lies.
    name
        Its name, to be shown.
    size
        Its size [bytes].
    kind
        What it holds.
    client
        Whose folder it lies in; empty for nobody's.
    """

    id: str
    path: Path
    name: str
    size: int
    kind: str
    client: str = ""


@dataclass(frozen=True, slots=True)
class _Sight:
    """A file as it was seen last."""

    size: int
    changed: int
    looked: bool = False
    found: Found | None = None


class Watching:
    """Looks into a folder again and again; only files that have stopped growing count.

    Parameters
    ----------
    store
        Where files go to.
    queue
        Who analyses those whose client is known.
    folder
        Which folder; ``None`` for the one that the store remembers.
    """

    def __init__(self, store: Store, queue: Queue, folder: Path | None) -> None:
        self._store = store
        self._queue = queue
        self._folder = folder or self._remembered()
        self._seen: dict[Path, _Sight] = {}
        self._aside: set[str] = set()
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def folder(self) -> Path | None:
        """Which folder is watched; ``None`` for none."""
        return self._folder

    def start(self) -> None:
        """Begin to look, beside whoever calls."""
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(10.0)

    def watch(self, folder: str) -> None:
        """Watch another folder from now on, or none.

        Parameters
        ----------
        folder
            Its path; empty for none.

        Raises
        ------
        InputError
            Where there is no such folder.
        """
        place = Path(folder).expanduser() if folder else None
        if place is not None and not (place.is_absolute() and place.is_dir()):
            raise InputError(
                f"There is no folder {folder!r} on this computer.",
                "Copy its whole path from the file manager.",
            )
        note_remark(self._store.database, _REMARK, str(place or ""))
        with self._lock:
            self._folder, self._seen = place, {}

    def found(self) -> list[Found]:
        """Files that wait for their client."""
        with self._lock:
            sights = [each.found for each in self._seen.values() if each.found]
        known = self._known() | self._aside if sights else set[str]()
        return [each for each in sights if each.id not in known]

    def bring(self, key: str, client: str) -> Upload:
        """Bring a file in for a client; the folder stays as it is.

        Parameters
        ----------
        key
            Of the file.
        client
            Whose it is.

        Returns
        -------
        Upload
            Whole.

        Raises
        ------
        InputError
            Where it is no longer there.
        """
        for each in self.found():
            if each.id == key:
                return self._bring(each, client)
        raise InputError(
            "This file is no longer in the folder.", "Look into the folder again."
        )

    def set_aside(self, key: str) -> None:
        """Show a file no more until the next start."""
        self._aside.add(key)

    def look(self) -> None:
        """Look once: a file that is as it was the last time is complete."""
        folder = self._folder
        if folder is None:
            return
        seen: dict[Path, _Sight] = {}
        for path in _files_in(folder):
            try:
                stat = path.stat()
            except OSError:
                continue
            now = _Sight(stat.st_size, stat.st_mtime_ns)
            before = self._seen.get(path)
            if before and (before.size, before.changed) == (now.size, now.changed):
                now = before if before.looked else self._looked_into(folder, path, now)
            seen[path] = now
        with self._lock:
            if folder == self._folder:
                self._seen = seen
        self._bring_those_with_a_client()

    def _looked_into(self, folder: Path, path: Path, sight: _Sight) -> _Sight:
        try:
            with path.open("rb") as file:
                kind = KINDS.get(ending_of(file.read(LOOKED_AT)), "")
            if kind not in WANTED:
                return replace(sight, looked=True)
            digest = digest_of(path)
        except OSError:
            return sight
        first = path.relative_to(folder).parts[0]
        client = first if self._store.clients.knows(first) else ""
        found = Found(
            id=digest, path=path, name=shown(path.name), size=sight.size, kind=kind,
            client=client,
        )  # fmt: skip
        return replace(sight, looked=True, found=found)

    def _bring_those_with_a_client(self) -> None:
        """Bring in what lies in a client's own folder, and analyse it."""
        for client in sorted({e.client for e in self.found() if e.client}):
            try:
                self._analyse(client)
            except IliumError as error:
                logger.info("Nothing was brought in: %s", type(error).__name__)

    def _analyse(self, client: str) -> None:
        brought = [
            self._bring(each, client) for each in self.found() if each.client == client
        ]
        new = {each.id for each in brought}
        for pair in belonging(self._store, self._store.uploads.of(client)).pairs:
            if new & set(pair.files) and not pair.still:
                self._store.jobs.add(client, pair.kind, pair.files)
        self._queue.wake()

    def _bring(self, found: Found, client: str) -> Upload:
        uploads = self._store.uploads
        upload = uploads.begin(client, found.name, found.size, sha256=found.id)
        try:
            with found.path.open("rb") as file:
                while not upload.whole:
                    file.seek(upload.received)
                    part = file.read(min(PART, upload.size - upload.received))
                    if not part:
                        raise InputError(
                            f"{found.name!r} has become shorter since it was seen.",
                            "Wait until it is complete, then look again.",
                        )
                    upload = uploads.write(upload.id, upload.received, part)
        except OSError as error:
            raise refusal(error) from None
        return upload

    def _known(self) -> set[str]:
        """Hashes of everything that was brought in before."""
        with self._store.database.reading() as connection:
            known = set(connection.scalars(sa.select(RECORDING.c.source_hash)))
            known |= set(connection.scalars(sa.select(UPLOAD.c.sha256)))
            for asked in connection.scalars(sa.select(JOB.c.asked)):
                known |= set(asked.get("sources", ()))
        return known

    def _remembered(self) -> Path | None:
        value = remark(self._store.database, _REMARK)
        return Path(value) if value else None

    def _look_on(self) -> None:
        while not self._ending.wait(LOOKING):
            try:
                self.look()
            except (IliumError, OSError) as error:
                logger.warning("The folder was not looked at: %s", type(error).__name__)


def _files_in(folder: Path) -> list[Path]:
    """Newest files of a folder and of those in it, without hidden ones and links."""
    found: list[tuple[float, Path]] = []
    with suppress(OSError):  # a folder that cannot be read on
        for path in (*folder.glob("*"), *folder.glob("*/*")):
            with suppress(OSError):  # a file that has gone meanwhile
                plain = path.is_file() and not path.is_symlink()
                if plain and not any(e.startswith(".") for e in path.parts[-2:]):
                    found.append((path.stat().st_mtime, path))
    return sorted(path for _, path in sorted(found, reverse=True)[:MOST])
