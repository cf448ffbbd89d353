"""Where the app of a store is open on this computer, known to its owner alone."""

from __future__ import annotations

import http.client
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from ilium.app.listening import LOOPBACK

_NAME: Final = "open-at"
_ADDRESS: Final = re.compile(rf"http://{re.escape(LOOPBACK)}:\d+/start\?token=[\w-]+")
_PATIENCE: Final = 3.0
"""Time for the other app to answer [s]."""


class WayIn:
    """The address at which a store's app is open.

    Parameters
    ----------
    folder
        Of the store; its owner alone may open it.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME

    def open_already(self) -> str:
        """Address with its token of an app that answers; empty for none."""
        try:
            address = self._file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return ""
        found = _ADDRESS.fullmatch(address)
        return address if found and _answers(address) else ""

    @contextmanager
    def known(self, address: str) -> Iterator[None]:
        """Let others of this user know it for a stretch of work.

        Parameters
        ----------
        address
            With its token.
        """
        handle = os.open(self._file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(address)
        try:
            yield
        finally:
            with suppress(OSError):
                if self._file.read_text(encoding="ascii") == address:
                    self._file.unlink()


def _answers(address: str) -> bool:
    """Whether ilium answers there and knows the token."""
    parts = urlsplit(address)
    asking = http.client.HTTPConnection(parts.netloc, timeout=_PATIENCE)
    try:
        asking.request("GET", f"{parts.path}?{parts.query}")
        answer = asking.getresponse()
        return answer.status == http.client.SEE_OTHER and "ilium=" in (
            answer.getheader("set-cookie") or ""
        )
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()
