"""Bytes of files on their way in: written in parts, sealed once whole, removed.

A file lies under its id: ``<id>.part`` until it is whole, then with the ending of what
it holds.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ilium.capture.contents import KINDS, LOOKED_AT, ending_of
from ilium.core.digest import digest_of
from ilium.errors import StoreError
from ilium.store.database import store_error

SPARE: Final = 200_000_000
"""What an upload must leave free on the disk [bytes]."""
PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Incoming:
    """The folder in which files lie until they are analysed.

    Parameters
    ----------
    folder
        Made with the first file.
    """

    folder: Path

    def require_room(self, size: int) -> None:
        """Raise a `StoreError` unless a file of so many bytes has room on the disk."""
        free = shutil.disk_usage(self.folder.parent).free
        if size + SPARE > free:
            raise StoreError(
                f"The disk of the store has {free / 1e9:.1f} GB free; this file has "
                f"{size / 1e9:.1f} GB.",
                "Make room on it, or cut the clip to the sets that matter.",
            )

    def write(self, key: str, offset: int, data: bytes) -> None:
        """Write a part where it belongs; it is on the disk when this returns.

        What an interruption left behind it goes; what was there before it stays, also
        where the disk is full, which is a `StoreError`.
        """
        place = self._part(key)
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(place, os.O_CREAT | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.truncate(offset)
                file.seek(offset)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):
                os.truncate(place, offset)
            raise store_error(error) from None

    def received(self, key: str) -> int:
        """How much of a file that is not whole yet lies here [bytes]."""
        part = self._part(key)
        return part.stat().st_size if part.exists() else 0

    def digest(self, key: str) -> str:
        """SHA-256 of all that has arrived of a file."""
        return digest_of(self._part(key))

    def ending(self, key: str) -> str:
        """Ending of what a file holds, whole or not, by how it begins; else empty."""
        place = self.whole(key) or self._part(key)
        if not place.exists():
            return ""
        with place.open("rb") as file:
            return ending_of(file.read(LOOKED_AT))

    def seal(self, key: str) -> None:
        """Give a file that is whole the ending of what it holds."""
        self._part(key).replace(self.folder / f"{key}.{self.ending(key)}")

    def drop_part(self, key: str) -> None:
        """Let go of what has arrived of a file."""
        self._part(key).unlink()

    def whole(self, key: str) -> Path | None:
        """Where a whole file lies; ``None`` where it is not whole, or not here."""
        if not key.isalnum():
            return None
        places = (self.folder / f"{key}.{ending}" for ending in KINDS)
        return next((each for each in places if each.exists()), None)

    def keep_only(self, known: Container[str]) -> int:
        """Remove whatever belongs to none of these ids; how much that was."""
        if not self.folder.is_dir():
            return 0
        stray = [
            each
            for each in self.folder.iterdir()
            if each.name.partition(".")[0] not in known
        ]
        for each in stray:
            _remove(each)
        return len(stray)

    def _part(self, key: str) -> Path:
        return self.folder / f"{key}{PART}"


def _remove(place: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)
