"""Folders of a running program's own, and files that one program holds at a time.

The one place that asks the operating system for what only some systems have. A lock
ends with its program, however it ends; so a folder whose lock is free was left behind
by a program that was killed, and goes.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ilium.errors import InputError

HELD: Final = ".held"
"""File in a folder of a program's own, locked while the program runs."""
WAIT: Final = 30.0
"""How long another program may take to change the names in a folder [s]."""
ELSEWHERE: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What a system says of a file that another program has locked."""

_OURS: Final = threading.local()
"""Folders that this thread holds already."""


def take(number: int) -> bool:
    """Lock an open file for this program alone, without waiting.

    Parameters
    ----------
    number
        Its descriptor; the lock ends as it is closed.

    Returns
    -------
    bool
        Whether it is this program's; another holds it otherwise.

    Raises
    ------
    OSError
        Where the file system knows no locks.
    """
    try:
        try:
            import fcntl  # noqa: PLC0415 - POSIX
        except ImportError:
            import msvcrt  # noqa: PLC0415 - Windows

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in ELSEWHERE:
            return False
        raise
    return True


@contextmanager
def own_folder(parent: Path, prefix: str, *, keep: str = "") -> Iterator[Path]:
    """Make a folder of this program's own, which goes at the end.

    Parameters
    ----------
    parent
        Where.
    prefix
        How its name begins; `clear_abandoned` looks for it.
    keep
        A file whose presence keeps the folder for the next program.

    Yields
    ------
    Path
        The folder, its owner's alone.
    """
    place, number = _claimed(parent, prefix)
    try:
        yield place
    finally:
        kept = bool(keep) and (place / keep).exists()
        os.close(number)
        if not kept:
            _remove(place)


def clear_abandoned(
    parent: Path, prefix: str, settle: Callable[[Path], object] | None = None
) -> None:
    """Remove what killed programs left in a folder, as far as that is allowed.

    Parameters
    ----------
    parent
        Where.
    prefix
        How the names of their folders begin.
    settle
        Called with each before it goes; it stays where this raises `OSError`.
    """
    with suppress(OSError):
        for entry in sorted(Path(parent).glob(f"{prefix}*")):
            with suppress(OSError):
                _clear(entry, settle)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Change the names in a folder while no other program of ilium does.

    Parameters
    ----------
    folder
        The folder; where the system cannot lock one, nothing is waited for.

    Yields
    ------
    None
        While it is held.

    Raises
    ------
    InputError
        Where another program holds it for too long.
    """
    place = folder.resolve()
    held: set[Path] = _OURS.__dict__.setdefault("folders", set())
    if place in held:
        yield
        return
    number = None
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
    try:
        if number is not None:
            _wait(number, folder)
        held.add(place)
        yield
    finally:
        held.discard(place)
        if number is not None:
            os.close(number)


def _wait(number: int, folder: Path) -> None:
    until = time.monotonic() + WAIT
    with suppress(OSError):
        while not take(number):
            if time.monotonic() > until:
                raise InputError(
                    f"Another run is writing to the folder {folder.name!r}.",
                    "Wait until it ends, or choose another folder by --out.",
                )
            time.sleep(0.01)


def _claimed(parent: Path, prefix: str) -> tuple[Path, int]:
    """Make and lock a folder; make another where one was cleared in between."""
    while True:
        place = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        try:
            number = os.open(place / HELD, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            continue
        except OSError:
            with suppress(OSError):
                place.rmdir()
            raise
        try:
            if take(number):
                return place, number
        except OSError:
            return place, number
        os.close(number)


def _clear(place: Path, settle: Callable[[Path], object] | None) -> None:
    if place.is_symlink() or not _trusted(place):
        return
    try:
        number = os.open(place / HELD, os.O_RDWR)
    except FileNotFoundError:
        place.rmdir()
        return
    try:
        if not take(number):
            return
        if settle is not None:
            settle(place)
    finally:
        os.close(number)
    _remove(place)


def _remove(place: Path) -> None:
    """Remove a folder, its claim last: of what a kill leaves meanwhile, all can go."""
    with suppress(OSError):
        for each in place.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            elif each.name != HELD:
                each.unlink()
        shutil.rmtree(place, ignore_errors=True)


def _trusted(place: Path) -> bool:
    """Whether a folder is ours, or of whom owns the folder that it lies in."""
    owners = {place.parent.stat().st_uid}
    if hasattr(os, "geteuid"):
        owners.add(os.geteuid())
    return place.stat().st_uid in owners
