"""Ids that are easy to read out and to type: no look-alikes, no words."""

from __future__ import annotations

import secrets
from collections.abc import Container
from typing import Final

ALPHABET: Final = "34679cdfhjkmnprtwxy"
"""Without vowels, and without 0 o, 1 i l, 2 z, 5 s, 8 b, g q, u v."""
LENGTH: Final = 5


def new_id(taken: Container[str]) -> str:
    """Draw an id that nobody has yet.

    Parameters
    ----------
    taken
        Ids in use.

    Returns
    -------
    str
        Five letters and digits, for example ``k7m3c``.
    """
    while True:
        made = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if made not in taken:
            return made


def typed(text: str) -> str:
    """An id as it was meant: ``" K7-M3C "`` is ``k7m3c``."""
    return "".join(each for each in text.lower() if each.isalnum())
