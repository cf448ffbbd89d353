"""One run at a time in one folder: a lock that ends with its program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ilium.cohort.places import REMOTE
from ilium.core.claims import take
from ilium.errors import InputError

NAME: Final = ".lock"


@contextmanager
def held(out: str) -> Iterator[None]:
    """Keep other runs out of a folder of this machine.

    Parameters
    ----------
    out
        The folder, made where it does not exist; at an address there is no lock.

    Yields
    ------
    None
        While it is held; a program that is killed lets go of it.

    Raises
    ------
    InputError
        Where another run holds it.
    """
    if REMOTE in out:
        yield
        return
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    number = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _taken(number):
            raise InputError(
                f"Another run is writing to the folder {folder.name!r}.",
                "Wait until it ends, or choose another folder by --out.",
            )
        yield
    finally:
        os.close(number)


def _taken(number: int) -> bool:
    try:
        return take(number)
    except OSError:  # a file system without locks
        return True
