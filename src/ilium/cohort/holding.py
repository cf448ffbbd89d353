"""One run at a time in one folder: a lock that ends with its program.

The only module of this room that asks the operating system for what only some have.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ilium.cohort.places import REMOTE
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
        if not _locked(number):
            raise InputError(
                f"Another run is writing to the folder {folder.name!r}.",
                "Wait until it ends, or choose another folder by --out.",
            )
        yield
    finally:
        os.close(number)


def _locked(number: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - POSIX
    except ImportError:
        import msvcrt  # noqa: PLC0415 - Windows

        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
