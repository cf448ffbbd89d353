"""Folders for what is only needed for a while."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ilium.core.claims import clear_abandoned, own_folder
from ilium.errors import InputError

PREFIX: Final = "ilium-scratch-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder for a while; what killed programs left of theirs goes too.

    Yields
    ------
    Path
        Its owner's alone; it goes at the end.

    Raises
    ------
    InputError
        Where this computer has no folder for temporary files.
    """
    root = temporary_root()
    clear_abandoned(root, PREFIX)
    with own_folder(root, PREFIX) as place:
        yield place


def temporary_root() -> Path:
    """Folder of this computer for temporary files.

    Raises
    ------
    InputError
        Where there is none that can be written to.
    """
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise InputError(
            "There is no folder for temporary files that can be written to.",
            "Make room in it, or let TMPDIR name a folder that you may write to.",
        ) from error
