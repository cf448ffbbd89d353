"""Progress on the terminal: what the library logs, one line that rewrites itself."""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
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

    On a terminal one line rewrites itself; into a file a line is written each minute.

    Parameters
    ----------
    what
        The job, in words.
    quiet
        Whether to show nothing.
    """

    WIDTH = 24
    RECENT = 200
    """Steps whose pace is taken for that of the rest [1]."""
    EVERY = 60.0
    """Time between two lines where there is no terminal [s]."""

    def __init__(self, what: str, *, quiet: bool) -> None:
        self._what = what
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._told = time.monotonic()
        self._steps = deque([(self._told, 0)], maxlen=self.RECENT)

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is.

        Parameters
        ----------
        done, total
            What is done, and what there is to do.
        """
        now = time.monotonic()
        self._steps.append((now, done))
        if self._quiet:
            return
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{self.line(done, total)}")
            sys.stderr.flush()
        elif now - self._told >= self.EVERY:
            self._told = now
            print(f"{self._what} {self._amount(done, total)}", file=sys.stderr)

    def line(self, done: int, total: int) -> str:
        """Words, bar, amount and time left; without a time while nothing is done."""
        filled = round((done / total if total else 1.0) * self.WIDTH)
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        return f"{self._what} {bar} {self._amount(done, total)}"

    def _amount(self, done: int, total: int) -> str:
        share = done / total if total else 1.0
        told = f"{done} of {total}, {share:.0%}"
        since, before = self._steps[0]
        if done <= before:
            return told
        pace = (time.monotonic() - since) / (done - before)
        return f"{told}, {_clock(pace * (total - done))} left"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the line empty."""
        if self._terminal and not self._quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _clock(seconds: float) -> str:
    """Seconds as minutes and seconds, or hours too."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _handler(*, verbose: bool, quiet: bool) -> logging.Handler | None:
    if verbose:
        return logging.StreamHandler(sys.stderr)
    if quiet or not sys.stderr.isatty():
        return None
    return OneLine()
