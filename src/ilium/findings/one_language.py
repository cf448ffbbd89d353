"""A language: its texts, and its way to write numbers."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Final

ENGLISH: Final = "en"
PSEUDO: Final = "xx"
"""A made-up language that shows text which is cut or does not come from here."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language with its texts and its way to write numbers.

    Parameters
    ----------
    code
        ISO 639-1, as in the `lang` of a page.
    texts
        Translations by context and English text.
    decimal
        Decimal sign on screen; files for programs keep the point.
    """

    code: str = ENGLISH
    texts: NullTranslations
    decimal: str = "."
