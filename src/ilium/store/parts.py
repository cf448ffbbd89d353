"""Bytes of files on their way in: written in parts, linked, removed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_part(place: Path, offset: int, data: bytes) -> None:
    """Write a part where it belongs; what an interruption left behind it goes."""
    handle = os.open(place, os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.truncate(offset)
        file.seek(offset)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def remove(place: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)
