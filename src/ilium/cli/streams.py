"""Standard streams that are closed, full, or of another alphabet."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from ilium.core.system_errors import shortened
from ilium.errors import InputError


def speak_plainly() -> None:
    """Let what a terminal cannot show stand there as an escape, not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")


def refuse_unreadable(words: Iterable[str]) -> None:
    """Refuse names whose bytes are no letters: no result could repeat them.

    Parameters
    ----------
    words
        The command line.

    Raises
    ------
    InputError
        Where there is one, or the folder that the command runs in has such a name.
    """
    with suppress(OSError):
        words = [*words, str(Path.cwd())]
    for each in words:
        try:
            each.encode("utf-8")
        except UnicodeEncodeError as error:
            shown = each.encode("utf-8", "backslashreplace").decode("utf-8")
            raise InputError(
                f"The name '{shortened(shown)}' holds bytes that are no letters.",
                "Rename the file or the folder.",
            ) from error


def silence() -> None:
    """Say nothing more: who listened has gone, or has no room."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
