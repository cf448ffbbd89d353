"""Every sentence that people read: English here, other languages by its key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from ilium.conventions import Side
from ilium.errors import FileFormatError, UnknownNameError
from ilium.findings.language import spoken_language
from ilium.findings.one_language import ENGLISH

ONE, OTHER = "one", "other"
SIDE_WORDS: Final = ("left", "right", "both")
"""Values that name a side and are said in the language that is spoken."""


@cache
def catalogue() -> Mapping[str, str]:
    """Every English text under its dotted key, with ``{names}`` of what is filled in.

    A text with a number stands there twice, under ``<key>.one`` and ``<key>.other``.
    The words of the report stand in ``en.toml``, those of each part of the app in a
    file of ``en/``.
    """
    folder = resources.files("ilium.findings") / "words"
    parts = sorted(each.name for each in (folder / "en").iterdir())
    files = [folder / "en.toml", *(folder / "en" / name for name in parts)]
    texts: dict[str, str] = {}
    for file in files:
        texts |= _flat(tomllib.loads(file.read_text(encoding="utf-8")))
    return MappingProxyType(texts)


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            rows += _flat(value, f"{name}.")
        else:
            rows.append((name, str(value)))
    return rows


def say(key: str, **values: object) -> str:
    """Text for people in the language that is spoken, filled in.

    Parameters
    ----------
    key
        Dotted key of the catalogue; of a text with a number without its ending.
    **values
        What its ``{names}`` stand for. ``left``, ``right`` and ``both`` are said in
        the language; ``number`` chooses between singular and plural.

    Returns
    -------
    str
        The text.

    Raises
    ------
    UnknownNameError
        Where the catalogue has no such key.
    FileFormatError
        Where a translation asks for what the English text does not have.
    """
    filled = {name: _side(value) for name, value in values.items()}
    text = _text(key, values.get("number"))
    try:
        return text.format(**filled)
    except (LookupError, ValueError, AttributeError) as error:
        language = spoken_language().code
        if language == ENGLISH:
            raise
        problem = f"The text {key!r} cannot be filled in in {language!r}: {text!r}."
        remedy = "Mend the translation: name what stands in {} in the English text."
        raise FileFormatError(problem, remedy) from error


def _text(key: str, number: object) -> str:
    english, texts = catalogue(), spoken_language().texts
    if key in english:
        return texts.pgettext(key, english[key])
    one, other = english.get(f"{key}.{ONE}"), english.get(f"{key}.{OTHER}")
    if one is None or other is None or not isinstance(number, int):
        raise UnknownNameError.among("text", key, english)
    return texts.npgettext(key, one, other, number)


def _side(value: object) -> object:
    return _text(f"side_word.{value}", None) if value in SIDE_WORDS else value


def has(key: str) -> bool:
    """Whether the catalogue holds a key."""
    return key in catalogue()


def count(number: int, noun: str) -> str:
    """Number and noun: ``1 repetition``, ``5 repetitions``.

    >>> count(2, "repetition")
    '2 repetitions'
    """
    return say(f"count.{noun}", number=number)


def join(parts: Iterable[str]) -> str:
    """Join words as a sentence does.

    >>> join(["a", "b", "c"])
    'a, b and c'
    """
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return say("plain.list", first=", ".join(words[:-1]), last=words[-1])


def spoken(measure: str, part: str, **values: object) -> str:
    """How a measure is said in a sentence; empty where the catalogue has no words.

    Parameters
    ----------
    measure
        Name of the measure; the longest beginning that the catalogue knows holds.
    part
        ``subject`` and ``it``, ``moves`` and ``back`` (its opposite) with their
        ``{amount}``, ``more``, ``steady`` or ``alike``; of the whole body ``level``,
        ``lean`` with ``towards`` (the side of a positive value), or ``whole``.
    **values
        What the words' ``{names}`` stand for.

    Returns
    -------
    str
        Words inside a sentence.
    """
    base = family_of(measure)
    key = f"speak.{base}.{part}"
    return say(key, **values) if base and has(key) else ""


@cache
def family_of(measure: str) -> str:
    """Longest beginning of a measure's name that the catalogue has words for.

    >>> family_of("pelvic_drop_at_mid_stance")
    'pelvic_drop'
    """
    return _longest("speak", measure.startswith)


def moment(measure: str) -> str:
    """When a measure is read: ``at the deepest point``; empty where it needs no word.

    >>> moment("pelvic_obliquity_at_bottom"), moment("pelvic_drop_peak")
    ('at the deepest point', '')
    """
    base = _longest("moment", lambda each: measure.endswith(f"_{each}"))
    return say(f"moment.{base}") if base else ""


def towards(measure: str) -> Side:
    """Side that a positive value of a whole-body measure means."""
    key = f"speak.{family_of(measure)}.towards"
    return "left" if catalogue().get(key) == "left" else "right"


def _longest(table: str, fits: Callable[[str], bool]) -> str:
    """Longest second part of the keys of a table that fits."""
    known = {key.split(".")[1] for key in catalogue() if key.startswith(f"{table}.")}
    return max((each for each in known if fits(each)), key=len, default="")
