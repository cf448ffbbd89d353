"""What the operating systems do differently: standing back, and being the only one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

NICENESS: Final = 10


def stand_back() -> None:
    """Let this process, and those it starts, work only with what others leave."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(NICENESS)


class Turn:
    """The right to be the one program that does something, until it ends.

    Parameters
    ----------
    path
        A file that all of them know; made where it is missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: IO[bytes] | None = None

    def take(self) -> bool:
        """Take it where nobody has it; whether it is ours now."""
        if self._held is None:
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            file = os.fdopen(handle, "r+b")
            try:
                _lock(file)
            except OSError:
                file.close()
            else:
                self._held = file
        return self._held is not None

    def give_back(self) -> None:
        """Let others have it."""
        held, self._held = self._held, None
        if held is not None:
            held.close()


def _lock(file: IO[bytes]) -> None:
    """Lock a file until it is closed, or raise an OSError at once."""
    try:
        import fcntl  # noqa: PLC0415 - only on POSIX
    except ImportError:
        import msvcrt  # noqa: PLC0415 - only on Windows

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # pyright: ignore[reportAttributeAccessIssue]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
