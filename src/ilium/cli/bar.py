"""Progress on the terminal: what the library logs, one line that rewrites itself."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self


class OneLine(logging.Handler):
    """Show the newest message in place of the one before."""

    def emit(self, record: logging.LogRecord) -> None:
        """Rewrite the line."""
        sys.stderr.write(f"\r\x1b[K{record.getMessage()} …")
        sys.stderr.flush()

    def close(self) -> None:
        """Leave the line empty."""
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
        super().close()


@contextmanager
def shown(*, verbose: bool, quiet: bool) -> Iterator[None]:
    """Show what the library logs while a command runs.

    Parameters
    ----------
    verbose
        Every message on its own line, details too.
    quiet
        Nothing. Without either: one line, only where there is a terminal.

    Yields
    ------
    None
        While messages are shown.
    """
    handler = _handler(verbose=verbose, quiet=quiet)
    if handler is None:
        yield
        return
    logger = logging.getLogger("ilium")
    before = logger.level
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        handler.close()


class Bar:
    """How much of a long job is done, and how long the rest will take.

    Parameters
    ----------
    what
        The job, in words.
    quiet
        Whether to show nothing; nothing is shown either where there is no terminal.
    """

    WIDTH = 24

    def __init__(self, what: str, *, quiet: bool) -> None:
        self._what = what
        self._shown = sys.stderr.isatty() and not quiet
        self._start = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Rewrite the line.

        Parameters
        ----------
        done, total
            What is done, and what there is to do.
        """
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{self.line(done, total)}")
            sys.stderr.flush()

    def line(self, done: int, total: int) -> str:
        """Words, bar and time left; without a time while nothing is done."""
        share = done / total if total else 1.0
        filled = round(share * self.WIDTH)
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        left = ""
        if done:
            seconds = (time.monotonic() - self._start) * (1.0 - share) / share
            left = f", {seconds // 60:.0f}:{seconds % 60:02.0f} left"
        return f"{self._what} {bar} {share:.0%}{left}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the line empty."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _handler(*, verbose: bool, quiet: bool) -> logging.Handler | None:
    if verbose:
        return logging.StreamHandler(sys.stderr)
    if quiet or not sys.stderr.isatty():
        return None
    return OneLine()
