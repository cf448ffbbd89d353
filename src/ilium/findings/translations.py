"""Translations: one gettext catalogue a language, ``words/<code>.po``."""

from __future__ import annotations

import re
from functools import cache
from gettext import GNUTranslations
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import get_decimal_symbol

from ilium.errors import FileFormatError, UnknownNameError
from ilium.findings.one_language import ENGLISH, PSEUDO, Language
from ilium.findings.pseudo import Pseudo

_CODE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?")


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """Languages that can be spoken: English and every translation.

    Parameters
    ----------
    folder
        Where further translations lie.

    Returns
    -------
    tuple of str
        Codes in alphabetical order.
    """
    if folder is None or not folder.is_dir():
        return _own_languages()
    return tuple(sorted({*_own_languages(), *_translated(folder)}))


@cache
def _own_languages() -> tuple[str, ...]:
    return tuple(sorted({ENGLISH, *_translated(_own())}))


def _translated(place: Traversable) -> set[str]:
    names = (each.name for each in place.iterdir())
    return {each.removesuffix(".po") for each in names if each.endswith(".po")}


def load_language(code: str, folder: Path | None = None) -> Language:
    """Read a language's catalogue.

    Parameters
    ----------
    code
        Its file is ``<code>.po``; ``xx`` is made up from the English.
    folder
        Looked into before ilium's own.

    Returns
    -------
    Language
        With its texts and its decimal sign.

    Raises
    ------
    UnknownNameError
        Where there is no such file.
    FileFormatError
        Where it is not a gettext catalogue.
    """
    if code == PSEUDO:
        return Language(code=PSEUDO, texts=Pseudo(), decimal=",")
    return _own_language(code) if folder is None else _looked_up(code, folder)


@cache
def _own_language(code: str) -> Language:
    """One of ilium's own, which stays as it is while ilium runs."""
    return _looked_up(code, None)


def _looked_up(code: str, folder: Path | None) -> Language:
    places: list[Traversable] = [each for each in (folder, _own()) if each is not None]
    files = [each / f"{code}.po" for each in places] if _CODE.fullmatch(code) else []
    file = next((each for each in files if each.is_file()), None)
    if file is None:
        raise UnknownNameError.among("language", code, languages(folder))
    return Language(code=code, texts=_texts(file, code), decimal=_decimal(code))


def _own() -> Traversable:
    return resources.files("ilium.findings") / "words"


def _texts(file: Traversable, code: str) -> GNUTranslations:
    try:
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=_known(code), abort_invalid=True)
        made = BytesIO()
        write_mo(made, catalogue)
        made.seek(0)
        return GNUTranslations(made)
    except (PoFileError, ValueError, LookupError, OSError, TypeError) as error:
        problem = f"The translation {file.name!r} cannot be read: {error}."
        remedy = "Mend that line; 'msgfmt --check' names every other one."
        raise FileFormatError(problem, remedy) from error


def _known(code: str) -> Locale | None:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _decimal(code: str) -> str:
    locale = _known(code)
    return "." if locale is None else get_decimal_symbol(locale)
