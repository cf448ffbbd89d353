"""Which language is spoken: one choice for a whole stretch of work."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from pathlib import Path
from typing import Final

from ilium.findings.one_language import ENGLISH, Language

_IN_ENGLISH: Final = Language(texts=NullTranslations())
_SPOKEN: ContextVar[Language | None] = ContextVar("language", default=None)


def spoken_language() -> Language:
    """Language in effect here: English where nobody chose another."""
    return _SPOKEN.get() or _IN_ENGLISH


@contextmanager
def speaking(code: str, folder: Path | None = None) -> Generator[Language]:
    """Speak a language for a stretch of work, in this thread or task only.

    Parameters
    ----------
    code
        ``en``, ``de``, a language of the folder, or ``xx`` (made up, for tests).
    folder
        Where further ``<code>.po`` files lie; they win over ilium's own.

    Yields
    ------
    Language
        What is spoken inside.

    Raises
    ------
    UnknownNameError
        Where there is no such language.
    FileFormatError
        Where its file cannot be read.

    Examples
    --------
    >>> with speaking("en") as english:
    ...     english.code
    'en'
    """
    chosen = _language(code, folder)
    token = _SPOKEN.set(chosen)
    try:
        yield chosen
    finally:
        _SPOKEN.reset(token)


def _language(code: str, folder: Path | None) -> Language:
    if code == ENGLISH:
        return _IN_ENGLISH
    from ilium.findings.translations import (  # noqa: PLC0415 - Babel, not for English
        load_language,
    )

    return load_language(code, folder)


def translated(context: str, text: str) -> str:
    """Text of a data file in the language that is spoken.

    Parameters
    ----------
    context
        What kind of text it is: ``measure``, ``sign``, ``task``, ``people`` …
    text
        In English.

    Returns
    -------
    str
        The English text where there is no translation.
    """
    return spoken_language().texts.pgettext(context, text) if text else ""
