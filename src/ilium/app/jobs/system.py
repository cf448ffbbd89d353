"""Standing back behind other programs, and being the only one that does something."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from ilium.core.claims import take

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
        self._held: int | None = None

    def take(self) -> bool:
        """Take it where nobody has it; whether it is ours now."""
        if self._held is None:
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            number = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            if _is_ours(number):
                self._held = number
            else:
                os.close(number)
        return self._held is not None

    def give_back(self) -> None:
        """Let others have it."""
        held, self._held = self._held, None
        if held is not None:
            os.close(held)


def _is_ours(number: int) -> bool:
    """Whether an open file could be locked; never where the disk knows no locks."""
    try:
        return take(number)
    except OSError:
        return False
