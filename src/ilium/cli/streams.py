"""Standard streams that are closed, full, or of another alphabet."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper


def speak_plainly() -> None:
    """Let what a terminal cannot show stand there as an escape, not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence() -> None:
    """Say nothing more: who listened has gone, or has no room."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
