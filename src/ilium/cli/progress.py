"""Progress on the terminal: what the library logs, one line that rewrites itself."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager


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


def _handler(*, verbose: bool, quiet: bool) -> logging.Handler | None:
    if verbose:
        return logging.StreamHandler(sys.stderr)
    if quiet or not sys.stderr.isatty():
        return None
    return OneLine()
