"""A made-up language: what it does not change was never given to a translator."""

from __future__ import annotations

import math
import re
from gettext import NullTranslations
from typing import Final

_PLACE = re.compile(r"(\{[^}]*\})")
_ACCENTS: Final = str.maketrans("AEIOUaeioucnswyzSNZ", "ÀÉÎÖÛàéîöûçñšŵýžŠÑŽ")
OPEN, CLOSE = "⟦", "⟧"
LONGER: Final = 0.4
"""How much longer than English the text is made [1]: German is, in the worst case."""


class Pseudo(NullTranslations):
    """Every text accented, longer and in brackets; what is filled in stays."""

    def pgettext(self, context: str, message: str) -> str:
        """One text."""
        del context
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Singular or plural."""
        del context
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(text: str) -> str:
    """Make a text visibly another one.

    What is filled in stands outside the brackets, so that it shows by itself whether it
    is translated.

    >>> pseudo("drops {amount} more")
    '⟦dröpš ⟧{amount}⟦ möré ~~~~~⟧'
    """
    parts = _PLACE.split(text)
    letters = sum(len(each) for each in parts[::2])
    parts[-1] += f" {'~' * math.ceil(LONGER * letters)}"
    return "".join(
        each if index % 2 else f"{OPEN}{each.translate(_ACCENTS)}{CLOSE}" * bool(each)
        for index, each in enumerate(parts)
    )
