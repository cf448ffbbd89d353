"""Who does what is done: the account that the audit log names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ACTING: ContextVar[str] = ContextVar("acting", default="")


@contextmanager
def acting(account: str) -> Iterator[None]:
    """Let the audit log name an account for what is done meanwhile.

    Parameters
    ----------
    account
        Id; empty for whoever sits at the computer.
    """
    before = _ACTING.set(account)
    try:
        yield
    finally:
        _ACTING.reset(before)


def who_acts() -> str:
    """Account for which something is done now; empty for nobody's."""
    return _ACTING.get()
