"""Being told to end: what is half done is taken back first."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Final, NoReturn

NAMES: Final = ("SIGTERM", "SIGHUP")
"""Asked to end, and the terminal has gone; Ctrl-C is Python's own."""
FIRST: Final = 128
"""A shell's exit code of a program that a signal ended, less the signal's number."""


def end_in_order() -> None:
    """Let a request to end run through the program as an exception."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(FIRST + number)
